import ContentHash
import PackageMetadata
import TOML
import Versions

/// What the lock files in TOML share: reading names, versions, markers and hashes of an entry, with
/// what is wrong collected.
struct LockTable {
  let path: String
  var set: RequestSet
  var lock: Lock
  /// Packages by the names of their repositories, of which the lock gives no address.
  var unnamed: [String: [String]] = [:]

  init(path: String, kind: RequestFileKind, selection: Lock.Selection) {
    self.path = path
    set = RequestSet(path: path, kind: kind)
    lock = Lock(selection: selection)
  }

  /// The set with the lock in it.
  func finished() -> RequestSet {
    var set = set
    set.lock = lock
    set.groups = Set(set.groups).sorted()
    set.extras = Set(set.extras).sorted()
    return set
  }

  /// An entry by name and version; nil, with a problem, where it has no name, and left out where no package
  /// can have its name.
  mutating func package(_ entry: TOMLTable, key: String) -> Lock.Package? {
    guard let name = entry.string("name"), !name.isEmpty else {
      set.problems.append(RequestProblem(Place(path, key: key), .name("")))
      return nil
    }
    let place = Place(path, key: "\(key) '\(name)'")
    guard PythonName.isValid(name) else {
      set.leftOut.append(
        LeftOut(name, version: entry.string("version"), .impossibleName, place: place))
      return nil
    }
    var version: PythonVersion?
    if let text = entry.string("version") {
      version = PythonVersion(text)
      if version == nil { set.notes.append(.unreadableVersion(name, version: text)) }
    }
    return Lock.Package(
      id: .pypi(name), name: name, version: version.map(PackageVersion.python), place: place)
  }

  mutating func marker(_ text: String?, at place: Place) -> Marker? {
    guard let text, !text.isEmpty else { return nil }
    do {
      return try Marker(parsing: text)
    } catch {
      set.problems.append(RequestProblem(place, .marker(text, reason: "\(error)")))
      return nil
    }
  }

  /// Refuses a format that is newer than what is known here.
  static func requireVersion(
    _ found: String?, atMost known: Int, path: String, key: String
  ) throws(RequestProblem) {
    guard let found else { return }
    let major = Int(found.prefix { $0 != "." }) ?? 0
    guard major <= known else {
      throw RequestProblem(
        Place(path, key: key), .newerFormat(found: found, known: "\(known)"))
    }
  }

  static func requireCount(_ count: Int, path: String) throws(RequestProblem) {
    guard count <= Lock.limit else {
      throw RequestProblem(Place(path), .tooMany(Lock.limit))
    }
  }

  /// The hashes in a list of `{file = …, hash = …}`, as Poetry and PDM have it.
  static func hashes(_ files: [TOMLTable]) -> [FileHash] {
    files.compactMap { file in
      let name = file.string("file") ?? file.string("url").map(Self.fileName)
      return file.string("hash").flatMap { FileHash($0, fileName: name) }
    }
  }

  /// The last part of an address.
  static func fileName(_ url: String) -> String { AddressParts(url).fileName }

  /// A value that is a text or a number.
  static func scalar(_ table: TOMLTable, _ key: String) -> String? {
    switch table.values[key] {
    case .string(let text)?, .scalar(let text)?: text
    default: nil
    }
  }
}
