package import Versions

/// The need for a package in one of a set of versions.
package struct Dependency<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable
>: Hashable, Sendable {
  /// The package needed.
  package let package: Package
  /// The versions that meet the need.
  package let versions: VersionSet<Version>
  /// Whether it names one version, which makes the package urgent.
  ///
  /// A set may name one and yet have more in it: `==1.0` also means the local versions of 1.0.
  package let isExact: Bool

  /// A need; exact where the set has one member, unless said otherwise.
  package init(_ package: Package, _ versions: VersionSet<Version>, isExact: Bool? = nil) {
    self.package = package
    self.versions = versions
    self.isExact = isExact ?? (versions.singleton != nil)
  }
}
