import PackageMetadata
import TOML

/// Where a project takes some of its requirements from: `[tool.uv.sources]`.
struct ProjectSources {
  private let indexes: PackageIndexes
  /// The entries by normalised name.
  private var entries: [String: [TOMLTable]] = [:]

  init(indexes: PackageIndexes = PackageIndexes()) { self.indexes = indexes }

  mutating func readUV(_ uv: TOMLTable?) {
    guard let table = uv?.table("sources") else { return }
    for key in table.keys {
      let name = PythonName.normalised(key)
      if let entry = table.table(key) {
        entries[name] = [entry]
      } else {
        entries[name] = table.tables(key)
      }
    }
  }

  /// The sources of a requirement, each with the condition under which it counts.
  ///
  /// Where no entry's marker holds, it is from where it would be without entries, as uv has it.
  func sources(
    of requirement: Requirement, or source: PackageSource, in scope: Scope
  ) -> [(PackageSource, Marker?)] {
    guard let known = entries[requirement.id.name] else { return [(source, nil)] }
    var result: [(PackageSource, Marker?)] = []
    for entry in known {
      if let extra = entry.string("extra"), scope != .extra(PythonName.normalised(extra)) {
        continue
      }
      if let group = entry.string("group"), scope != .group(PythonName.normalised(group)) {
        continue
      }
      let marker = entry.string("marker").flatMap { try? Marker(parsing: $0) }
      guard let source = self.source(entry) else { continue }
      result.append((source, marker))
    }
    let others = result.compactMap { $0.1?.negated }
    if others.count == result.count { result.append((source, Marker.all(others))) }
    return result
  }

  /// One source: `git`, `url`, `path`, `workspace` or `index`; a member of the workspace has an empty path.
  func source(_ entry: TOMLTable) -> PackageSource? {
    if let git = entry.string("git") {
      let parts = AddressParts("git+" + git)
      return .git(
        GitReference(
          url: parts.plain,
          reference: entry.string("rev") ?? entry.string("tag") ?? entry.string("branch")
            ?? parts.reference, subdirectory: entry.string("subdirectory")))
    }
    if let url = entry.string("url") {
      return .archive(url: url, subdirectory: entry.string("subdirectory"))
    }
    if let path = entry.string("path") ?? entry.string("file") { return .path(path) }
    if entry.boolean("workspace") == true { return .path("") }
    if let index = entry.string("index") { return .index(indexes.named[index] ?? index) }
    return nil
  }
}

extension Requirement {
  /// The requirement with a further condition.
  func adding(_ marker: Marker?) -> Requirement {
    guard let marker else { return self }
    return Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: constraint, url: url,
      marker: Marker.all([self.marker, marker].compactMap(\.self)))
  }
}
