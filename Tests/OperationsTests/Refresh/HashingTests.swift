import ContentHash
import TestSupport
import Testing

@testable import Operations

/// `hash` of files, directories and URLs; the expected hashes are Nix's own.
@Suite struct HashingTests {
  private func hash(
    _ place: String, _ mode: Hashing.Mode = .automatic,
    algorithm: ContentHash.Algorithm = .sha256
  ) async throws -> Hashing.Result {
    var settings = WorkspaceOptions()
    settings.replayDirectory = RefreshFolder.fixture("Refresh/recording")
    settings.cacheDirectory = "/nowhere/nixgraft"
    var options = Hashing.Options()
    options.places = [place]
    options.mode = mode
    options.algorithm = algorithm
    let hashing = Hashing(options, workspace: Workspace(settings, environment: [:]))
    return try #require(try await hashing.run().results.first)
  }

  /// The hash that a fetch of the overlay has, which `make-recording` had from Nix.
  private func expected(_ attribute: String) async throws -> ContentHash {
    let folder = try RefreshFolder(RefreshFolder.bytes("Refresh/overlay.nix"))
    let entry = try await folder.refresh { $0.isCheck = true }.entries
      .first { $0.attribute == attribute }
    return try ContentHash(parsing: try #require(entry?.oldHash), algorithm: .sha256)
  }

  @Test func hashesFilesAsTheyAre() async throws {
    let folder = try RefreshFolder("hello\n")
    let result = try await hash(folder.file)
    #expect(result.isFlat)
    #expect(
      result.hash.text(.base16)
        == "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03")
    let md5 = try await hash(folder.file, algorithm: .md5)
    #expect(md5.hash.text(.base16) == "b1946ac92492d2347c6235b4d2611184")
  }

  @Test(
    "every algorithm that Nix knows",
    arguments: [
      (ContentHash.Algorithm.md5, "b1946ac92492d2347c6235b4d2611184"),
      (.sha1, "f572d396fae9206628714fb2ce00f72e94f2258f"),
      (
        .sha512,
        "e7c22b994c59d9cf2b48e549b1e24666636045930d3da7c1acb299d1c3b7f931"
          + "f94aae41edda2c2b207a36e10f8bcb8d45223e54878f5b316e7ce3b6bc019629"
      ),
    ])
  func algorithms(_ algorithm: ContentHash.Algorithm, _ text: String) async throws {
    let folder = try RefreshFolder("hello\n")
    #expect(try await hash(folder.file, algorithm: algorithm).hash.text(.base16) == text)
    let flat = try RefreshFolder("a file as it is\n")
    #expect(
      try await hash("https://example.org/flat.txt", algorithm: algorithm).hash
        == (try await hash(flat.file, algorithm: algorithm)).hash)
  }

  @Test("a file is hashed as it is read, of whatever size")
  func hashesLargeFiles() async throws {
    let folder = try RefreshFolder("")
    #expect(truncate(folder.file, 65 << 20) == 0)
    let md5 = try await hash(folder.file, algorithm: .md5)
    #expect(md5.hash.text(.base16) == "0a9739d8f171bb3a216168a2b7376e2e")
  }

  @Test func hashesFoldersAsNAR() async throws {
    let folder = try RefreshFolder("hello\n")
    let result = try await hash(folder.path)
    #expect(!result.isFlat)
    #expect(result.hash == (try ContentHash.nar(ofPath: folder.path)))
    #expect(try await hash(folder.file, .nar).isFlat == false)
  }

  @Test func hashesURLs() async throws {
    #expect(
      try await hash("https://example.org/flat.txt").hash == (try await expected("one")))
    let zip = "https://example.org/files.zip"
    #expect(
      try await hash(zip, .unpacked(stripsRoot: false)).hash == (try await expected("zip")))
    let tarball = "https://github.com/owner/repo/archive/v1.1.tar.gz"
    #expect(
      try await hash(tarball, .unpacked(stripsRoot: true)).hash == (try await expected("tag")))
    // The NAR of one file is the same from a URL as from disk.
    let folder = try RefreshFolder("a file as it is\n")
    #expect(
      try await hash("https://example.org/flat.txt", .nar).hash
        == (try await hash(folder.file, .nar)).hash)
  }

  static let wrong: [(String, Hashing.Mode)] = [
    ("/no/such/file", .automatic), ("https://example.org/none", .automatic),
    ("https://example.org/flat.txt", .unpacked(stripsRoot: true)),
    ("https://example.org/files.zip", .unpacked(stripsRoot: true)),
  ]

  @Test(arguments: wrong)
  func saysWhatIsWrong(_ place: String, _ mode: Hashing.Mode) async throws {
    await #expect(throws: Failure.self) { try await hash(place, mode) }
  }
}
