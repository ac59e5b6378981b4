import Testing

@testable import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct TextFileTests {
  @Test("what a link leads to is written, whether it is there or not")
  func links() throws {
    let folder = try RefreshFolder("{ }")
    for (name, target) in [("a", "made.nix"), ("b", "./a"), ("c", "\(folder.path)/file.nix")] {
      #expect(symlink(target, "\(folder.path)/\(name)") == 0)
    }
    #expect(TextFile.resolved("\(folder.path)/b") == "\(folder.path)/./made.nix")
    try TextFile.write(Array("1".utf8), to: "\(folder.path)/b")
    #expect(try TextFile.read("\(folder.path)/made.nix") == Array("1".utf8))
    try TextFile.write(Array("2".utf8), to: "\(folder.path)/a")
    #expect(try TextFile.read("\(folder.path)/b") == Array("2".utf8))
    try TextFile.write(Array("3".utf8), to: "\(folder.path)/c")
    #expect(try folder.text() == "3")
  }

  @Test("a link that leads to itself is no hang")
  func circle() throws {
    let folder = try RefreshFolder("{ }")
    #expect(symlink("y", "\(folder.path)/x") == 0)
    #expect(symlink("x", "\(folder.path)/y") == 0)
    #expect(throws: OperationError.self) { try TextFile.read("\(folder.path)/x") }
  }

  @Test("what can't be written is told before anything is done")
  func writable() throws {
    let folder = try RefreshFolder("{ }")
    try TextFile.requireWritable(folder.file)
    try TextFile.requireWritable("\(folder.path)/new.nix")
    let missing = #expect(throws: OperationError.self) {
      try TextFile.requireWritable("\(folder.path)/none/new.nix")
    }
    #expect(missing?.hints.first?.hasPrefix("make it first: mkdir -p ") == true)
    #expect(chmod(folder.file, 0o444) == 0)
    let error = #expect(throws: OperationError.self) { try TextFile.requireWritable(folder.file) }
    #expect(error?.explanation.contains("it is as it was") == true)
  }
}
