import Basics
import PackageMetadata

/// The way in: a file of any kind as a `RequestSet`.
///
/// Reading takes time in proportion to the file and those it includes; what it takes in is limited
/// to `byteLimit` a file, `fileLimit` files and `Lock.limit` packages.
package struct RequestReader {
  /// The largest file that is read.
  package static let byteLimit = 64 << 20
  /// The most files that a file may include.
  package static let fileLimit = 1000
  /// The most requests that a file may have.
  package static let requestLimit = 50_000

  /// What happened to a file's name.
  package enum Contents {
    case bytes([UInt8])
    case missing
    case unreadable(String)
    /// It is a URL whose file was not downloaded.
    case remote
  }

  /// Gives a file's content; called once for each file.
  let contents: (String) -> Contents
  /// The variables of the environment, for `${NAME}` in requirements files.
  let environment: [String: String]

  /// Gives the names of the directories in a directory.
  let directories: (String) -> [String]

  package init(
    environment: [String: String] = [:], directories: @escaping (String) -> [String] = { _ in [] },
    contents: @escaping (String) -> Contents
  ) {
    self.environment = environment
    self.directories = directories
    self.contents = contents
  }

  /// Reads a file of the kind that its content tells.
  ///
  /// - Throws: `RequestProblem` if nothing of the file can be used; what is wrong with parts of it
  ///   is in `problems`.
  package func read(
    _ path: String, as kind: RequestFileKind? = nil
  ) throws(RequestProblem) -> RequestSet {
    let bytes = try bytes(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let kind = kind ?? RequestFileKind.of(bytes, name: name) else {
      throw RequestProblem(Place(path), .unknownKind)
    }
    try Self.requireOrdinary(bytes, path: path, kind: kind)
    switch kind {
    case .requirements:
      var reader = RequirementsReader(self, path: path)
      return reader.read(bytes).bounded(by: manifest(path))
    case .pyproject:
      var set = try ProjectReader.read(bytes, path: path)
      LocalProjects(self).add(to: &set)
      return set
    case .uvLock:
      return try UVLockReader.read(bytes, path: path).compared(with: manifest(path))
    case .poetryLock:
      let manifest = manifest(path)
      return try PoetryLockReader.read(bytes, path: path, manifest: manifest)
        .compared(with: manifest)
    case .pdmLock:
      let manifest = manifest(path)
      return try PDMLockReader.read(bytes, path: path, manifest: manifest)
        .compared(with: manifest)
    case .pylock:
      let manifest = manifest(path)
      return try PylockReader.read(bytes, path: path).compared(with: manifest)
        .bounded(by: manifest)
    case .pipfile: return try PipfileReader.read(bytes, path: path)
    case .pipfileLock:
      let manifest = manifest(path, "Pipfile")
      return try PipfileLockReader.read(bytes, path: path, manifest: manifest)
        .compared(with: manifest)
    case .conda: return try CondaReader.read(bytes, path: path, reader: self)
    case .renvLock: return try RenvLockReader.read(bytes, path: path)
    case .description: return try DescriptionReader.read(bytes, path: path)
    case .pythonScript: return try ScriptReader.read(bytes, path: path)
    case .notebook, .rScript, .scan: throw RequestProblem(Place(path), .unknownKind)
    }
  }

  /// The requests of the project that a lock belongs to: the file next to it, if it can be read.
  private func manifest(_ path: String, _ name: String = "pyproject.toml") -> RequestSet? {
    let place = Self.beside(path, name)
    guard case .bytes(let bytes) = contents(place), bytes.count <= Self.byteLimit else {
      return nil
    }
    return name == "Pipfile"
      ? try? PipfileReader.read(bytes, path: place) : try? ProjectReader.read(bytes, path: place)
  }

  /// A path as a file at `path` means it.
  package static func beside(_ path: String, _ name: String) -> String {
    if name.hasPrefix("/") || name.contains("://") { return name }
    guard let slash = path.lastIndex(of: "/") else { return name }
    return path[...slash] + name
  }

  /// The bytes of a file that must be there.
  func bytes(of path: String) throws(RequestProblem) -> [UInt8] {
    switch contents(path) {
    case .bytes(let bytes):
      guard bytes.count <= Self.byteLimit else {
        throw RequestProblem(Place(path), .tooLarge(bytes: bytes.count, limit: Self.byteLimit))
      }
      return bytes
    case .missing: throw RequestProblem(Place(path), .missingFile(path))
    case .unreadable(let reason):
      throw RequestProblem(Place(path), .unreadableFile(path, reason: reason))
    case .remote: throw RequestProblem(Place(path), .remoteFile(path))
    }
  }

  /// Finds what no parser should have to explain: a merge that is not finished, a web page, bytes
  /// that are no text.
  static func requireOrdinary(
    _ bytes: [UInt8], path: String, kind: RequestFileKind
  ) throws(RequestProblem) {
    var line = 1
    var start = 0
    for (index, byte) in bytes.enumerated() {
      if byte == 0, !bytes.starts(with: [0xff, 0xfe]), !bytes.starts(with: [0xfe, 0xff]) {
        throw RequestProblem(Place(path, line: line), .notText)
      }
      guard byte == 0x0a else { continue }
      if Self.isConflict(bytes[start..<index]) {
        throw RequestProblem(Place(path, line: line), .mergeConflict)
      }
      line += 1
      start = index + 1
    }
    if Self.isConflict(bytes[start...]) {
      throw RequestProblem(Place(path, line: line), .mergeConflict)
    }
    let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{feff}" }
    if head.hasPrefix("<!doctype html") || head.hasPrefix("<html") {
      throw RequestProblem(Place(path, line: 1), .webPage)
    }
  }

  private static func isConflict(_ line: ArraySlice<UInt8>) -> Bool {
    for mark in ["<<<<<<< ", ">>>>>>> "] where line.starts(with: mark.utf8) { return true }
    return false
  }
}
