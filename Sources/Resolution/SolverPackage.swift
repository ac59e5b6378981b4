/// A name to which a version can be given.
///
/// A package may be a *part* of another, as `name[extra]` is of `name`: wherever both are chosen
/// they have one version, and they are decided upon together.
package protocol SolverPackage: Hashable, Comparable, Sendable {
  /// The package of which this one is a part, or itself.
  var base: Self { get }
}

extension SolverPackage {
  /// A package is not part of another unless it says so.
  package var base: Self { self }
}
