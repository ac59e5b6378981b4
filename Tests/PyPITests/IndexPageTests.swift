import ContentHash
import PackageMetadata
import TestSupport
import Testing
import Transfer

@testable import PyPI

@Suite struct IndexPageTests {
  static let json = "application/vnd.pypi.simple.v1+json"
  static let directory =
    "https://files.pythonhosted.org/packages/15/7f/6cdceb7a13af39ce1730c1ef05edf629b27e50fd12afbf233782a5f2c121/"
  static let digest = String(repeating: "0a", count: 32)

  static func file(_ name: String) throws -> [UInt8] {
    try FileBytes.read(Recording.path("recording/" + name))
  }

  @Test(arguments: [1, 7, 1000, Int.max])
  func readsJSONInPiecesOfAnySize(size: Int) throws {
    let table = try table(
      Self.file("pypi-tidy-project.json"), type: Self.json + "; charset=utf-8", pieces: size)
    #expect(table.displayName == "Tidy.Project")
    #expect(table.hasUploadTimes)
    #expect(table.versions.map(\.description) == ["1.0", "1.1", "2.0a1"])
    #expect(
      table.artifacts(at: 0).map(\.fileName) == [
        "tidy-project-1.0.tar.gz", "tidy_project-1.0.0-py3-none-any.whl",
      ])
    #expect(table.artifacts(at: 0).map(\.yanked) == ["broken \\ \"so\" é", ""])
    let artifact = try #require(table.artifacts(at: 1).first)
    #expect(artifact.url.hasSuffix("/tidy_project-1.1-py3-none-any.whl"))
    #expect(artifact.url.hasPrefix("https://files.pythonhosted.org/packages/"))
    #expect(artifact.size == 827)
    #expect(artifact.uploadTime == Timestamp(seconds: 1_717_200_000))
    #expect(artifact.requiresPython == ">=3.8")
    #expect(artifact.metadataFile == .announced)
    #expect(artifact.sha256 != nil)
    #expect(table.artifacts(at: 1).last?.metadataFile == .absent)
    #expect(table.metadataSHA256(of: artifact.fileName, at: 1) != nil)
    #expect(table.metadataSHA256(of: artifact.fileName, at: 0) == nil)
    #expect(table.skipped == 4)
    #expect(table.skippedExamples.first == "tidy_project-1.0-py2.7.egg")
  }

  @Test func keepsURLsAsTheyAre() throws {
    let name = "tidy_project-1.0-py3-none-any.whl"
    let links = [
      Self.directory + name,
      Self.directory.uppercased().replacing("HTTPS", with: "https") + name,
      "https://example.org/" + name, "https://example.org/a?b=c/" + name + "?x=y",
      "https://example.org/tidy_project-1.0%2Blocal-py3-none-any.whl",
      "http://user:secret@host:8080/deep/er/" + name,
    ]
    let page = links.map { "<a href=\"\($0)#sha256=\(Self.digest)\">x</a>\n" }.joined()
    let table = try table(page.utf8, type: "text/html")
    // What follows '?' is not part of the path, so that one link has no file name.
    // Credentials are kept apart.
    let expected = Set(links.map { $0.replacing("user:secret@", with: "") })
      .subtracting([links[3]])
    #expect(Set(table.artifacts.map(\.url)) == expected)
    #expect(table.artifacts.allSatisfy { $0.sha256?.text(.base16) == Self.digest })
  }

  @Test(arguments: [
    ("../../files/NAME", "https://pypi.org/files/NAME"),
    ("NAME", "https://pypi.org/simple/tidy-project/NAME"),
    ("/NAME", "https://pypi.org/NAME"),
    ("//other.org/./a/../NAME", "https://other.org/NAME"),
    ("../../../../NAME", "https://pypi.org/NAME"),
    ("NAME?token=a/b", "https://pypi.org/simple/tidy-project/NAME?token=a/b"),
  ])
  func resolvesRelativeLinks(link: String, expected: String) throws {
    let name = "tidy_project-1.0.tar.gz"
    let page = "<title>Links for x</title><a href=\"\(link.replacing("NAME", with: name))\">x</a>"
    let artifacts = try table(page.utf8, type: "text/html").artifacts
    #expect(artifacts.map(\.url) == [expected.replacing("NAME", with: name)])
    #expect(artifacts.first?.metadataFile == .unsaid)
  }

  @Test func aPageOfTheWebLinksToNoFileOfThisMachine() throws {
    let name = "tidy_project-1.0-py3-none-any.whl"
    for page in [
      "<a href=\"file:///etc/\(name)\">x</a>",
      "<base href=\"file:///etc/\"><a href=\"\(name)\">x</a>",
    ] {
      let other = "<a href=\"https://example.org/\(name)\">x</a>"
      let artifacts = try table((page + other).utf8, type: "text/html").artifacts
      #expect(artifacts.map(\.url) == ["https://example.org/\(name)"])
    }
  }

  @Test func followsTheBaseElement() throws {
    let page = "<html><head><base href='/files/sub/'></head><a href=\"tidy-project-1.0.zip\">x</a>"
    let artifacts = try table(page.utf8, type: "text/html").artifacts
    #expect(artifacts.map(\.url) == ["https://pypi.org/files/sub/tidy-project-1.0.zip"])
  }

  /// Each page, and one of the shape that the fast scanner knows, say the same.
  @Test(arguments: [
    "<a href='URL' data-requires-python='>=3.8,<4' data-yanked='a &amp; b'>x</a>",
    "<A HREF=\"URL\" DATA-REQUIRES-PYTHON=\"&gt;=3.8,&lt;4\" data-yanked=\"a & b\">x</A>",
    "<p><b><a class=x href=URL data-yanked='a &#38; b' data-requires-python='&gt;=3.8,&#x3c;4'>",
    "<!-- <a href=\"https://x.org/tidy_project-9.0.tar.gz\"> --><a rel=\"internal\" href=\"URL\" "
      + "data-requires-python=\"&gt;=3.8,&lt;4\"\n data-yanked=\"a &amp; b\" >x</a>",
    "<ul><li><a data-gpg-sig=\"false\" data-requires-python=\"&gt;=3.8,&lt;4\" "
      + "data-yanked=\"a &amp; b\" href=\"URL\">x</a></li>",
  ])
  func readsLinksOfAnyShape(page: String) throws {
    let url = "https://example.org/tidy_project-1.0.tar.gz"
    let text = page.replacing("URL", with: url)
    for size in [1, 3, Int.max] {
      let artifacts = try table(text.utf8, type: "text/html", pieces: size).artifacts
      #expect(artifacts.map(\.url) == [url])
      #expect(artifacts.first?.requiresPython == ">=3.8,<4")
      #expect(artifacts.first?.yanked == "a & b")
    }
  }

  @Test(arguments: [
    ("data-core-metadata=\"sha256=\(digest)\"", Artifact.MetadataFile.announced),
    ("data-dist-info-metadata=\"true\"", .announced),
    ("data-core-metadata=\"true\" data-dist-info-metadata=\"false\"", .announced),
    ("data-core-metadata=\"false\"", .absent),
    ("", .unsaid),
  ])
  func readsTheMarkOfMetadata(attribute: String, expected: Artifact.MetadataFile) throws {
    let link = "<a href=\"https://x.org/tidy_project-1.0-py3-none-any.whl\" \(attribute)>x</a>"
    let artifacts = try table(link.utf8, type: "text/html").artifacts
    #expect(artifacts.map(\.metadataFile) == [expected])
  }

  @Test func unmarkedFilesOfAPageWithMarksHaveNoMetadata() throws {
    let page = """
      <a href="https://x.org/tidy_project-1.0-py3-none-any.whl" data-core-metadata="true">x</a>
      <a href="https://x.org/tidy_project-1.1-py3-none-any.whl">x</a>
      """
    let artifacts = try table(page.utf8, type: "text/html").artifacts
    #expect(artifacts.map(\.metadataFile) == [.announced, .absent])
  }

  @Test func readsOtherCharacterSets() throws {
    var page = Array("<a data-yanked='caf".utf8)
    page.append(0xe9)
    page += "' href='https://x.org/tidy_project-1.0.tar.gz'>x</a>".utf8
    let artifacts = try table(page, type: "text/html; charset=ISO-8859-1").artifacts
    #expect(artifacts.map(\.yanked) == ["café"])
  }

  @Test(arguments: [
    ("text/html", "<html><body>502 Bad Gateway</body></html>"),
    ("text/html", ""),
    ("text/html", "<a href=\"/login\">Log in</a>"),
    ("text/plain; charset=utf-8", "x"),
    (json, "{\"files\":[{\"url\":\"x"),
    (json, "<html>"),
    (json, "{\"files\":[1]}"),
    (json, "{\"meta\":{\"api-version\":\"2.0\"},\"files\":[]}"),
    (json, "{\"name\":\"x\"}"),
  ])
  func refusesWhatIsNoIndexPage(type: String, page: String) {
    for size in [1, Int.max] {
      let error = #expect(throws: IndexPageError.self) {
        try table(page.utf8, type: type, pieces: size)
      }
      expectGolden(error?.description, "\(type): \(page)")
    }
  }

  @Test(arguments: [
    "<html><head><title>Links for tidy-project</title></head></html>",
    "<title>\nLinks  for\ttidy</title>",
    "<h1>Links for tidy-project</h1>",
    "<html><head><meta name=\"pypi:repository-version\" content=\"1.0\">",
    "<meta content='1.0' name='pypi:repository-version'>",
  ])
  func anEmptyProjectIsOne(page: String) throws {
    for size in [1, Int.max] {
      #expect(try table(page.utf8, type: "text/html", pieces: size).versions.isEmpty)
    }
  }

  @Test func skipsWhatNoFileNameMayBe() throws {
    let bad = [
      "javascript:tidy_project-1.0.tar.gz", "ftp://x.org/tidy_project-1.0.tar.gz",
      "https://x.org/tidy_project-1.0%2f..%2f.tar.gz", "https://x.org/tidy_project-1.0%00.tar.gz",
      "https://x.org/tidy_project-.tar.gz", "https://x.org/-1.0.tar.gz", "https://x.org/", "#", "?",
      "https://x.org/tidy_project-1.0-py3-none.whl",
      "https://x.org/tidy-project-1.0-py3-none-any.whl",
      "https://x.org/tidy_project-1.0-" + String(repeating: "a", count: 300) + "-none-any.whl",
    ]
    let page = "<h1>Links for</h1>" + bad.map { "<a href=\"\($0)\">x</a>" }.joined()
    let table = try table(page.utf8, type: "text/html")
    #expect(table.artifacts.isEmpty)
    #expect(table.skipped == bad.count)
  }

  @Test func damagedPagesAndTablesNeverCrash() throws {
    var generator = SeededGenerator(seed: 7)
    for (name, type) in [
      ("pypi-tidy-project.json", Self.json), ("mirror-tidy-project.html", "text/html"),
    ] {
      let page = try Self.file(name)
      var readable = 0
      for _ in 0..<400 {
        var damaged = page
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
          let place = Int.random(in: 0..<damaged.count, using: &generator)
          switch Int.random(in: 0..<3, using: &generator) {
          case 0: damaged[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: damaged.remove(at: place)
          default: damaged.insert("\"<>{}&\\".utf8.randomElement(using: &generator) ?? 0, at: place)
          }
        }
        if let table = try? table(damaged, type: type) {
          readable += table.artifacts.count
        }
      }
      #expect(readable > 0)
      let reader = try IndexPageReader(
        project: "tidy-project", pageURL: "https://x.org/", contentType: type)
      _ = try page.withUnsafeBytes { try reader.receive($0) }
      let form = try reader.finish()
      for _ in 0..<2000 {
        var damaged = form
        damaged[Int.random(in: 0..<form.count, using: &generator)] ^= UInt8.random(
          in: 1...255, using: &generator)
        _ = ProjectTable(damaged)?.artifacts
      }
      #expect(ProjectTable(Array(form.dropLast())) == nil)
    }
  }
}
