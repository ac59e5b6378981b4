import TestSupport
import Testing

@testable import Basics

/// Locks beside files, and what killed runs leave there.
@Suite struct FileLockTests {
  private let scratch: TemporaryDirectory

  init() throws { scratch = try TemporaryDirectory(for: "locks") }

  private func path(_ name: String) -> String { "\(scratch.path)/\(name)" }

  /// A number that no process has.
  private let nobody = Int(Int32.max)

  @Test("one at a time holds a lock, through whatever link it is asked for")
  func exclusion() throws {
    defer { scratch.remove() }
    try Files.makeLink(at: path("link"), to: "file")
    let first = try #require(try FileLock.take(on: path("file")))
    #expect(try FileLock.take(on: path("link")) == nil)
    #expect(FileLock.owner(of: path("link")) == Host.process)
    first.release()
    let second = try #require(try FileLock.take(on: path("link")))
    first.release()
    #expect(try FileLock.take(on: path("file")) == nil)
    second.release()
    #expect(try Files.names(in: scratch.path) == ["link"])
  }

  @Test("a lock file of a process that has ended holds nobody up")
  func abandoned() throws {
    defer { scratch.remove() }
    try Files.replace(path("file.nixgraft-lock"), with: Array("\(nobody)\n".utf8))
    let lock = try #require(try FileLock.take(on: path("file")))
    #expect(FileLock.owner(of: path("file")) == Host.process)
    lock.release()
    #expect(try Files.names(in: scratch.path).isEmpty)
  }

  @Test("who takes a lock removes what ended processes left, and nothing else")
  func leftovers() throws {
    defer { scratch.remove() }
    let kept = [
      "file", "file.nixgraft-1", "file.nixgraft-trial-1", "file.nixgraft-mine",
      "other.nixgraft-\(nobody)",
    ]
    let gone = [
      "file.nixgraft-\(nobody)", "file.nixgraft-trial-\(nobody)",
      "file.nixgraft-trial-\(nobody).nixgraft-\(nobody)",
    ]
    for name in kept + gone { try Files.replace(path(name), with: [1]) }
    try #require(try FileLock.take(on: path("file"))).release()
    #expect(try Files.names(in: scratch.path) == kept.sorted())
  }

  @Test("temporary directories of ended processes are removed")
  func directories() throws {
    defer { scratch.remove() }
    let own = try TemporaryDirectory(for: "kept", parent: "/tmp")
    defer { own.remove() }
    for name in ["nixgraft-check-\(nobody)-abcdef/sub", "nixgraft-check-1-abcdef", "nixgraft-note"]
    {
      try Files.makeDirectories(path(name))
    }
    Leftovers.removeDirectories(in: scratch.path)
    #expect(try Files.names(in: scratch.path) == ["nixgraft-check-1-abcdef", "nixgraft-note"])
    #expect(Files.isDirectory(own.path))
  }

  @Test("temporary directories in use are not removed, whoever's they are")
  func directoriesInUse() throws {
    defer { scratch.remove() }
    // That of a process of another container, whose number nobody has here.
    let other = path("nixgraft-check-\(nobody)-abcdef")
    try Files.makeDirectories(other)
    var claim: Directory? = try Directory(other)
    #expect(try claim?.claim(other) == true)
    let own = try TemporaryDirectory(for: "check", parent: scratch.path)
    Leftovers.removeDirectories(in: scratch.path)
    #expect(Files.isDirectory(other))
    // Not even where this run has the number of one that was killed.
    #expect(Files.isDirectory(own.path))
    claim = nil
    own.remove()
    Leftovers.removeDirectories(in: scratch.path)
    #expect(try Files.names(in: scratch.path).isEmpty)
  }

  @Test("the first of a run's temporary directories does not take others away")
  func directoriesAtOnce() async throws {
    defer { scratch.remove() }
    // Much to remove, so that others are made meanwhile.
    for number in 0..<300 {
      try Files.makeDirectories(path("nixgraft-check-\(nobody)-\(number)/sub"))
    }
    let parent = scratch.path
    let paths = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<16 {
        group.addTask { try TemporaryDirectory(for: "check", parent: parent).path }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(try Files.names(in: parent) == paths.map(Files.name(of:)).sorted())
  }

  @Test("only regular files are read, so that nothing waits for a pipe")
  func pipes() throws {
    defer { scratch.remove() }
    #expect(mkfifo(path("pipe"), 0o600) == 0)
    try Files.makeLink(at: path("link"), to: "pipe")
    for name in [path("pipe"), path("link"), "/dev/null"] {
      #expect(throws: FileError.notAFile(path: name)) { try Files.readFile(name, limit: 10) }
      #expect(throws: FileError.self) { try Files.write([1], to: name) }
    }
    #expect(Files.status(of: "/dev/null")?.kind == .other)
  }

  @Test("processes are known to run or not")
  func processes() {
    #expect(Host.isRunning(Host.process))
    #expect(Host.isRunning(1))
    #expect(!Host.isRunning(nobody))
    #expect(!Host.isRunning(0))
    #expect(!Host.isRunning(-1))
  }
}

/// Credentials in texts that are shown.
@Suite struct URLSecretsTests {
  @Test(
    "users and passwords leave URLs, and nothing else leaves the text",
    arguments: [
      ("https://u:p@h/x", "https://h/x"), ("https://token@h", "https://h"),
      ("see 'https://u:p@h/a' and http://h/b@c", "see 'https://h/a' and http://h/b@c"),
      ("https://u:p@ss@h/x@y", "https://h/x@y"), ("https://u:p/w@h/x", "https://h/x"),
      ("git+ssh://git@github.com/a", "git+ssh://git@github.com/a"),
      ("ssh://git:secret@h/a", "ssh://h/a"), ("https://h:8080/a@b", "https://h:8080/a@b"),
      ("a@b.org, https://h", "a@b.org, https://h"), ("://@", "://"), ("x://", "x://"),
      ("https://a:b@c:d@https://e:f@g/", "https://https://g/"), ("file:///a@b", "file:///a@b"),
    ])
  func removal(_ text: String, _ expected: String) {
    #expect(URLSecrets.removed(from: text) == expected)
  }
}
