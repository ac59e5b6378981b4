import ContentHash
import PackageMetadata
import TOML
import Versions

/// The reader of `pylock.toml` (PEP 751), lock version 1.
enum PylockReader {
  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    let root = try ProjectReader.document(bytes, path: path)
    guard let version = root.string("lock-version") else {
      throw RequestProblem(Place(path), .missingKey("lock-version"))
    }
    try LockTable.requireVersion(version, atMost: 1, path: path, key: "lock-version")
    let entries = root.tables("packages")
    try LockTable.requireCount(entries.count, path: path)
    var table = LockTable(path: path, kind: .pylock, selection: .entries)
    ProjectReader.readPython(
      root.string("requires-python"), key: "requires-python", into: &table.set)
    table.set.extras = root.strings("extras").map { PythonName.normalised($0) }
    table.set.groups = root.strings("dependency-groups").map { PythonName.normalised($0) }
    table.set.defaultGroups = root.strings("default-groups").map { PythonName.normalised($0) }
    for entry in entries { read(entry, into: &table) }
    return table.finished()
  }

  private static func read(_ entry: TOMLTable, into table: inout LockTable) {
    guard var package = table.package(entry, key: "packages") else { return }
    package.marker = table.marker(entry.string("marker"), at: package.place)
    package.requiresPython = entry.string("requires-python").flatMap {
      try? SpecifierSet(parsing: $0)
    }
    if let vcs = entry.table("vcs") {
      if vcs.string("type") == "git" {
        package.source = .git(
          GitReference(
            url: vcs.string("url") ?? vcs.string("path") ?? "",
            reference: vcs.string("requested-revision"), commit: vcs.string("commit-id"),
            subdirectory: vcs.string("subdirectory")))
      } else {
        package.source = .other(
          system: vcs.string("type") ?? "vcs", url: vcs.string("url") ?? "")
      }
    } else if let directory = entry.table("directory") {
      package.source = .path(directory.string("path") ?? ".")
      package.isProject = directory.string("path") == "."
    } else if let archive = entry.table("archive") {
      if let url = archive.string("url") {
        package.source = .archive(url: url, subdirectory: archive.string("subdirectory"))
        package.hashes = hashes(archive)
      } else {
        package.source = .path(archive.string("path") ?? "")
      }
    } else {
      package.source = .index(entry.string("index"))
      for wheel in entry.tables("wheels") { package.hashes += hashes(wheel) }
      if let sdist = entry.table("sdist") { package.hashes += hashes(sdist) }
    }
    for edge in entry.tables("dependencies") {
      guard let name = edge.string("name") else { continue }
      package.edges.append(Lock.Edge(id: .pypi(name)))
    }
    table.lock.packages.append(package)
  }

  private static func hashes(_ file: TOMLTable) -> [FileHash] {
    let name = file.string("name") ?? file.string("url").map(LockTable.fileName)
    let hashes = file.table("hashes")
    return (hashes?.keys ?? []).compactMap { algorithm in
      FileHash("\(algorithm):\(hashes?.string(algorithm) ?? "")", fileName: name)
    }
  }
}
