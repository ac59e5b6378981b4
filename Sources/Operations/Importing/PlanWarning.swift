package import CRAN
package import Nixpkgs
package import PackageMetadata

/// Something about a plan as a whole that its user may want to know.
package enum PlanWarning: Hashable, Sendable, CustomStringConvertible {
  /// A repository of R packages, by its address, whose files may change or be changed.
  case repository(String, CRANRepository.Doubt)
  /// No repository has the locked version of an R package; the one that is used.
  case notLocked(PackageID, locked: PackageVersion, used: PackageVersion)
  /// A package of nixpkgs does not evaluate, so it counts as missing.
  case unevaluable(PackageID)
  /// Packages that nixpkgs has and that cannot be used, all for the same reason, count as missing.
  case blocked([BlockedPin], interpreter: String)
  /// What is written could not be evaluated first.
  case untried(reason: String)
  /// nixpkgs has packages that a repository was named for.
  case repositoryNotAsked([PackageID])
  /// nixpkgs has packages, from CRAN or Bioconductor, that a lock has from elsewhere.
  case lockedElsewhere([PackageID])
  /// A package that others need and that is not available from the source that a file names; where the plan has
  /// it from, `nil` for nixpkgs.
  case otherSource(PackageID, version: String, from: String?, neededBy: [PackageID])
  /// Source archives of packages compute what they require, and were not asked to.
  case unprobed([PackageID])
  /// Packages that were to replace those of nixpkgs, and that nothing in the plan needs.
  case overridesUnused([PackageID])
  /// Passwords for indexes are not written into an overlay.
  case credentialsLeftOut

  package var description: String {
    switch self {
    case .repository(let url, .rewrites):
      "'\(url)' rewrites CRAN's packages, so their hashes differ from those of CRAN's files"
    case .repository(let url, .rebuilds):
      "'\(url)' rebuilds its packages when their sources change, so hashes may become stale"
    case .repository(let url, .unencrypted):
      "'\(url)' is not encrypted: its packages could be changed in transit"
    case .notLocked(let id, let locked, let version):
      "no repository has the locked version of '\(id.name)', \(locked); using \(version)"
    case .untried(let text): text
    case .unevaluable(let id): "nixpkgs' '\(id.name)' does not evaluate, so it counts as missing"
    case .blocked(let pins, let interpreter):
      Self.words(on: pins, interpreter: interpreter)
    case .lockedElsewhere(let ids):
      "using nixpkgs' releases of packages that the lock takes from their own repository: \(ids.map(\.name).joined(separator: ", "))"
    case .otherSource(let id, let version, let source, let dependents):
      "'\(id.name)' is not available from the source that the file names; "
        + (source.map { "\(version) from \($0)" } ?? "nixpkgs' \(version)")
        + " is used instead"
        + (dependents.isEmpty
          ? ""
          : ", needed by \(dependents.map { "'\($0.name)'" }.joined(separator: ", "))")
    case .repositoryNotAsked(let ids):
      "nixpkgs has \(ids.map { "'\($0.name)'" }.joined(separator: ", ")), so the repository was not asked; name it as an override to take the repository's"
    case .unprobed(let ids):
      "the requirements of \(ids.map { "'\($0.name)'" }.joined(separator: ", ")) are computed by "
        + (ids.count == 1 ? "its build, which Nix can run" : "their builds, which Nix can run")
    case .overridesUnused(let ids):
      "nothing that is imported needs \(ids.map { "'\($0.name)'" }.joined(separator: ", ")), so "
        + (ids.count == 1 ? "it replaces" : "they replace") + " nothing"
    case .credentialsLeftOut:
      "user names and passwords are not written into the overlay; give them to Nix in its 'netrc-file'"
    }
  }

  /// What keeps packages of nixpkgs from being used, and how its configuration would allow them.
  private static func words(on pins: [BlockedPin], interpreter: String) -> String {
    let names = pins.map { "'\($0.pin.id.name)' \($0.pin.versionText)" }.joined(separator: ", ")
    let isOne = pins.count == 1
    let text = "nixpkgs' \(names) \(isOne ? "counts" : "count") as missing"
    guard let first = pins.first else { return text }
    let isOwn = first.pin.attribute == first.attribute
    let subject =
      isOwn
      ? (isOne ? "it is" : "they are")
      : "\(isOne ? "it needs" : "they need") '\(first.attribute)', which is"
    switch first.obstacle {
    case .disabled: return "\(text): \(subject) disabled for \(interpreter)"
    case .broken:
      return "\(text): \(subject) marked as broken (NIXPKGS_ALLOW_BROKEN=1 allows it)"
    case .insecure:
      return
        "\(text): \(subject) marked as insecure, and other releases may have the same faults "
        + "(NIXPKGS_ALLOW_INSECURE=1 allows it)"
    case .unsupported: return "\(text): \(subject) for other systems"
    case .unknownInputs, .propagated:
      return isOwn
        ? "\(text): what \(isOne ? "it needs" : "they need") does not evaluate"
        : "\(text): \(isOne ? "it needs" : "they need") '\(first.attribute)', which does not evaluate"
    }
  }

  /// The warnings on packages that a snapshot has and cannot use, one for each reason.
  static func blocked(_ ids: [PackageID], in snapshot: Snapshot) -> [PlanWarning] {
    struct Reason: Hashable {
      let obstacle: Obstacle
      /// The attribute to blame; `nil` where each has the obstacle itself.
      let attribute: String?
    }
    var pins: [Reason: [BlockedPin]] = [:]
    for id in Set(ids).sorted() {
      guard let found = snapshot.blocked(id) else { continue }
      let isOwn = found.attribute == found.pin.attribute
      pins[
        Reason(obstacle: found.obstacle, attribute: isOwn ? nil : found.attribute), default: []
      ].append(found)
    }
    let interpreter = "Python \(snapshot.facts.python?.versionText ?? "")"
    return pins.sorted {
      ($0.key.obstacle.rawValue, $0.key.attribute ?? "")
        < ($1.key.obstacle.rawValue, $1.key.attribute ?? "")
    }.map { .blocked($0.value, interpreter: interpreter) }
  }
}
