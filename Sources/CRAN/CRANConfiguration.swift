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
  /// Repositories for what the others lack, and, one after the other, for packages in `asked` before
  /// those.
  package var further: [CRANRepository] = []
  /// The names that `further` is asked for first.
  package var asked: Set<String> = []
  /// The repositories of packages that are taken from there and from nowhere else, by name.
  package var own: [String: [CRANRepository]] = [:]
  /// The moment from which on releases are taken not to be there yet; nil for none.
  package var excludeNewer: Timestamp?
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

  /// The repositories that a package is looked for in, the first group of which that has it is the
  /// only one that counts: nobody's release takes the place of another's because it is newer.
  ///
  ///     further = [universe], asked = ["cmdstanr"]
  ///     groups(for: "cmdstanr") == [[universe], [CRAN, Bioconductor…]]
  ///     groups(for: "posterior") == [[CRAN, Bioconductor…], [universe]]
  package func groups(for name: String) -> [[CRANRepository]] {
    if let own = own[name] { return [own] }
    let others = further.map { [$0] }
    return asked.contains(name) ? others + [repositories] : [repositories] + others
  }

  /// All repositories, each once.
  package var allRepositories: [CRANRepository] {
    var seen: Set<CRANRepository> = []
    let all = repositories + further + own.sorted { $0.key < $1.key }.flatMap(\.value)
    return all.filter { seen.insert($0).inserted }
  }
}
