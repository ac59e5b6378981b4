import PackageMetadata
import TOML
import Versions

/// The reader of `poetry.lock`: lock versions 1.x (files apart from packages, `category`), 2.0, and 2.1
/// (`groups` and `markers` for each package).
enum PoetryLockReader {
  static func read(
    _ bytes: [UInt8], path: String, manifest: RequestSet?
  ) throws(RequestProblem) -> RequestSet {
    let root = try ProjectReader.document(bytes, path: path)
    let metadata = root.table("metadata")
    try LockTable.requireVersion(
      metadata?.string("lock-version"), atMost: 2, path: path, key: "metadata.lock-version")
    let entries = root.tables("package")
    try LockTable.requireCount(entries.count, path: path)
    let hasGroups = entries.contains { $0.values["groups"] != nil }
    // Without groups, the project's requirements and the edges between packages tell what is needed.
    let selection: Lock.Selection =
      hasGroups || entries.contains { $0.values["category"] != nil }
      ? .entries : .graph
    var table = LockTable(path: path, kind: .poetryLock, selection: selection)
    if let text = metadata?.string("python-versions"), let bound = PoetryBound(text) {
      table.set.requiresPython = bound.specifiers
    }
    let files = metadata?.table("files")
    for entry in entries {
      read(entry, oldFiles: files, hasGroups: hasGroups, into: &table)
    }
    if let manifest { table.set.take(manifest) }
    for extra in root.table("extras")?.keys ?? [] {
      table.set.extras.append(PythonName.normalised(extra))
    }
    return table.finished()
  }

  private static func read(
    _ entry: TOMLTable, oldFiles: TOMLTable?, hasGroups: Bool, into table: inout LockTable
  ) {
    guard var package = table.package(entry, key: "package") else { return }
    package.hashes = LockTable.hashes(
      entry.tables("files") + (oldFiles?.tables(package.name) ?? []))
    package.isOptional = entry.boolean("optional") == true
    if let text = entry.string("python-versions"), let bound = PoetryBound(text) {
      package.requiresPython = bound.specifiers
    }
    if hasGroups {
      package.groups = entry.strings("groups").map { PythonName.normalised($0) }
      package.marker = marker(entry, groups: package.groups ?? [], at: package.place, &table)
    } else if let category = entry.string("category") {
      package.groups = [category == "main" ? "main" : PythonName.normalised(category)]
      package.marker = table.marker(entry.string("marker"), at: package.place)
    }
    for group in package.groups ?? [] where group != "main" { table.set.groups.append(group) }
    if let source = entry.table("source") { package.source = self.source(source) }
    if let dependencies = entry.table("dependencies") {
      for name in dependencies.keys {
        package.edges += edges(name, dependencies.values[name], at: package.place, &table)
      }
    }
    table.lock.packages.append(package)
  }

  /// `markers` is a text, or one for each group.
  private static func marker(
    _ entry: TOMLTable, groups: [String], at place: Place, _ table: inout LockTable
  ) -> Marker? {
    switch entry.values["markers"] {
    case .string(let text)?: return table.marker(text, at: place)
    case .table(let texts)?:
      var markers: [Marker] = []
      for group in groups {
        // A group without a marker of its own needs the package everywhere.
        guard let text = texts.string(group) else { return nil }
        if let marker = table.marker(text, at: place) { markers.append(marker) }
      }
      return markers.count > 1 ? .or(markers) : markers.first
    default: return nil
    }
  }

  static func source(_ source: TOMLTable) -> PackageSource {
    let url = source.string("url") ?? ""
    switch source.string("type") {
    case "git":
      return .git(
        GitReference(
          url: url, reference: source.string("reference"),
          commit: source.string("resolved_reference"), subdirectory: source.string("subdirectory")))
    case "url": return .archive(url: url, subdirectory: source.string("subdirectory"))
    case "directory", "file": return .path(url)
    case "legacy": return .index(url)
    default: return .index(nil)
    }
  }

  private static func edges(
    _ name: String, _ value: TOMLTable.Value?, at place: Place, _ table: inout LockTable
  ) -> [Lock.Edge] {
    func edge(_ bound: String?, _ entry: TOMLTable?) -> Lock.Edge {
      Lock.Edge(
        id: .pypi(name), constraint: bound.flatMap { PoetryBound($0)?.specifiers },
        extras: (entry?.strings("extras") ?? []).map { PythonName.normalised($0) },
        marker: table.marker(entry?.string("markers"), at: place))
    }
    switch value {
    case .string(let text)?: return [edge(text, nil)]
    case .table(let entry)?:
      return entry.boolean("optional") == true
        ? optional(edge(entry.string("version"), entry)) : [edge(entry.string("version"), entry)]
    case .array(let items)?:
      return items.flatMap { item -> [Lock.Edge] in
        switch item {
        case .string(let text): [edge(text, nil)]
        case .table(let entry):
          entry.boolean("optional") == true
            ? optional(edge(entry.string("version"), entry))
            : [edge(entry.string("version"), entry)]
        default: []
        }
      }
    case .tables(let list)?: return list.tables.map { edge($0.string("version"), $0) }
    default: return []
    }
  }

  /// A dependency of extras only: its marker names them (`extra == "x"`).
  private static func optional(_ edge: Lock.Edge) -> [Lock.Edge] {
    let extras = edge.marker?.extraNames ?? []
    return extras.map { extra in
      var edge = edge
      edge.scope = .extra(extra)
      return edge
    }
  }
}

extension RequestSet {
  /// Takes the project's requests from its manifest into a lock's set.
  mutating func take(_ manifest: RequestSet) {
    requests = manifest.requests
    selfExtras = manifest.selfExtras
    projectName = manifest.projectName
    extras += manifest.extras
    groups += manifest.groups
    defaultGroups = manifest.defaultGroups
    indexes = manifest.indexes
    requiresPython = requiresPython ?? manifest.requiresPython
    python = python ?? manifest.python
  }
}
