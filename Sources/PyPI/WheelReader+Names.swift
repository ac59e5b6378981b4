import Archives
import Basics
import PackageMetadata
import PythonSource
import Transfer

extension WheelReader {
  /// What an earlier look found of names; nil if there was none.
  func knownAbsent(
    of names: [ImportWalk.TakenName], key: String
  ) -> [ImportWalk.TakenName]? {
    client.derived.load(bucket: "pypi-absent", version: 4, key: key).flatMap { bytes in
      var reader = BinaryReader(bytes)
      guard let known = try? Set(reader.texts()) else { return nil }
      return names.filter { known.contains("\($0.module):\($0.name)") }
    }
  }

  /// Keeps what a look found.
  func keep(absent: [ImportWalk.TakenName], key: String) {
    var writer = BinaryWriter()
    writer.append(absent.map { "\($0.module):\($0.name)" })
    client.derived.store(bucket: "pypi-absent", version: 4, key: key, bytes: writer.bytes)
  }

  /// Those of some names that the modules of a wheel certainly do not have: the word stands nowhere in the
  /// module's file, which takes no names that it does not spell out, or the module itself is not there.
  ///
  /// - Returns: The names, in their order.
  func absent(
    _ names: [ImportWalk.TakenName], from wheel: Artifact, of release: Release, key: String
  ) async throws(CatalogError) -> [ImportWalk.TakenName] {
    do throws(ArtifactFailure) {
      let absent = try await readAbsent(names, from: wheel)
      keep(absent: absent, key: key)
      return absent
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  /// The files of a wheel with their checksums.
  func files(
    of wheel: Artifact, in release: Release
  ) async throws(CatalogError) -> [String: UInt32] {
    let known = client.derived.load(bucket: "pypi-files", version: 1, key: wheel.contentKey)
      .flatMap { bytes -> [String]? in
        var reader = BinaryReader(bytes)
        return try? reader.texts()
      }
    if let known { return Self.listing(known) }
    do throws(ArtifactFailure) {
      let (directory, _) = try await directory(of: wheel, readsCode: false)
      let lines = directory.entries.filter { !$0.isDirectory }.map { "\($0.crc32) \($0.path)" }
      var writer = BinaryWriter()
      writer.append(lines)
      client.derived.store(
        bucket: "pypi-files", version: 1, key: wheel.contentKey, bytes: writer.bytes)
      return Self.listing(lines)
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  private static func listing(_ lines: [String]) -> [String: UInt32] {
    let pairs = lines.compactMap { line -> (String, UInt32)? in
      guard let space = line.utf8.firstIndex(of: 0x20), let checksum = UInt32(line[..<space]) else {
        return nil
      }
      return (String(line[line.index(after: space)...]), checksum)
    }
    return Dictionary(pairs) { $1 }
  }

  private func readAbsent(
    _ names: [ImportWalk.TakenName], from wheel: Artifact
  ) async throws(ArtifactFailure) -> [ImportWalk.TakenName] {
    let (directory, tail) = try await directory(of: wheel, readsCode: false)
    let modules = ModuleFiles(directory.entries.map(\.path))
    let questions = names.compactMap { name in modules.question(about: name).map { (name, $0) } }
    let entries = Set(questions.flatMap(\.1.paths)).sorted().compactMap(directory.entry)
      .filter { $0.size <= SourceTree.maximumFileBytes }
    // Of a large wheel only what is asked about is read.
    let results = await inParallel(entries, width: 8) { entry in
      await Self.outcome { () async throws(ArtifactFailure) in
        try await contents(of: entry, directory, tail, wheel)
      }
    }
    var texts: [String: [UInt8]] = [:]
    for (entry, result) in zip(entries, results) { texts[entry.path] = try result.get() }
    return questions.filter { $1.isAbsent($0, texts) }.map(\.0)
  }

  static func outcome<Value>(
    _ body: () async throws(ArtifactFailure) -> Value
  ) async -> Result<Value, ArtifactFailure> {
    do throws(ArtifactFailure) {
      return .success(try await body())
    } catch {
      return .failure(error)
    }
  }

  func contents(
    of entry: ZipDirectory.Entry, _ directory: ZipDirectory, _ tail: Tail, _ wheel: Artifact
  ) async throws(ArtifactFailure) -> [UInt8] {
    let range = directory.range(of: entry)
    let isInTail = range.lowerBound >= tail.start
    let bytes = isInTail ? tail.bytes : try await part(range, of: wheel)
    do throws(ArchiveError) {
      return try directory.contents(
        of: entry, in: bytes, startingAt: isInTail ? tail.start : range.lowerBound,
        limit: SourceTree.maximumFileBytes)
    } catch {
      throw .content(error.description)
    }
  }

  /// Whether a module's text does not have a name, nor a way to have names that it does not spell out.
  static func isWithout(_ name: String, _ text: ArraySlice<UInt8>) -> Bool {
    let ways: [StaticString] = [
      "import *", "__getattr__", "globals()", "locals()", "setattr(", "exec(", "vars()", "__dict__",
    ]
    if makesModules(text) || ["lazy", "Lazy"].contains(where: { ByteSearch.contains(text, $0) })
      || ways.contains(where: { ByteSearch.contains(text, $0) })
    {
      return false
    }
    var name = name
    return !name.isEmpty && name.withUTF8 { ByteSearch.range(of: $0, in: text) } == nil
  }

  /// Whether a module may make others, or let them be found elsewhere.
  static func makesModules(_ text: ArraySlice<UInt8>) -> Bool {
    let ways: [StaticString] = [
      "sys.modules", "meta_path", "__path__", "apipkg", "lazy_import", "lazy_load", "lazy_module",
      "lazyload", "LazyImport", "LazyLoad", "LazyModule",
    ]
    return ways.contains { ByteSearch.contains(text, $0) }
  }
}

/// The files of a wheel by which names of its modules are judged.
struct ModuleFiles {
  /// What decides whether a name is absent.
  enum Question: Hashable {
    /// Whether the module's file can have it.
    case name(in: String)
    /// The module is not there; whether the files of the packages around it can make it.
    case module(within: [String])

    var paths: [String] {
      switch self {
      case .name(let path): [path]
      case .module(let paths): paths
      }
    }

    /// Whether what the files say makes a name certainly absent.
    func isAbsent(_ name: ImportWalk.TakenName, _ texts: [String: [UInt8]]) -> Bool {
      paths.allSatisfy { path in
        guard let text = texts[path]?[...] else { return false }
        return switch self {
        case .name: WheelReader.isWithout(name.name, text)
        case .module: !WheelReader.makesModules(text)
        }
      }
    }
  }

  private let paths: Set<String>
  private let directories: Set<String>
  /// Directories, and files without what follows the first dot of their names.
  private let places: Set<String>

  init(_ paths: [String]) {
    self.paths = Set(paths)
    var directories: Set<String> = []
    var places: Set<String> = []
    for path in paths {
      let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
      places.insert(String(path[..<(path[name...].firstIndex(of: ".") ?? path.endIndex)]))
      var path = path[...]
      while let slash = path.lastIndex(of: "/") {
        path = path[..<slash]
        guard directories.insert(String(path)).inserted else { break }
      }
    }
    self.directories = directories
    self.places = places.union(directories)
  }

  /// What decides over a name; nil where it is there, or cannot be judged.
  func question(about taken: ImportWalk.TakenName) -> Question? {
    let parts = taken.module.split(separator: ".").map(String.init)
    if places.contains((parts + [taken.name]).joined(separator: "/")) { return nil }
    var around: [String] = []
    for count in parts.indices.map({ $0 + 1 }) {
      let place = parts.prefix(count).joined(separator: "/")
      if paths.contains("\(place)/__init__.py") {
        around.append("\(place)/__init__.py")
      } else if count == parts.count, paths.contains("\(place).py") {
        return .name(in: "\(place).py")
      } else if count == parts.count || !directories.contains(place) {
        // Machine code, a namespace, or a module that makes others: any of those may have any name.
        return around.isEmpty || places.contains(place) ? nil : .module(within: around)
      }
    }
    return around.last.map { .name(in: $0) }
  }
}
