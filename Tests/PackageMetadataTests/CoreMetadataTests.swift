import PackageMetadata
import TestSupport
import Testing
import Versions

@Suite struct CoreMetadataTests {
  private func read(_ text: String) throws -> CoreMetadata {
    try CoreMetadata(parsing: Array(text.utf8), provenance: "METADATA")
  }

  private static let example = """
    Metadata-Version: 2.4
    Name: Foo.Bar
    Version: 1.0
    Summary: Does things
    Home-page: https://old.example
    Author: Jürgen
    License: MIT License
            Copyright (c) somebody
    License-Expression: MIT OR Apache-2.0
    License-File: LICENSE
    Classifier: Programming Language :: Python
    Classifier: License :: OSI Approved :: MIT License
    Project-URL: Home page, https://new.example
    Project-URL: What's New, https://new.example/changes?a=1,2
    Requires-Python: >=3.8,<4
    requires-dist: numpy>=1.20
    Requires-Dist: tomli>=1.1;
     python_version < "3.11"
    Requires-Dist: pytest ; extra == "Test_All"
    Provides-Extra: Test_All
    Provides-Extra: dev
    Dynamic: License-File

    Requires-Dist: not-a-header
    """

  @Test func readsTheHeaders() throws {
    let metadata = try read(Self.example)
    #expect(metadata.name == "Foo.Bar")
    #expect(metadata.version == "1.0")
    #expect(metadata.licence.text == "MIT License\n        Copyright (c) somebody")
    #expect(metadata.licence.expression == "MIT OR Apache-2.0")
    #expect(metadata.licence.classifiers == ["License :: OSI Approved :: MIT License"])
    #expect(metadata.licenceFiles == ["LICENSE"])
    #expect(metadata.classifiers.count == 2)
    #expect(metadata.requiresDist.count == 3)
    #expect(metadata.dynamic == ["license-file"])
    #expect(metadata.hasStaticRequirements)
    let release = try metadata.releaseMetadata(provenance: "foo.whl")
    guard case .known(let requirements) = release.requirements else {
      Issue.record("the requirements are known")
      return
    }
    #expect(
      requirements.map(\.description) == [
        "numpy>=1.20", "tomli>=1.1; python_version < \"3.11\"", "pytest; extra == \"test-all\"",
      ])
    #expect(release.extras == ["dev", "test-all"])
    #expect(release.requiresPython?.description == ">=3.8,<4")
    #expect(release.summary == "Does things")
    #expect(release.homePage == "https://new.example")
    #expect(release.changelog == "https://new.example/changes?a=1,2")
    #expect(release.provenance == "foo.whl")
    #expect(release.notes.isEmpty)
  }

  @Test func lineEndsAndMarksDoNotMatter() throws {
    let plain = try read(Self.example)
    let windows = Self.example.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\r\n")
    var other = try read("\u{feff}" + windows)
    // A line's end within a value is kept as it is.
    other.licence.text = plain.licence.text
    #expect(other == plain)
  }

  @Test func brokenTextIsPutUpWith() throws {
    var bytes = Array("Metadata-Version: 2.1\nName: a\nSummary: ".utf8)
    bytes += [0xff, 0xfe, 0x41, 0x0a]
    bytes += Array("no header at all\n: nothing\nRequires-Dist: b\nLicense: UNKNOWN".utf8)
    let metadata = try CoreMetadata(parsing: bytes, provenance: "METADATA")
    #expect(metadata.summary?.hasSuffix("A") == true)
    #expect(metadata.requiresDist == ["b"])
    #expect(metadata.licence.text == nil)
    #expect(!metadata.hasStaticRequirements)
  }

  @Test(arguments: [
    ("2.2", "", true), ("2.2", "Dynamic: Requires-Dist\n", false), ("2.1", "", false),
    ("2.10", "", true), ("3.0", "", true), ("x", "", false), ("2.3", "Dynamic: Version\n", true),
  ])
  func staticRequirements(version: String, dynamic: String, isStatic: Bool) throws {
    let metadata = try read("Metadata-Version: \(version)\nName: a\n\(dynamic)\n")
    #expect(metadata.hasStaticRequirements == isStatic)
  }

  @Test(arguments: ["", "<html><body>\nName: x", "Name: a\n\nMetadata-Version: 2.1", "\n\n", "{}"])
  func refusesOtherFiles(text: String) {
    #expect(throws: PackageMetadataError.self) { try read(text) }
  }

  @Test func aRequirementIsNeverLost() throws {
    let metadata = try read("Metadata-Version: 2.1\nName: a\nRequires-Dist: b (>=1\n")
    #expect(throws: PackageMetadataError.self) { try metadata.releaseMetadata(provenance: "a.whl") }
  }

  @Test func brokenRequiresPythonIsNoted() throws {
    let metadata = try read("Metadata-Version: 2.1\nName: a\nRequires-Python: three\n")
    let release = try metadata.releaseMetadata(provenance: "a.whl")
    #expect(release.requiresPython == nil)
    expectGolden(release.notes)
  }

  @Test(arguments: [
    ("Homepage, https://a\nProject-URL: Source, https://b", "https://a"),
    ("GitHub, https://b\nHome-page: https://c", "https://c"),
    ("Docs, https://d\nProject-URL: Source Code, https://b", "https://b"), ("Nothing", nil),
  ])
  func homePages(labels: String, url: String?) throws {
    let metadata = try read("Metadata-Version: 2.1\nName: a\nProject-URL: \(labels)\n")
    #expect(metadata.bestHomePage == url)
  }

  @Test func overlongLinesAreCut() throws {
    let long = String(repeating: "x", count: 1_000_000)
    let metadata = try read("Metadata-Version: 2.1\nName: a\nLicense: \(long)\nRequires-Dist: b")
    #expect((metadata.licence.text?.utf8.count ?? 0) < 100_000)
    #expect(metadata.requiresDist == ["b"])
  }
}
