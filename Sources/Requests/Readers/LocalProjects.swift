import PackageMetadata
import TOML
import Versions

/// The projects on the writer's disk that a `pyproject.toml` depends on: what they require counts, while they
/// themselves are not imported.
///
///     [tool.uv.sources]
///     core = { workspace = true }          the member of [tool.uv.workspace] with that name
///     tools = { path = "../tools" }        ../tools/pyproject.toml
struct LocalProjects {
  private let reader: RequestReader
  /// The most projects that are read for one.
  private static let limit = 200
  /// How far above a project the root of its workspace may be.
  private static let height = 8

  init(_ reader: RequestReader) { self.reader = reader }

  /// One project that is read, with the part of the first one that wants it.
  private struct Visit: Hashable {
    let path: String
    let extras: [String]
    let scope: Scope
  }

  /// Adds what the local projects require that a project's file names.
  func add(to set: inout RequestSet) {
    guard !set.localProjects.isEmpty else { return }
    var members: [String: String]?
    var known: [String: RequestSet?] = [:]
    var seen: Set<Visit> = []
    var open = set.localProjects.map { (set.path, $0) }
    while let (parent, request) = open.popLast(), known.count < Self.limit {
      guard case .path(let written) = request.source else { continue }
      var place: String? = RequestReader.beside(parent, "\(written)/pyproject.toml")
      if written.isEmpty {
        if members == nil { members = self.members(of: set.path) }
        place = members?[request.id.name]
      }
      guard let place,
        seen.insert(
          Visit(path: place, extras: request.requirement.extras, scope: request.scope)
        ).inserted
      else { continue }
      if known[place] == nil { known[place] = .some(project(place)) }
      guard let project = known[place] ?? nil else { continue }
      note(request, at: place, in: &set)
      if let bounds = project.requiresPython {
        set.requiresPython = set.requiresPython?.intersection(bounds) ?? bounds
      }
      let extras = project.closure(of: request.requirement.extras)
      for need in project.requests + project.localProjects where need.isWanted(extras) {
        guard need.id.name != set.projectName.map(PythonName.normalised) else { continue }
        var need = need
        need.scope = request.scope
        need.requirement = need.requirement.withoutExtraCondition.adding(
          request.requirement.marker)
        if case .path = need.source {
          open.append((place, need))
          let left = LeftOut(need.requirement.writtenName, need.localReason, place: need.place)
          if !set.leftOut.contains(where: { $0.name == left.name }) { set.leftOut.append(left) }
        } else {
          set.requests.append(need)
        }
      }
    }
  }

  /// Says of a project that is left out that its requirements are not.
  private func note(_ request: Request, at place: String, in set: inout RequestSet) {
    let folder = place.split(separator: "/").dropLast().joined(separator: "/")
    set.leftOut = set.leftOut.map { item in
      guard item.name == request.requirement.writtenName, item.reason == request.localReason else {
        return item
      }
      return LeftOut(
        item.name, .localProject(place.hasPrefix("/") ? "/" + folder : folder), place: item.place)
    }
  }

  private func project(_ path: String) -> RequestSet? {
    guard case .bytes(let bytes) = reader.contents(path), bytes.count <= RequestReader.byteLimit
    else { return nil }
    return try? ProjectReader.read(bytes, path: path)
  }

  // MARK: - Workspaces

  /// The files of the members of the workspace that a project is in, by their names.
  private func members(of path: String) -> [String: String] {
    var root = path
    for level in 0...Self.height {
      if level > 0 {
        root = RequestReader.beside(path, String(repeating: "../", count: level) + "pyproject.toml")
      }
      guard case .bytes(let bytes) = reader.contents(root),
        bytes.count <= RequestReader.byteLimit, let table = try? TOMLTable.parse(bytes),
        let workspace = table.table("tool")?.table("uv")?.table("workspace")
      else { continue }
      let excluded = Set(workspace.strings("exclude").flatMap { folders(matching: $0, of: root) })
      let included = workspace.strings("members").flatMap { folders(matching: $0, of: root) }
      var result: [String: String] = [:]
      for folder in ["."] + included where !excluded.contains(folder) {
        let place = RequestReader.beside(
          root, folder == "." ? "pyproject.toml" : "\(folder)/pyproject.toml")
        guard let name = project(place)?.projectName else { continue }
        result[PythonName.normalised(name)] = result[PythonName.normalised(name)] ?? place
      }
      return result
    }
    return [:]
  }

  /// The directories, below that of a file, that a pattern such as `packages/*` names.
  private func folders(matching pattern: String, of path: String) -> [String] {
    var found = [""]
    for part in pattern.split(separator: "/") where part != "." {
      found = found.flatMap { folder -> [String] in
        func joined(_ name: String) -> String { folder.isEmpty ? name : "\(folder)/\(name)" }
        guard part.contains(where: { "*?".contains($0) }) else { return [joined(String(part))] }
        let names = reader.directories(RequestReader.beside(path, folder.isEmpty ? "." : folder))
        return names.filter { Self.matches($0[...], part) }.sorted().map(joined)
      }
      found = Array(found.prefix(Self.limit))
    }
    return found.filter { !$0.isEmpty }
  }

  /// Whether a name is of a pattern with `*` and `?`.
  private static func matches(_ name: Substring, _ pattern: Substring) -> Bool {
    var (name, pattern) = (name, pattern)
    var retry: (name: Substring, pattern: Substring)?
    while !name.isEmpty {
      if pattern.first == "*" {
        pattern = pattern.dropFirst()
        retry = (name, pattern)
      } else if let first = pattern.first, first == "?" || first == name.first {
        name = name.dropFirst()
        pattern = pattern.dropFirst()
      } else if let last = retry, !last.name.isEmpty {
        name = last.name.dropFirst()
        pattern = last.pattern
        retry = (name, pattern)
      } else {
        return false
      }
    }
    return pattern.allSatisfy { $0 == "*" }
  }
}

extension RequestSet {
  /// Extras with those of the project itself that they ask for (`all = ["mine[a,b]"]`).
  fileprivate func closure(of extras: [String]) -> Set<String> {
    var result: Set<String> = []
    var open = extras
    while let extra = open.popLast() {
      guard result.insert(extra).inserted else { continue }
      open += selfExtras[.extra(extra)] ?? []
    }
    return result
  }
}

extension Request {
  /// Whether a dependent that asks for some extras of the project needs this.
  fileprivate func isWanted(_ extras: Set<String>) -> Bool {
    switch scope {
    case .main: true
    case .extra(let name): extras.contains(name)
    case .group: false
    }
  }

  /// Why a local project is left out.
  fileprivate var localReason: LeftOut.Reason {
    if case .path(let path) = source { .localPath(path) } else { .localPath("") }
  }
}

extension Requirement {
  /// The requirement as one whose extra was asked for.
  fileprivate var withoutExtraCondition: Requirement {
    guard marker?.mentionsExtra == true else { return self }
    return Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: constraint, url: url)
  }
}
