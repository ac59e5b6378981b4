import Derivations
package import PackageMetadata
package import Planning

/// A plan with what looking into its files found, and the derivations made of it.
package struct PreparedPlan: Sendable {
  package let plan: Plan
  /// What is known about builds besides what planning knew.
  var builds: [PackageID: BuildDetails]
  /// What was found after planning.
  var notes: [PackageID: [Note]]
  /// The derivations of what is written.
  var derivations: [Derivation] = []
  /// The fetcher of each package that is written.
  package var fetchers: [PackageID: String] = [:]

  /// From what a package is built, as far as that is known.
  package func build(of package: PlannedPackage) -> BuildDetails {
    builds[package.id] ?? package.build
  }

  /// All that is to be said about a package.
  package func notes(on package: PlannedPackage) -> [Note] {
    package.notes + (notes[package.id] ?? [])
  }
}
