import Basics
import PythonSource

/// The names under which a distribution's contents are imported, found by where its files lie.
///
/// A package is a directory with an `__init__`. In a directory without one (PEP 420) the packages and
/// modules inside are looked for: `google.cloud.storage`, not `google`.
enum ImportNames {
  /// The most names that are given; checking more would not help.
  static let maximumNames = 12
  private static let maximumDepth = 7

  /// Directories and modules that are seldom meant to be imported by others.
  private static let incidental: Set<String> = [
    "benchmark", "benchmarks", "build", "ci", "conftest", "demo", "demos", "dist", "doc", "docs",
    "etc", "example", "examples", "fabfile", "noxfile", "sample", "samples", "script", "scripts",
    "setup", "tasks", "test", "tests", "testing", "tool", "tools", "versioneer",
  ]

  /// The import names of a wheel with files at `paths`.
  static func names(inWheel paths: [String]) -> [String] {
    var root = Folder()
    for path in paths {
      var parts = path.split(separator: "/")
      guard let first = parts.first else { continue }
      if first.hasSuffix(".dist-info") { continue }
      if first.hasSuffix(".data") {
        // What is meant for the same directory as the rest may stand apart.
        guard parts.count > 2, parts[1] == "purelib" || parts[1] == "platlib" else { continue }
        parts.removeFirst(2)
      }
      root.add(parts[...])
    }
    return chosen(among: root.names(prefix: "").sorted())
  }

  /// Modules next to a project's own that no backend installs by default.
  private static let neverInstalled: Set<String> = [
    "setup", "conftest", "noxfile", "fabfile", "versioneer", "tasks", "ez_setup",
    "distribute_setup", "docs", "doc", "tests", "test", "examples", "example", "benchmarks",
    "benchmark", "demo", "demos", "samples", "scripts", "tools", "ci", "build", "dist",
  ]

  /// Where the modules of a source archive lie, and the names under which they are imported.
  struct Found: Equatable {
    /// The directory, with a slash after it; empty for the top one.
    var folder = ""
    var names: [String] = []
  }

  /// The import names of a source archive with files at `paths`, relative to its top directory.
  ///
  /// - Parameters:
  ///   - paths: The files' paths.
  ///   - topLevel: The names in `top_level.txt`; empty where there is none.
  ///   - layout: What the archive says of where its packages are.
  /// - Returns: The names, sorted: of what its backend installs, as far as that is known.
  static func names(
    inSource paths: [String], topLevel: [String], layout: SourceLayout = SourceLayout()
  ) -> Found {
    var prefixes = ["src", "lib", ""]
    if let folder = layout.folder { prefixes = [folder] + prefixes.filter { $0 != folder } }
    let told = Set((layout.packages ?? []) + layout.modules)
    for prefix in prefixes {
      var root = Folder()
      for path in paths {
        guard prefix.isEmpty || path.hasPrefix(prefix + "/") else { continue }
        let parts = path.dropFirst(prefix.isEmpty ? 0 : prefix.count + 1).split(separator: "/")
        guard let first = parts.first, !first.hasSuffix(".egg-info") else { continue }
        root.add(parts[...])
      }
      var names = root.names(prefix: "").filter { !layout.excludes($0) }.sorted()
      let listed = names.filter { name in
        told.contains(name)
          || told.contains { $0.hasPrefix(name + ".") || name.hasPrefix($0 + ".") }
      }
      if !listed.isEmpty {
        names = chosen(among: listed)
      } else if !topLevel.isEmpty {
        names = chosen(
          among: names.filter { name in topLevel.contains(name.topLevelModule) })
      } else {
        names = chosen(
          among: names.filter { !neverInstalled.contains($0.topLevelModule) })
        if prefix.isEmpty {
          // Without a list, only what is plainly a package counts among a project's own files.
          let packages = names.filter { root.isPackage($0) }
          names = packages.isEmpty ? names : packages
        }
      }
      if !names.isEmpty { return Found(folder: prefix.isEmpty ? "" : prefix + "/", names: names) }
    }
    let left = topLevel.filter {
      isIdentifier($0[...]) && !$0.hasPrefix("_") && !neverInstalled.contains($0)
    }
    return Found(names: left.sorted())
  }

  /// Whether a file holds machine code for Python.
  static func isNative(_ path: Substring) -> Bool {
    path.hasSuffix(".so") || path.hasSuffix(".pyd") || path.hasSuffix(".dylib")
      || path.has(".so.")
  }

  /// Whether a file of a wheel is a module of machine code, not a library: `_fast.abi3.so`.
  static func isModule(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard path.hasSuffix(".so"), let file = parts.last, parts.first?.hasSuffix(".libs") != true
    else { return false }
    return !SourceTree.isLibrary(file)
  }

  /// Whether a file of a wheel is a C library that others may link to; those in `name.libs` are its own
  /// copies of others' libraries.
  static func isSharedLibrary(_ path: String) -> Bool {
    guard path.hasSuffix(".so") || path.has(".so.") else { return false }
    let parts = path.split(separator: "/")
    guard let file = parts.last, file.hasPrefix("lib"),
      file.hasSuffix(".so") || file.contains(".so.")
    else { return false }
    return !file.contains(".cpython-") && !file.contains(".abi3.")
      && parts.first?.hasSuffix(".libs") != true
  }

  // MARK: - Directories

  /// A directory with what may be imported from it.
  private struct Folder {
    var isPackage = false
    var modules: Set<String> = []
    var folders: [String: Folder] = [:]

    mutating func add(_ parts: ArraySlice<Substring>, depth: Int = 0) {
      guard let first = parts.first, depth <= ImportNames.maximumDepth else { return }
      if parts.count > 1 {
        guard ImportNames.isIdentifier(first) else { return }
        folders[String(first), default: Folder()].add(parts.dropFirst(), depth: depth + 1)
      } else if let module = ImportNames.module(first) {
        if module == "__init__" { isPackage = true } else { modules.insert(String(module)) }
      }
    }

    /// Whether the dotted name leads to a package.
    func isPackage(_ name: String) -> Bool {
      var folder = self
      for part in name.split(separator: ".") {
        guard let next = folder.folders[String(part)] else { return false }
        folder = next
      }
      return folder.isPackage
    }

    /// The dotted names of the topmost packages and modules inside.
    func names(prefix: String) -> [String] {
      var names = modules.map { prefix + $0 }
      for (name, folder) in folders {
        if folder.isPackage {
          names.append(prefix + name)
        } else {
          names += folder.names(prefix: prefix + name + ".")
        }
      }
      return names
    }
  }

  private static func chosen(among all: [String]) -> [String] {
    var names = all
    let tops = Set(names.map(\.topLevelModule))
    let central = names.filter { name in
      let top = name.topLevelModule
      return !incidental.contains(top) && !isTests(top, among: tops)
    }
    if !central.isEmpty { names = central }
    let open = names.filter { name in !name.split(separator: ".").contains { $0.hasPrefix("_") } }
    if !open.isEmpty { names = open }
    // Where there are more than a check needs, the shortest say the most.
    guard names.count > maximumNames else { return names }
    let shortest = names.sorted { left, right in
      let depths = (left.count { $0 == "." }, right.count { $0 == "." })
      return depths.0 == depths.1 ? left < right : depths.0 < depths.1
    }
    return shortest.prefix(maximumNames).sorted()
  }

  /// Whether a name is of the tests of another one's package: `fugue_test` beside `fugue`.
  private static func isTests(_ name: String, among names: Set<String>) -> Bool {
    for ending in ["_test", "_tests"] where name.hasSuffix(ending) {
      return names.contains(String(name.dropLast(ending.count)))
    }
    for beginning in ["test_", "tests_"] where name.hasPrefix(beginning) {
      return names.contains(String(name.dropFirst(beginning.count)))
    }
    return false
  }

  /// The module that a file is, if it is one: source, or an extension of any tag.
  private static func module(_ file: Substring) -> Substring? {
    guard file.hasSuffix(".py") || file.hasSuffix(".so") || file.hasSuffix(".pyd"),
      let dot = file.firstIndex(of: ".")
    else { return nil }
    let name = file[..<dot]
    return isIdentifier(name) && !SourceTree.isLibrary(file) ? name : nil
  }

  /// Whether `import` takes the name; names beyond ASCII are left out, which no package has.
  private static func isIdentifier(_ name: Substring) -> Bool {
    guard let first = name.utf8.first, !ASCII.isDigit(first) else { return false }
    return name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "_") }
  }
}
