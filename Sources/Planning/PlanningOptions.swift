package import PackageMetadata

/// What a user can ask of a plan besides packages.
package struct PlanningOptions: Hashable, Sendable {
  package enum Preference: String, Hashable, Sendable, CaseIterable {
    /// An sdist where a plain build is to be expected, else wheels.
    case auto
    case sdist
    /// Wheels wherever there are some.
    case wheel
  }

  /// Packages of nixpkgs that may be replaced.
  package var overrides: Set<PackageID> = []
  /// Packages on which every bound gives way.
  package var relaxed: Set<PackageID> = []
  /// No bound gives way.
  package var isStrict = false
  /// In months; `nil` for none.
  package var horizon: Int? = 6
  package var allowsPrereleases = false
  /// Files uploaded at this time or later do not exist.
  package var excludeNewer: Timestamp?
  package var preference: Preference = .auto
  /// The systems that the overlay serves.
  package var systems: SystemSet = .all
  /// The system whose requirements must be met; those of others are met as far as may be.
  package var hostSystem: SystemSet = .x86_64Linux

  /// All systems that matter.
  var served: SystemSet { systems.union(hostSystem) }

  package init() {}
}
