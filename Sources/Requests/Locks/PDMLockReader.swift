import PackageMetadata
import TOML
import Versions

/// The reader of `pdm.lock`, lock versions up to 4.
enum PDMLockReader {
  static func read(
    _ bytes: [UInt8], path: String, manifest: RequestSet?
  ) throws(RequestProblem) -> RequestSet {
    let root = try ProjectReader.document(bytes, path: path)
    let metadata = root.table("metadata")
    try LockTable.requireVersion(
      metadata.flatMap { LockTable.scalar($0, "lock_version") }, atMost: 4, path: path,
      key: "metadata.lock_version")
    let entries = root.tables("package")
    try LockTable.requireCount(entries.count, path: path)
    let hasGroups = entries.contains { $0.values["groups"] != nil }
    var table = LockTable(
      path: path, kind: .pdmLock, selection: hasGroups ? .entries : .graph)
    if let text = metadata?.string("requires_python") {
      ProjectReader.readPython(text, key: "metadata.requires_python", into: &table.set)
    }
    // An entry for each set of extras repeats the package.
    var known: [PackageKey: Int] = [:]
    for entry in entries {
      guard let package = self.package(entry, metadata?.table("files"), hasGroups, &table) else {
        continue
      }
      let key = PackageKey(id: package.id, version: package.version)
      if let index = known[key] {
        let groups = Set(table.lock.packages[index].groups ?? []).union(package.groups ?? [])
        table.lock.packages[index].edges += package.edges
        if hasGroups { table.lock.packages[index].groups = groups.sorted() }
        if package.marker == nil { table.lock.packages[index].marker = nil }
      } else {
        known[key] = table.lock.packages.count
        table.lock.packages.append(package)
      }
    }
    if let manifest { table.set.take(manifest) }
    for group in metadata?.strings("groups") ?? [] where group != "default" && !group.hasPrefix(":")
    {
      let name = PythonName.normalised(group)
      if manifest?.extras.contains(name) != true { table.set.groups.append(name) }
    }
    // `pdm install` installs all development groups.
    table.set.defaultGroups = Set(table.set.groups).subtracting(table.set.extras).sorted()
    return table.finished()
  }

  private struct PackageKey: Hashable {
    let id: PackageID
    let version: PackageVersion?
  }

  private static func package(
    _ entry: TOMLTable, _ oldFiles: TOMLTable?, _ hasGroups: Bool, _ table: inout LockTable
  ) -> Lock.Package? {
    guard var package = table.package(entry, key: "package") else { return nil }
    let old = oldFiles?.tables("\(package.name) \(entry.string("version") ?? "")") ?? []
    package.hashes = LockTable.hashes(entry.tables("files") + old)
    if hasGroups {
      // The default group is the project's own requirements.
      package.groups = entry.strings("groups").map {
        $0 == "default" ? "main" : PythonName.normalised($0)
      }
    }
    package.marker = table.marker(entry.string("marker"), at: package.place)
    package.requiresPython = entry.string("requires_python").flatMap {
      try? SpecifierSet(parsing: $0)
    }
    if let git = entry.string("git") {
      package.source = .git(
        GitReference(
          url: git, reference: entry.string("ref"), commit: entry.string("revision"),
          subdirectory: entry.string("subdirectory")))
    } else if let url = entry.string("url") {
      package.source = .archive(url: url, subdirectory: entry.string("subdirectory"))
    } else if let path = entry.string("path") {
      package.source = .path(path)
    }
    for text in entry.strings("dependencies") {
      guard let requirement = try? Requirement(parsing: text) else { continue }
      // An entry with extras depends on the package itself.
      if requirement.id == package.id { continue }
      var edge = Lock.Edge(id: requirement.id, extras: requirement.extras)
      edge.marker = requirement.marker
      if case .python(let specifiers) = requirement.constraint { edge.constraint = specifiers }
      package.edges.append(edge)
    }
    return package
  }
}
