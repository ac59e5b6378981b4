import PackageMetadata

extension PlanProvider {
  /// The rules of one pass.
  struct Rules: Sendable {
    /// Holdings that may be replaced.
    var free: Set<PackageID> = []
    /// Requirements whose bounds are relaxed if the holding is above them.
    var yielding: Set<Edge> = []
    /// Whether nixpkgs' numbered variants of a package (`protobuf4`) may serve those that the usual
    /// one does not fit.
    var takesVariants = false
    /// Packages whose pre-releases are as good as others, since something names one.
    var welcoming: Set<PackageID> = []
    /// For packages whose dependents need an old release: the newest one that they admit.
    var elders: [PackageID: PackageVersion] = [:]
    /// The constraint of each request, for its own pre-releases, yanked files and age.
    var requests: [PackageID: VersionConstraint] = [:]
    /// The systems whose requirements count.
    var systems: SystemSet
    /// Requirements of systems other than the host's for which nothing fits.
    var dropped: Set<Edge> = []
    var options: PlanningOptions

    /// What another pass may do that this one could not.
    enum Retry {
      /// Bounds are relaxed, and pre-releases of packages are as good as others.
      case bounds(Set<Edge>, welcoming: Set<PackageID>)
      /// Older releases of packages, since what needs them admits no newer ones.
      case elders([PackageID: PackageVersion])
      /// Variants that nixpkgs has of packages.
      case variants
    }

    /// Takes a retry into the rules of the next pass, where what is new is tried with all bounds first.
    mutating func apply(_ retry: Retry) {
      switch retry {
      case .bounds(let edges, let named):
        yielding.formUnion(edges)
        welcoming.formUnion(named)
      case .elders(let releases):
        elders.merge(releases) { $1 }
        yielding = []
      case .variants:
        takesVariants = true
        yielding = []
      }
    }
  }
}
