import Versions

/// How a search ended.
package struct SolverOutcome<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
>: Sendable {
  /// The result of a search.
  package enum Result: Sendable {
    /// All needs are met by these versions.
    case solved([Package: Version])
    /// The needs cannot be met.
    case failed(Explanation<Package, Version, Reason>)
  }

  /// The result.
  package let result: Result
  /// How many versions were chosen on the way, kept or not.
  package let decisionCount: Int
  /// How many conflicts were met on the way.
  package let conflictCount: Int
}

/// How much a search has done so far.
package struct SolverWork: Hashable, Sendable {
  /// How many versions were chosen, kept or not.
  package let decisions: Int
  /// How many packages were met.
  package let packages: Int
  /// How many terms are kept of what was learned: a measure of the memory in use.
  package let terms: Int
}

extension SolverProvider {
  /// Searches for versions that meet some requirements, with this provider's answers.
  ///
  /// - Parameters:
  ///   - root: what needs the requirements; it must not be a package that can be required.
  ///   - version: the root's version.
  ///   - requirements: what is needed, in any order.
  /// - Returns: the versions, or why there are none.
  /// - Throws: what the provider throws.
  package func solve(
    root: Package, version: Version, requirements: [Dependency<Package, Version>]
  ) async throws(Failure) -> SolverOutcome<Package, Version, Reason> {
    var solver = Solver<Package, Version, Reason>(
      root: root, version: version, requirements: requirements)
    var schedule: [Package: Int] = [:]
    lookAhead(&solver)
    while true {
      try check(
        SolverWork(
          decisions: solver.decisionCount, packages: solver.packageCount, terms: solver.termCount))
      guard let step = solver.next(within: 64) else {
        lookAhead(&solver)
        continue
      }
      lookAhead(&solver)
      switch step {
      case .choose(let package, let versions):
        let candidate = try await candidate(for: package, in: versions)
        if case .version(let version, _) = candidate {
          prefetchBatch(
            package, version, versions, attempts: solver.attempts(at: package), &schedule)
        }
        solver.answer(candidate)
      case .expand(let package, let version):
        solver.answer(try await dependencies(of: package, at: version))
        lookAhead(&solver)
      case .solved(let versions): return outcome(.solved(versions), of: solver)
      case .failed(let explanation): return outcome(.failed(explanation), of: solver)
      }
    }
  }

  private func outcome(
    _ result: SolverOutcome<Package, Version, Reason>.Result,
    of solver: Solver<Package, Version, Reason>
  ) -> SolverOutcome<Package, Version, Reason> {
    SolverOutcome(
      result: result, decisionCount: solver.decisionCount, conflictCount: solver.conflictCount)
  }

  /// Restricts the packages that are new, and announces what is wanted.
  private func lookAhead(_ solver: inout Solver<Package, Version, Reason>) {
    for wanted in solver.takeWanted() {
      if wanted.isNew, let restriction = restriction(on: wanted.package) {
        solver.restrict(wanted.package, restriction)
      }
      prefetch(.required(wanted.package, wanted.versions))
    }
  }

  /// Announces the next versions of a package of which several were tried without success.
  ///
  /// After 5, 10 and 20 versions as many more are announced, and from then on 50 after each 20, so
  /// that the next are on their way before these are used up.
  private func prefetchBatch(
    _ package: Package, _ version: Version, _ versions: VersionSet<Version>, attempts: Int,
    _ schedule: inout [Package: Int]
  ) {
    let last = schedule[package] ?? 0
    let isDue = [5, 10, 20].contains { last < $0 && attempts >= $0 } || attempts - last >= 20
    guard isDue else { return }
    schedule[package] = attempts
    prefetch(.backtracking(package, from: version, in: versions, count: min(attempts, 50)))
  }
}
