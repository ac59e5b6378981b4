import PackageMetadata
import TOML
import Versions

/// The reader of `uv.lock`, versions 1.
///
/// The project itself is an entry whose source is a directory; what it depends on, with its extras and
/// groups, are that entry's edges, and `package.metadata` has the bounds of its manifest.
enum UVLockReader {
  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    let root = try ProjectReader.document(bytes, path: path)
    try LockTable.requireVersion(
      LockTable.scalar(root, "version"), atMost: 1, path: path, key: "version")
    guard root.values["version"] != nil else {
      throw RequestProblem(Place(path), .missingKey("version"))
    }
    let entries = root.tables("package")
    try LockTable.requireCount(entries.count, path: path)
    var table = LockTable(path: path, kind: .uvLock, selection: .graph)
    ProjectReader.readPython(
      root.string("requires-python"), key: "requires-python", into: &table.set)
    table.set.defaultGroups = ["dev"]
    let projects = projects(root, entries)
    for entry in entries { read(entry, projects: projects, into: &table) }
    return table.finished()
  }

  /// The names of the entries that are the project: the one in the lock's own directory, else all
  /// members of the workspace.
  private static func projects(_ root: TOMLTable, _ entries: [TOMLTable]) -> Set<String> {
    let own = entries.filter { local($0.table("source")) == "." }.compactMap { $0.string("name") }
    if !own.isEmpty { return Set(own) }
    return Set(root.table("manifest")?.strings("members") ?? [])
  }

  private static func local(_ source: TOMLTable?) -> String? {
    ["editable", "virtual", "directory"].lazy.compactMap { source?.string($0) }.first
  }

  private static func read(
    _ entry: TOMLTable, projects: Set<String>, into table: inout LockTable
  ) {
    guard var package = table.package(entry, key: "package") else { return }
    let source = entry.table("source")
    let registry = source?.string("registry")
    package.source = self.source(source)
    if let local = local(source) {
      package.source = .path(local)
      package.isProject = projects.contains(package.name)
    }
    if registry != nil || source?.values["url"] != nil {
      var files = entry.tables("wheels")
      if let sdist = entry.table("sdist") { files.append(sdist) }
      package.hashes = LockTable.hashes(files)
    }
    for marker in entry.strings("resolution-markers").prefix(64) {
      // The entry belongs to these forks of the resolution.
      guard let read = try? Marker(parsing: marker) else { continue }
      package.marker = package.marker.map { Marker.or([$0, read]) } ?? read
    }
    package.edges = edges(entry.tables("dependencies"), scope: .main, at: package.place, &table)
    for (key, isGroup) in [("optional-dependencies", false), ("dev-dependencies", true)] {
      guard let parts = entry.table(key) else { continue }
      for part in parts.keys {
        let name = PythonName.normalised(part)
        package.edges += edges(
          parts.tables(part), scope: isGroup ? .group(name) : .extra(name), at: package.place,
          &table)
        guard package.isProject else { continue }
        if isGroup { table.set.groups.append(name) } else { table.set.extras.append(name) }
      }
    }
    if package.isProject { manifest(entry.table("metadata"), of: package, into: &table) }
    table.lock.packages.append(package)
  }

  private static func source(_ source: TOMLTable?) -> PackageSource {
    if let git = source?.string("git") {
      // `https://host/a/b?rev=v1&subdirectory=x#COMMIT`
      let commit = git.split(separator: "#").dropFirst().last.map(String.init)
      let plain = git.prefix { $0 != "#" && $0 != "?" }
      var query: [String: String] = [:]
      for pair in git.prefix(while: { $0 != "#" }).dropFirst(plain.count + 1).split(separator: "&")
      {
        let sides = pair.split(separator: "=", maxSplits: 1)
        if sides.count == 2 { query[String(sides[0])] = String(sides[1]) }
      }
      return .git(
        GitReference(
          url: String(plain), reference: query["rev"] ?? query["tag"] ?? query["branch"],
          commit: commit, subdirectory: query["subdirectory"]))
    }
    if let url = source?.string("url") {
      return .archive(url: url, subdirectory: source?.string("subdirectory"))
    }
    if let path = source?.string("path") { return .path(path) }
    if let registry = source?.string("registry") {
      // A registry may be a directory of files.
      return registry.contains("://") ? .index(registry) : .path(registry)
    }
    return .index(nil)
  }

  private static func edges(
    _ entries: [TOMLTable], scope: Scope, at place: Place, _ table: inout LockTable
  ) -> [Lock.Edge] {
    entries.compactMap { entry in
      guard let name = entry.string("name") else { return nil }
      return Lock.Edge(
        id: .pypi(name),
        version: entry.string("version").flatMap { PythonVersion($0) }.map(PackageVersion.python),
        extras: entry.strings("extra").map { PythonName.normalised($0) },
        marker: table.marker(entry.string("marker"), at: place), scope: scope)
    }
  }

  /// `requires-dist` and `requires-dev`: what the manifest asked for when it was locked.
  private static func manifest(
    _ metadata: TOMLTable?, of package: Lock.Package, into table: inout LockTable
  ) {
    if table.set.projectName == nil { table.set.projectName = package.name }
    guard let metadata else { return }
    for entry in metadata.tables("requires-dist") {
      request(entry, scope: .main, place: package.place, into: &table)
    }
    for group in metadata.table("requires-dev")?.keys ?? [] {
      for entry in metadata.table("requires-dev")?.tables(group) ?? [] {
        request(
          entry, scope: .group(PythonName.normalised(group)), place: package.place, into: &table)
      }
    }
  }

  private static func request(
    _ entry: TOMLTable, scope: Scope, place: Place, into table: inout LockTable
  ) {
    guard let name = entry.string("name") else { return }
    let specifiers = entry.string("specifier").flatMap { try? SpecifierSet(parsing: $0) }
    var scope = scope
    let marker = table.marker(entry.string("marker"), at: place)
    // `extra == 'x'` says of which extra it is.
    if scope == .main, let extra = marker?.extraNames.first { scope = .extra(extra) }
    var source = PackageSource.index(entry.string("index"))
    for key in ["editable", "virtual", "directory", "path"] {
      if let path = entry.string(key) { source = .path(path) }
    }
    if let git = entry.string("git") { source = self.source(single("git", git)) }
    if let url = entry.string("url") { source = .archive(url: url, subdirectory: nil) }
    table.set.requests.append(
      Request(
        Requirement(
          id: .pypi(name), writtenName: name,
          extras: entry.strings("extras").map { PythonName.normalised($0) }.sorted(),
          constraint: .python(specifiers ?? SpecifierSet()), marker: marker), source: source,
        scope: scope, place: place))
  }

  private static func single(_ key: String, _ value: String) -> TOMLTable? {
    try? TOMLTable.parse(Array("\(key) = '\(value.filter { $0 != "'" && !$0.isNewline })'".utf8))
  }
}
