import Basics
import Testing

@testable import Operations

@Suite struct TextFileTests {
  @Test("a link that leads to itself does not hang")
  func circle() throws {
    let folder = try RefreshFolder("{ }")
    try Files.makeLink(at: "\(folder.path)/x", to: "y")
    try Files.makeLink(at: "\(folder.path)/y", to: "x")
    #expect(throws: Failure.self) { try TextFile.read("\(folder.path)/x") }
  }

  @Test("what cannot be written is told before anything is done")
  func writable() throws {
    let folder = try RefreshFolder("{ }")
    try TextFile.requireWritable(folder.file)
    try TextFile.requireWritable("\(folder.path)/new.nix")
    let missing = #expect(throws: Failure.self) {
      try TextFile.requireWritable("\(folder.path)/none/new.nix")
    }
    #expect(missing?.what.contains("there is no directory") == true)
    try Files.setPermissions(0o444, of: folder.file)
    let error = #expect(throws: Failure.self) { try TextFile.requireWritable(folder.file) }
    #expect(error?.what.contains("the file is unchanged") == true)
  }
}
