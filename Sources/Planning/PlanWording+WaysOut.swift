import PackageMetadata

extension WayOut {
  /// What it does, as the part of a sentence that follows "to".
  package var meaning: String {
    switch self {
    case .leniency: "relax bounds that nixpkgs does not meet"
    case .leaveOut(let requests, _):
      "leave out \(Self.list(requests.map(PlanWording.spec)))"
    case .release(let release, _): "take \(release.name), which fits"
    case .anyAge(let release, _): "consider releases of any age (\(release.name) fits)"
    case .relax(let ids, .held):
      "use nixpkgs' \(Self.list(ids.map(\.name))), ignoring bounds"
    case .relax(let ids, .heldTooOld):
      "use nixpkgs' \(Self.list(ids.map(\.name))), though it is too old and may not work"
    case .relax(let ids, .imported):
      "take \(Self.list(ids.map(\.name))), ignoring what others require of it"
    case .override(let replacements, _):
      "replace nixpkgs' \(replacements.map(\.text).joined(separator: " and ")), "
        + "and rebuild what uses it"
    case .prereleases: "allow pre-releases"
    case .python(_, let version): "use Python \(version)"
    case .channel(let name, let python):
      "use \(name), the newest nixpkgs whose Python (\(python)) these releases support"
    case .snapshot(let leastR?): "use a nixpkgs with R \(leastR) or newer"
    case .snapshot(nil): "use a nixpkgs with an R that fits"
    }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "'\($0)'" }.joined(separator: " and ")
  }
}

extension WayOut.Release {
  fileprivate var name: String {
    "'\(id.name)' \(version)\(date.map { " of \($0.day)" } ?? "")"
  }
}

extension WayOut.Replacement {
  fileprivate var text: String { "'\(id.name)' with \(version?.description ?? "another version")" }
}
