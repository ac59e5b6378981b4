import PackageMetadata
import Versions

/// The entries of a lock that a choice of extras, groups and a target needs.
///
/// Every entry ends either in `locked` or, with a reason, in `leftOut`.
struct LockSelection {
  private let set: RequestSet
  private let lock: Lock
  private let parts: RequestSet.Parts
  private let choice: RequestSet.Choice
  private let environment: MarkerEnvironment?
  /// The positions of each package's entries.
  private let entries: [PackageID: [Int]]

  init(
    _ set: RequestSet, _ lock: Lock, parts: RequestSet.Parts, choice: RequestSet.Choice
  ) {
    self.set = set
    self.lock = lock
    self.parts = parts
    self.choice = choice
    environment = choice.target?.environment(on: choice.system)
    entries = Dictionary(grouping: lock.packages.indices) { lock.packages[$0].id }
  }

  func run(into result: inout RequestSet.Selected) {
    let needed = lock.selection == .graph ? reachable() : nil
    var chosen: [PackageID: Int] = [:]
    var others: [(Int, LeftOut.Reason)] = []
    for index in lock.packages.indices {
      let package = lock.packages[index]
      if let reason = reason(against: package, index: index, needed: needed) {
        others.append((index, reason))
        continue
      }
      guard let known = chosen[package.id] else {
        chosen[package.id] = index
        continue
      }
      // Two entries hold here: the higher version counts.
      let isHigher = (package.version ?? lock.packages[known].version).map { version in
        lock.packages[known].version.map { $0 < version } ?? true
      }
      let (kept, left) = isHigher == true ? (index, known) : (known, index)
      chosen[package.id] = kept
      others.append((left, .otherEntry(lock.packages[kept].version?.description ?? "")))
    }
    for (index, reason) in others {
      let package = lock.packages[index]
      if case .unneeded = reason, let kept = chosen[package.id] {
        result.leave(package, .otherEntry(lock.packages[kept].version?.description ?? ""))
      } else {
        result.leave(package, reason)
      }
    }
    result.locked = chosen.values.map { lock.packages[$0] }.sorted { $0.id < $1.id }
    result.leftOut.sort { ($0.name, $0.version ?? "") < ($1.name, $1.version ?? "") }
  }

  /// Why an entry is not taken; nil if it is.
  private func reason(
    against package: Lock.Package, index: Int, needed: Set<Int>?
  ) -> LeftOut.Reason? {
    if package.isProject { return .project }
    if let needed, !needed.contains(index) { return unreached(package) }
    if needed == nil, let groups = package.groups {
      let wanted = groups.contains { group in
        group == "main" || parts.groups.contains(group) || parts.extras.contains(group)
      }
      if !wanted { return .unselected(groups: groups, extras: []) }
    }
    // Of lock files without groups, only extras need what is optional.
    if needed == nil, package.isOptional, !isExtraSelected(package) {
      return .unselected(groups: [], extras: extras(needing: package))
    }
    if let marker = package.marker, needed == nil || entries[package.id]?.count ?? 0 > 1 {
      if !holds(marker) { return .marker("\(marker)") }
    }
    if let bounds = package.requiresPython, let target = choice.target,
      !bounds.contains(target.version), entries[package.id]?.count ?? 0 > 1
    {
      return .marker("python \(bounds)")
    }
    switch package.source {
    case .path(let path): return .localPath(path)
    case .other(let system, _): return .versionControl(system)
    default: return nil
    }
  }

  private func holds(_ marker: Marker) -> Bool {
    guard let environment else { return true }
    return marker.evaluate(in: environment, extras: parts.extras, groups: parts.groups)
  }

  // MARK: - Extras of entries

  private func isExtraSelected(_ package: Lock.Package) -> Bool {
    let mentioned = package.marker?.mentionsExtra == true
    if mentioned { return true }
    return extras(needing: package).contains { parts.extras.contains($0) }
      || parts.extras.isEmpty
        && set.requests.isEmpty
  }

  /// The project's extras that ask for a package by name.
  private func extras(needing package: Lock.Package) -> [String] {
    var result: Set<String> = []
    for request in set.requests where request.id == package.id {
      if case .extra(let name) = request.scope { result.insert(name) }
    }
    return result.sorted()
  }

  private func unreached(_ package: Lock.Package) -> LeftOut.Reason {
    var groups: Set<String> = []
    var extras: Set<String> = []
    for request in set.requests where request.id == package.id {
      switch request.scope {
      case .group(let name): groups.insert(name)
      case .extra(let name): extras.insert(name)
      case .main: break
      }
    }
    return groups.isEmpty && extras.isEmpty
      ? .unneeded : .unselected(groups: groups.sorted(), extras: extras.sorted())
  }

  // MARK: - The graph

  /// A package with the extras asked of it.
  private struct Visit: Hashable {
    let index: Int
    let extra: String?
  }

  /// The entries that the project's requests lead to, each edge followed where its marker holds.
  private func reachable() -> Set<Int> {
    var open: [Visit] = []
    var seen: Set<Visit> = []
    var reached: Set<Int> = []
    func push(_ index: Int, _ extras: [String]) {
      for extra in [nil] + extras.map(Optional.some) {
        let visit = Visit(index: index, extra: extra)
        if seen.insert(visit).inserted { open.append(visit) }
      }
    }
    let projects = lock.packages.indices.filter { lock.packages[$0].isProject }
    if projects.isEmpty, set.requests.isEmpty {
      // The manifest is not at hand: the entries that no other needs are the project's own.
      let needed = Set(lock.packages.flatMap { $0.edges.map(\.id) })
      for index in lock.packages.indices
      where !needed.contains(lock.packages[index].id) && !lock.packages[index].isOptional {
        push(index, [])
      }
    } else if projects.isEmpty {
      for request in set.requests where isWanted(request.scope) {
        if let marker = request.requirement.marker, !holds(marker) { continue }
        var edge = Lock.Edge(id: request.id)
        if case .python(let specifiers) = request.requirement.constraint {
          edge.constraint = specifiers
        }
        for index in entries(edge) { push(index, request.requirement.extras) }
      }
    } else {
      for index in projects {
        for edge in lock.packages[index].edges where isWanted(edge.scope) {
          if let marker = edge.marker, !holds(marker) { continue }
          for next in entries(edge) { push(next, edge.extras) }
        }
      }
    }
    while let visit = open.popLast() {
      let package = lock.packages[visit.index]
      reached.insert(visit.index)
      if package.isProject { continue }
      for edge in package.edges {
        switch (edge.scope, visit.extra) {
        case (.main, nil): break
        case (.extra(let name), let extra?) where name == extra: break
        default: continue
        }
        if let marker = edge.marker, !holds(marker, extra: visit.extra) { continue }
        for next in entries(edge) { push(next, edge.extras) }
      }
    }
    return reached
  }

  private func holds(_ marker: Marker, extra: String?) -> Bool {
    guard let environment else { return true }
    return marker.evaluate(
      in: environment, extras: extra.map { [$0] } ?? [], groups: parts.groups)
  }

  private func isWanted(_ scope: Scope) -> Bool {
    switch scope {
    case .main: true
    case .extra(let name): parts.extras.contains(name)
    case .group(let name): parts.groups.contains(name)
    }
  }

  /// The entries that an edge means here: of several releases, those whose version, bounds, marker and
  /// Python fit; all of them where none does, so that nothing is lost.
  private func entries(_ edge: Lock.Edge) -> [Int] {
    let all = entries[edge.id] ?? []
    guard all.count > 1 else { return all }
    let fitting = all.filter { index in
      let package = lock.packages[index]
      if let version = edge.version { return package.version == version }
      if case .python(let version)? = package.version, let bounds = edge.constraint,
        !bounds.contains(version)
      {
        return false
      }
      if let marker = package.marker, !holds(marker) { return false }
      if let bounds = package.requiresPython, let target = choice.target {
        return bounds.contains(target.version)
      }
      return true
    }
    return fitting.isEmpty ? all : fitting
  }
}
