import ContentHash
import PackageMetadata
import Testing
import Transfer
import Versions

@testable import PyPI

@Suite struct SmallPartsTests {
  @Test(
    arguments: [
      ("tidy_project-1.0-py3-none-any.whl", "1.0"), ("Tidy.Project-1.0-1-py3-none-any.whl", "1.0"),
      ("tidy-project-1.0.tar.gz", "1.0"), ("tidy.project-1.0-2.zip", "1.0-2"),
      ("TIDY__PROJECT-1!2.0+local.tar.bz2", "1!2.0+local"),
      ("tidy_project-1.0.linux.tar.gz", "1.0.linux"),
      ("tidy-project-1.0-py2.7.egg", nil), ("tidy-project.tar.gz", nil), ("tidy-1.0.tar.gz", nil),
      ("tidy-project-extra-1.0.tar.gz", "extra-1.0"), ("-1.0.tar.gz", nil), (".whl", nil),
      ("tidy_project-1.0.whl", nil), ("", nil),
    ] as [(String, String?)])
  func findsTheVersionInAName(name: String, expected: String?) {
    let bytes = Array(name.utf8)
    let found = bytes.withUnsafeBufferPointer { bytes in
      DistributionFileName(bytes, project: Array("tidy-project".utf8))
        .map { String(decoding: bytes[$0.version], as: UTF8.self) }
    }
    #expect(found == expected)
  }

  @Test(arguments: [
    ("bytes 0-9/100", 0..<10, 100), ("bytes 5-5/6", 5..<6, 6),
  ])
  func readsContentRanges(field: String, range: Range<Int>, total: Int) {
    #expect(ContentRange(field)?.range == range)
    #expect(ContentRange(field)?.total == total)
  }

  @Test(arguments: [
    "bytes */100", "bytes 0-9/*", "bytes 9-0/100", "bytes 0-100/100", "", "items 0-1/2",
  ])
  func refusesOtherContentRanges(field: String) {
    #expect(ContentRange(field) == nil)
  }

  @Test(arguments: [
    ("pandsa", "pandas"), ("reqeusts", "requests"), ("yaml", "pyyaml"), ("pil", "pillow"),
  ])
  func knowsSlips(name: String, meant: String) {
    let guesses = ProjectGuesses.guesses(for: name)
    #expect(ProjectGuesses.ordered(guesses.known, by: name).first == meant)
    #expect(guesses.unsure.count <= ProjectGuesses.maximumQuestions)
  }

  @Test func choosesTheWheelThatSpeaksForAll() throws {
    let names = [
      "x-1-cp27-cp27mu-manylinux1_x86_64.whl", "x-1-cp312-cp312-manylinux_2_17_x86_64.whl",
      "x-1-cp313-cp313-macosx_11_0_arm64.whl", "x-1-cp313-cp313-manylinux_2_17_x86_64.whl",
      "x-1-cp313-cp313-win_amd64.whl", "x-1-py2-none-any.whl", "x-1-py3-none-any.whl",
    ]
    let wheels = try names.shuffled().map { name in
      Artifact(
        fileName: name, url: "https://x.org/" + name, kind: .wheel(try #require(WheelName(name))))
    }
    let target = PythonTarget(version: try #require(PythonVersion("3.13.0")))
    /// The names in the order in which they are taken, where each is not there for the next.
    func order(_ choice: WheelChoice) -> [String] {
      var rest = wheels
      var names: [String] = []
      while let best = choice.best(of: rest) {
        names.append(best.fileName)
        rest.removeAll { $0.fileName == best.fileName }
      }
      return names
    }
    #expect(order(WheelChoice(target: target)) == [6, 3, 2, 1, 4, 0, 5].map { names[$0] })
    #expect(order(WheelChoice(target: nil)).prefix(3) == [names[6], names[3], names[1]])
  }

  @Test("what a server says of a file is not told of another's, whatever hash it claims for it")
  func filesOfOtherServers() async throws {
    let cache = try ScratchFolder()
    let reader = WheelReader(client: Recording().client(cache: cache.path))
    func wheel(_ server: String) throws -> Artifact {
      let name = "x-1-py3-none-any.whl"
      return Artifact(
        fileName: name, url: "https://\(server)/\(name)",
        kind: .wheel(try #require(WheelName(name))), sha256: ContentHash.sha256(of: []),
        metadataFile: .absent)
    }
    let said = Array("Name: x\nRequires-Dist: hostile\n".utf8)
    let (known, other) = (try wheel("hostile.example"), try wheel("files.example"))
    reader.client.derived.store(
      bucket: "pypi-wheel", version: WheelRecord.format, key: known.contentKey,
      bytes: WheelRecord(metadata: said, importNames: [], isNative: false, imports: nil).encoded)
    let release = Release(
      id: .pypi("x"), version: .python(try #require(PythonVersion("1"))),
      artifacts: [known, other])
    #expect(try await reader.metadataApart(of: known, in: release, sha256: nil) == said)
    #expect(try await reader.metadataApart(of: other, in: release, sha256: nil) == nil)
  }

  @Test(arguments: [
    ("a\\u00e9\\ud83d\\ude00\\n\\/\\\"", "aé😀\n/\""), ("\\ud83d", "\u{fffd}"),
    ("\\u12", "\u{fffd}12"),
    ("\\", "\\"),
  ])
  func undoesEscapesOfJSON(text: String, expected: String) {
    let decoded = Array(text.utf8).withUnsafeBufferPointer { TextEscapes.json.decode($0[...]) }
    #expect(String(decoding: decoded, as: UTF8.self) == expected)
  }
}
