import PackageMetadata
import TOML
import Versions

/// The reader of a `Pipfile`.
enum PipfileReader {
  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    let root = try ProjectReader.document(bytes, path: path)
    var set = RequestSet(path: path, kind: .pipfile)
    for source in root.tables("source") {
      guard let url = source.string("url") else { continue }
      if let name = source.string("name") { set.indexes.named[name] = url }
      if set.indexes.primary == nil {
        set.indexes.primary = url
      } else {
        set.indexes.additional.append(url)
      }
    }
    let requires = root.table("requires")
    set.python = requires?.string("python_full_version") ?? requires?.string("python_version")
    for key in root.keys {
      guard let table = root.table(key), !["source", "requires", "pipenv", "scripts"].contains(key)
      else { continue }
      let scope: Scope =
        key == "packages"
        ? .main : .group(key == "dev-packages" ? "dev" : PythonName.normalised(key))
      if case .group(let name) = scope { set.groups.append(name) }
      for name in table.keys {
        read(name, table.values[name], key: "\(key).\(name)", scope: scope, into: &set)
      }
    }
    set.groups = Set(set.groups).sorted()
    return set
  }

  private static func read(
    _ name: String, _ value: TOMLTable.Value?, key: String, scope: Scope, into set: inout RequestSet
  ) {
    let place = Place(set.path, key: key)
    switch value {
    case .string(let version)?:
      PipfileEntry(version: version).add(name, scope: scope, place: place, into: &set)
    case .table(let table)?:
      var entry = PipfileEntry(version: table.string("version"))
      entry.extras = table.strings("extras")
      entry.index = table.string("index")
      entry.markers = ["markers": table.string("markers") ?? ""].filter { !$0.value.isEmpty }
      for variable in Marker.Variable.allCases {
        if let text = table.string(variable.rawValue) { entry.markers[variable.rawValue] = text }
      }
      entry.git = table.string("git")
      entry.reference = table.string("ref")
      entry.subdirectory = table.string("subdirectory")
      entry.path = table.string("path")
      entry.file = table.string("file")
      entry.add(name, scope: scope, place: place, into: &set)
    default:
      set.problems.append(RequestProblem(place, .requirement(name, reason: "it has no version")))
    }
  }
}

/// One package of a `Pipfile` or `Pipfile.lock`.
struct PipfileEntry {
  var version: String?
  var extras: [String] = []
  var index: String?
  /// `markers`, and conditions by the name of a variable (`sys_platform = "== 'win32'"`).
  var markers: [String: String] = [:]
  var git: String?
  var reference: String?
  var subdirectory: String?
  var path: String?
  var file: String?

  init(version: String?) { self.version = version }

  /// The condition; nil if there is none, and a problem where one cannot be read.
  func marker(at place: Place, problems: inout [RequestProblem]) -> Marker? {
    var result: [Marker] = []
    for key in markers.keys.sorted() {
      let text = (key == "markers" ? "" : key + " ") + (markers[key] ?? "")
      do {
        result.append(try Marker(parsing: text))
      } catch {
        problems.append(RequestProblem(place, .marker(text, reason: "\(error)")))
      }
    }
    return Marker.all(result)
  }

  func source(_ indexes: PackageIndexes) -> PackageSource {
    if let git {
      let parts = AddressParts("git+" + git)
      return .git(
        GitReference(url: parts.plain, reference: reference, subdirectory: subdirectory))
    }
    if let path { return .path(path) }
    if let file {
      return file.contains("://") ? .archive(url: file, subdirectory: nil) : .path(file)
    }
    return .index(index.map { indexes.named[$0] ?? $0 })
  }

  func add(_ name: String, scope: Scope, place: Place, into set: inout RequestSet) {
    guard PythonName.isValid(name) else {
      set.problems.append(RequestProblem(place, .name(name)))
      return
    }
    var specifiers = SpecifierSet()
    if let version, version != "*", !version.isEmpty {
      guard let read = try? SpecifierSet(parsing: version) else {
        set.problems.append(RequestProblem(place, .version(version)))
        return
      }
      specifiers = read
    }
    let requirement = Requirement(
      id: .pypi(name), writtenName: name, extras: extras.map { PythonName.normalised($0) }.sorted(),
      constraint: .python(specifiers), marker: marker(at: place, problems: &set.problems))
    ProjectReader.add(
      .package(requirement, source(set.indexes), isNameGuessed: false), place: place, scope: scope,
      sources: ProjectSources(), into: &set)
  }
}
