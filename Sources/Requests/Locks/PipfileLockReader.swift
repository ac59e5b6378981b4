import FoundationEssentials
import PackageMetadata
import Versions

/// The reader of `Pipfile.lock` (pipfile-spec 6).
enum PipfileLockReader {
  private struct File: Decodable {
    struct Meta: Decodable {
      struct Source: Decodable {
        let name: String?
        let url: String?
      }
      struct Requires: Decodable {
        let pythonVersion: String?
        let pythonFullVersion: String?

        enum CodingKeys: String, CodingKey {
          case pythonVersion = "python_version"
          case pythonFullVersion = "python_full_version"
        }
      }
      let spec: Int?
      let sources: [Source]?
      let requires: Requires?

      enum CodingKeys: String, CodingKey {
        case spec = "pipfile-spec"
        case sources
        case requires
      }
    }

    struct Entry: Decodable {
      let version: String?
      let hashes: [String]?
      let markers: String?
      let extras: [String]?
      let index: String?
      let git: String?
      let ref: String?
      let subdirectory: String?
      let path: String?
      let file: String?
    }

    let meta: Meta?
    /// The categories: `default`, `develop` and those with names of their own.
    let categories: [String: [String: Entry]]

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      meta = try container.decodeIfPresent(Meta.self, forKey: Key("_meta"))
      var categories: [String: [String: Entry]] = [:]
      for key in container.allKeys where key.stringValue != "_meta" {
        categories[key.stringValue] = try container.decode([String: Entry].self, forKey: key)
      }
      self.categories = categories
    }

    private struct Key: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(_ text: String) { stringValue = text }
      init?(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }
  }

  static func read(
    _ bytes: [UInt8], path: String, manifest: RequestSet?
  ) throws(RequestProblem) -> RequestSet {
    let file: File = try JSONText.decode(bytes, path: path, format: "Pipfile.lock")
    if let spec = file.meta?.spec, spec > 6 {
      throw RequestProblem(
        Place(path, key: "_meta.pipfile-spec"), .newerFormat(found: "\(spec)", known: "6"))
    }
    try LockTable.requireCount(file.categories.values.map(\.count).reduce(0, +), path: path)
    var table = LockTable(path: path, kind: .pipfileLock, selection: .entries)
    if let manifest { table.set.take(manifest) }
    table.set.defaultGroups = []
    for source in file.meta?.sources ?? [] {
      guard let url = source.url else { continue }
      if let name = source.name { table.set.indexes.named[name] = url }
      if table.set.indexes.primary == nil {
        table.set.indexes.primary = url
      } else if table.set.indexes.primary != url, !table.set.indexes.additional.contains(url) {
        table.set.indexes.additional.append(url)
      }
    }
    table.set.python =
      file.meta?.requires?.pythonFullVersion ?? file.meta?.requires?.pythonVersion
    var known: [PackageID: Int] = [:]
    // The default category first, so that its version counts where two have one package.
    let others = file.categories.keys.filter { $0 != "default" }.sorted()
    let categories = (file.categories["default"] == nil ? [] : ["default"]) + others
    for category in categories {
      let group = Self.group(category)
      if group != "main" { table.set.groups.append(group) }
      for name in file.categories[category]?.keys.sorted() ?? [] {
        guard let entry = file.categories[category]?[name] else { continue }
        add(name, entry, category: category, known: &known, into: &table)
      }
    }
    return table.finished()
  }

  private static func group(_ category: String) -> String {
    switch category {
    case "default": "main"
    case "develop": "dev"
    default: PythonName.normalised(category)
    }
  }

  private static func add(
    _ name: String, _ entry: File.Entry, category: String, known: inout [PackageID: Int],
    into table: inout LockTable
  ) {
    let group = Self.group(category)
    let place = Place(table.path, key: "\(category).\(name)")
    guard PythonName.isValid(name) else {
      table.set.leftOut.append(LeftOut(name, .impossibleName, place: place))
      return
    }
    let id = PackageID.pypi(name)
    if let index = known[id] {
      table.lock.packages[index].groups?.append(group)
      return
    }
    var shared = PipfileEntry(version: entry.version)
    if let text = entry.markers { shared.markers = ["markers": text] }
    shared.git = entry.git
    shared.reference = entry.ref
    shared.subdirectory = entry.subdirectory
    shared.path = entry.path
    shared.file = entry.file
    shared.index = entry.index
    var version: PythonVersion?
    if let text = entry.version {
      version = PythonVersion(text.drop { $0 == "=" || $0 == " " })
      if version == nil { table.set.notes.append(.unreadableVersion(name, version: text)) }
    }
    var package = Lock.Package(
      id: id, name: name, version: version.map(PackageVersion.python), place: place)
    package.groups = [group]
    package.hashes = (entry.hashes ?? []).compactMap { FileHash($0) }
    package.marker = shared.marker(at: place, problems: &table.set.problems)
    package.source = shared.source(table.set.indexes)
    if case .git(let git) = package.source, git.reference?.count == 40 {
      package.source = .git(
        GitReference(
          url: git.url, reference: nil, commit: git.reference, subdirectory: git.subdirectory))
    }
    known[id] = table.lock.packages.count
    table.lock.packages.append(package)
  }
}
