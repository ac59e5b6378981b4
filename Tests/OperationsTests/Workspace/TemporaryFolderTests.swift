import Foundation
import Testing

@testable import Operations

@Suite struct TemporaryFolderTests {
  private let parent = FileManager.default.temporaryDirectory.appending(
    path: "nixgraft temporary \(UUID().uuidString)")

  @Test func liesInItsParentAndIsItsOwners() throws {
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    let folder = try TemporaryFolder(for: "trial", parent: parent.path + "//")
    #expect(folder.path.hasPrefix(parent.path + "/nixgraft-trial-"))
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions]
    #expect(mode as? Int == 0o700)
    #expect(try TemporaryFolder(for: "trial", parent: parent.path).path != folder.path)
  }

  @Test func isRemovedWithAllButWhatLinksLeadTo() throws {
    let manager = FileManager.default
    try manager.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: parent) }
    let kept = parent.appending(path: "kept")
    try Data("kept".utf8).write(to: kept)
    let folder = try TemporaryFolder(for: "trial", parent: parent.path)
    try manager.createDirectory(
      atPath: folder.path + "/a/b", withIntermediateDirectories: true)
    try Data("x".utf8).write(to: URL(filePath: folder.path + "/a/b/file"))
    try manager.createSymbolicLink(
      atPath: folder.path + "/a/link", withDestinationPath: kept.path)
    try manager.createSymbolicLink(
      atPath: folder.path + "/a/folder", withDestinationPath: parent.path)
    try manager.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder.path + "/a/b")
    folder.remove()
    #expect(try manager.contentsOfDirectory(atPath: parent.path) == ["kept"])
  }

  @Test func aParentThatIsNotThereIsNamed() {
    let error = #expect(throws: Failure.self) {
      try TemporaryFolder(for: "trial", parent: "/nowhere/at all")
    }
    #expect(error?.what.contains("'/nowhere/at all'") == true)
    #expect(error?.hints == ["set TMPDIR to a directory that you can write to"])
  }

  @Test func anEmptyVariableCountsAsNone() throws {
    let folder = try TemporaryFolder(for: "trial", parent: "")
    defer { folder.remove() }
    #expect(folder.path.hasPrefix("/tmp/nixgraft-trial-"))
  }
}
