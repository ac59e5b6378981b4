import PackageMetadata
import TOML
import Versions

/// `[tool.poetry]`: dependencies with Poetry's own bounds, groups and extras.
struct PoetryTables {
  let sources: ProjectSources

  /// Reads the table; where `[project]` lists the dependencies (`isProjectThere`), Poetry's own only
  /// says where some of them are from.
  func read(_ poetry: TOMLTable, isProjectThere: Bool, into set: inout RequestSet) {
    set.projectName = set.projectName ?? poetry.string("name")
    let extras = poetry.table("extras")
    var extrasOf: [String: [String]] = [:]
    for key in extras?.keys ?? [] {
      let extra = PythonName.normalised(key)
      set.extras.append(extra)
      for name in extras?.strings(key) ?? [] {
        extrasOf[PythonName.normalised(name), default: []].append(extra)
      }
    }
    if let table = poetry.table("dependencies") {
      for key in table.keys {
        if key == "python" {
          readPython(table.values[key], into: &set)
          continue
        }
        for entry in entries(table.values[key]) {
          let key = "tool.poetry.dependencies.\(key)"
          let name = String(key.split(separator: ".").last ?? "")
          if isProjectThere {
            enrich(name, entry, into: &set)
            continue
          }
          let own = extrasOf[PythonName.normalised(name)] ?? []
          let scopes: [Scope] =
            entry.isOptional || !own.isEmpty ? own.map { .extra($0) } : [.main]
          // An optional dependency that no extra names cannot be installed by Poetry either.
          for scope in scopes { add(name, entry, key: key, scope: scope, into: &set) }
        }
      }
    }
    if let table = poetry.table("dev-dependencies") {
      group("dev", table, key: "tool.poetry.dev-dependencies", isOptional: false, into: &set)
    }
    for name in poetry.table("group")?.keys ?? [] {
      guard let group = poetry.table("group")?.table(name),
        let table = group.table("dependencies")
      else { continue }
      self.group(
        PythonName.normalised(name), table, key: "tool.poetry.group.\(name).dependencies",
        isOptional: group.boolean("optional") == true, into: &set)
    }
  }

  private func group(
    _ name: String, _ table: TOMLTable, key: String, isOptional: Bool, into set: inout RequestSet
  ) {
    set.groups.append(name)
    if !isOptional { set.defaultGroups.append(name) }
    for package in table.keys where package != "python" {
      for entry in entries(table.values[package]) {
        add(package, entry, key: "\(key).\(package)", scope: .group(name), into: &set)
      }
    }
  }

  // MARK: - Entries

  /// One dependency: a bound, or a table with one.
  private struct Entry {
    var bound: String?
    var table: TOMLTable?
    var isOptional: Bool { table?.boolean("optional") == true }
  }

  private func entries(_ value: TOMLTable.Value?) -> [Entry] {
    switch value {
    case .string(let text)?: [Entry(bound: text)]
    case .table(let table)?: [Entry(bound: table.string("version"), table: table)]
    case .tables(let list)?: list.tables.map { Entry(bound: $0.string("version"), table: $0) }
    case .array(let items)?:
      items.flatMap { item in
        switch item {
        case .string(let text): [Entry(bound: text)]
        case .table(let table): [Entry(bound: table.string("version"), table: table)]
        default: [Entry]()
        }
      }
    default: []
    }
  }

  private func readPython(_ value: TOMLTable.Value?, into set: inout RequestSet) {
    guard case .string(let text)? = value else { return }
    let place = Place(set.path, key: "tool.poetry.dependencies.python")
    guard let bound = PoetryBound(text) else {
      set.problems.append(RequestProblem(place, .version(text)))
      return
    }
    if bound.isWidened { set.notes.append(.widened(text, to: "\(bound.specifiers)", place)) }
    set.requiresPython = set.requiresPython?.intersection(bound.specifiers) ?? bound.specifiers
  }

  private func add(
    _ name: String, _ entry: Entry, key: String, scope: Scope, into set: inout RequestSet
  ) {
    let place = Place(set.path, key: key)
    guard PythonName.isValid(name) else {
      set.problems.append(RequestProblem(place, .name(name)))
      return
    }
    var specifiers = SpecifierSet()
    if let text = entry.bound {
      guard let bound = PoetryBound(text) else {
        set.problems.append(RequestProblem(place, .version(text)))
        return
      }
      if bound.isWidened { set.notes.append(.widened(text, to: "\(bound.specifiers)", place)) }
      specifiers = bound.specifiers
    }
    var markers: [Marker] = []
    if let text = entry.table?.string("markers") {
      do {
        markers.append(try Marker(parsing: text))
      } catch {
        set.problems.append(RequestProblem(place, .marker(text, reason: "\(error)")))
      }
    }
    if let text = entry.table?.string("python"), let marker = PoetryBound.marker(python: text) {
      markers.append(marker)
    }
    if let platform = entry.table?.string("platform") {
      markers.append(.comparison(.variable(.sysPlatform), .version(.equal), .text(platform)))
    }
    let requirement = Requirement(
      id: .pypi(name), writtenName: name,
      extras: (entry.table?.strings("extras") ?? []).map { PythonName.normalised($0) }.sorted(),
      constraint: .python(specifiers), marker: Marker.all(markers))
    var source = PackageSource.index(nil)
    if let table = entry.table {
      if let named = table.string("source") {
        source = .index(set.indexes.named[named] ?? named)
      } else if let direct = sources.source(table) {
        source = direct
      }
    }
    ProjectReader.add(
      .package(requirement, source, isNameGuessed: false), place: place, scope: scope,
      sources: sources, into: &set)
  }

  /// Where a dependency of `[project]` is from.
  private func enrich(_ name: String, _ entry: Entry, into set: inout RequestSet) {
    guard let table = entry.table else { return }
    let id = PackageID.pypi(name)
    var source: PackageSource?
    if let named = table.string("source") {
      source = .index(set.indexes.named[named] ?? named)
    } else {
      source = sources.source(table)
    }
    guard let source else { return }
    for index in set.requests.indices where set.requests[index].id == id {
      set.requests[index].source = source
    }
  }
}
