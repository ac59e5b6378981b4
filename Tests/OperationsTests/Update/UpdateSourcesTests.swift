import ContentHash
import OverlayEditing
import PackageMetadata
import Testing

@testable import Operations

/// The URL of a source that names its file by its hash, after an index told of the new file.
@Suite struct UpdateSourcesTests {
  private static let start = "https://files.pythonhosted.org/packages/"
  private static let zeros = String(repeating: "0", count: 60)
  private static let oldPath = "aa/bb/\(zeros)"
  private static let newHash = ContentHash.sha256(of: Array("new".utf8))

  /// An overlay of one package whose source has a URL with the hash of its file.
  private static func document(version: String) throws -> OverlayDocument {
    let text = SampleOverlay.text(python: [
      SampleOverlay.Package(
        attribute: "f",
        extra: [
          "src = final.fetchurl {",
          "  url = \"\(start)\(oldPath)/f-\(version).tar.gz\";",
          "  hash = \"\(ContentHash.sha256(of: Array("old".utf8)).text(.sri))\";",
          "};",
        ])
    ])
    return try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
  }

  /// What becomes of the overlay when the index keeps the new file at a URL.
  private func outcome(movingTo url: String) async throws -> UpdateSources.Outcome {
    var settings = WorkspaceOptions()
    settings.isOffline = true
    settings.cacheDirectory = "/nowhere"
    let workspace = Workspace(settings, environment: [:])
    let artifact = Artifact(
      fileName: "f-2.0.tar.gz", url: url, kind: .sdist, sha256: Self.newHash)
    let sources = UpdateSources(
      judge: try FetchJudge(workspace), known: [artifact.fileName: artifact])
    return try await sources.complete(
      try Self.document(version: "2.0"), before: try Self.document(version: "1.0"),
      attributes: ["f"], in: .pypi)
  }

  @Test("the URL and the hash follow the file")
  func follows() async throws {
    let path = "01/ef/" + String(repeating: "9", count: 60)
    let outcome = try await outcome(movingTo: "\(Self.start)\(path)/f-2.0.tar.gz")
    #expect(outcome.obstacles.isEmpty)
    let text = String(decoding: outcome.document.bytes, as: UTF8.self)
    #expect(text.contains("\"\(Self.start)\(path)/f-2.0.tar.gz\""))
    #expect(text.contains(Self.newHash.text(.sri)))
  }

  @Test(
    "what an index tells is never written as Nix code",
    arguments: [
      "aa/bb/${builtins.abort (toString builtins.currentTime)}", "${/aa/\(zeros)",
      "aa/\"+/\(zeros)",
      "aa/BB/\(zeros)",
    ])
  func hostile(_ path: String) async throws {
    let outcome = try await outcome(movingTo: "\(Self.start)\(path)/f-2.0.tar.gz?")
    #expect(outcome.obstacles["f"]?.words.contains("keeps its file elsewhere") == true)
    #expect(try outcome.document.bytes == Self.document(version: "2.0").bytes)
  }
}
