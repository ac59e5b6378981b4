package import PackageMetadata

/// What a user can ask of a plan besides packages.
package struct PlanningOptions: Hashable, Sendable {
  package enum Preference: String, Hashable, Sendable, CaseIterable {
    /// An sdist if a plain build can be expected, else wheels.
    case auto
    case sdist
    /// Wheels wherever there are some.
    case wheel
  }

  /// Packages of nixpkgs that may be replaced.
  package var overrides: Set<PackageID> = []
  /// Packages on which every bound is relaxed.
  package var relaxed: Set<PackageID> = []
  /// No bound is relaxed.
  package var isStrict = false
  /// In months; `nil` for none.
  package var horizon: Int? = 6
  package var allowsPrereleases = false
  /// Files uploaded at this time or later do not exist.
  package var excludeNewer: Timestamp?
  /// The day whose newest releases are taken (`keep(asOf:)`).
  package private(set) var asOf: Timestamp?
  package var preference: Preference = .auto
  /// The systems that the overlay serves.
  package var systems: SystemSet = .all
  /// The system whose requirements must be met; those of others are met as far as may be.
  package var hostSystem: SystemSet = .x86_64Linux

  /// Packages whose newest releases take names that nixpkgs' packages do not have.
  var nameLimits: [PackageID: NameLimit] = [:]

  /// How many packages a plan may look at: an index could invent new ones without end.
  package var maximumPackages = 4000
  /// How long versions are looked for, in seconds.
  package var timeLimit = 900
  /// How much a search may learn, in terms; half a million take some 100 MB.
  var maximumTerms = 500_000

  /// All systems that matter.
  var served: SystemSet { systems.union(hostSystem) }

  package init() {}

  /// Takes what was newest at the end of a day, which is given by its start.
  package mutating func keep(asOf day: Timestamp) {
    asOf = day
    let end = Timestamp(seconds: day.seconds + 86_400)
    excludeNewer = min(excludeNewer ?? end, end)
  }
}
