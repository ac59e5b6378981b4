package import Versions

/// The words in which an explanation speaks of packages and versions.
package struct Vocabulary<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
>: Sendable {
  /// What stands for the root as a subject, as in "*root* is forbidden".
  package var root: String
  /// How a sentence begins that says what the root needs, as in "*root depends on* foo".
  package var rootNeeds: String
  /// The conclusion, as in "because root depends on foo, *version solving failed*".
  package var failure: String
  /// The name of a package.
  package var package: @Sendable (Package) -> String
  /// All versions of a package as a subject, as in "*every version of foo* depends".
  package var every: @Sendable (Package) -> String
  /// A package with some, but not all, of its versions, as in "*foo >=2.0* is forbidden".
  package var versions: @Sendable (Package, VersionSet<Version>) -> String
  /// The same where it is releases that are spoken of rather than what a requirement writes; they may
  /// be named by their versions.
  package var releases: @Sendable (Package, VersionSet<Version>) -> String
  /// The same set with fewer ends, for one who knows the versions that exist; asked only of sets in
  /// several pieces.
  package var simplified: @Sendable (Package, VersionSet<Version>) -> VersionSet<Version>
  /// The reason as a predicate, as in "foo 1.0 *has no file for this Python*".
  package var predicate: @Sendable (Reason) -> String
  /// A whole clause that says that a package cannot be used for a reason; `nil` for the subject
  /// followed by the predicate.
  package var unavailable: @Sendable (Package, Reason) -> String?

  /// Words that name a package and its versions.
  package init(
    root: String = "root", rootNeeds: String = "root depends on",
    failure: String = "version solving failed",
    package: @escaping @Sendable (Package) -> String,
    every: (@Sendable (Package) -> String)? = nil,
    versions: @escaping @Sendable (Package, VersionSet<Version>) -> String,
    releases: (@Sendable (Package, VersionSet<Version>) -> String)? = nil,
    simplified: @escaping @Sendable (Package, VersionSet<Version>) -> VersionSet<Version> = {
      $1
    },
    predicate: @escaping @Sendable (Reason) -> String,
    unavailable: @escaping @Sendable (Package, Reason) -> String? = { _, _ in nil }
  ) {
    self.root = root
    self.rootNeeds = rootNeeds
    self.failure = failure
    self.package = package
    self.every = every ?? { "every version of \(package($0))" }
    self.versions = versions
    self.releases = releases ?? versions
    self.simplified = simplified
    self.predicate = predicate
    self.unavailable = unavailable
  }
}

/// Clauses about facts and what follows from them, in a caller's words.
struct Phrases<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
> {
  typealias Proof = Explanation<Package, Version, Reason>

  let words: Vocabulary<Package, Version, Reason>
  let root: Package

  /// Versions of a package as a subject.
  private func subject(_ package: Package, _ versions: VersionSet<Version>) -> String {
    if package == root { return words.root }
    let versions = simplified(package, versions)
    return versions.isFull ? words.every(package) : words.releases(package, versions)
  }

  /// Versions of a package of which something is concluded.
  private func condition(_ package: Package, _ versions: VersionSet<Version>) -> String {
    let versions = simplified(package, versions)
    return versions.isFull ? words.package(package) : words.releases(package, versions)
  }

  /// Versions of a package as that to which something is done.
  private func object(_ package: Package, _ versions: VersionSet<Version>) -> String {
    if package == root { return words.root }
    let versions = simplified(package, versions)
    return versions.isFull ? words.package(package) : words.versions(package, versions)
  }

  /// The set in one piece, or in fewer, where that makes no difference and the set is not lost.
  private func simplified(
    _ package: Package, _ versions: VersionSet<Version>
  ) -> VersionSet<Version> {
    guard versions.intervals.count > 1 else { return versions }
    let simple = words.simplified(package, versions)
    return simple.isEmpty ? versions : simple
  }

  /// A fact as a clause.
  func clause(_ fact: Proof.Fact) -> String {
    switch fact {
    case .root: "\(words.root) is wanted"
    case .noVersions(let package, let versions):
      versions.isFull
        ? "there are no versions of \(words.package(package))"
        : "no versions match \(object(package, versions))"
    case .unavailable(let package, let versions, let reason):
      words.unavailable(package, reason)
        ?? "\(subject(package, versions)) \(words.predicate(reason))"
    case .dependency(let package, let versions, let dependency, let needed):
      "\(need(package, versions)) \(object(needed: needed, of: dependency))"
    case .variant(let package, let base, _):
      "\(words.package(package)) has the version of \(words.package(base))"
    }
  }

  private func need(_ package: Package, _ versions: VersionSet<Version>) -> String {
    package == root ? words.rootNeeds : "\(subject(package, versions)) depends on"
  }

  private func object(needed: VersionSet<Version>, of package: Package) -> String {
    needed.isEmpty ? "no possible version of \(words.package(package))" : object(package, needed)
  }

  /// Two facts as one clause, said in one breath where one leads to the other.
  func clause(_ first: Proof.Fact, _ second: Proof.Fact) -> String {
    chained(first, second) ?? chained(second, first)
      ?? "\(clause(first)) and \(clause(second))"
  }

  private func chained(_ first: Proof.Fact, _ second: Proof.Fact) -> String? {
    guard case .dependency(let package, let versions, let dependency, let needed) = first else {
      return nil
    }
    switch second {
    case .dependency(package, versions, let other, let alsoNeeded):
      let others = object(needed: alsoNeeded, of: other)
      return
        "\(need(package, versions)) both \(object(needed: needed, of: dependency)) and \(others)"
    case .dependency(dependency, let dependents, let other, let alsoNeeded)
    where needed.isSubset(of: dependents):
      return "\(clause(first)) which depends on \(object(needed: alsoNeeded, of: other))"
    case .noVersions(dependency, let missing) where needed.isSubset(of: missing):
      return "\(clause(first)) which doesn't match any versions"
    case .unavailable(dependency, let missing, let reason) where needed.isSubset(of: missing):
      if let clause = words.unavailable(dependency, reason) {
        return "\(self.clause(first)) but \(clause)"
      }
      return "\(clause(first)) which \(words.predicate(reason))"
    default: return nil
    }
  }

  /// What a node says, as a clause.
  func conclusion(_ node: Proof.Node) -> String {
    var present: [(package: Package, versions: VersionSet<Version>)] = []
    var needed: [(package: Package, versions: VersionSet<Version>)] = []
    for statement in node.statements {
      if statement.term.allowsAbsence {
        needed.append((statement.package, statement.term.versions.complement))
      } else if statement.package != root {
        present.append((statement.package, statement.term.versions))
      }
    }
    let conditions = present.map { condition($0.package, $0.versions) }
    let needs = needed.map { object($0.package, $0.versions) }
    switch (present.count, needed.count) {
    case (0, 0): return words.failure
    case (1, 0): return "\(conditions[0]) is forbidden"
    case (2, 0): return "\(conditions[0]) is incompatible with \(conditions[1])"
    case (_, 0): return "\(list(conditions, "and")) are incompatible"
    case (0, 1): return "\(needs[0]) is required"
    case (0, _): return "one of \(list(needs, "or")) is required"
    case (1, _):
      let subject = subject(present[0].package, present[0].versions)
      return "\(subject) requires \(list(needs, "or"))"
    default: return "\(list(conditions, "and")) together require \(list(needs, "or"))"
    }
  }

  private func list(_ parts: [String], _ word: String) -> String {
    guard parts.count > 2, let last = parts.last else {
      return parts.joined(separator: " \(word) ")
    }
    return "\(parts.dropLast().joined(separator: ", ")) \(word) \(last)"
  }
}
