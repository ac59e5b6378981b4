package import Versions

/// The proof that needs cannot be met: what is known about packages, and what follows from it.
///
/// It is a graph whose last node is the conclusion; each node is a fact, or follows from two nodes
/// before it.
package struct Explanation<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
>: Sendable {
  /// Something known from outside.
  package enum Fact: Hashable, Sendable {
    /// This is what was asked for.
    case root(Package)
    /// No version of the package is in the set.
    case noVersions(Package, VersionSet<Version>)
    /// These versions of the package cannot be used.
    case unavailable(Package, VersionSet<Version>, reason: Reason)
    /// These versions of the first package need one of those versions of the second.
    case dependency(Package, VersionSet<Version>, on: Package, VersionSet<Version>)
    /// The first package is part of the second: where that has this version, it has it too.
    case variant(Package, of: Package, at: Version)
  }

  /// A package with a term about it.
  package struct Statement: Hashable, Sendable {
    /// The package.
    package let package: Package
    /// What is said about it.
    package let term: Term<Version>
  }

  /// Statements that cannot all be true, and why.
  package struct Node: Sendable {
    /// The statements; none if nothing at all can be.
    package let statements: [Statement]
    /// Where it comes from.
    package let origin: Origin
  }

  /// Where a node comes from.
  package enum Origin: Sendable {
    /// It is known.
    case fact(Fact)
    /// It follows from two others, given by their places.
    case derived(Int, Int)
  }

  /// What was asked for.
  package let root: Package
  /// The nodes; each comes after those from which it follows, the conclusion is last.
  package let nodes: [Node]

  /// The facts used, in the order in which they became known.
  package var facts: [Fact] {
    nodes.compactMap { node in
      if case .fact(let fact) = node.origin { fact } else { nil }
    }
  }

  /// The packages named in the facts used, the root aside, sorted.
  package var packages: [Package] {
    var result: Set<Package> = []
    for fact in facts {
      switch fact {
      case .root: break
      case .noVersions(let package, _), .unavailable(let package, _, _): result.insert(package)
      case .dependency(let package, _, let dependency, _), .variant(let package, let dependency, _):
        result.insert(package)
        result.insert(dependency)
      }
    }
    result.remove(root)
    return result.sorted()
  }
}

extension Propagator {
  /// The proof of an incompatibility, with the packages, versions and reasons that numbers stand
  /// for.
  func explanation<
    Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
  >(
    of conclusion: Int, _ packages: [Package], _ orders: [VersionOrder<Version>],
    _ reasons: [Reason]
  ) -> Explanation<Package, Version, Reason> {
    typealias Proof = Explanation<Package, Version, Reason>
    var isUsed = [Bool](repeating: false, count: conclusion + 1)
    isUsed[conclusion] = true
    // A cause is always older than what follows from it.
    for id in stride(from: conclusion, through: 0, by: -1) where isUsed[id] {
      if case .derived(let first, let second) = store.origins[id] {
        isUsed[first] = true
        isUsed[second] = true
      }
    }
    func versions(_ index: Int) -> VersionSet<Version> {
      orders[store.packages[index]].versions(of: store.terms[index].versions)
    }
    func fact(_ id: Int) -> Proof.Fact {
      let first = store.range(id).lowerBound
      switch store.origins[id] {
      case .root, .derived: return .root(packages[0])
      case .noVersions: return .noVersions(packages[store.packages[first]], versions(first))
      case .unavailable(let reason):
        return .unavailable(
          packages[store.packages[first]], versions(first), reason: reasons[reason])
      case .dependency(let package, let dependency):
        // A term that would say nothing is left out: then no version meets the need.
        let needed = store.range(id).last { $0 > first }.map { versions($0).complement }
        return .dependency(
          packages[package], versions(first), on: packages[dependency], needed ?? .empty)
      case .variant(let package, let base):
        let version = versions(store.range(id).upperBound - 1).singleton
        return version.map { .variant(packages[package], of: packages[base], at: $0) }
          ?? .root(packages[0])
      }
    }
    var places = [Int](repeating: -1, count: conclusion + 1)
    var nodes: [Proof.Node] = []
    for id in 0...conclusion where isUsed[id] {
      places[id] = nodes.count
      let statements = store.range(id).map { index in
        let term = Term(versions: versions(index), allowsAbsence: store.terms[index].allowsAbsence)
        return Proof.Statement(package: packages[store.packages[index]], term: term)
      }
      let origin: Proof.Origin =
        if case .derived(let first, let second) = store.origins[id] {
          .derived(places[first], places[second])
        } else {
          .fact(fact(id))
        }
      nodes.append(Proof.Node(statements: statements, origin: origin))
    }
    return Proof(root: packages[0], nodes: nodes)
  }
}
