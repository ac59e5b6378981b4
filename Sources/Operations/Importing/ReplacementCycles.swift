import Nix
import Nixpkgs
import PackageMetadata
import Planning

/// Packages that cannot be replaced, since nixpkgs builds or tests with them what their replacements need.
///
///     mypy 0.991 in the place of nixpkgs'      needs distutils
///     nixpkgs' distutils                       is tested with what mypy compiles: a cycle
struct ReplacementCycles: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot

  /// The packages of a plan to leave as nixpkgs has them, each with the need behind which it is.
  func culprits(in plan: Plan) async -> [PackageID: String] {
    let replaced = plan.packages.filter { $0.action == .override && $0.id.ecosystem == .pypi }
    guard !replaced.isEmpty else { return [:] }
    let needs = Needs(plan)
    let set = snapshot.facts.packageSet(of: .pypi).split(separator: ".").map(String.init)
    func path(_ attribute: String) -> NixArgument { .strings(set + [attribute]) }
    let wanted = replaced.map { package in
      NixArgument.set([
        "replaced": path(package.attribute),
        "needs": .list(needs.ofNixpkgs(package.id).map(path)),
      ])
    }
    let evaluation = workspace.evaluation(
      PackageResources.cycles_nix, ["wanted": .list(wanted)], overlays: .noOverlays,
      of: snapshot.location)
    guard
      case .value(let found, _)? = try? await evaluation.items(Bool.self, [String: String].self)
    else { return [:] }
    var ways: [PackageID: [PackageID: String]] = [:]
    for (index, package) in replaced.enumerated() {
      for (position, need) in found.items[index] ?? [:] {
        guard let position = Int(position), replaced.indices.contains(position) else { continue }
        ways[package.id, default: [:]][replaced[position].id] = need
      }
      for other in needs.replaced(of: package.id) {
        let name = other.name
        ways[package.id, default: [:]][other] = ways[package.id]?[other] ?? name
      }
    }
    return Self.culprits(ways, replaced)
  }

  /// Those that are behind needs of their own; else of those that are behind one another the one that fewest need.
  static func culprits(
    _ ways: [PackageID: [PackageID: String]], _ replaced: [PlannedPackage]
  ) -> [PackageID: String] {
    let own = replaced.reduce(into: [PackageID: String]()) { result, package in
      result[package.id] = ways[package.id]?[package.id]
    }
    if !own.isEmpty { return own }
    func reached(from id: PackageID) -> Set<PackageID> {
      var open = Array((ways[id] ?? [:]).keys)
      var seen = Set(open)
      while let next = open.popLast() {
        for other in (ways[next] ?? [:]).keys where seen.insert(other).inserted {
          open.append(other)
        }
      }
      return seen
    }
    let cyclic = replaced.filter { reached(from: $0.id).contains($0.id) }
    guard let least = cyclic.min(by: { ($0.neededBy.count, $0.id) < ($1.neededBy.count, $1.id) })
    else { return [:] }
    let need = (ways[least.id] ?? [:]).sorted { $0.key < $1.key }.first {
      reached(from: $0.key).contains(least.id)
    }
    return [least.id: need?.value ?? least.id.name]
  }

  /// What the packages of a plan need, to run and to be built, through what is written.
  private struct Needs {
    private let packages: [PackageID: PlannedPackage]
    private let direct: [PackageID: Set<PackageID>]

    init(_ plan: Plan) {
      packages = Dictionary(plan.packages.map { ($0.id, $0) }) { first, _ in first }
      var direct: [PackageID: Set<PackageID>] = [:]
      for package in plan.packages {
        for need in package.needs.dependencies { direct[package.id, default: []].insert(need.id) }
        for dependent in package.neededBy + package.neededToBuild {
          direct[dependent, default: []].insert(package.id)
        }
      }
      self.direct = direct
    }

    /// The attributes of nixpkgs that a written package needs, sorted.
    func ofNixpkgs(_ id: PackageID) -> [String] {
      reached(from: id).compactMap { packages[$0] }.filter { !$0.isWritten }.map(\.attribute)
        .sorted()
    }

    /// The other replaced packages that it needs.
    func replaced(of id: PackageID) -> [PackageID] {
      reached(from: id).filter { packages[$0]?.action == .override }.sorted()
    }

    /// What is needed through what is imported, up to what nixpkgs has or what replaces it.
    private func reached(from id: PackageID) -> Set<PackageID> {
      var seen: Set<PackageID> = []
      var open = Array(direct[id] ?? [])
      while let next = open.popLast() {
        guard seen.insert(next).inserted, packages[next]?.action == .import else { continue }
        open += direct[next] ?? []
      }
      return seen
    }
  }
}
