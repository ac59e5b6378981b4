import Basics
import Nix
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

extension Verification {
  /// Decides what a complaint means: packages of nixpkgs that do not evaluate, without which
  /// another plan is worth a try.
  ///
  /// - Throws: `Failure` if there is no such package besides those known.
  func judge(
    _ complaint: NixMessage.Complaint, of change: OverlayChange, in plan: Plan,
    known: Set<PackageID>
  ) async throws(Failure) -> PlanningRound.Retry {
    if complaint.cause == .infiniteRecursion {
      let cycles = await ReplacementCycles(workspace: workspace, snapshot: snapshot)
        .culprits(in: plan)
      if !cycles.isEmpty { return .cyclic(cycles) }
    }
    var culprits: [PlannedPackage] = []
    if let named = Self.named(by: complaint, in: plan) {
      culprits = [named]
    } else {
      // The words are about something deeper down, which no plan knows.
      culprits = await unevaluable(in: plan)
    }
    culprits.removeAll { known.contains($0.id) }
    guard !culprits.isEmpty else {
      let path = change.file.path
      if let reason = await failure(before: change, of: plan) {
        throw Failure(
          .editClash, "'\(path)' does not evaluate with this nixpkgs before the change: \(reason)",
          "it is unchanged", hints: ["name another file: \(option: .overlay("FILE"))"])
      }
      throw Failure(
        .nix, "what would be written does not evaluate: \(complaint.message)",
        "'\(path)' is unchanged",
        hints: (change.file.original == nil
          ? [] : ["name another file: \(option: .overlay("FILE"))"])
          + Self.otherVersions(of: plan))
    }
    if complaint.cause == .otherPlatform {
      throw Failure(
        .noArtifact,
        "needs nixpkgs' '\(culprits[0].id.name)', which is not available on \(snapshot.facts.system)",
        hints: ["run the same command on a system that it supports, such as macOS"])
    }
    return .unusable(Set(culprits.map(\.id)))
  }

  /// Why an overlay as it is does not evaluate, or what the plan takes from nixpkgs below it; nil if it does,
  /// or if there is none yet.
  private func failure(before change: OverlayChange, of plan: Plan) async -> String? {
    guard change.file.original != nil, let access = change.before.access else { return nil }
    func path(_ set: String, _ name: String) -> NixArgument {
      .strings(set.split(separator: ".").map(String.init) + [name])
    }
    let used = plan.packages.filter { $0.action == .nixpkgs || $0.action == .overlay }.map {
      path(snapshot.facts.packageSet(of: $0.id.ecosystem), $0.attribute)
    }
    let basics = ["setuptools", "pip"].map { path(snapshot.facts.packageSet(of: .pypi), $0) }
    let file = Files.absolute(change.file.path)
    let evaluation = workspace.evaluation(
      PackageResources.evaluates_nix,
      ["wanted": .list([.strings(["stdenv"])] + basics + used)],
      overlays: .overlays(in: file, by: access), of: snapshot.location)
    guard case .failure(let failure)? = try? await evaluation.outcome(Bool.self),
      !failure.mentions(OverlayAccess.unknownArgument)
    else { return nil }
    return failure.complaint(in: file).message
  }

  /// How to ask for another version of what was asked for.
  private static func otherVersions(of plan: Plan) -> [Hint] {
    plan.written.first(where: \.isRequested).map { package in
      let other =
        package.id.ecosystem == .pypi ? "\(package.id)<\(package.version)" : "\(package.id)@VERSION"
      return ["another version may work: '\(other)'"]
    } ?? []
  }

  /// The package of nixpkgs that a complaint names.
  private static func named(by complaint: NixMessage.Complaint, in plan: Plan) -> PlannedPackage? {
    plan.packages.filter { $0.action == .nixpkgs }.first { package in
      ["\(package.attribute)-\(package.version)", "\(package.id.name)-\(package.version)"].contains
      {
        complaint.mentions($0)
      }
    }
  }

  /// The packages that nixpkgs has by name and cannot evaluate; empty if Nix does not tell.
  private func unevaluable(in plan: Plan) async -> [PlannedPackage] {
    let packages = plan.packages.filter { $0.action == .nixpkgs }
    let usable = await workspace.usable(
      packages.map { ($0.id.ecosystem, $0.attribute) }, of: snapshot)
    return zip(packages, usable).filter { !$1 }.map(\.0)
  }
}

extension Workspace {
  /// Whether packages of nixpkgs evaluate; all do if Nix does not tell.
  ///
  /// `configuration` is a Nix expression for nixpkgs' configuration: broken packages are looked at without, and
  /// "" is what nixpkgs finds by itself.
  func usable(
    _ packages: [(ecosystem: Ecosystem, attribute: String)], of snapshot: Snapshot,
    configuration: String? = nil
  ) async -> [Bool] {
    let paths = packages.map { package in
      snapshot.facts.packageSet(of: package.ecosystem).split(separator: ".").map(String.init)
        + [package.attribute]
    }
    var arguments: [String: NixArgument] = ["wanted": .list(paths.map { .strings($0) })]
    if let configuration {
      arguments["packages"] = .program(
        NixProgram("{ entry, ... }: import entry { \(configuration) }"))
    }
    let evaluation = evaluation(
      PackageResources.usable_nix, arguments, overlays: .noOverlays, of: snapshot.location)
    guard case .value(let found, _)? = try? await evaluation.items(Bool.self, Bool.self) else {
      return packages.map { _ in true }
    }
    return packages.indices.map { found.failures[$0] == nil && found.items[$0] != false }
  }
}
