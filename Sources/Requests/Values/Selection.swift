import Basics
package import PackageMetadata
import Versions

extension RequestSet {
  /// Which parts of a project are wanted, and where they are to run.
  package struct Choice: Hashable, Sendable {
    /// Normalised names of extras; `all` stands for every one.
    package var extras: Set<String>
    /// Normalised names of groups; nil for those that the file's own tool takes by default.
    package var groups: Set<String>?
    package let target: PythonTarget?
    package let system: System

    package init(
      extras: Set<String> = [], groups: Set<String>? = nil, target: PythonTarget?, system: System
    ) {
      self.extras = extras
      self.groups = groups
      self.target = target
      self.system = system
    }
  }

  /// The result of a choice.
  package struct Selected: Hashable, Sendable {
    /// The project's own requests that hold here.
    package var requests: [Request] = []
    /// The entries of the lock that are needed here, sorted by name.
    package var locked: [Lock.Package] = []
    package var leftOut: [LeftOut] = []
    /// Extras and groups that the file does not have.
    package var problems: [RequestProblem] = []
  }

  /// The requests and the lock's entries that a choice needs; every other thing in the file is in
  /// `leftOut`, with its reason.
  package func selected(_ choice: Choice) -> Selected {
    var result = Selected()
    let parts = parts(choice, problems: &result.problems)
    result.leftOut = leftOut
    for request in requests {
      let isWanted: Bool =
        switch request.scope {
        case .main: true
        case .extra(let name): parts.extras.contains(name)
        case .group(let name): parts.groups.contains(name)
        }
      guard isWanted else {
        if lock == nil { result.leave(request, .unselected(request.scope)) }
        continue
      }
      if let marker = request.requirement.marker, let target = choice.target,
        !marker.evaluate(
          in: target.environment(on: choice.system), extras: parts.extras, groups: parts.groups)
      {
        if lock == nil { result.leave(request, .marker("\(marker)")) }
        continue
      }
      result.requests.append(request)
    }
    guard let lock else {
      // What one group has and another has, too, is not left out.
      let wanted = Set(result.requests.map(\.requirement.writtenName))
      result.leftOut.removeAll { item in
        guard wanted.contains(item.name) else { return false }
        switch item.reason {
        case .unselected, .marker: return true
        default: return false
        }
      }
      return result
    }
    result.requests.removeAll { request in
      if case .path = request.source { true } else { false }
    }
    LockSelection(self, lock, parts: parts, choice: choice).run(into: &result)
    return result
  }

  /// Extras and groups by name, with what the project's own extras take in.
  struct Parts {
    var extras: Set<String>
    var groups: Set<String>
  }

  private func parts(_ choice: Choice, problems: inout [RequestProblem]) -> Parts {
    let knownExtras = Set(extras)
    let knownGroups = Set(groups)
    var wanted =
      choice.extras.contains("all") && !knownExtras.contains("all")
      ? knownExtras : choice.extras
    for extra in wanted.subtracting(knownExtras).sorted() {
      problems.append(
        RequestProblem(
          Place(path), .unknownExtra(extra, near: NearNames.of(extra, among: extras, limit: 5))))
    }
    var selectedGroups = choice.groups ?? Set(defaultGroups).intersection(knownGroups)
    if choice.groups?.contains("all") == true, !knownGroups.contains("all") {
      selectedGroups = knownGroups
    }
    for group in selectedGroups.subtracting(knownGroups).sorted() {
      problems.append(
        RequestProblem(
          Place(path), .unknownGroup(group, near: NearNames.of(group, among: groups, limit: 5))))
    }
    // `all = ["mine[a,b]"]`: an extra may ask for others of the same project.
    var open = wanted.map { Scope.extra($0) } + selectedGroups.map { .group($0) } + [.main]
    while let scope = open.popLast() {
      for extra in selfExtras[scope] ?? [] where wanted.insert(extra).inserted {
        open.append(.extra(extra))
      }
    }
    return Parts(extras: wanted, groups: selectedGroups)
  }
}

extension LeftOut.Reason {
  static func unselected(_ scope: Scope) -> LeftOut.Reason {
    switch scope {
    case .main: .unneeded
    case .extra(let name): .unselected(groups: [], extras: [name])
    case .group(let name): .unselected(groups: [name], extras: [])
    }
  }
}

extension RequestSet.Selected {
  mutating func leave(_ request: Request, _ reason: LeftOut.Reason) {
    leftOut.append(LeftOut(request.requirement.writtenName, reason, place: request.place))
  }

  mutating func leave(_ package: Lock.Package, _ reason: LeftOut.Reason) {
    leftOut.append(
      LeftOut(
        package.name, version: package.version?.description, reason, place: package.place))
  }
}
