import Basics

/// A tree of files in the making, such as an archive unpacks to, and its NAR's hash.
///
/// Entries may come in any order, as an archive's do; a NAR has them sorted. File contents are
/// kept in memory up to `memoryLimit` bytes, beyond that in a temporary file without a name.
package struct NarTree: ~Copyable {
  /// What is at a path.
  package enum Kind: Hashable, Sendable {
    case directory
    /// `contents` may be the beginning; `append(_:)` adds to it.
    case file(executable: Bool, contents: [UInt8])
    case symbolicLink(target: [UInt8])
    /// Another name of the file that was added at `target`, counted from the tree's top.
    case hardLink(target: [UInt8])
  }

  enum Node {
    case directory(children: [[UInt8]: Int])
    case file(executable: Bool, contents: NarContents)
    case symbolicLink(target: [UInt8])
  }

  /// Nesting beyond this is refused.
  private static let depthLimit = 400

  private(set) var nodes: [Node] = [.directory(children: [:])]
  private var storage: NarStorage
  private let entryLimit: Int
  private var entryCount = 0
  /// The node of the file that was added last, to which `append(_:)` adds.
  private var openFile: Int?

  /// Creates an empty tree.
  ///
  /// - Parameters:
  ///   - memoryLimit: How many bytes of contents to keep in memory; 512 MiB unless said.
  ///   - entryLimit: How many entries to take; a million unless said.
  ///   - temporaryDirectory: Where contents beyond the limit go; `TMPDIR` or `/tmp` if nil.
  package init(
    memoryLimit: Int = 512 << 20, entryLimit: Int = 1_000_000, temporaryDirectory: String? = nil
  ) {
    self.storage = NarStorage(memoryLimit: memoryLimit, directory: temporaryDirectory)
    self.entryLimit = entryLimit
  }

  /// Adds an entry, and the directories that lead to it.
  ///
  /// A file or link given twice is replaced, as tar does.
  ///
  /// - Parameters:
  ///   - path: The path's bytes with `/` between names; empty names and `.` do not count.
  ///   - kind: What is there.
  /// - Throws: `ContentHashError`: `unsafePath` if the path is absolute, has `..` or NUL or leads
  ///   through a link; `conflict` if it cannot be a directory and something else at once;
  ///   `missingLinkTarget`; `tooLarge`; `unreadable` if the temporary file cannot be written.
  package mutating func add(_ path: [UInt8], _ kind: Kind) throws(ContentHashError) {
    openFile = nil
    let names = try Self.names(of: path)
    guard let last = names.last else {
      // An archive of a directory may begin with that directory itself.
      guard kind == .directory else { throw .unsafePath(path: Self.text(path)) }
      return
    }
    var folder = 0
    for name in names.dropLast() {
      folder = try directory(name, in: folder, path: path)
    }
    switch kind {
    case .directory:
      _ = try directory(last, in: folder, path: path)
    case .file(let executable, let contents):
      var held = NarContents()
      try contents.withUnsafeBufferPointer { bytes throws(ContentHashError) in
        try storage.append(UnsafeRawBufferPointer(bytes), to: &held)
      }
      openFile = try insert(
        .file(executable: executable, contents: held), named: last, in: folder, path: path)
    case .symbolicLink(let target):
      guard !target.isEmpty, !target.contains(0) else {
        throw .unsafePath(path: Self.text(path))
      }
      _ = try insert(.symbolicLink(target: target), named: last, in: folder, path: path)
    case .hardLink(let target):
      guard let file = file(at: try Self.names(of: target)) else {
        throw .missingLinkTarget(path: Self.text(path), target: Self.text(target))
      }
      try link(file, named: last, in: folder, path: path)
    }
  }

  /// Adds an entry whose path is text.
  package mutating func add(_ path: String, _ kind: Kind) throws(ContentHashError) {
    try add(Array(path.utf8), kind)
  }

  /// Adds to the contents of the file that was added last; without one it does nothing.
  ///
  /// - Throws: `ContentHashError.unreadable` if the temporary file cannot be written.
  package mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ContentHashError) {
    guard let openFile, case .file(let executable, var contents) = nodes[openFile] else { return }
    // Lets go of the node's hold on the contents, which would otherwise be copied.
    nodes[openFile] = .file(executable: executable, contents: NarContents())
    defer { nodes[openFile] = .file(executable: executable, contents: contents) }
    try storage.append(bytes, to: &contents)
  }

  /// The SHA-256 digest of the tree's NAR.
  ///
  /// - Parameter stripRoot: Whether to leave out the one directory at the top, as nixpkgs'
  ///   `fetchzip` does. A single file at the top stays in its directory, again as there.
  /// - Returns: What `nix-hash --type sha256` would print for the unpacked tree.
  /// - Throws: `ContentHashError`: `notOneRoot`, or `unreadable` for the temporary file.
  package func narHash(stripRoot: Bool = false) throws(ContentHashError) -> ContentHash {
    try write(to: SHA256Stream(), stripRoot: stripRoot).finalize()
  }

  /// The digest of the tree's NAR by any algorithm, else as above.
  package func narHash(
    stripRoot: Bool, algorithm: ContentHash.Algorithm
  ) throws(ContentHashError) -> ContentHash {
    try write(to: DigestStream(algorithm), stripRoot: stripRoot).finalize()
  }

  /// Writes the tree's NAR to `sink` and returns that.
  func write<Sink: NarSink>(to sink: Sink, stripRoot: Bool) throws(ContentHashError) -> Sink {
    var root = 0
    if stripRoot, case .directory(let children) = nodes[0] {
      guard children.count == 1, let only = children.values.first else {
        throw .notOneRoot(count: children.count)
      }
      if case .directory = nodes[only] { root = only }
    }
    var writer = NarWriter(sink: sink)
    try write(root, to: &writer)
    return writer.finish()
  }

  private func write<Sink: NarSink>(
    _ node: Int, to writer: inout NarWriter<Sink>
  ) throws(ContentHashError) {
    switch nodes[node] {
    case .symbolicLink(let target):
      writer.symbolicLink(to: target)
    case .file(let executable, let contents):
      writer.beginFile(executable: executable)
      try storage.write(contents, to: &writer)
      writer.end()
    case .directory(let children):
      writer.beginDirectory()
      for (name, child) in children.sorted(by: { ByteSearch.isOrdered($0.key, before: $1.key) }) {
        writer.beginEntry(name)
        try write(child, to: &writer)
        writer.end()
      }
      writer.end()
    }
  }
}

extension NarTree {
  private static func names(of path: [UInt8]) throws(ContentHashError) -> [[UInt8]] {
    guard path.first != UInt8(ascii: "/"), !path.contains(0) else {
      throw .unsafePath(path: text(path))
    }
    var names: [[UInt8]] = []
    for name in path.split(separator: UInt8(ascii: "/")) where !name.elementsEqual(".".utf8) {
      if name.elementsEqual("..".utf8) { throw .unsafePath(path: text(path)) }
      names.append(Array(name))
    }
    guard names.count <= depthLimit else { throw .tooDeep(path: text(path), depth: depthLimit) }
    return names
  }

  private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

  private func child(_ name: [UInt8], in folder: Int) -> Int? {
    guard case .directory(let children) = nodes[folder] else { return nil }
    return children[name]
  }

  private mutating func directory(
    _ name: [UInt8], in folder: Int, path: [UInt8]
  ) throws(ContentHashError) -> Int {
    guard let child = child(name, in: folder) else {
      return try insert(.directory(children: [:]), named: name, in: folder, path: path)
    }
    switch nodes[child] {
    case .directory: return child
    case .file: throw .conflict(path: Self.text(path))
    case .symbolicLink: throw .unsafePath(path: Self.text(path))
    }
  }

  private func file(at names: [[UInt8]]) -> Int? {
    var node = 0
    for name in names {
      guard let child = child(name, in: node) else { return nil }
      node = child
    }
    guard case .file = nodes[node] else { return nil }
    return node
  }

  private mutating func insert(
    _ node: Node, named name: [UInt8], in folder: Int, path: [UInt8]
  ) throws(ContentHashError) -> Int {
    nodes.append(node)
    try link(nodes.count - 1, named: name, in: folder, path: path)
    return nodes.count - 1
  }

  private mutating func link(
    _ node: Int, named name: [UInt8], in folder: Int, path: [UInt8]
  ) throws(ContentHashError) {
    guard entryCount < entryLimit else { throw .tooLarge(what: "entries", limit: entryLimit) }
    entryCount += 1
    guard case .directory(var children) = nodes[folder] else {
      throw .conflict(path: Self.text(path))
    }
    if let present = children[name], case .directory = nodes[present] {
      throw .conflict(path: Self.text(path))
    }
    // Lets go of the node's hold on the table, which would otherwise be copied.
    nodes[folder] = .directory(children: [:])
    children[name] = node
    nodes[folder] = .directory(children: children)
  }
}
