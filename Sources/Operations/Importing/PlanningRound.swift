import CRAN
import PackageMetadata

/// What one round of planning takes for granted. What a round comes up against makes the next:
///
///     round 1  archives when needed, nothing unusable   no release of cran:x fits → .archives
///     round 2  archives always, nothing unusable        nixpkgs' gdal is broken → .unusable([gdal])
///     round 3  archives always, gdal unusable           written
struct PlanningRound: Sendable {
  /// Whether R's superseded releases are asked for.
  private(set) var archives: CRANConfiguration.Archives
  /// What nixpkgs has by name and cannot evaluate, or is taken not to have.
  private(set) var unusable: Set<PackageID>
  /// Packages of the overlay, by their places, that cannot be moved, and why.
  private(set) var blocked: [Int: UpdateReason] = [:]
  /// Packages that a file asks for and that need one that is not available from the source that the file names.
  private(set) var withheld: [PackageID: PackageID] = [:]
  /// Packages that cannot replace those of nixpkgs, and the need that nixpkgs builds with its own.
  private(set) var cyclic: [PackageID: String] = [:]
  /// Whether the overlay's function is one of a set of Python packages, since nixpkgs lacks what it uses.
  private(set) var isOfPython = false
  /// What a user wants nixpkgs not to have.
  private let forgotten: Set<PackageID>

  init(
    archives: CRANConfiguration.Archives = .whenNeeded, forgotten: Set<PackageID> = [],
    unusable: Set<PackageID> = []
  ) {
    self.archives = archives
    self.forgotten = forgotten
    self.unusable = forgotten.union(unusable)
  }

  /// Why another round is worth it.
  enum Retry: Hashable, Sendable {
    /// These packages of nixpkgs do not evaluate.
    case unusable(Set<PackageID>)
    /// Nothing fits among R's current releases.
    case archives
    /// Packages of an overlay, by their places, that cannot be moved after all, and why.
    case blocked([Int: UpdateReason])
    /// A package that a file asks for needs another that is not available from the source that the file names.
    case withheld(PackageID, need: PackageID)
    /// These packages of nixpkgs cannot be replaced: it builds with them what their replacements need.
    case cyclic([PackageID: String])
    /// The function in the overlay's file does not extend nixpkgs, and may extend its Python packages.
    case ofPython
  }

  /// The result of a step of a round.
  enum Outcome<Value: Sendable>: Sendable {
    case done(Value)
    case again(Retry)
  }

  mutating func apply(_ retry: Retry) {
    switch retry {
    case .unusable(let ids): unusable.formUnion(ids)
    case .archives: archives = .always
    case .blocked(let reasons): blocked.merge(reasons) { first, _ in first }
    case .withheld(let id, let need): withheld[id] = need
    case .cyclic(let needs): cyclic.merge(needs) { first, _ in first }
    case .ofPython: isOfPython = true
    }
  }

  /// Whether there are releases of R packages that were not asked for.
  var hasMoreArchives: Bool { archives == .whenNeeded }

  /// What to say about packages that turned out to be unusable.
  var warnings: [PlanWarning] {
    unusable.subtracting(forgotten).sorted().map(PlanWarning.unevaluable)
  }
}
