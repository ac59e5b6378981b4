import Versions

/// A fact about numbered packages, with marks for versions; see `Explanation.Fact`.
enum NumberedFact: Hashable {
  case root
  case noVersions(Int, VersionSet<Mark>)
  case unavailable(Int, VersionSet<Mark>, reason: Int)
  case dependency(Int, VersionSet<Mark>, on: Int, VersionSet<Mark>)
  case variant(Int, of: Int, at: Mark, Mark)
}

/// The reduction of facts that contradict each other to a few of which that can be seen at once.
///
/// A search learns one release at a time; for a request of foo it may have found the facts
///
///     foo 1 needs mid ≥ 1 · foo 2 needs mid ≥ 2 · mid 1 needs numpy ≥ 3 · mid 2 needs numpy ≥ 3 ·
///     numpy is held to 2 · foo needs json
///
/// Brought together and without what is not needed, they are three:
///
///     every foo needs mid ≥ 1 · every mid needs numpy ≥ 3 · numpy is held to 2
struct FactReducer {
  let facts: [NumberedFact]

  /// How many trial proofs are made at most; what is left by then is short enough.
  private static var patience: Int { 4000 }

  /// The proof from the facts that are needed, with its conclusion, if there is one that takes no
  /// trying.
  func proof() -> (Propagator, conclusion: Int)? {
    let merged = Self.merged(facts)
    let start: [NumberedFact]
    if Self.proof(from: merged) != nil {
      start = merged
    } else if Self.proof(from: facts) != nil {
      start = Self.mergedWherePossible(facts)
    } else {
      return nil
    }
    return Self.proof(from: Self.minimal(start))
  }

  // MARK: - Bringing together

  /// What two facts must have in common to be brought together.
  private enum Shape: Hashable {
    case noVersions(Int)
    case unavailable(Int, reason: Int)
    case dependency(Int, on: Int)
    case other(NumberedFact)

    init(_ fact: NumberedFact) {
      switch fact {
      case .noVersions(let package, _): self = .noVersions(package)
      case .unavailable(let package, _, let reason): self = .unavailable(package, reason: reason)
      case .dependency(let package, _, let dependency, _):
        self = .dependency(package, on: dependency)
      case .root, .variant: self = .other(fact)
      }
    }
  }

  /// The facts, those of one shape brought together at the place of the first.
  private static func merged(
    _ facts: [NumberedFact], only shape: Shape? = nil
  ) -> [NumberedFact] {
    var places: [Shape: Int] = [:]
    var result: [NumberedFact] = []
    for fact in facts {
      let own = Shape(fact)
      guard shape == nil || shape == own, let place = places[own] else {
        places[own] = result.count
        result.append(fact)
        continue
      }
      result[place] = merged(result[place], fact)
    }
    return result
  }

  /// The weaker fact that two of one shape imply.
  private static func merged(_ first: NumberedFact, _ second: NumberedFact) -> NumberedFact {
    switch (first, second) {
    case (.noVersions(let package, let some), .noVersions(_, let others)):
      .noVersions(package, some.union(others))
    case (.unavailable(let package, let some, let reason), .unavailable(_, let others, _)):
      .unavailable(package, some.union(others), reason: reason)
    case (
      .dependency(let package, let some, let dependency, let needed),
      .dependency(_, let others, _, let alsoNeeded)
    ):
      .dependency(package, some.union(others), on: dependency, needed.union(alsoNeeded))
    default: first
    }
  }

  /// The facts, brought together shape by shape as long as they still contradict each other.
  private static func mergedWherePossible(_ facts: [NumberedFact]) -> [NumberedFact] {
    var result = facts
    var tried: Set<Shape> = []
    for fact in facts where tried.insert(Shape(fact)).inserted {
      if tried.count > patience { break }
      let trial = merged(result, only: Shape(fact))
      if trial.count < result.count, proof(from: trial) != nil { result = trial }
    }
    return result
  }

  // MARK: - Leaving out

  /// The facts that are needed for the contradiction.
  private static func minimal(_ facts: [NumberedFact]) -> [NumberedFact] {
    // What comes first here is left out first: a gap in the releases says least, and the
    // request's own requirements say the most.
    func weight(_ fact: NumberedFact) -> Int {
      switch fact {
      case .root, .noVersions: 0
      case .dependency(0, _, _, _): 3
      case .dependency, .variant: 1
      case .unavailable: 2
      }
    }
    var kept = facts.indices.sorted {
      let (left, right) = (weight(facts[$0]), weight(facts[$1]))
      return left == right ? $0 > $1 : left < right
    }
    var size = max(1, kept.count / 2)
    var trials = 0
    while true {
      var start = 0
      while start < kept.count, trials < patience {
        let end = min(kept.count, start + size)
        let trial = Array(kept[..<start] + kept[end...])
        trials += 1
        if proof(from: trial.sorted().map { facts[$0] }) != nil {
          kept = trial
        } else {
          start = end
        }
      }
      if size == 1 { break }
      size /= 2
    }
    return kept.sorted().map { facts[$0] }
  }

  // MARK: - Proving

  /// The proof that facts contradict each other, if that follows without trying.
  private static func proof(from facts: [NumberedFact]) -> (Propagator, conclusion: Int)? {
    var propagator = Propagator(rootVersion: VersionOrder<Int>.first)
    var count = 1
    func number(_ package: Int) -> Int {
      while count <= package {
        propagator.addPackage()
        count += 1
      }
      return package
    }
    for fact in facts {
      switch fact {
      case .root: break
      case .noVersions(let package, let versions):
        propagator.addNoVersions(of: number(package), in: versions)
      case .unavailable(let package, let versions, let reason):
        propagator.addUnavailable(number(package), versions, reason: reason)
      case .dependency(let package, let versions, let dependency, let needed):
        let id = propagator.makeDependency(
          of: number(package), versions, on: number(dependency), needed)
        propagator.insertDependency(id)
      case .variant(let package, let base, let version, let baseVersion):
        propagator.addVariant(
          number(package), .singleton(version), of: number(base), at: baseVersion)
      }
    }
    let conclusion =
      propagator.propagate([0]) ?? propagator.propagate((0..<count).reversed())
    return conclusion.map { (propagator, $0) }
  }
}
