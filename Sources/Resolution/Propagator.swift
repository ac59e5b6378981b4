import Versions

/// The logical part of PubGrub over numbered packages: incompatibilities, what follows from them,
/// and what is learned from a conflict.
///
/// Versions are `Mark`s, which order as they do. It decides nothing by itself. Incompatibilities of
/// one shape are merged as they come in: when several versions of a package depend on the same
/// versions of another, they make one.
struct Propagator {
  /// What a conflict taught about a package.
  struct Lesson {
    let package: Int
    let incompatibility: Int
  }

  /// What merged incompatibilities have in common.
  private enum MergeKey: Hashable {
    case dependency(of: Int, on: Int, VersionSet<Mark>)
    case unavailable(Int, reason: Int)
  }

  private(set) var store = IncompatibilityStore()
  private(set) var solution = PartialSolution()

  private let root: Int
  let rootVersion: Mark
  /// The incompatibilities that have a term about each package, oldest first.
  private var incompatibilities: [[Int]] = []
  /// The one that stands for all of its shape.
  private var merged: [MergeKey: Int] = [:]

  /// Packages whose knowledge changed since the queue was last asked.
  var changed: [Int] = []
  /// Packages of which something was taken back.
  var retracted: [Int] = []
  /// What the conflicts of the last propagation taught, in order.
  private(set) var lessons: [Lesson] = []

  /// Starts with the wish for one package, which gets the number 0.
  init(rootVersion: Mark) {
    root = 0
    self.rootVersion = rootVersion
    addPackage()
    insert(store.add(.root, root, .not(.singleton(rootVersion))))
    // With nothing else known, this says that the root is there.
    _ = propagate([root])
  }

  /// Makes room for one more package; its number is the count of those before it.
  mutating func addPackage() {
    incompatibilities.append([])
    solution.addPackage()
  }

  // MARK: - Adding

  /// Adds the fact that no version of a package is left in a set.
  @discardableResult
  mutating func addNoVersions(of package: Int, in versions: VersionSet<Mark>) -> Int {
    let id = store.add(.noVersions, package, .present(versions))
    insert(id)
    return id
  }

  /// Adds the fact that versions of a package cannot be used.
  @discardableResult
  mutating func addUnavailable(
    _ package: Int, _ versions: VersionSet<Mark>, reason: Int
  ) -> Int {
    let key = MergeKey.unavailable(package, reason: reason)
    var all = versions
    if let past = merged[key], let term = store.term(of: package, in: past) {
      all = all.union(term.versions)
      replace(past)
    }
    let id = store.add(.unavailable(reason: reason), package, .present(all))
    merged[key] = id
    insert(id)
    return id
  }

  /// Adds the fact that a package, where its base has a version, has the same one.
  @discardableResult
  mutating func addVariant(
    _ package: Int, _ only: VersionSet<Mark>, of base: Int, at version: Mark
  ) -> Int {
    let id = store.addVariant(package, only, of: base, at: version)
    insert(id)
    return id
  }

  /// Keeps the fact that versions of a package depend on another, without heeding it yet.
  mutating func makeDependency(
    of package: Int, _ versions: VersionSet<Mark>,
    on dependency: Int, _ allowed: VersionSet<Mark>
  ) -> Int {
    store.addDependency(of: package, versions, on: dependency, allowed)
  }

  /// Heeds a dependency from now on, merged with those of the same shape.
  mutating func insertDependency(_ id: Int) {
    guard case .dependency(let package, let dependency) = store.origins[id],
      package != dependency, let versions = store.term(of: package, in: id)?.versions
    else {
      insert(id)
      return
    }
    let allowed = store.term(of: dependency, in: id)?.versions.complement ?? .empty
    let key = MergeKey.dependency(of: package, on: dependency, allowed)
    guard let past = merged[key], let before = store.term(of: package, in: past) else {
      merged[key] = id
      insert(id)
      return
    }
    let all = versions.union(before.versions)
    if all == before.versions { return }
    replace(past)
    let new = store.addDependency(of: package, all, on: dependency, allowed)
    merged[key] = new
    insert(new)
  }

  private mutating func insert(_ id: Int) {
    for index in store.range(id) { incompatibilities[store.packages[index]].append(id) }
  }

  /// Heeds an incompatibility no more, since a wider one takes its place.
  private mutating func replace(_ id: Int) {
    for index in store.range(id) {
      let package = store.packages[index]
      if let place = incompatibilities[package].lastIndex(of: id) {
        incompatibilities[package].remove(at: place)
      }
    }
  }

  /// Renames the marks of a package; their order must stay.
  mutating func rename(_ package: Int, _ transform: (Mark) -> Mark) {
    store.rename(package, transform)
    solution.rename(package, transform)
    var renamed: [MergeKey: Int] = [:]
    renamed.reserveCapacity(merged.count)
    for (key, id) in merged {
      if case .dependency(let dependent, package, let versions) = key {
        renamed[.dependency(of: dependent, on: package, versions.mapped(transform))] = id
      } else {
        renamed[key] = id
      }
    }
    merged = renamed
  }

  // MARK: - Deciding

  /// Chooses a version.
  mutating func decide(_ package: Int, _ version: Mark) {
    solution.decide(package, version)
  }

  /// Takes back all decisions above a level, and what followed from them.
  mutating func backtrack(to level: Int) {
    solution.backtrack(to: level) { retracted.append($0) }
  }

  /// The first of the incompatibilities that would be satisfied if the version were chosen.
  func conflict(choosing package: Int, _ version: Mark, among ids: Range<Int>) -> Int? {
    let choice = (package, Term.present(VersionSet.singleton(version)))
    return ids.first { id in
      if case .satisfied = solution.relation(to: id, in: store, supposing: choice) { return true }
      return false
    }
  }

  // MARK: - Propagating

  /// Finds all that follows from what was said about some packages.
  ///
  /// - Parameter packages: where to start; the last one is looked at first.
  /// - Returns: the incompatibility that shows that there is no solution, if there is one.
  mutating func propagate(_ packages: [Int]) -> Int? {
    lessons.removeAll(keepingCapacity: true)
    var pending = packages
    while let package = pending.popLast() {
      var conflict: Int?
      // The newest first: what was learned last says most.
      for place in incompatibilities[package].indices.reversed() {
        let id = incompatibilities[package][place]
        if solution.isContradicted(id) { continue }
        switch solution.relation(to: id, in: store) {
        case .satisfied: conflict = id
        case .almostSatisfied(let open, let term):
          if !pending.contains(open) { pending.append(open) }
          derive(open, from: term, cause: id)
          solution.markContradicted(id)
        case .contradicted: solution.markContradicted(id)
        case .inconclusive: break
        }
        if conflict != nil { break }
      }
      guard let conflict else { continue }
      switch resolve(conflict) {
      case .impossible(let terminal): return terminal
      case .learned(let cause, let open):
        pending = [open]
        if let term = store.term(of: open, in: cause) {
          derive(open, from: term, cause: cause)
          solution.markContradicted(cause)
        }
      }
    }
    return nil
  }

  private mutating func derive(_ package: Int, from term: Term<Mark>, cause: Int) {
    solution.derive(package, from: term, cause: cause)
    changed.append(package)
  }

  private enum Resolution {
    case impossible(Int)
    case learned(Int, open: Int)
  }

  /// Finds the root cause of a conflict and goes back to where it leaves just one term open.
  private mutating func resolve(_ conflict: Int) -> Resolution {
    var id = conflict
    while true {
      if isTerminal(id) { return .impossible(id) }
      guard let satisfier = solution.satisfier(of: id, in: store) else { return .impossible(id) }
      guard let cause = satisfier.cause, satisfier.previousLevel >= satisfier.level else {
        backtrack(to: min(satisfier.previousLevel, max(0, satisfier.level - 1)))
        if id != conflict { insert(id) }
        lessons.append(Lesson(package: satisfier.package, incompatibility: id))
        return .learned(id, open: satisfier.package)
      }
      id = store.addResolvent(of: id, and: cause, on: satisfier.package)
      lessons.append(Lesson(package: satisfier.package, incompatibility: id))
    }
  }

  /// Whether the incompatibility forbids the root package, and so everything.
  private func isTerminal(_ id: Int) -> Bool {
    let range = store.range(id)
    if range.isEmpty { return true }
    return range.count == 1 && store.packages[range.lowerBound] == root
      && store.terms[range.lowerBound].versions.contains(rootVersion)
  }
}
