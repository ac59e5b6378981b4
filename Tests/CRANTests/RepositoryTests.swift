import ContentHash
import PackageMetadata
import Testing
import Versions

@testable import CRAN

@Suite struct RepositoryTests {
  private let packages = """
    Package: bb
    Version: 1.0
    Depends: R (>= 3.5),
      cc

    Package: aa
    Version: 2.0-1
    License: GPL-2
    SystemRequirements: dropped
    MD5sum: 00112233445566778899aabbccddeeff

    Package: bb
    Version: 2.0
    Depends: R (>= 4.5)

    Package: aaa
    Version: 0.1
    Path: 4.5/Other

    Package: no_name
    Version: 1.0

    Package: versionless
    """

  @Test func recordsAreFoundByName() throws {
    let index = try RepositoryIndex(parsing: Array(packages.utf8))
    #expect(index.names == ["aa", "aaa", "bb"])
    #expect(index.count == 4)
    #expect(index.skippedCount == 2)
    #expect(try index.records(named: "bb").map(\.versionText) == ["1.0", "2.0"])
    #expect(try index.records(named: "aa").first?.path == "aa_2.0-1.tar.gz")
    #expect(
      try index.records(named: "aa").first?.md5?.text(.base16) == "00112233445566778899aabbccddeeff"
    )
    #expect(try index.records(named: "aaa").first?.path == "4.5/Other/aaa_0.1.tar.gz")
    for name in ["a", "ab", "AA", "zz", "", "no_name"] {
      #expect(try index.records(named: name).isEmpty)
    }
  }

  @Test func fitsTellsRAndSystemApart() throws {
    let index = try RepositoryIndex(
      parsing: Array((packages + "\n\nPackage: win\nVersion: 1.0\nOS_type: windows\n").utf8))
    let r = try #require(RVersion("4.0.0"))
    #expect(try index.records(named: "bb").map { $0.fits(r) } == [true, false])
    #expect(try index.records(named: "bb").map { $0.fits(nil) } == [true, true])
    #expect(try index.records(named: "win").map { $0.fits(nil) } == [false])
  }

  @Test(arguments: ["../../etc", "/etc", "a//b", "a/./b", "a?b", "a b", "a%2e"])
  func pathsThatLeadOutAreErrors(path: String) throws {
    let text = "Package: aa\nVersion: 1.0\nPath: \(path)\n"
    let index = try RepositoryIndex(parsing: Array(text.utf8))
    #expect(throws: CRANError.self) { try index.records(named: "aa") }
  }

  @Test func damagedFormsDoNoHarm() throws {
    let form = try RepositoryIndex.form(of: Array(packages.utf8))
    #expect(RepositoryIndex(form: []) == nil)
    #expect(RepositoryIndex(form: Array(form.prefix(10))) == nil)
    for place in form.indices {
      var damaged = form
      damaged[place] ^= 0xFF
      guard let index = RepositoryIndex(form: damaged) else { continue }
      _ = index.names
      _ = try? index.records(named: "bb")
    }
    #expect(RepositoryIndex(form: form)?.count == 4)
  }

  @Test(arguments: [
    ("https://cran.r-project.org/", CRANRepository.Kind.cran, false),
    ("https://jeroen.r-universe.dev", .universe, true),
    ("https://packagemanager.posit.co/cran/latest", .rewritten, true),
    ("http://mirror.example/cran/src/contrib", .other, true),
    ("http://127.0.0.1:8000", .other, false),
    ("http://user@localhost:8000/x", .other, false),
    ("file:///srv/cran", .other, false),
  ]) func addresses(url: String, kind: CRANRepository.Kind, isWarned: Bool) throws {
    let repository = try CRANRepository.at(url)
    #expect(repository.kind == kind)
    #expect((repository.doubt != nil) == isWarned)
    #expect(repository.contrib.hasSuffix("/src/contrib"))
    #expect(!repository.url.hasSuffix("/"))
  }

  @Test(arguments: ["", "cran", "ftp://x", "https://", "file:///", "https://a b", "https://a/?b"])
  func whatIsNoAddress(url: String) {
    #expect(throws: CRANError.self) { try CRANRepository.at(url) }
    #expect(throws: CRANError.self) { try CRANRepository.cran(mirror: url) }
  }

  @Test func bioconductorHasThreeRepositories() throws {
    let repositories = try CRANRepository.bioconductor(release: "3.12")
    #expect(
      repositories.map(\.url) == [
        "https://bioconductor.org/packages/3.12/bioc",
        "https://bioconductor.org/packages/3.12/data/annotation",
        "https://bioconductor.org/packages/3.12/data/experiment",
      ])
    #expect(throws: CRANError.self) { try CRANRepository.bioconductor(release: "../x") }
  }

  @Test func publicURLsAreCRANs() throws {
    let urls = try CRANRepository.cran(mirror: "file:///srv/cran").publicURLs(
      name: "aa", version: "1.0-2")
    #expect(
      urls == [
        "https://cran.r-project.org/src/contrib/aa_1.0-2.tar.gz",
        "https://cran.r-project.org/src/contrib/Archive/aa/aa_1.0-2.tar.gz",
      ])
    let own = try CRANRepository.at("https://x.r-universe.dev").publicURLs(name: "a", version: "1")
    #expect(own == ["https://x.r-universe.dev/src/contrib/a_1.tar.gz"])
  }
}

@Suite struct ArchiveListingTests {
  private func versions(_ page: String) throws(CRANError) -> [String] {
    try ArchiveListing(parsing: Array(page.utf8), package: "a.b").versions.map(\.text)
  }

  @Test func linksToTarballsAreVersions() throws {
    let page = """
      <!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 3.2 Final//EN">
      <html><head><title>Index of /src/contrib/Archive/a.b</title></head><body>
      <table><tr><th><a href="?C=N;O=D">Name</a></th></tr>
      <tr><td><a href="/src/contrib/Archive/">Parent Directory</a></td></tr>
      <tr><td><a href="a.b_1.10.tar.gz">a.b_1.10.tar.gz</a>
      <tr><td><a href="a.b_1.9-1.tar.gz">a.b_1.9-1.tar.gz</a></td></tr>
      <tr><td><A HREF='./a.b_1.9%2D2.tar.gz?x'>x</A></td></tr>
      <tr><td><a href="a.b_1.10.0.tar.gz">x</a><a href="a.b_1.10.tar.gz">again</a></td></tr>
      <a href="axb_2.0.tar.gz"><a href="a.b_x.tar.gz"><a href="a.b_3.0.zip"><a href=""><a name="q">
      <a href="../../evil/a.b_0.5.tar.gz"><a href="a.b_1..2.tar.gz"><a href="a.b_%zz.tar.gz">
      """
    #expect(try versions(page) == ["0.5", "1.9-1", "1.9-2", "1.10", "1.10.0"])
  }

  @Test func whatIsNoListing() throws {
    #expect(try versions("<html></html>") == [])
    #expect(throws: CRANError.self) { try versions("Not found") }
    #expect(throws: CRANError.self) { try versions("") }
  }

  @Test func brokenPagesDoNoHarm() throws {
    let page = Array("<html><a href=\"a.b_1.0.tar.gz\"></a><!-- é & &#0; <p \0></html>".utf8)
    for end in page.indices {
      _ = try? ArchiveListing(parsing: Array(page[..<end]), package: "a.b")
    }
    #expect(try ArchiveListing(parsing: page, package: "a.b").versions.count == 1)
  }
}

@Suite struct RepositoryGroupTests {
  @Test("a repository of one's own is for what is asked of it, and for what the others lack")
  func groups() throws {
    let own = try CRANRepository.at("https://own.example/drat")
    let other = try CRANRepository.at("https://someone.r-universe.dev")
    let locked = try CRANRepository.at("https://locked.example")
    let cran = try CRANRepository.cran()
    var configuration = CRANConfiguration(repositories: [cran])
    configuration.further = [own, other]
    configuration.asked = ["asked"]
    configuration.own = ["pinned": [locked]]
    #expect(configuration.groups(for: "asked") == [[own], [other], [cran]])
    #expect(configuration.groups(for: "needed") == [[cran], [own], [other]])
    #expect(configuration.groups(for: "pinned") == [[locked]])
    #expect(configuration.allRepositories == [cran, own, other, locked])
  }

  @Test(
    "a listing tells when a version was put there",
    arguments: [
      (
        #"<tr><td><a href="a_1.0.tar.gz">a_1.0.tar.gz</a></td><td>2023-01-05 10:00  </td></tr>"#,
        "2023-01-05"
      ),
      ("<a href=\"a_1.0.tar.gz\">a_1.0.tar.gz</a>    05-Jan-2023 10:00   4711\n", "2023-01-05"),
      (#"<a href="a_1.0.tar.gz">a_1.0.tar.gz</a>"#, "unknown"),
      (#"<a href="a_1.0.tar.gz">x</a> 2023-99-05 1-2-3-4 31-Foo-2020"#, "unknown"),
    ])
  func dates(page: String, expected: String) throws {
    let listing = try ArchiveListing(parsing: Array(page.utf8), package: "a")
    #expect(listing.dates.values.first.map(\.day) ?? "unknown" == expected)
  }
}
