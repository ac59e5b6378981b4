import PackageMetadata
import TOML
import Versions

/// The reader of `pyproject.toml`: PEP 621, PEP 735, and the tables of uv, Poetry and PDM.
enum ProjectReader {
  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    let root = try document(bytes, path: path)
    var set = RequestSet(path: path, kind: .pyproject)
    let tool = root.table("tool")
    let uv = tool?.table("uv")
    let poetry = tool?.table("poetry")
    readIndexes(uv: uv, poetry: poetry, pdm: tool?.table("pdm"), into: &set)
    var sources = ProjectSources(indexes: set.indexes)
    sources.readUV(uv)
    let project = root.table("project")
    if let project { read(project, sources: sources, into: &set) }
    if let poetry {
      PoetryTables(sources: sources).read(
        poetry, isProjectThere: project?.values["dependencies"] != nil, into: &set)
    }
    if let pdm = tool?.table("pdm"), let groups = pdm.table("dev-dependencies") {
      for name in groups.keys {
        add(
          groups.strings(name), key: "tool.pdm.dev-dependencies.\(name)",
          scope: .group(PythonName.normalised(name)), sources: sources, into: &set)
      }
    }
    if let uv {
      add(
        uv.strings("dev-dependencies"), key: "tool.uv.dev-dependencies", scope: .group("dev"),
        sources: sources, into: &set)
      if uv.values["dev-dependencies"] != nil { set.groups.append("dev") }
      set.defaultGroups =
        uv.values["default-groups"] == nil ? [] : uv.strings("default-groups")
    }
    if let groups = root.table("dependency-groups") {
      DependencyGroups(groups, sources: sources).read(into: &set)
    }
    set.groups = Set(set.groups).sorted()
    set.extras = Set(set.extras).sorted()
    return set
  }

  /// The document.
  static func document(_ bytes: [UInt8], path: String) throws(RequestProblem) -> TOMLTable {
    do throws(TOMLTable.Failure) {
      return try TOMLTable.parse(bytes)
    } catch {
      throw RequestProblem(
        Place(path, line: error.line, column: error.column),
        .syntax(format: "TOML", reason: error.reason))
    }
  }

  /// `[project]` (PEP 621).
  private static func read(
    _ project: TOMLTable, sources: ProjectSources, into set: inout RequestSet
  ) {
    set.projectName = project.string("name")
    readPython(project.string("requires-python"), key: "project.requires-python", into: &set)
    add(
      project.strings("dependencies"), key: "project.dependencies", scope: .main, sources: sources,
      into: &set)
    guard let optional = project.table("optional-dependencies") else { return }
    for name in optional.keys {
      let extra = PythonName.normalised(name)
      set.extras.append(extra)
      add(
        optional.strings(name), key: "project.optional-dependencies.\(name)", scope: .extra(extra),
        sources: sources, into: &set)
    }
  }

  /// A bound on Python.
  static func readPython(_ text: String?, key: String, into set: inout RequestSet) {
    guard let text else { return }
    if let bounds = try? SpecifierSet(parsing: text) {
      set.requiresPython = set.requiresPython?.intersection(bounds) ?? bounds
    } else {
      set.problems.append(RequestProblem(Place(set.path, key: key), .version(text)))
    }
  }

  /// Requirements of PEP 508.
  static func add(
    _ texts: [String], key: String, scope: Scope, sources: ProjectSources,
    into set: inout RequestSet
  ) {
    for text in texts {
      let place = Place(set.path, key: key)
      // PDM's own groups may have `-e file:///…`.
      let plain = text.hasPrefix("-e ") ? String(text.dropFirst(3)) : text
      add(
        reading(plain, isEditable: plain != text), place: place, scope: scope,
        sources: sources, into: &set)
    }
  }

  /// What a requirement names; PDM writes `file:///${PROJECT_ROOT}/libs/core` for a directory of the project.
  private static func reading(_ text: String, isEditable: Bool) -> RequirementTarget {
    let target = RequirementTarget.reading(text, isEditable: isEditable)
    guard case .local(let name, let path) = target else { return target }
    for root in ["${PROJECT_ROOT}", "/${PROJECT_ROOT}", "///${PROJECT_ROOT}"]
    where path.hasPrefix(root) {
      var rest = path.dropFirst(root.count).drop { $0 == "/" }
      while rest.last == "/" { rest = rest.dropLast() }
      let plain = rest.prefix { $0 != "#" }
      guard PythonName.isValid(name) else {
        return .local(name: plain.isEmpty ? "." : String(plain), path: String(plain))
      }
      return .package(
        .python(name), .path(plain.isEmpty ? "." : String(plain)), isNameGuessed: false)
    }
    return target
  }

  static func add(
    _ target: RequirementTarget, place: Place, scope: Scope, sources: ProjectSources,
    into set: inout RequestSet
  ) {
    switch target {
    case .package(let requirement, let source, let isNameGuessed):
      // A requirement on the project itself asks for its extras.
      if let own = set.projectName, requirement.id == .pypi(own) {
        for extra in requirement.extras { set.selfExtras[scope, default: []].append(extra) }
        return
      }
      if isNameGuessed {
        set.notes.append(.guessedName(requirement.writtenName, address: requirement.url ?? ""))
      }
      for (source, marker) in sources.sources(of: requirement, or: source, in: scope) {
        var request = Request(
          requirement, source: source, scope: scope, isNameGuessed: isNameGuessed, place: place)
        if let marker { request.requirement = requirement.adding(marker) }
        switch source {
        case .path(let path):
          set.leftOut.append(LeftOut(requirement.writtenName, .localPath(path), place: place))
          set.localProjects.append(request)
        case .other(let system, _):
          set.leftOut.append(
            LeftOut(requirement.writtenName, .versionControl(system), place: place))
        default: set.requests.append(request)
        }
      }
    case .local(let name, let path):
      set.leftOut.append(LeftOut(name, .localPath(path), place: place))
    case .unsupported(let name, let system):
      set.leftOut.append(LeftOut(name, .versionControl(system), place: place))
    case .problem(let fault): set.problems.append(RequestProblem(place, fault))
    }
  }

  /// `[[tool.uv.index]]`, `[tool.uv] index-url`, `[[tool.poetry.source]]` and `[[tool.pdm.source]]`.
  static func readIndexes(
    uv: TOMLTable?, poetry: TOMLTable?, pdm: TOMLTable?, into set: inout RequestSet
  ) {
    if let uv {
      set.indexes.primary = uv.string("index-url")
      set.indexes.additional += uv.strings("extra-index-url")
      for index in uv.tables("index") {
        guard let url = index.string("url") else { continue }
        if let name = index.string("name") { set.indexes.named[name] = url }
        if index.boolean("default") == true {
          set.indexes.primary = url
        } else if index.boolean("explicit") != true {
          set.indexes.additional.append(url)
        }
      }
    }
    for source in poetry?.tables("source") ?? [] {
      let name = source.string("name") ?? ""
      guard let url = source.string("url") else { continue }
      set.indexes.named[name] = url
      let isDefault = source.boolean("default") == true || source.string("priority") == "default"
      switch source.string("priority") {
      case _ where isDefault: set.indexes.primary = url
      case "explicit": break
      case "primary" where set.indexes.primary == nil: set.indexes.primary = url
      default: set.indexes.additional.append(url)
      }
    }
    for source in pdm?.tables("source") ?? [] {
      guard let url = source.string("url") else { continue }
      let name = source.string("name") ?? ""
      set.indexes.named[name] = url
      if name == "pypi" { set.indexes.primary = url } else { set.indexes.additional.append(url) }
    }
  }
}
