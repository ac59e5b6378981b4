import ContentHash
import Testing

@testable import Operations

/// `hash` of files, folders and URLs; the expected hashes are Nix's own.
@Suite struct HashingTests {
  private func hash(
    _ place: String, _ mode: Hashing.Mode = .automatic,
    algorithm: ContentHash.Algorithm = .sha256
  ) async throws -> Hashing.Result {
    var settings = WorkspaceOptions()
    settings.replayDirectory = RefreshFolder.fixture("Refresh/recording")
    settings.cacheDirectory = "/nowhere/nixgraft"
    let hashing = Hashing(
      mode: mode, algorithm: algorithm, workspace: Workspace(settings, environment: [:]))
    return try #require(try await hashing.run([place]).first)
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
    await #expect(throws: OperationError.self) { try await hash(place, mode) }
  }
}
