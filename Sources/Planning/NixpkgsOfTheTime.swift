import PackageMetadata
import Versions

/// The release of nixpkgs whose Python suits requests of another time, such as `numpy==1.19`, whose wheels
/// are for Python 3.6 to 3.8.
struct NixpkgsOfTheTime: Sendable {
  /// The releases, the newest first, with the minor version of their `python3`.
  private static let releases: [(name: String, minor: Int)] = [
    ("25.11", 13), ("25.05", 12), ("24.11", 12), ("24.05", 11), ("23.11", 11), ("23.05", 10),
    ("22.11", 10), ("22.05", 9), ("21.11", 9), ("21.05", 8), ("20.09", 8), ("20.03", 7),
    ("19.09", 7),
  ]

  let memory: PlanMemory
  let requests: [Requirement]

  /// The way out to that release; nil where the Python at hand is not what stands in the way, or no release
  /// has one that suits all requests.
  func wayOut() async -> WayOut? {
    let own = memory.inventory.pythonTarget.minor
    var suitable = Set(Self.releases.map(\.minor))
    var isOwnUnsuitable = false
    for request in requests where request.id.ecosystem == .pypi && request.url == nil {
      guard !request.constraint.isEmpty, let project = try? await memory.project(request.id),
        let index = project.versions.indices.last(where: {
          request.constraint.contains(project.versions[$0])
        })
      else { continue }
      let minors = Self.minors(of: project.release(at: index))
      suitable.formIntersection(minors)
      if !minors.contains(own) { isOwnUnsuitable = true }
    }
    guard isOwnUnsuitable,
      let release = Self.releases.first(where: { suitable.contains($0.minor) })
    else { return nil }
    return .channel("nixos-\(release.name)", python: "3.\(release.minor)")
  }

  /// The newest release whose Python suits a release of a package, with that Python; nil where a minor version
  /// of Python 3 suits it, or no release has one that does.
  static func suited(to release: Release, minor: Int) -> (channel: String, python: String)? {
    let minors = minors(of: release)
    guard !minors.contains(minor), let found = releases.first(where: { minors.contains($0.minor) })
    else { return nil }
    return ("nixos-\(found.name)", "3.\(found.minor)")
  }

  /// The minor versions of Python 3 that a release is for, by its bounds and its wheels' tags.
  private static func minors(of release: Release) -> Set<Int> {
    let wheels = release.artifacts.compactMap { artifact in
      if case .wheel(let name) = artifact.kind { name } else { nil }
    }
    let bounds = release.artifacts.lazy.compactMap(\.requiresPython).first.flatMap {
      try? SpecifierSet(parsing: $0)
    }
    return Set(releases.map(\.minor)).filter { minor in
      let isAdmitted =
        bounds.map { bounds in
          [0, 99].contains { last in
            PythonVersion(release: [3, minor, last]).map { bounds.contains($0) } ?? false
          }
        } ?? true
      return isAdmitted && (wheels.isEmpty || wheels.contains { $0.isFor(minor: minor) })
    }
  }
}

extension WheelName {
  /// Whether its tags are of a minor version of CPython 3, whatever the platform.
  fileprivate func isFor(minor: Int) -> Bool {
    let isStable = abiTag.split(separator: ".").contains("abi3")
    return pythonTag.split(separator: ".").contains { tag in
      if tag == "py3" || tag == "cp3" || tag == "cp3\(minor)" { return true }
      guard tag.hasPrefix("cp3") || tag.hasPrefix("py3"), let least = Int(tag.dropFirst(3)) else {
        return false
      }
      return (isStable || tag.hasPrefix("py3")) && least <= minor
    }
  }
}

extension PlanningError {
  /// The error with a further way out, where it has any.
  func offering(_ way: WayOut) -> PlanningError {
    switch self {
    case .noSolution(let explanation, let ways):
      .noSolution(explanation, waysOut: ways + [way])
    case .noArtifact(let id, let reason, let ways, let noWayOut):
      .noArtifact(id, reason, waysOut: ways + [way], noWayOut: noWayOut)
    case .notFound, .gaveUp, .unavailable, .nix, .input: self
    }
  }
}
