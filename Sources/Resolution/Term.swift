package import Versions

/// A statement about one package: its version is one of these, or it is not there at all.
///
/// "Not `foo` ^1.0", in PubGrub's words, is the statement that `foo` is another version or absent;
/// keeping absence among the versions makes both signs one kind of set.
package struct Term<Version: Comparable & Hashable & Sendable>: Hashable, Sendable {
  /// The versions for which it holds.
  package let versions: VersionSet<Version>
  /// Whether it holds where the package is absent.
  package let allowsAbsence: Bool

  /// The statement that the package is present in one of the versions.
  package static func present(_ versions: VersionSet<Version>) -> Term {
    Term(versions: versions, allowsAbsence: false)
  }

  /// The statement that the package is not present in any of the versions.
  package static func not(_ versions: VersionSet<Version>) -> Term {
    Term(versions: versions.complement, allowsAbsence: true)
  }

  /// The statement that says nothing.
  static var any: Term { Term(versions: .full, allowsAbsence: true) }

  /// Whether it holds whatever the package is.
  var isAny: Bool { allowsAbsence && versions.isFull }

  /// The statement that holds where this does not.
  var complement: Term { Term(versions: versions.complement, allowsAbsence: !allowsAbsence) }

  /// The same statement about versions in another order, in which they stand the same way.
  func mapped<Other>(_ transform: (Version) -> Other) -> Term<Other> {
    Term<Other>(versions: versions.mapped(transform), allowsAbsence: allowsAbsence)
  }

  /// The statement that both hold.
  func intersection(_ other: Term) -> Term {
    Term(
      versions: versions.intersection(other.versions),
      allowsAbsence: allowsAbsence && other.allowsAbsence)
  }

  /// The statement that either holds.
  func union(_ other: Term) -> Term {
    Term(
      versions: versions.union(other.versions),
      allowsAbsence: allowsAbsence || other.allowsAbsence)
  }

  /// Whether the other holds wherever this does.
  func isSubset(of other: Term) -> Bool {
    (!allowsAbsence || other.allowsAbsence) && versions.isSubset(of: other.versions)
  }

  /// Whether both can never hold.
  func isDisjoint(with other: Term) -> Bool {
    !(allowsAbsence && other.allowsAbsence) && versions.isDisjoint(with: other.versions)
  }

  /// Whether this implies the other, excludes it, or neither.
  func relation(to other: Term) -> VersionSet<Version>.Relation {
    switch versions.relation(to: other.versions) {
    case .subset where !allowsAbsence || other.allowsAbsence: .subset
    case .subset where versions.isEmpty: .disjoint
    case .disjoint where !(allowsAbsence && other.allowsAbsence): .disjoint
    default: .overlapping
    }
  }
}
