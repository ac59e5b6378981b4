/// The order in which packages are decided upon.
///
/// Packages with one possible version come before others, and packages that took part in many
/// conflicts before those that did not; else the one seen first goes first, which is a
/// breadth-first walk through the requirements. It depends neither on hashing nor on which answer
/// came in first.
///
/// A package is ranked when something new is known about it, not when its urgency changes.
struct DecisionQueue {
  /// How urgent packages are; the parts of a package share its urgency.
  enum Urgency: Int, Comparable {
    /// Nothing is special about it.
    case usual
    /// Its choice was often the reason why another was rejected.
    case oftenCulprit
    /// Its versions were often rejected.
    case oftenAffected
    /// A requirement names one version.
    case exact

    static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  /// The place in the order; a greater one goes first.
  private struct Rank: Comparable {
    let urgency: Urgency
    /// When the package, or another part of it, was first seen.
    let family: Int
    /// The package itself goes before its parts.
    let isPart: Bool
    let package: Int

    static func < (left: Rank, right: Rank) -> Bool {
      if left.urgency != right.urgency { return left.urgency < right.urgency }
      if left.family != right.family { return left.family > right.family }
      if left.isPart != right.isPart { return left.isPart }
      return left.package > right.package
    }
  }

  /// What the parts of one package share.
  private struct Family {
    var urgency = Urgency.usual
    /// When it was first required, if it ever was.
    var order: Int?
  }

  private var families: [Family] = []
  private var bases: [Int] = []
  private var seen = 0

  private var ranks: [Rank?] = []
  private var queue: [Int] = []
  private var isOutdated: [Bool] = []
  private var outdated: [Int] = []
  /// The package picked last, which is in no list.
  private var picked: Int?

  /// Makes room for one more package.
  mutating func addPackage(base: Int) {
    families.append(Family())
    bases.append(base)
    ranks.append(nil)
    isOutdated.append(false)
  }

  /// Takes note of a requirement on a package.
  ///
  /// The order in which the queue first hears of packages is the order of discovery.
  mutating func require(_ package: Int, isExact: Bool) {
    let base = bases[package]
    if families[base].order == nil {
      families[base].order = seen
      seen += 1
    }
    if isExact { families[base].urgency = max(families[base].urgency, .exact) }
  }

  /// Moves a package forward whose versions are often rejected.
  mutating func markOftenAffected(_ package: Int) {
    families[bases[package]].urgency = .oftenAffected
  }

  /// Moves a package forward, but not as far, whose choice often lets others be rejected.
  ///
  /// - Returns: whether that is news; a package so marked before stays where it is.
  mutating func markOftenCulprit(_ package: Int) -> Bool {
    let base = bases[package]
    switch families[base].urgency {
    case .oftenCulprit, .oftenAffected: return false
    case .usual, .exact:
      families[base].urgency = .oftenCulprit
      return true
    }
  }

  /// Lets a package be ranked again.
  mutating func invalidate(_ package: Int) {
    if isOutdated[package] { return }
    isOutdated[package] = true
    outdated.append(package)
  }

  /// Lets packages be ranked again after backtracking.
  mutating func retract(_ packages: [Int]) {
    for package in packages { invalidate(package) }
    if let picked { invalidate(picked) }
  }

  /// Removes the first package from the queue.
  ///
  /// - Parameter isCandidate: whether the package is wanted and undecided.
  /// - Returns: the package, if any is left.
  mutating func pick(where isCandidate: (Int) -> Bool) -> Int? {
    for package in outdated {
      isOutdated[package] = false
      guard isCandidate(package) else { continue }
      let family = families[bases[package]]
      if ranks[package] == nil { queue.append(package) }
      ranks[package] = Rank(
        urgency: family.urgency, family: family.order ?? Int.max,
        isPart: bases[package] != package, package: package)
    }
    outdated.removeAll(keepingCapacity: true)
    var best: Int?
    var bestRank: Rank?
    queue.removeAll { package in
      guard let rank = ranks[package] else { return true }
      if !isCandidate(package) {
        ranks[package] = nil
        return true
      }
      if bestRank.map({ $0 < rank }) ?? true {
        best = package
        bestRank = rank
      }
      return false
    }
    picked = best
    if let best {
      ranks[best] = nil
      if let place = queue.firstIndex(of: best) { queue.remove(at: place) }
    }
    return best
  }
}
