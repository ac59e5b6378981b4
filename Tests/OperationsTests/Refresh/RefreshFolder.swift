import Basics
import NixSyntax
import OverlayEditing
import Testing

@testable import Operations

/// A directory with a Nix file to refresh from the recorded answers in `Fixtures/Refresh`.
final class RefreshFolder: Sendable {
  let path: String
  /// The file.
  var file: String { path + "/file.nix" }

  init(_ text: [UInt8]) throws {
    path = try TemporaryDirectory(for: "refresh").path
    try TextFile.write(text, to: file)
  }

  convenience init(_ text: String) throws {
    try self.init(Array(text.utf8))
  }

  deinit { Files.removeTree(path) }

  /// The path of a fixture.
  static func fixture(_ name: String) -> String {
    let parts = #filePath.split(separator: "/").dropLast(4)
    return "/" + parts.joined(separator: "/") + "/Fixtures/" + name
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try #require(try TextFile.read(fixture(name)))
  }

  /// What the file has now.
  func bytes() throws -> [UInt8] {
    try #require(try TextFile.read(file))
  }

  func text() throws -> String {
    String(decoding: try bytes(), as: UTF8.self)
  }

  /// Refreshes the file; CRAN's place is taken by the directory at `cranMirror`, if there is one.
  func refresh(
    cranMirror: String? = nil, _ change: (inout Refresh.Options) -> Void = { _ in }
  ) async throws -> Refresh.Report {
    var options = Refresh.Options()
    options.paths = [file]
    change(&options)
    var settings = WorkspaceOptions()
    settings.cacheDirectory = path + "/cache"
    settings.replayDirectory = Self.fixture("Refresh/recording")
    settings.nixpkgs = "/no/nixpkgs"
    if let cranMirror { settings.cranMirrors = ["file://\(cranMirror)"] }
    return try await Refresh(options, workspace: Workspace(settings, environment: [:])).run()
  }

  /// The text with every hash replaced by what `make` gives for it.
  static func breaking(
    _ bytes: [UInt8], _ make: (HashPlace, Int) -> SourceEdit?
  ) throws -> [UInt8] {
    let tree = SyntaxTree.parse(bytes)
    var edits: [SourceEdit] = []
    for (index, call) in FetchFinder.calls(in: tree).enumerated() {
      if case .place(let place) = call.hash, let edit = make(place, index) { edits.append(edit) }
    }
    return try SourceEdit.apply(edits, to: tree).source
  }
}
