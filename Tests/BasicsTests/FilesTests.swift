import Testing

@testable import Basics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Files that are read and written whole.
@Suite struct FilesTests {
  private let scratch: TemporaryDirectory

  init() throws { scratch = try TemporaryDirectory(for: "basics") }

  private func path(_ name: String) -> String { "\(scratch.path)/\(name)" }

  @Test("what was written is read, whole or in part")
  func reading() throws {
    defer { scratch.remove() }
    try Files.replace(path("a/b/file"), with: Array("0123456789".utf8))
    #expect(try Files.read(path("a/b/file")) == Array("0123456789".utf8))
    #expect(try Files.read(path("a/b/file"), offsets: 2..<4) == Array("23".utf8))
    #expect(try Files.read(path("a/b/file"), offsets: 8..<20) == Array("89".utf8))
    #expect(try Files.read(path("a/b/file"), limit: 10).count == 10)
    #expect(throws: FileError.tooLarge(path: path("a/b/file"), limit: 9)) {
      try Files.read(path("a/b/file"), limit: 9)
    }
    #expect(try Files.names(in: path("a/b")) == ["file"])
  }

  @Test("what cannot be read says why")
  func failures() throws {
    defer { scratch.remove() }
    let missing = #expect(throws: FileError.notFound(path: path("none"))) {
      try Files.read(path("none"))
    }
    #expect(missing?.reason == "no such file or directory")
    #expect(throws: FileError.notAFile(path: scratch.path)) { try Files.read(scratch.path) }
    try Files.replace(path("file"), with: [])
    let inside = #expect(throws: FileError.self) { try Files.read(path("file/none")) }
    #expect(inside?.isAbsence == true)
    #expect(throws: FileError.self) { try Files.names(in: path("file")) }
  }

  @Test("what a link leads to is written, whether it is there or not")
  func links() throws {
    defer { scratch.remove() }
    try Files.makeLink(at: path("a"), to: "made")
    try Files.makeLink(at: path("b"), to: "./a")
    #expect(Files.resolvingLinks(path("b")) == "\(scratch.path)/./made")
    try Files.write([1], to: path("b"))
    #expect(try Files.read(path("made")) == [1])
    try Files.write([2], to: path("a"))
    #expect(try Files.read(path("b")) == [2])
    #expect(Files.status(of: path("a"), followsLinks: false)?.kind == .symbolicLink)
  }

  @Test("a link that leads to itself is an error")
  func circle() throws {
    defer { scratch.remove() }
    try Files.makeLink(at: path("x"), to: "y")
    try Files.makeLink(at: path("y"), to: "x")
    let error = #expect(throws: FileError.self) { try Files.read(path("x"), limit: 1) }
    #expect(error?.isAbsence == false)
  }

  @Test(
    "the mode of a file that is there is kept, whatever the umask",
    arguments: [0o664, 0o600, 0o2664])
  func mode(_ mode: Int) throws {
    defer { scratch.remove() }
    try Files.write([], to: path("file"))
    try Files.setPermissions(mode, of: path("file"))
    try Files.write([1], to: path("file"))
    #expect(Files.status(of: path("file"))?.permissions == mode)
    #expect(try Files.names(in: scratch.path) == ["file"])
  }

  @Test("a read-only file and what is not a file are not written, whoever asks")
  func refusals() throws {
    defer { scratch.remove() }
    try Files.write([1], to: path("file"))
    try Files.setPermissions(0o444, of: path("file"))
    let refusal = #expect(throws: FileError.self) { try Files.write([2], to: path("file")) }
    #expect(refusal?.path == path("file"))
    #expect(refusal?.reason == "permission denied")
    #expect(try Files.read(path("file")) == [1])
    try Files.makeDirectories(path("directory"))
    for target in [path("directory"), "/dev/null"] {
      #expect(throws: FileError.notAFile(path: target)) { try Files.write([2], to: target) }
      #expect(throws: FileError.notAFile(path: target)) { try Files.writable(target) }
    }
  }

  @Test("a file with further names is not written, since they would keep the old contents")
  func hardLinks() throws {
    defer { scratch.remove() }
    try Files.write([1], to: path("file"))
    #expect(link(path("file"), path("other")) == 0)
    #expect(throws: FileError.hardLinked(path: path("file"))) {
      try Files.write([2], to: path("file"))
    }
    #expect(try Files.read(path("other")) == [1])
    Files.remove(path("other"))
    try Files.write([2], to: path("file"))
    #expect(try Files.read(path("file")) == [2])
  }

  @Test("a file keeps its owner and group, or is not written")
  func owners() throws {
    defer { scratch.remove() }
    try Files.write([1], to: path("file"))
    // Only the superuser can give a file away.
    guard chown(path("file"), 12_345, 23_456) == 0 else { return }
    try Files.write([2], to: path("file"))
    let status = try #require(Files.status(of: path("file")))
    #expect(status.owner == 12_345)
    #expect(status.group == 23_456)
  }

  @Test("a link where the new file is made is not followed")
  func planted() throws {
    defer { scratch.remove() }
    try Files.write([1], to: path("other"))
    try Files.makeLink(at: path("file.nixgraft-\(Host.process)"), to: path("other"))
    try Files.write([2], to: path("file"))
    #expect(try Files.read(path("other")) == [1])
    #expect(try Files.read(path("file")) == [2])
  }

  @Test("a file that is given up leaves nothing behind")
  func abandoned() throws {
    defer { scratch.remove() }
    let file = try AtomicFile(path: path("file"), temporaryDirectory: path("temporary"))
    try file.append([1])
    file.abandon()
    #expect(try Files.names(in: path("temporary")).isEmpty)
    #expect(!Files.exists(path("file")))
  }

  @Test("a tree is removed with all but what links lead to")
  func removing() throws {
    defer { scratch.remove() }
    try Files.replace(path("kept"), with: [])
    try Files.replace(path("tree/a/b/file"), with: [])
    try Files.makeLink(at: path("tree/a/link"), to: path("kept"))
    try Files.makeLink(at: path("tree/a/up"), to: scratch.path)
    try Files.setPermissions(0o555, of: path("tree/a/b"))
    Files.removeTree(path("tree"))
    #expect(try Files.names(in: scratch.path) == ["kept"])
  }

  @Test(
    "relative paths",
    arguments: [
      ("/a/b/c", "/a/b/d", "d"), ("/a/b/c", "/a/d", "../d"), ("/a/b", "/x/y", "/x/y"),
      ("/a", "/x/y", "x/y"), ("/a/b/c/d", "/a/e/f", "../../e/f"),
    ])
  func relative(_ own: String, _ other: String, _ expected: String) {
    let root = "/nowhere at all"
    let base = own.hasPrefix("/a/") && other.hasPrefix("/a/") ? root : ""
    #expect(FilePlace(base + own).relativePath(to: FilePlace(base + other)) == expected)
  }

  @Test(
    "names and parents of paths",
    arguments: [
      ("a", ".", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/", "/", ""), ("/a/b/", "/a", "b"),
    ])
  func parts(_ path: String, _ parent: String, _ name: String) {
    #expect(Files.parent(of: path) == parent)
    #expect(Files.name(of: path) == name)
  }
}

/// Directories that a program makes for itself.
@Suite struct OwnDirectoriesTests {
  @Test("a temporary directory is its owner's, in its parent, under a name of its own")
  func temporary() throws {
    let parent = try TemporaryDirectory(for: "parent")
    defer { parent.remove() }
    let first = try TemporaryDirectory(for: "trial", parent: parent.path + "//")
    let second = try TemporaryDirectory(for: "trial", parent: parent.path)
    #expect(first.path.hasPrefix(parent.path + "/nixgraft-trial-"))
    #expect(first.path != second.path)
    #expect(Files.status(of: first.path)?.permissions == 0o700)
  }

  @Test("a parent that is missing is named, an empty variable counts as none")
  func parents() throws {
    #expect(throws: FileError.notFound(path: "/nowhere/at all")) {
      try TemporaryDirectory(for: "trial", parent: "/nowhere/at all")
    }
    #expect(TemporaryDirectory.parent("") == "/tmp")
    #expect(TemporaryDirectory.parent("/") == "/")
  }

  @Test("a cache without a home is the user's own directory, or none")
  func homeless() throws {
    let parent = try TemporaryDirectory(for: "parent")
    defer { parent.remove() }
    let environment = ["TMPDIR": parent.path]
    #expect(CacheDirectory.path(environment: environment) == nil)
    let path = try CacheDirectory.homeless(environment: environment)
    #expect(try CacheDirectory.homeless(environment: environment) == path)
    try Files.setPermissions(0o777, of: path)
    #expect(throws: FileError.notOwn(path: path)) {
      try CacheDirectory.homeless(environment: environment)
    }
  }
}
