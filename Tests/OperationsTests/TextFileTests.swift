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
    #expect(throws: Failure.self) { try TextFile.read("\(folder.path)/x") }
  }

  @Test("what can't be written is told before anything is done")
  func writable() throws {
    let folder = try RefreshFolder("{ }")
    try TextFile.requireWritable(folder.file)
    try TextFile.requireWritable("\(folder.path)/new.nix")
    let missing = #expect(throws: Failure.self) {
      try TextFile.requireWritable("\(folder.path)/none/new.nix")
    }
    #expect(missing?.what.contains("there is no directory") == true)
    #expect(chmod(folder.file, 0o444) == 0)
    let error = #expect(throws: Failure.self) { try TextFile.requireWritable(folder.file) }
    #expect(error?.what.contains("the file is unchanged") == true)
  }

  @Test("the mode of a file that is there is kept, whatever the umask", arguments: [0o664, 0o600])
  func mode(_ mode: mode_t) throws {
    let folder = try RefreshFolder("{ }")
    #expect(chmod(folder.file, mode) == 0)
    try TextFile.write(Array("1".utf8), to: folder.file)
    var status = stat()
    #expect(stat(folder.file, &status) == 0 && status.st_mode & 0o777 == mode)
  }

  @Test("what stands where a trial of the file is written is not followed")
  func planted() throws {
    let folder = try RefreshFolder("{ }")
    let other = "\(folder.path)/other"
    try TextFile.write(Array("other".utf8), to: other)
    #expect(symlink(other, "\(folder.file).nixgraft-\(getpid())") == 0)
    try TextFile.write(Array("1".utf8), to: folder.file)
    #expect(try folder.text() == "1")
    #expect(try TextFile.read(other) == Array("other".utf8))
  }
}
