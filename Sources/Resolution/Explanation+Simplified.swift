import Versions

extension Explanation {
  /// A short proof of the same conclusion from few, wide facts.
  ///
  /// A search often finds out one version at a time what is true of all of them. Here facts of one
  /// shape are brought together (the versions of a package that depend on another depend on one of
  /// all the versions that any of them allows, which is weaker but true), facts that are not needed
  /// are left out, and what remains is proved again by propagation alone, without decisions. The proof
  /// is then a single chain. Where that is impossible, because it takes trying to see the conflict,
  /// the explanation is returned as it is.
  ///
  /// - Parameter rewriting: what a caller who knows more may say in place of a fact: a weaker one, or
  ///   the same of more versions where those cannot be chosen anyway; `nil` to do without it. Where
  ///   no proof comes of that, the facts are taken as they are.
  /// - Returns: the short proof, or this one.
  package func simplified(rewriting: ((Fact) -> Fact?)? = nil) -> Explanation {
    if let rewriting, let proof = Self.proof(from: facts.compactMap(rewriting), root: root) {
      return proof
    }
    return Self.proof(from: facts, root: root) ?? self
  }

  private static func proof(from facts: [Fact], root: Package) -> Explanation? {
    var numbering = Numbering<Package, Version, Reason>(root: root)
    for fact in facts { numbering.note(fact) }
    guard let (proof, conclusion) = FactReducer(facts: facts.map(numbering.numbered)).proof() else {
      return nil
    }
    return proof.explanation(
      of: conclusion, numbering.packages, numbering.orders, numbering.reasons)
  }
}

/// Numbers for the packages, versions and reasons of some facts.
private struct Numbering<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
> {
  private(set) var packages: [Package]
  private(set) var orders = [VersionOrder<Version>()]
  private(set) var reasons: [Reason] = []
  private var numbers: [Package: Int]
  private var reasonNumbers: [Reason: Int] = [:]

  /// Numbers in which the root is 0.
  init(root: Package) {
    packages = [root]
    numbers = [root: 0]
  }

  /// Makes up numbers for what a fact names.
  mutating func note(_ fact: Explanation<Package, Version, Reason>.Fact) {
    switch fact {
    case .root: break
    case .noVersions(let package, let versions): note(package, versions.ends)
    case .unavailable(let package, let versions, let reason):
      note(package, versions.ends)
      if reasonNumbers[reason] == nil {
        reasonNumbers[reason] = reasons.count
        reasons.append(reason)
      }
    case .dependency(let package, let versions, let dependency, let needed):
      note(package, versions.ends)
      note(dependency, needed.ends)
    case .variant(let package, let base, let version):
      note(package, [version])
      note(base, [version])
    }
  }

  private mutating func note(_ package: Package, _ versions: [Version]) {
    let number = numbers[package] ?? packages.count
    if number == packages.count {
      numbers[package] = number
      packages.append(package)
      orders.append(VersionOrder())
    }
    // Marks that change are of no concern yet: none was given out.
    for version in versions { _ = orders[number].add(version) }
  }

  /// A fact in numbers.
  func numbered(_ fact: Explanation<Package, Version, Reason>.Fact) -> NumberedFact {
    switch fact {
    case .root: return .root
    case .noVersions(let package, let versions):
      let number = number(package)
      return .noVersions(number, marks(number, versions))
    case .unavailable(let package, let versions, let reason):
      let number = number(package)
      return .unavailable(number, marks(number, versions), reason: reasonNumbers[reason] ?? 0)
    case .dependency(let package, let versions, let dependency, let needed):
      let (number, other) = (number(package), number(dependency))
      return .dependency(number, marks(number, versions), on: other, marks(other, needed))
    case .variant(let package, let base, let version):
      let (number, other) = (number(package), number(base))
      return .variant(
        number, of: other, at: orders[number].mark(of: version), orders[other].mark(of: version))
    }
  }

  private func number(_ package: Package) -> Int { numbers[package] ?? 0 }

  private func marks(_ number: Int, _ versions: VersionSet<Version>) -> VersionSet<Mark> {
    let order = orders[number]
    return versions.mapped { order.mark(of: $0) }
  }
}
