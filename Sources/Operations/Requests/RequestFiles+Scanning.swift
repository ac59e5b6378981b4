import Basics
import Requests

extension RequestFiles {
  /// The most files that are scanned.
  private static let fileLimit = 20_000
  /// The most modules and packages that code may use: an index is asked for each.
  private static let moduleLimit = 4000
  /// How deep directories are looked into.
  private static let depthLimit = 32

  private static let endings = [".py", ".pyw", ".ipynb", ".r", ".rmd", ".qmd"]

  /// Directories that hold no code of the project, or code that only its developers run.
  private static let foreign: Set<String> = [
    "node_modules", "__pycache__", "site-packages", "build", "dist", "renv", "packrat", "venv",
    "tests", "test", "testing", "docs", "doc", "examples", "benchmarks", "vendor", "_vendor",
  ]

  /// Whether a source is code without any statement of what it needs.
  static func isCode(_ source: Source) -> Bool {
    guard source.kind == nil else { return false }
    if Files.isDirectory(source.path) {
      return (try? files(source)) == nil && !codeFiles(source.path).isEmpty
    }
    guard isCode(source.path), let bytes = try? Files.read(source.path, limit: SourceScan.fileLimit)
    else { return false }
    return !source.path.hasSuffix(".py")
      || !String(decoding: bytes, as: UTF8.self).has("# /// script")
  }

  private static func isCode(_ path: String) -> Bool {
    let name = path.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// Scans a file, or the code of a directory: not its tests, its documentation or what others wrote.
  static func scan(_ path: String) throws(RequestProblem) -> RequestSet {
    var set = RequestSet(path: path, kind: .scan)
    let paths = Files.isDirectory(path) ? codeFiles(path) : [path]
    guard !paths.isEmpty else { throw RequestProblem(Place(path), .emptyDirectory) }
    var contents: [SourceScan.File] = []
    for file in paths {
      do {
        contents.append(
          SourceScan.File(path: file, bytes: try Files.read(file, limit: SourceScan.fileLimit)))
      } catch {
        if paths.count == 1 {
          throw RequestProblem(Place(file), .unreadableFile(file, reason: "\(error)"))
        }
      }
    }
    var scan = SourceScan(contents)
    scan.run()
    let found = scan.found
    guard found.count <= moduleLimit else {
      throw RequestProblem(Place(path), .tooMany(moduleLimit))
    }
    set.uses = found
    set.notes = scan.notes
    return set
  }

  /// The files of code in a directory, sorted.
  private static func codeFiles(_ path: String) -> [String] {
    var result: [String] = []
    var open = [(path: path, depth: 0)]
    while let folder = open.popLast(), result.count < fileLimit {
      let names = Set(((try? Files.entries(in: folder.path)) ?? []).map(\.name))
      if folder.depth > 0, names.contains("pyvenv.cfg") { continue }
      for name in names.sorted() where !name.hasPrefix(".") {
        let inner = folder.path == "." ? name : "\(folder.path)/\(name)"
        if Files.status(of: inner, followsLinks: false)?.isDirectory == true {
          if !foreign.contains(name), folder.depth < depthLimit {
            open.append((inner, folder.depth + 1))
          }
        } else if isCode(name), !isOfDevelopers(name) {
          result.append(inner)
        }
      }
    }
    return result.sorted()
  }

  private static func isOfDevelopers(_ name: String) -> Bool {
    ["setup.py", "conftest.py", "noxfile.py", "fabfile.py", "tasks.py"].contains(name)
      || name.hasPrefix("test_") || name.hasSuffix("_test.py")
  }
}
