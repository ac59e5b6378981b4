package import PackageMetadata
package import Versions

/// What a `CRANCatalog` answers for.
package struct CRANConfiguration: Sendable {
  /// When the superseded versions of a package are listed, too.
  package enum Archives: Hashable, Sendable {
    /// When the current version does not fit, or there is none.
    case whenNeeded
    /// Always: one more request for each package.
    case always
  }

  /// Where packages come from; of the same version in several, the first counts.
  package var repositories: [CRANRepository]
  /// The version of R that packages must work with; nil for any.
  package var rVersion: RVersion?
  /// When the superseded versions of a package are listed, too.
  package var archives: Archives
  /// Whether a requirement can be met where the packages will go; what cannot be met by a pinned
  /// package makes a current version unfit.
  package var canMeet: @Sendable (Requirement) -> Bool
  /// For how many seconds an index or a listing is believed without asking again.
  package var maximumAge: Int
  /// Whether tarballs of releases that are likely to be chosen are read before they are asked for.
  package var readsAhead = false

  package init(
    repositories: [CRANRepository], rVersion: RVersion? = nil, archives: Archives = .whenNeeded,
    maximumAge: Int = 3600, canMeet: @escaping @Sendable (Requirement) -> Bool = { _ in true }
  ) {
    self.repositories = repositories
    self.rVersion = rVersion
    self.archives = archives
    self.maximumAge = maximumAge
    self.canMeet = canMeet
  }
}
