import FoundationEssentials
import TestSupport
import Testing

@testable import ContentHash

/// Collects a NAR's bytes.
private struct Collector: NarSink {
  var bytes: [UInt8] = []
  mutating func write(_ piece: UnsafeRawBufferPointer) { bytes.append(contentsOf: piece) }
}

/// A directory under a name of its own, gone when the test is over.
private final class Scratch {
  let path: String

  init() throws {
    var template = Array("/tmp/nixgraft-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Puts entries below a new directory `name` and returns that directory's path.
  func put(_ entries: [(String, NarTree.Kind)], to name: String) throws -> String {
    let top = path + "/" + name
    #expect(mkdir(top, 0o755) == 0)
    for (entry, kind) in entries {
      let place = top + "/" + entry
      switch kind {
      case .directory:
        #expect(mkdir(place, 0o755) == 0)
      case .symbolicLink(let target):
        #expect(symlink(String(decoding: target, as: UTF8.self), place) == 0)
      case .hardLink(let target):
        #expect(link(top + "/" + String(decoding: target, as: UTF8.self), place) == 0)
      case .file(let executable, let contents):
        let descriptor = open(place, O_WRONLY | O_CREAT | O_EXCL, executable ? 0o755 : 0o644)
        #expect(descriptor >= 0)
        #expect(write(descriptor, contents, contents.count) == contents.count)
        close(descriptor)
      }
    }
    return top
  }
}

private func file(_ text: String, executable: Bool = false) -> NarTree.Kind {
  .file(executable: executable, contents: Array(text.utf8))
}

private func symbolicLink(_ target: String) -> NarTree.Kind {
  .symbolicLink(target: Array(target.utf8))
}

/// Names in an order that isn't theirs by bytes, every kind, and sizes round the padding's eight.
private let entries: [(String, NarTree.Kind)] = [
  ("b", .directory),
  ("b/run", file("#!/bin/sh\n", executable: true)),
  ("b.txt", file("seven b")),
  ("b-1", file("eight by")),
  ("B", file("nine byte")),
  ("empty", file("")),
  ("empty folder", .directory),
  ("é ünïcode \u{1F600}", file("odd name")),
  ("new\nline\"quote'$(x)", file("odder name")),
  ("link", symbolicLink("b/run")),
  ("dangling", symbolicLink("/nowhere/at all")),
  ("b/deep", .directory),
  ("b/deep/er", .directory),
  (
    "b/deep/er/big",
    .file(executable: false, contents: (0..<700_001).map { UInt8(truncatingIfNeeded: $0 &* 31) })
  ),
  ("b/again", .hardLink(target: Array("b/run".utf8))),
]

/// What Nix 2.8's `nix-hash --type sha256 --base32` prints for `entries`.
private let recorded = "060j5hbzxk1lr5inadnarg1w4knv7gfx0jfa76r1k91fwnmkca86"

/// What a shell prints for `command`, or nil if that fails.
private func output(of command: String) -> [UInt8]? {
  guard let stream = popen(command, "r") else { return nil }
  var output: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 65536)
  while true {
    let count = fread(&piece, 1, piece.count, stream)
    if count == 0 { break }
    output += piece[..<count]
  }
  return pclose(stream) == 0 ? output : nil
}

private let hasNix = output(of: "command -v nix-store nix-hash") != nil

@Suite struct NarTests {
  private func tree(
    _ entries: [(String, NarTree.Kind)], memoryLimit: Int = 1 << 20
  ) throws -> NarTree {
    var tree = NarTree(memoryLimit: memoryLimit)
    for (path, kind) in entries { try tree.add(path, kind) }
    return tree
  }

  @Test func hashOfFolder() throws {
    let scratch = try Scratch()
    let top = try scratch.put(entries, to: "top")
    #expect(try ContentHash.nar(ofPath: top).text(.base32) == recorded)
    #expect(try ContentHash.nar(ofPath: top + "/").text(.base32) == recorded)
  }

  @Test(
    .enabled(if: hasNix, "Nix is not on PATH"),
    arguments: ["", "/b/run", "/empty", "/link", "/b", "/empty folder"])
  func serialisesAsNixDoes(_ place: String) throws {
    let scratch = try Scratch()
    let top = try scratch.put(entries, to: "top")
    let nar = try NarPath.write(top + place, to: Collector()).bytes
    #expect(nar == output(of: "nix-store --dump '\(top + place)'"))
    let printed = try #require(output(of: "nix-hash --type sha256 --base32 '\(top + place)'"))
    let hash = String(decoding: printed.dropLast(), as: UTF8.self)
    #expect(try ContentHash.nar(ofPath: top + place).text(.base32) == hash)
  }

  @Test(arguments: [0, 10, 100, 300_000, 1 << 20])
  func hashOfTreeInAnyOrder(_ memoryLimit: Int) throws {
    var random = SeededGenerator(seed: UInt64(memoryLimit))
    for _ in 0..<5 {
      // A hard link needs its target first.
      let shuffled = entries.dropLast().shuffled(using: &random) + entries.suffix(1)
      let tree = try tree(shuffled, memoryLimit: memoryLimit)
      #expect(try tree.narHash().text(.base32) == recorded)
    }
  }

  @Test(arguments: [0, 1000, 1 << 20])
  func filesGrowByPieces(_ memoryLimit: Int) throws {
    var tree = NarTree(memoryLimit: memoryLimit)
    for (path, kind) in entries {
      guard case .file(let executable, let contents) = kind, contents.count > 100 else {
        try tree.add(path, kind)
        continue
      }
      try tree.add(path, .file(executable: executable, contents: Array(contents[..<10])))
      for start in stride(from: 10, to: contents.count, by: 9_999) {
        try contents[start..<min(start + 9_999, contents.count)].withUnsafeBytes { piece in
          try tree.append(piece)
        }
      }
    }
    #expect(try tree.narHash().text(.base32) == recorded)
  }

  @Test func foldersNeedNoEntry() throws {
    let withFolders = try tree([("a", .directory), ("a/b", .directory), ("a/b/c", file("x"))])
    let without = try tree([("./a//b/./c", file("x")), (".", .directory)])
    #expect(try withFolders.narHash() == without.narHash())
  }

  @Test func rootIsStripped() throws {
    let inner = try tree(entries)
    let outer = try tree(
      entries.map { path, kind in
        if case .hardLink(let target) = kind {
          return ("top/" + path, .hardLink(target: Array("top/".utf8) + target))
        }
        return ("top/" + path, kind)
      })
    #expect(try outer.narHash(stripRoot: true) == inner.narHash())
    #expect(try outer.narHash() != inner.narHash())
    // A lone file stays where it is, as in nixpkgs' fetchzip.
    let file = try tree([("file", file("x"))])
    #expect(try file.narHash(stripRoot: true) == file.narHash())
    #expect(throws: ContentHashError.notOneRoot(count: 7)) {
      try tree((0..<7).map { ("\($0)", .directory) }).narHash(stripRoot: true)
    }
    #expect(throws: ContentHashError.notOneRoot(count: 0)) {
      try tree([]).narHash(stripRoot: true)
    }
  }

  @Test func laterEntryReplacesEarlier() throws {
    let replaced = try tree([
      ("a", file("old", executable: true)), ("b", symbolicLink("old")), ("a", file("new")),
      ("b", file("new")),
    ])
    let fresh = try tree([("a", file("new")), ("b", file("new"))])
    #expect(try replaced.narHash() == fresh.narHash())
  }

  @Test(
    arguments: [
      ([("/etc/passwd", file(""))], .unsafePath(path: "/etc/passwd")),
      ([("..", .directory)], .unsafePath(path: "..")),
      ([("a/../../b", file(""))], .unsafePath(path: "a/../../b")),
      ([("a\0b", file(""))], .unsafePath(path: "a\0b")),
      ([("", file(""))], .unsafePath(path: "")),
      ([("a", symbolicLink(""))], .unsafePath(path: "a")),
      ([("a", symbolicLink("/etc")), ("a/b", file(""))], .unsafePath(path: "a/b")),
      ([("a", file("")), ("a/b", file(""))], .conflict(path: "a/b")),
      ([("a/b", file("")), ("a", file(""))], .conflict(path: "a")),
      (
        [("a", .hardLink(target: Array("b".utf8)))],
        .missingLinkTarget(path: "a", target: "b")
      ),
      (
        [("b", .directory), ("a", .hardLink(target: Array("b".utf8)))],
        .missingLinkTarget(path: "a", target: "b")
      ),
      (
        [("a", .hardLink(target: Array("../b".utf8)))], .unsafePath(path: "../b")
      ),
      (
        [(String(repeating: "a/", count: 401), .directory)],
        .tooDeep(path: String(repeating: "a/", count: 401), depth: 400)
      ),
    ] as [([(String, NarTree.Kind)], ContentHashError)])
  func refuses(_ entries: [(String, NarTree.Kind)], _ error: ContentHashError) {
    #expect(throws: error) {
      var tree = NarTree()
      for (path, kind) in entries { try tree.add(path, kind) }
    }
    #expect(!error.description.isEmpty)
  }

  @Test func entriesAreLimited() throws {
    var tree = NarTree(entryLimit: 3)
    try tree.add("a/b", file("x"))
    try tree.add("c", .hardLink(target: Array("a/b".utf8)))
    #expect(throws: ContentHashError.tooLarge(what: "entries", limit: 3)) {
      try tree.add("d", .hardLink(target: Array("a/b".utf8)))
    }
  }

  @Test func temporaryDirectoryMustBeThere() throws {
    var tree = NarTree(memoryLimit: 1, temporaryDirectory: "/nowhere/at/all")
    #expect(throws: ContentHashError.self) { try tree.add("a", file("xx")) }
  }

  @Test func whatCannotBeReadIsNamed() throws {
    let scratch = try Scratch()
    #expect(
      throws: ContentHashError.unreadable(
        path: scratch.path + "/none", reason: "no such file or directory")
    ) { try ContentHash.nar(ofPath: scratch.path + "/none") }
    #expect(throws: ContentHashError.unreadable(path: scratch.path, reason: "is a directory")) {
      try ContentHash.flat(ofFile: scratch.path)
    }
    #expect(mkfifo(scratch.path + "/pipe", 0o644) == 0)
    #expect(throws: ContentHashError.unsupportedFile(path: scratch.path + "/pipe")) {
      try ContentHash.nar(ofPath: scratch.path)
    }
  }

  @Test func flatHashOfFile() throws {
    let scratch = try Scratch()
    let top = try scratch.put([("hello", file("hello"))], to: "top")
    #expect(
      try ContentHash.flat(ofFile: top + "/hello") == ContentHash.sha256(of: Array("hello".utf8)))
  }

  /// A file beyond 32 bits; its hash is Nix 2.8's.
  @Test(.enabled(if: getenv("NIXGRAFT_SLOW_TESTS") != nil, "NIXGRAFT_SLOW_TESTS is not set"))
  func hashOfSparseFile() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/sparse"
    close(open(path, O_WRONLY | O_CREAT, 0o644))
    #expect(truncate(path, (4 << 30) + 5) == 0)
    #expect(
      try ContentHash.nar(ofPath: path).text(.base32)
        == "0chlda5kw31hc37kg8qjwsplyrcyi72a6cr45j3nyf9hpwsnpra6")
  }
}
