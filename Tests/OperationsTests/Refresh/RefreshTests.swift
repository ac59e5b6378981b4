import Basics
import ContentHash
import NixSyntax
import OverlayEditing
import Testing

@testable import Operations

/// `refresh` on overlays in many hands, from recorded answers.
@Suite struct RefreshTests {
  static let overlays = [
    "Overlays/call-package/overlay.nix", "Overlays/call-package/inflection.nix",
    "Overlays/composed/overlay.nix", "Overlays/extensions-inline/overlay.nix",
    "Overlays/extensions-let/overlay.nix", "Overlays/folded/overlay.nix",
    "Overlays/merged-sets/overlay.nix", "Overlays/one-line/overlay.nix",
    "Overlays/outside-function/overlay.nix", "Overlays/r-attribute-set/overlay.nix",
    "Overlays/r-function/overlay.nix", "Overlays/scope/overlay.nix",
    "Overlays/shadowed-names/overlay.nix", "Refresh/overlay.nix",
  ]

  /// A way to break a hash.
  enum Damage: CaseIterable {
    case zeros, otherBytes, emptied

    func edit(_ place: HashPlace, _ index: Int) -> SourceEdit? {
      switch self {
      case .zeros: return place.edit(to: .placeholder())
      case .otherBytes:
        return place.edit(to: .sha256(of: [UInt8(truncatingIfNeeded: index)]))
      case .emptied: return SourceEdit(range: place.range, replacement: "")
      }
    }
  }

  @Test(arguments: overlays, Damage.allCases)
  func restoresEveryHash(_ name: String, _ damage: Damage) async throws {
    // Small archives stand in for real ones, so some hashes differ from those in the fixture.
    let folder = try RefreshFolder(RefreshFolder.bytes(name))
    let first = try await folder.refresh { $0.acceptsChanged = true }
    #expect(!first.entries.isEmpty)
    #expect(first.count(of: .skipped) == 0)
    for entry in first.entries where entry.fetcher == "fetchPypi" {
      #expect(entry.verdict == .ok, "\(entry)")
    }
    let right = try folder.bytes()

    let broken = try RefreshFolder.breaking(right) { damage.edit($0, $1) }
    #expect(broken != right)
    try TextFile.write(broken, to: folder.file)
    let check = try await folder.refresh { $0.isCheck = true }
    #expect(check.failure(acceptsChanged: false) == .stale)
    #expect(try folder.bytes() == broken)

    let report = try await folder.refresh { $0.acceptsChanged = damage == .otherBytes }
    #expect(report.count(of: damage == .otherBytes ? .changed : .filled) == report.entries.count)
    if damage == .emptied {
      // An empty text has no style: the hash comes back in SRI.
      let after = try await folder.refresh { $0.usesSRI = true }
      #expect(after.written.isEmpty)
    } else {
      #expect(try folder.bytes() == right)
    }
    let again = try await folder.refresh { $0.isCheck = true }
    #expect(again.failure(acceptsChanged: false) == nil)
  }

  @Test func aRightOverlayStaysAsItIs() async throws {
    let bytes = try RefreshFolder.bytes("Refresh/overlay.nix")
    let folder = try RefreshFolder(bytes)
    let report = try await folder.refresh()
    #expect(report.count(of: .ok) == 20)
    #expect(report.entries.count == 20)
    #expect(report.written.isEmpty)
    #expect(try folder.bytes() == bytes)
  }

  @Test func anEditedVersionIsStale() async throws {
    let text = String(decoding: try RefreshFolder.bytes("Refresh/overlay.nix"), as: UTF8.self)
    let folder = try RefreshFolder(
      text.split(separator: "version = \"2.0.0\"", omittingEmptySubsequences: false)
        .joined(separator: "version = \"3.0.0\"")
        .split(separator: "rev = \"v1.0\"", omittingEmptySubsequences: false)
        .joined(separator: "rev = \"v1.1\""))
    let report = try await folder.refresh()
    let stale = report.entries.filter { $0.verdict == .stale }
    #expect(stale.map(\.attribute) == ["sri", "rev"])
    #expect(stale.first?.reason == .oldHash(of: "zict-2.0.0.tar.gz"))
    #expect(stale.last?.reason == .oldHash(of: "'v1.0'"))
    #expect(report.failure(acceptsChanged: false) == nil)
    let check = try await folder.refresh { $0.isCheck = true }
    #expect(check.count(of: .ok) == 20)
  }

  @Test func anEditedVersionOfAnRPackageIsStale() async throws {
    let mirror = RefreshFolder.fixture("cran-mirror")
    let old = try ContentHash.flat(ofFile: mirror + "/src/contrib/Archive/fir/fir_2.1.0.tar.gz")
    let new = try ContentHash.flat(ofFile: mirror + "/src/contrib/fir_3.0.0.tar.gz")
    let folder = try RefreshFolder(
      "{ fir = fetchurl { url = \"mirror://cran/fir_3.0.0.tar.gz\"; sha256 = \"\(old.text(.base32))\"; }; }"
    )
    let report = try await folder.refresh(cranMirror: mirror)
    #expect(report.entries.map(\.verdict) == [.stale])
    #expect(report.entries.first?.reason == .oldHash(of: "fir 2.1.0"))
    #expect(try folder.text().contains("\"\(new.text(.base32))\""))
  }

  @Test func otherBytesUnderOneURLAreNotAccepted() async throws {
    let source = "{ a = fetchurl { url = \"https://example.org/flat.txt\"; sha256 = \"\"; }; }"
    let wrong = try RefreshFolder.breaking(Array(source.utf8)) { place, _ in
      place.edit(to: .sha256(of: [1]))
    }
    let folder = try RefreshFolder(wrong)
    let report = try await folder.refresh()
    #expect(report.entries.map(\.verdict) == [.changed])
    #expect(report.failure(acceptsChanged: false) == .stale)
    #expect(try folder.bytes() == wrong)
    let accepted = try await folder.refresh { $0.acceptsChanged = true }
    #expect(accepted.failure(acceptsChanged: true) == nil)
    #expect(try await folder.refresh { $0.isCheck = true }.count(of: .ok) == 1)
  }

  @Test func aHashSeenUnderAnotherURLIsStale() async throws {
    func fetch(_ file: String, _ hash: String) -> String {
      "{ a = fetchurl { url = \"https://\(file)\"; hash = \"\(hash)\"; }; }"
    }
    let folder = try RefreshFolder(fetch("example.org/flat.txt", ""))
    let hash = try #require(try await folder.refresh().entries.first?.newHash)
    try TextFile.write(
      Array(fetch("codeberg.org/owner/repo/archive/v1.tar.gz", hash).utf8), to: folder.file)
    let entry = try #require(try await folder.refresh().entries.first)
    #expect(entry.verdict == .stale)
    #expect(entry.reason == .oldHash(of: "'https://example.org/flat.txt'"))
  }

  @Test func everyStyleBecomesSRIWhenAsked() async throws {
    let folder = try RefreshFolder(RefreshFolder.bytes("Refresh/overlay.nix"))
    let report = try await folder.refresh { $0.usesSRI = true }
    #expect(report.entries.allSatisfy { $0.verdict == .ok })
    let after = try await folder.refresh()
    #expect(after.entries.allSatisfy { $0.oldHash?.hasPrefix("sha256-") == true })
  }

  static let fakes = [
    "hash = lib.fakeHash", "sha256 = lib.fakeSha256", "hash = \"\"", "hash = \"sha256-TODO\"",
    "sha256 = \"0000000000000000000000000000000000000000000000000000\"", "hash = ''''",
  ]

  @Test(arguments: fakes)
  func fillsWhatIsNoHash(_ binding: String) async throws {
    let folder = try RefreshFolder(
      "{ lib }: fetchurl { url = \"https://example.org/flat.txt\"; \(binding); }")
    #expect(try await folder.refresh().entries.map(\.verdict) == [.filled])
    #expect(try await folder.refresh().entries.map(\.verdict) == [.ok])
  }

  static let skipped = [
    ("fetchgit { url = \"https://x.org/y\"; rev = \"1\"; hash = \"\"; }", "a git clone"),
    ("fetchpatch { url = \"https://x.org/y\"; hash = \"\"; }", "changes what it downloads"),
    ("fetchzip { url = \"https://x.org/y\"; postFetch = \"rm x\"; hash = \"\"; }", "'postFetch'"),
    ("fetchurl { url = \"mirror://nowhere/y\"; hash = \"\"; }", "the mirror"),
    ("fetchurl { inherit (x) url; hash = \"\"; }", "'url'"),
    (
      "fetchurl { url = \"https://x.org/y\"; hash = x.hash; }",
      "is not written as text in this file"
    ),
    ("fetchPypi { pname = \"zict\"; version = \"9\"; hash = \"\"; }", "no file 'zict-9.tar.gz'"),
    (
      "fetchFromGitHub { owner = \"o\"; repo = \"r\"; rev = \"1\"; fetchSubmodules = true; "
        + "hash = \"\"; }", "'fetchSubmodules'"
    ),
    ("fetchCargoVendor { src = x; hash = \"\"; }", "cargo"),
  ]

  @Test(arguments: skipped)
  func saysWhyItSkips(_ call: String, _ reason: String) async throws {
    let text = "x: { a = \(call); }"
    let folder = try RefreshFolder(text)
    let report = try await folder.refresh()
    let entry = try #require(report.entries.first)
    #expect(entry.verdict == .skipped)
    #expect(entry.reason?.words.contains(reason) == true, "\(entry.reason?.words ?? "")")
    #expect(try folder.text() == text)
    // A stand-in that is left is nothing that a check may pass, and neither is a hash not seen.
    #expect(
      try await folder.refresh { $0.isCheck = true }.failure(acceptsChanged: false) == .stale)
  }

  @Test(
    "other algorithms than SHA-256 are computed, too",
    arguments: [
      ("sha512 = \"\"", "sha512-"), ("sha1 = \"\"", "sha1-"), ("md5 = \"\"", "md5-"),
      ("hash = \"sha512:\(String(repeating: "1", count: 128))\"", "sha512:"),
    ])
  func otherAlgorithms(binding: String, prefix: String) async throws {
    let folder = try RefreshFolder(
      "fetchurl { url = \"https://example.org/flat.txt\"; \(binding); }")
    let report = try await folder.refresh { $0.acceptsChanged = true }
    #expect(report.entries.first?.newHash?.hasPrefix(prefix) == true)
    #expect(try await folder.refresh().entries.map(\.verdict) == [.ok])
  }

  static let forms: [(String, @Sendable (String) -> String)] = [
    ("CR LF", { $0.split(separator: "\n").joined(separator: "\r\n") + "\r\n" }),
    ("no line feed at the end", { String($0.dropLast()) }),
    ("tabs", { $0.split(separator: "  ").joined(separator: "\t") }),
  ]

  @Test(arguments: 0..<forms.count)
  func keepsTheFormOfTheFile(_ number: Int) async throws {
    let text =
      "{\n  a = fetchurl {\n    url = \"https://example.org/flat.txt\";\n    hash = \"\";\n  };\n}\n"
    let form = Self.forms[number].1(text)
    let folder = try RefreshFolder(form)
    let report = try await folder.refresh()
    let hash = try #require(report.entries.first?.newHash)
    let expected = form.split(separator: "\"\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\(hash)\"")
    #expect(try folder.bytes() == Array(expected.utf8))
  }

  @Test func editsTheTargetOfALink() async throws {
    let folder = try RefreshFolder(
      "fetchurl { url = \"https://example.org/flat.txt\"; hash = \"\"; }")
    let link = folder.path + "/link.nix"
    try Files.makeLink(at: link, to: "file.nix")
    let report = try await folder.refresh { $0.paths = [link] }
    #expect(report.written == [link])
    #expect(Files.status(of: link, followsLinks: false)?.kind == .symbolicLink)
    #expect(try await folder.refresh().count(of: .ok) == 1)
  }

  @Test func refusesAFileThatDoesNotParse() async throws {
    let text = "{\n  a = fetchurl { hash = \"\" };\n}\n"
    let folder = try RefreshFolder(text)
    let error = await #expect(throws: Failure.self) { try await folder.refresh() }
    #expect(error?.what.contains("2:") == true, "\(String(describing: error))")
    #expect(try folder.text() == text)
    // Nix takes no byte-order mark.
    let marked = try RefreshFolder("\u{FEFF}{ }")
    await #expect(throws: Failure.self) { try await marked.refresh() }
    let deep = try RefreshFolder(String(repeating: "[", count: 100_000))
    await #expect(throws: Failure.self) { try await deep.refresh() }
    await #expect(throws: Failure.self) {
      try await folder.refresh { $0.paths = [folder.path + "/none.nix"] }
    }
  }

  @Test func refusesAFileThatSomebodyElseChanged() throws {
    let folder = try RefreshFolder("fetchurl { url = \"https://x.org/y\"; hash = \"\"; }")
    let file = try RefreshFile(path: folder.file)
    guard case .place(let place) = file.calls.first?.hash else {
      Issue.record("no fetch was found")
      return
    }
    try TextFile.write(Array("{ }".utf8), to: folder.file)
    let edit = try #require(place.edit(to: .sha256(of: [])))
    #expect(throws: Failure.self) { try file.write([edit]) }
    #expect(try folder.text() == "{ }")
  }

  @Test func takesFoldersAndListsFetchesInOrder() async throws {
    let call = "fetchurl { url = \"https://example.org/flat.txt\"; hash = \"\"; }"
    let folder = try RefreshFolder("{ b = \(call); a = \(call); }")
    try TextFile.write(Array("{ c = \(call); }".utf8), to: folder.path + "/another.nix")
    try TextFile.write(Array("no Nix".utf8), to: folder.path + "/notes.txt")
    let report = try await folder.refresh { $0.paths = [folder.path, folder.file] }
    #expect(report.entries.map(\.attribute) == ["c", "b", "a"])
    #expect(report.fileCount == 2)
    #expect(report.written.count == 2)
  }
}
