import Basics
import Versions

/// What is held to be true so far: decisions, and what follows from them, in the order of time.
///
/// Packages are numbers. The trail is one array for all packages; each package knows the places of
/// its own entries in it, and each entry the intersection of all that was said about the package till
/// then. Going back in time is popping the trail.
struct PartialSolution {
  /// One statement, made at one time.
  struct Assignment {
    let package: Int
    /// How many decisions had been made, itself included.
    let level: Int
    /// The incompatibility from which it follows; `nil` for a decision.
    let cause: Int?
    /// What is known about the package from here on.
    var accumulated: Term<Mark>
  }

  private(set) var trail: [Assignment] = []
  /// The places in the trail of each package's assignments.
  private var history: [[Int]] = []
  /// What is known about each package now.
  private var current: [Term<Mark>] = []
  /// The packages decided upon, in order; the first one's level is 1.
  private(set) var decided: [Int] = []
  /// The level of each package's decision, or 0.
  private var decisionLevels: [Int] = []
  private(set) var versions: [Mark?] = []
  /// Whether anything was ever taken back.
  private(set) var hasBacktracked = false

  /// Whether each incompatibility is known to be contradicted now.
  private var contradicted: [Bool] = []
  /// The incompatibilities so marked, and the levels at which they were.
  private var contradictions: [(id: Int, level: Int)] = []

  /// The number of decisions made.
  var level: Int { decided.count }

  /// Makes room for one more package.
  mutating func addPackage() {
    history.append([])
    current.append(.any)
    decisionLevels.append(0)
    versions.append(nil)
  }

  /// What is known about a package.
  func term(of package: Int) -> Term<Mark> { current[package] }

  /// Whether the package is wanted and no version of it is chosen yet.
  func isUndecided(_ package: Int) -> Bool {
    decisionLevels[package] == 0 && !current[package].allowsAbsence
  }

  /// The version decided upon, if one is.
  func decision(on package: Int) -> Mark? {
    decisionLevels[package] == 0 ? nil : versions[package]
  }

  /// Chooses a version.
  mutating func decide(_ package: Int, _ version: Mark) {
    decided.append(package)
    decisionLevels[package] = level
    versions[package] = version
    record(package, cause: nil, .present(.singleton(version)))
  }

  /// Adds what an incompatibility implies of a package: the contrary of its term.
  mutating func derive(_ package: Int, from term: Term<Mark>, cause: Int) {
    record(package, cause: cause, current[package].intersection(term.complement))
  }

  private mutating func record(_ package: Int, cause: Int?, _ accumulated: Term<Mark>) {
    history[package].append(trail.count)
    current[package] = accumulated
    trail.append(
      Assignment(package: package, level: level, cause: cause, accumulated: accumulated))
  }

  /// Takes back all that was said above a level.
  ///
  /// - Parameters:
  ///   - target: the level to keep.
  ///   - touched: is given each package of which something was taken back, maybe repeatedly.
  mutating func backtrack(to target: Int, touched: (Int) -> Void) {
    hasBacktracked = true
    while let last = trail.last, last.level > target {
      trail.removeLast()
      let package = last.package
      history[package].removeLast()
      current[package] = history[package].last.map { trail[$0].accumulated } ?? .any
      touched(package)
    }
    while decided.count > target {
      let package = decided.removeLast()
      decisionLevels[package] = 0
      versions[package] = nil
    }
    while let last = contradictions.last, last.level > target {
      contradicted[last.id] = false
      contradictions.removeLast()
    }
  }

  /// The level to which one must go back to undo a package's decision.
  func levelBeforeDecision(on package: Int) -> Int? {
    decisionLevels[package] == 0 ? nil : decisionLevels[package] - 1
  }

  /// Renames the marks of a package; their order must stay.
  mutating func rename(_ package: Int, _ transform: (Mark) -> Mark) {
    for place in history[package] {
      trail[place].accumulated = trail[place].accumulated.mapped(transform)
    }
    current[package] = current[package].mapped(transform)
    versions[package] = versions[package].map(transform)
  }

  // MARK: - Incompatibilities

  /// How what is known stands to an incompatibility.
  enum Relation {
    /// Each of its terms holds: a conflict.
    case satisfied
    /// All terms hold but one, which is open: this package's.
    case almostSatisfied(Int, Term<Mark>)
    /// A term can no longer hold.
    case contradicted
    /// Several terms are open.
    case inconclusive
  }

  /// How what is known stands to an incompatibility, where a version is taken as chosen already.
  func relation(
    to id: Int, in store: IncompatibilityStore, supposing choice: (Int, Term<Mark>)? = nil
  ) -> Relation {
    var open: Int?
    for index in store.range(id) {
      let package = store.packages[index]
      let known = if let choice, choice.0 == package { choice.1 } else { current[package] }
      switch known.relation(to: store.terms[index]) {
      case .subset: continue
      case .disjoint: return .contradicted
      case .overlapping:
        if open != nil { return .inconclusive }
        open = index
      }
    }
    guard let open else { return .satisfied }
    return .almostSatisfied(store.packages[open], store.terms[open])
  }

  /// Whether the incompatibility was found to be contradicted, and still is.
  func isContradicted(_ id: Int) -> Bool { id < contradicted.count && contradicted[id] }

  /// Remembers that the incompatibility is contradicted, until the present level is left.
  mutating func markContradicted(_ id: Int) {
    while contradicted.count <= id { contradicted.append(false) }
    if contradicted[id] { return }
    contradicted[id] = true
    contradictions.append((id, level))
  }

  // MARK: - Satisfiers

  /// The assignment that made a conflict, and the level before it at which it was in the making.
  struct Satisfier {
    let package: Int
    /// The incompatibility from which the assignment follows; `nil` for a decision.
    let cause: Int?
    let level: Int
    /// The level to which one may go back so that only this term of the incompatibility is open.
    let previousLevel: Int
  }

  /// The earliest assignment with which a satisfied incompatibility is satisfied.
  func satisfier(of id: Int, in store: IncompatibilityStore) -> Satisfier? {
    var last = -1
    var lastTerm: Term<Mark>?
    var second = -1
    for index in store.range(id) {
      let excluded = store.terms[index].complement
      guard let place = firstAssignment(of: store.packages[index], excluding: excluded) else {
        continue
      }
      if place > last {
        second = last
        last = place
        lastTerm = store.terms[index]
      } else if place > second {
        second = place
      }
    }
    guard last >= 0, let lastTerm else { return nil }
    let assignment = trail[last]
    let own: Term<Mark> =
      if let cause = assignment.cause, let term = store.term(of: assignment.package, in: cause) {
        term.complement
      } else {
        assignment.accumulated
      }
    // What the satisfier leaves open of its own package's term must have been excluded before it.
    let rest = own.intersection(lastTerm.complement)
    if let place = firstAssignment(of: assignment.package, excluding: rest) {
      second = max(second, place)
    }
    return Satisfier(
      package: assignment.package, cause: assignment.cause, level: assignment.level,
      previousLevel: max(1, second < 0 ? 0 : trail[second].level))
  }

  /// The place of the package's first assignment with which nothing of the term is possible.
  private func firstAssignment(of package: Int, excluding term: Term<Mark>) -> Int? {
    let places = history[package]
    let low = partitionPoint(0..<places.count) {
      !trail[places[$0]].accumulated.isDisjoint(with: term)
    }
    return low < places.count ? places[low] : nil
  }
}
