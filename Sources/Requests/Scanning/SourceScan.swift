import Basics
import PackageMetadata
import PythonSource

/// A module or package that code uses.
package struct ScannedUse: Hashable, Sendable {
  package enum Language: Hashable, Sendable {
    case python, r
  }

  package let language: Language
  /// An R package, or a Python module: dotted, as far as it is known.
  package let name: String
  /// Whether the code goes on without it.
  package var isGuarded: Bool
  /// Whether the code would rather have it where it goes on without: the first choice of a `try`.
  package var isTriedFirst = false
  package let place: Place
}

/// What files of code use: modules of Python that are not their own, packages of R.
package struct SourceScan {
  /// The largest file that is scanned.
  package static let fileLimit = 4 << 20

  /// A file of code.
  package struct File {
    let path: String
    let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// What is used, sorted by name, once the scan has run.
  package var found: [ScannedUse] { uses.values.sorted { $0.name < $1.name } }
  package private(set) var notes: [RequestNote] = []
  private var uses: [String: ScannedUse] = [:]
  /// The modules in each directory, by their names.
  private var modules: [String: Set<String>] = [:]
  /// The directories with `__init__.py`.
  private var packages: Set<String> = []
  private let files: [File]

  /// A scan of files, by their paths.
  package init(_ files: [File]) {
    self.files = files
    for file in files where file.path.hasSuffix(".py") || file.path.hasSuffix(".ipynb") {
      let (folder, name) = Self.split(file.path)
      let stem = String(name.prefix { $0 != "." })
      modules[folder, default: []].insert(stem)
      if name == "__init__.py" { packages.insert(folder) }
      // Each directory above is a module of the one above it.
      var inner = folder
      while !inner.isEmpty {
        let (outer, part) = Self.split(inner)
        if modules[outer, default: []].contains(part) { break }
        modules[outer, default: []].insert(part)
        inner = outer
      }
    }
  }

  /// Scans all.
  package mutating func run() {
    let roots = Set(modules.filter { !packages.contains($0.key) }.flatMap(\.value))
    for file in files {
      let source = SourceFile(path: file.path, bytes: file.bytes)
      for other in source.others.sorted() {
        notes.append(.otherLanguage(other, Place(file.path)))
      }
      // A module beside a script is imported by its name, but within a package only by a relative import.
      let folder = Self.split(file.path).0
      let own = packages.contains(folder) ? [] : modules[folder] ?? []
      for piece in source.pieces {
        switch piece.language {
        case .r:
          for use in RSource.uses(in: piece.bytes) {
            add(
              ScannedUse(
                language: .r, name: use.name, isGuarded: false,
                place: Place(file.path, line: piece.line + use.line - 1)))
          }
        case .python:
          for mention in ImportMention.all(in: piece.bytes) where mention.level == 0 {
            let top = mention.module.topLevelModule
            if roots.contains(top) || own.contains(top) { continue }
            for name in Self.names(mention) {
              add(
                ScannedUse(
                  language: .python, name: name, isGuarded: mention.isGuarded,
                  isTriedFirst: mention.isTriedFirst,
                  place: Place(file.path, line: piece.line + mention.line - 1)))
            }
          }
        }
      }
    }
  }

  /// The dotted names that a statement may mean: of `from google.cloud import storage` the module with
  /// its name, since a distribution may bring just that.
  private static func names(_ mention: ImportMention) -> [String] {
    guard !mention.names.isEmpty, mention.module.split(separator: ".").count < 4 else {
      return [mention.module]
    }
    return mention.names.map { "\(mention.module).\($0)" }
  }

  private mutating func add(_ use: ScannedUse) {
    let key = "\(use.language) \(use.name)"
    if let known = uses[key] {
      if !use.isGuarded { uses[key]?.isGuarded = known.isGuarded && use.isGuarded }
      if use.isTriedFirst { uses[key]?.isTriedFirst = true }
    } else {
      uses[key] = use
    }
  }

  private static func split(_ path: String) -> (String, String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[..<slash]), String(path[path.index(after: slash)...]))
  }
}
