package import Versions

/// A search for one version of each package that is needed, so that all needs are met: PubGrub.
///
/// It fetches nothing. It is stepped: `next()` says what must be known, and repeats that till one
/// of the `answer` functions was called. The result depends on the answers' contents alone, which
/// in turn must depend only on the question. The root's requirements are brought into one
/// order, so their order does not matter either; the order of a release's requirements does, as it
/// says what to look at first.
///
/// The order of decisions follows uv's resolver, so that among several solutions the one found is
/// the one its users expect: see `DecisionQueue`.
package struct Solver<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
> {
  /// What the solver needs, or has found.
  package enum Step {
    /// Which of these versions should be tried?
    case choose(Package, VersionSet<Version>)
    /// What does this version need?
    case expand(Package, Version)
    /// All needs are met by these versions; the root is not among them.
    case solved([Package: Version])
    /// The needs cannot be met.
    case failed(Explanation<Package, Version, Reason>)
  }

  /// A package that is wanted.
  package struct Wanted {
    /// The package.
    package let package: Package
    /// The versions that are possible at present.
    package let versions: VersionSet<Version>
    /// Whether it was never wanted before.
    package let isNew: Bool
  }

  private enum Question {
    case choose(Int, VersionSet<Version>)
    case expand(Int, Version, share: VersionSet<Version>)
  }

  private struct Choice {
    /// The versions among which it was made.
    let allowed: VersionSet<Version>
    let version: Version
    let share: VersionSet<Version>
  }

  /// How many conflicts make a package change its place in the queue.
  private static var conflictThreshold: Int { 5 }

  private var propagator: Propagator
  private var queue = DecisionQueue()
  private var orders: [VersionOrder<Version>] = []

  private var packages: [Package] = []
  private var numbers: [Package: Int] = [:]
  private var bases: [Int] = []
  private var reasons: [Reason] = []
  private var reasonNumbers: [Reason: Int] = [:]

  /// The versions of each package whose dependencies are known.
  private var expanded: [Set<Version>] = []
  private var lastChoices: [Choice?] = []

  private var affectedCounts: [Int] = []
  private var culpritCounts: [Int] = []
  private var toAdvance: [Int] = []
  private var toDefer: [Int] = []

  private var question: Question?
  private var outcome: Step?
  /// The packages of which something new is to be propagated.
  private var pending: [Int] = []
  /// The package that was looked at last.
  private var current = 0
  private var wanted: [Wanted] = []
  private var isRequired: [Bool] = []

  /// How many versions were chosen, whether or not they were kept: a measure of the work done.
  package private(set) var decisionCount = 0
  /// How many conflicts were met.
  package private(set) var conflictCount = 0
  /// How many packages were met.
  package var packageCount: Int { packages.count }
  /// How many terms are kept of what was learned: a measure of the memory in use.
  package var termCount: Int { propagator.store.terms.count }

  /// Starts a search.
  ///
  /// - Parameters:
  ///   - root: what needs the requirements; it must not be a package that can be required.
  ///   - version: the root's version.
  ///   - requirements: what is needed, in any order.
  package init(
    root: Package, version: Version, requirements: [Dependency<Package, Version>]
  ) {
    var order = VersionOrder<Version>()
    _ = order.add(version)
    propagator = Propagator(rootVersion: order.mark(of: version))
    _ = register(root)
    orders[0] = order
    pending = [0]
    addDependencies(Self.ordered(requirements), of: 0, share: .singleton(version))
    expanded[0].insert(version)
  }

  /// The requirements by package, one for each; those on one package are brought together unless
  /// they contradict each other.
  private static func ordered(
    _ requirements: [Dependency<Package, Version>]
  ) -> [Dependency<Package, Version>] {
    var groups: [Package: [Dependency<Package, Version>]] = [:]
    for requirement in requirements { groups[requirement.package, default: []].append(requirement) }
    return groups.keys.sorted().flatMap { package in
      let group = groups[package] ?? []
      let common = group.reduce(VersionSet.full) { $0.intersection($1.versions) }
      if common.isEmpty { return group }
      return [Dependency(package, common, isExact: group.contains { $0.isExact })]
    }
  }

  // MARK: - Stepping

  /// The next thing to know, or the result.
  package mutating func next() -> Step {
    while true {
      if let step = next(within: .max) { return step }
    }
  }

  /// The next thing to know, or the result; `nil` if there was none after so many decisions, so
  /// that the caller can see how much was done, and go on or not.
  package mutating func next(within limit: Int) -> Step? {
    if let outcome { return outcome }
    var count = 0
    while question == nil {
      guard count < limit else { return nil }
      count += 1
      if let terminal = propagator.propagate(pending) {
        return finish(
          .failed(propagator.explanation(of: terminal, packages, orders, reasons)))
      }
      noteLessons()
      reorder()
      noteChanges()
      let known = propagator.solution
      guard var package = queue.pick(where: { known.isUndecided($0) }) else {
        return finish(.solved(solution))
      }
      if known.isUndecided(bases[package]), bases[package] != package {
        // A part may have become more urgent than its package, but has no version without it.
        queue.invalidate(package)
        package = bases[package]
      }
      current = package
      pending = [package]
      consider(package)
    }
    switch question {
    case .choose(let package, let versions): return .choose(packages[package], versions)
    case .expand(let package, let version, _): return .expand(packages[package], version)
    case nil: return .solved(solution)
    }
  }

  private mutating func finish(_ step: Step) -> Step {
    outcome = step
    return step
  }

  /// Answers the question which version to try; does nothing if that is not the question.
  ///
  /// A version outside the set asked for is taken for no version.
  package mutating func answer(_ candidate: Candidate<Version, Reason>) {
    guard case .choose(let package, let allowed) = question else { return }
    question = nil
    switch candidate {
    case .version(let version, let share) where allowed.contains(version):
      let share = share.contains(version) ? share : .singleton(version)
      let choice = Choice(allowed: allowed, version: version, share: share)
      lastChoices[package] = choice
      tryVersion(package, choice)
    case .unavailable(let versions, let reason) where !versions.isDisjoint(with: allowed):
      addUnavailable(package, versions, reason)
    case .version, .unavailable, .none:
      propagator.addNoVersions(of: package, in: marks(package, allowed))
    }
  }

  /// Answers the question what a version needs; does nothing if that is not the question.
  package mutating func answer(_ expansion: Expansion<Package, Version, Reason>) {
    guard case .expand(let package, let version, let share) = question else { return }
    question = nil
    switch expansion {
    case .unavailable(let reason):
      addUnavailable(package, share, reason)
    case .dependencies(let dependencies):
      expanded[package].insert(version)
      decisionCount += 1
      let added = addDependencies(dependencies, of: package, share: share)
      // As long as nothing went wrong it is not worth asking whether this will.
      if propagator.solution.hasBacktracked,
        let conflict = propagator.conflict(choosing: package, mark(package, version), among: added)
      {
        conflictCount += 1
        noteConflict(of: package, in: conflict)
      } else {
        propagator.decide(package, mark(package, version))
      }
    }
  }

  /// Holds a package to some versions from now on.
  ///
  /// To be called before the package is first asked about, at best when it is first required.
  package mutating func restrict(_ package: Package, _ restriction: Restriction<Version, Reason>) {
    guard !restriction.versions.isFull else { return }
    let number = register(package)
    addUnavailable(number, restriction.versions.complement, restriction.reason)
    if !pending.contains(number) { pending.insert(number, at: 0) }
  }

  // MARK: - Looking ahead

  /// The packages that became wanted, or of which fewer versions became possible, since this
  /// was last asked: each new one once as soon as a release requires it, then whenever more is
  /// known.
  package mutating func takeWanted() -> [Wanted] {
    defer { wanted.removeAll(keepingCapacity: true) }
    return wanted
  }

  /// How many versions of a package were looked into so far.
  package func attempts(at package: Package) -> Int {
    numbers[package].map { expanded[$0].count } ?? 0
  }

  // MARK: - Parts of a step

  /// The versions decided upon.
  private var solution: [Package: Version] {
    var result: [Package: Version] = [:]
    for package in propagator.solution.decided where package != 0 {
      if let mark = propagator.solution.decision(on: package) {
        result[packages[package]] = orders[package].version(of: mark)
      }
    }
    return result
  }

  /// Decides upon a package, or asks what must be known for that.
  private mutating func consider(_ package: Int) {
    if package == 0 {
      propagator.decide(0, propagator.rootVersion)
      return
    }
    let allowed = versions(package, propagator.solution.term(of: package))
    let base = bases[package]
    if base != package, let mark = propagator.solution.decision(on: base),
      let version = orders[base].version(of: mark), !allowed.isSubset(of: .singleton(version))
    {
      queue.require(package, isExact: true)
      let only = marks(package, .singleton(version))
      propagator.addVariant(package, only, of: base, at: mark)
      return
    }
    if let choice = lastChoices[package], choice.allowed == allowed {
      tryVersion(package, choice)
    } else {
      question = .choose(package, allowed)
    }
  }

  private mutating func tryVersion(_ package: Int, _ choice: Choice) {
    if expanded[package].contains(choice.version) {
      decisionCount += 1
      propagator.decide(package, mark(package, choice.version))
    } else {
      question = .expand(package, choice.version, share: choice.share)
    }
  }

  @discardableResult
  private mutating func addDependencies(
    _ dependencies: [Dependency<Package, Version>], of package: Int, share: VersionSet<Version>
  ) -> Range<Int> {
    let targets = dependencies.map { register($0.package) }
    // All marks first: a package may depend on itself, and marks change when there is no room.
    addMarks(package, share)
    for (dependency, target) in zip(dependencies, targets) {
      require(target, dependency)
      addMarks(target, dependency.versions)
      let base = bases[target]
      if base == target { continue }
      require(base, dependency)
      addMarks(base, dependency.versions)
    }
    for (dependency, target) in zip(dependencies, targets) where bases[target] != target {
      let id = propagator.makeDependency(
        of: target, knownMarks(target, dependency.versions),
        on: bases[target], knownMarks(bases[target], dependency.versions))
      propagator.insertDependency(id)
    }
    let start = propagator.store.count
    let shareMarks = knownMarks(package, share)
    for (dependency, target) in zip(dependencies, targets) {
      let allowed = knownMarks(target, dependency.versions)
      _ = propagator.makeDependency(of: package, shareMarks, on: target, allowed)
    }
    let added = start..<propagator.store.count
    for id in added { propagator.insertDependency(id) }
    return added
  }

  private mutating func require(_ package: Int, _ dependency: Dependency<Package, Version>) {
    queue.require(package, isExact: dependency.isExact)
    if isRequired[package] { return }
    isRequired[package] = true
    wanted.append(
      Wanted(package: packages[package], versions: dependency.versions, isNew: true))
  }

  private mutating func register(_ package: Package) -> Int {
    if let number = numbers[package] { return number }
    let base = package.base
    let baseNumber = base == package ? packages.count : register(base)
    let number = packages.count
    numbers[package] = number
    packages.append(package)
    bases.append(baseNumber)
    orders.append(VersionOrder())
    if number > 0 { propagator.addPackage() }
    queue.addPackage(base: baseNumber)
    expanded.append([])
    lastChoices.append(nil)
    affectedCounts.append(0)
    culpritCounts.append(0)
    isRequired.append(false)
    return number
  }

  private mutating func number(of reason: Reason) -> Int {
    if let number = reasonNumbers[reason] { return number }
    reasonNumbers[reason] = reasons.count
    reasons.append(reason)
    return reasons.count - 1
  }

  private mutating func addUnavailable(
    _ package: Int, _ versions: VersionSet<Version>, _ reason: Reason
  ) {
    propagator.addUnavailable(package, marks(package, versions), reason: number(of: reason))
  }

  // MARK: - Marks

  /// The set in the marks of a package, to which those that it lacks are added.
  private mutating func marks(_ package: Int, _ versions: VersionSet<Version>) -> VersionSet<Mark> {
    addMarks(package, versions)
    return knownMarks(package, versions)
  }

  /// The set in the marks of a package, which has them all.
  private func knownMarks(_ package: Int, _ versions: VersionSet<Version>) -> VersionSet<Mark> {
    versions.mapped { orders[package].mark(of: $0) }
  }

  private mutating func addMarks(_ package: Int, _ versions: VersionSet<Version>) {
    for version in versions.ends { addMark(package, version) }
  }

  /// The mark of a version of a package.
  private mutating func mark(_ package: Int, _ version: Version) -> Mark {
    addMark(package, version)
    return orders[package].mark(of: version)
  }

  private mutating func addMark(_ package: Int, _ version: Version) {
    if let renamed = orders[package].add(version) {
      propagator.rename(package) { renamed[$0] ?? $0 }
    }
  }

  /// The versions that a term about a package allows.
  private func versions(_ package: Int, _ term: Term<Mark>) -> VersionSet<Version> {
    orders[package].versions(of: term.versions)
  }

  // MARK: - Keeping the queue

  /// Tells the queue what changed in the propagation.
  private mutating func noteChanges() {
    if !propagator.retracted.isEmpty {
      queue.retract(propagator.retracted)
      propagator.retracted.removeAll(keepingCapacity: true)
    }
    let known = propagator.solution
    for package in propagator.changed {
      queue.invalidate(package)
      if package != 0, known.isUndecided(package) {
        wanted.append(
          Wanted(
            package: packages[package], versions: versions(package, known.term(of: package)),
            isNew: false))
      }
    }
    propagator.changed.removeAll(keepingCapacity: true)
  }

  private mutating func noteLessons() {
    for lesson in propagator.lessons {
      conflictCount += 1
      noteConflict(of: lesson.package, in: lesson.incompatibility)
    }
  }

  /// Counts who was rejected, and because of whom.
  private mutating func noteConflict(of affected: Int, in incompatibility: Int) {
    var hasCulprit = false
    for index in propagator.store.range(incompatibility) {
      let culprit = propagator.store.packages[index]
      if bases[culprit] == bases[affected] { continue }
      hasCulprit = true
      culpritCounts[culprit] += 1
      if culpritCounts[culprit] == Self.conflictThreshold { toDefer.append(culprit) }
    }
    guard hasCulprit else { return }
    affectedCounts[current] += 1
    if affectedCounts[current] == Self.conflictThreshold { toAdvance.append(current) }
  }

  /// Gives packages with many conflicts another place, and goes back to before a culprit was chosen
  /// so that those it stands against are decided upon first.
  private mutating func reorder() {
    for package in toAdvance where package != 0 { queue.markOftenAffected(package) }
    toAdvance.removeAll(keepingCapacity: true)
    for package in toDefer where package != 0 && queue.markOftenCulprit(package) {
      if let level = propagator.solution.levelBeforeDecision(on: package) {
        propagator.backtrack(to: level)
      }
    }
    toDefer.removeAll(keepingCapacity: true)
  }
}
