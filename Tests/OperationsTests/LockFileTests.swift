import Basics
import Derivations
import OverlayEditing
import PackageMetadata
import Testing

@testable import Operations

/// Locks of Cargo beside an overlay: written with it, gone with it, never another's.
@Suite struct LockFileTests {
  private static func overlay(_ version: String, comment: String = "# asked for") -> String {
    """
    final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pyfinal: pyprev: {
          \(comment)
          a = pyfinal.buildPythonPackage {
            pname = "a";
            version = "\(version)";
            cargoDeps = final.rustPlatform.importCargoLock { lockFile = ./a-\(version).Cargo.lock; };
          };
        })
      ];
    }

    """
  }

  /// A change from one text of an overlay to another.
  private static func change(
    _ folder: RefreshFolder, to text: String, files: [DerivationFile] = []
  ) throws -> OverlayChange {
    let file = try OverlayFile(path: folder.file)
    return OverlayChange(
      file: file, before: OverlayOrigin(try file.document()),
      after: try OverlayDocument(bytes: Array(text.utf8), path: folder.file), files: files)
  }

  private static func file(_ version: String, _ text: String = "version = 4\n") -> DerivationFile {
    DerivationFile(name: DerivationFile.lockName("a", version), contents: Array(text.utf8))
  }

  private static func lock(_ folder: RefreshFolder, _ version: String) throws -> String? {
    try TextFile.read("\(folder.path)/a-\(version).Cargo.lock").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test func `an update writes the new lock and takes the old one away`() throws {
    let folder = try RefreshFolder(Self.overlay("1.0"))
    try TextFile.write(Array("old".utf8), to: "\(folder.path)/a-1.0.Cargo.lock")
    let change = try Self.change(folder, to: Self.overlay("2.0"), files: [Self.file("2.0")])
    try change.write()
    #expect(try Self.lock(folder, "1.0") == nil)
    #expect(try Self.lock(folder, "2.0") == "version = 4\n")
    try change.undo()
    #expect(try Self.lock(folder, "1.0") == "old")
    #expect(try Self.lock(folder, "2.0") == nil)
    #expect(try folder.text() == Self.overlay("1.0"))
  }

  @Test func `a trial has the lock beside it, under another name`() throws {
    let folder = try RefreshFolder("final: prev: { }\n")
    let change = try Self.change(folder, to: Self.overlay("1.0"), files: [Self.file("1.0")])
    let trial = try change.writeTrial()
    let text = String(decoding: try TextFile.read(trial.path) ?? [], as: UTF8.self)
    #expect(text.contains("./a-1.0.Cargo.lock.nixgraft-trial-\(Host.process)"))
    #expect(Files.exists("\(folder.path)/a-1.0.Cargo.lock.nixgraft-trial-\(Host.process)"))
    trial.remove()
    #expect(try Files.names(in: folder.path).sorted().count == 1)
  }

  @Test func `another's file of that name is not overwritten, and the overlay stays`() throws {
    let folder = try RefreshFolder("final: prev: { }\n")
    try TextFile.write(Array("mine".utf8), to: "\(folder.path)/a-1.0.Cargo.lock")
    let change = try Self.change(folder, to: Self.overlay("1.0"), files: [Self.file("1.0")])
    let error = #expect(throws: Failure.self) { try change.write() }
    #expect(error?.kind == .editClash)
    #expect(try Self.lock(folder, "1.0") == "mine")
    #expect(try folder.text() == "final: prev: { }\n")
  }

  @Test func `the same contents are as good as written`() throws {
    let folder = try RefreshFolder("final: prev: { }\n")
    try TextFile.write(Array("version = 4\n".utf8), to: "\(folder.path)/a-1.0.Cargo.lock")
    try Self.change(folder, to: Self.overlay("1.0"), files: [Self.file("1.0")]).write()
    #expect(try folder.text() == Self.overlay("1.0"))
  }

  @Test(arguments: ["# mine", "# asked for"])
  func `a lock goes with a package that nixgraft wrote, and with no other`(comment: String) throws {
    let folder = try RefreshFolder(Self.overlay("1.0", comment: comment))
    try TextFile.write(Array("old".utf8), to: "\(folder.path)/a-1.0.Cargo.lock")
    var options = Remove.Options()
    options.overlayPath = folder.file
    options.names = ["a"]
    _ = try Remove(options).run()
    #expect(try Self.lock(folder, "1.0") == (comment == "# mine" ? "old" : nil))
  }

  @Test func `an overlay that cannot be written leaves no lock`() throws {
    let folder = try RefreshFolder("final: prev: { }\n")
    let change = try Self.change(folder, to: Self.overlay("1.0"), files: [Self.file("1.0")])
    try TextFile.write(Array("final: prev: { b = 1; }\n".utf8), to: folder.file)
    _ = #expect(throws: Failure.self) { try change.write() }
    #expect(try Self.lock(folder, "1.0") == nil)
  }
}
