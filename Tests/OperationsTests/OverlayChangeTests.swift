import Basics
import OverlayEditing
import PackageMetadata
import Testing

@testable import Operations

@Suite struct OverlayChangeTests {
  private static let overlay = """
    final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (import ./set) ];
    }

    """
  private static let set = """
    self: super: {
      # asked for
      a = self.buildPythonPackage { pname = "a"; version = "1"; dependencies = [ self.b ]; };
      # needed by a
      b = self.callPackage ./b.nix { };
    }

    """

  private static func folder() throws -> RefreshFolder {
    let folder = try RefreshFolder(overlay)
    try Files.makeDirectories("\(folder.path)/set")
    try TextFile.write(Array(set.utf8), to: "\(folder.path)/set/default.nix")
    let inner = "{ buildPythonPackage }: buildPythonPackage { pname = \"b\"; version = \"2\"; }\n"
    try TextFile.write(Array(inner.utf8), to: "\(folder.path)/set/b.nix")
    return folder
  }

  private func text(_ folder: RefreshFolder) throws -> String {
    String(decoding: try TextFile.read("\(folder.path)/set/default.nix") ?? [], as: UTF8.self)
  }

  @Test("packages in a set in a file of its own are listed, with what they need")
  func listing() throws {
    let folder = try Self.folder()
    let graph = try List(List.Options(overlayPath: folder.file)).run().graph
    #expect(graph.packages.map(\.attribute) == ["a", "b"])
    #expect(graph.packages.map(\.version) == ["1", "2"])
    #expect(graph.packages.map(\.files) == [["./set"], ["./set/b.nix"]])
    #expect(graph.packages.map(\.ownFiles) == [[], ["./set/b.nix"]])
    #expect(graph.packages[0].needs == [1])
    #expect(graph.unreadFiles.isEmpty)
  }

  @Test("they are removed there, and the overlay stays as it is")
  func removing() throws {
    let folder = try Self.folder()
    var options = Remove.Options()
    options.overlayPath = folder.file
    options.names = ["a"]
    options.isDryRun = true
    let trial = try Remove(options).run()
    #expect(trial.change.texts.map(\.path) == ["\(folder.path)/set/default.nix"])
    #expect(try text(folder) == Self.set)
    options.isDryRun = false
    let report = try Remove(options).run()
    #expect(report.notes == ["'./set/b.nix' is kept"])
    #expect(try text(folder) == "self: super: { }\n")
    #expect(try folder.text() == Self.overlay)
  }

  @Test("nothing is written if one of the files was changed by someone else")
  func changed() throws {
    let folder = try Self.folder()
    let source = try OverlayGraph.read(folder.file)
    let after = try source.document.without([(.pypi, "a")])
    let change = OverlayChange(
      file: source.file, before: OverlayOrigin(source.document), after: after)
    #expect(change.isChanged)
    let trial = try change.writeTrial()
    #expect(
      try TextFile.read(trial.path)?.contains(
        "/set/default.nix.nixgraft-trial-\(Host.process))".utf8) == true)
    trial.remove()
    #expect(!Files.exists(trial.path))
    try TextFile.write(Array("self: super: { }".utf8), to: "\(folder.path)/set/default.nix")
    let error = #expect(throws: Failure.self) { try change.write() }
    #expect(error?.kind == .editClash)
    #expect(try text(folder) == "self: super: { }")
    #expect(try folder.text() == Self.overlay)
  }
}

extension [UInt8] {
  fileprivate func contains(_ text: some Collection<UInt8>) -> Bool {
    indices.contains { self[$0...].starts(with: text) }
  }
}
