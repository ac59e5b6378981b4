import PackageMetadata
import Versions

@testable import Planning

/// The plan for some requests, in a line a package.
///
/// `+` is imported, `~` overrides, `=` is in nixpkgs, `o` in the overlay. What follows in brackets
/// gave way.
func planned(
  _ requests: String..., index: [String], pins: [String] = [],
  options change: (inout PlanningOptions) -> Void = { _ in }
) async throws(PlanningError) -> [String] {
  var options = PlanningOptions()
  change(&options)
  return lines(
    of: try await plan(
      requests, index: FixtureIndex(index), inventory: FixtureInventory(pins), options: options))
}

/// The plan for some requests.
func plan(
  _ requests: [String], index: FixtureIndex, inventory: FixtureInventory = FixtureInventory([]),
  options: PlanningOptions = PlanningOptions(), alternatives: Planner.Alternatives? = nil
) async throws(PlanningError) -> Plan {
  let planner = Planner(
    inventory: inventory, catalogs: [index.ecosystem: index], options: options,
    alternatives: alternatives)
  return try await planner.plan(
    requests.map { index.ecosystem == .pypi ? requirement($0) : rRequirement($0) })
}

extension PlannedPackage {
  /// The notes in words.
  var words: [String] { notes.map { PlanWording.text($0) } }
}

extension HeldBack {
  /// The whole in words.
  var words: String { "\(newest) by \(PlanWording.text(by))" }
}

/// A plan in a line a package.
func lines(of plan: Plan) -> [String] {
  plan.packages.map { package in
    let mark =
      switch package.action {
      case .import: "+"
      case .override: "~"
      case .nixpkgs: "="
      case .overlay: "o"
      }
    let relaxed = package.relaxed.map { "\($0.requirement) has \($0.have)" }
    return "\(mark) \(package.id.name) \(package.version)"
      + (relaxed.isEmpty ? "" : " [\(relaxed.joined(separator: "; "))]")
  }
}

/// The error of a plan that must fail, in lines: the explanation, then the ways out.
func failure(
  _ requests: String..., index: [String], pins: [String] = [],
  options change: (inout PlanningOptions) -> Void = { _ in }
) async -> [String] {
  var options = PlanningOptions()
  change(&options)
  return await failure(
    requests, index: FixtureIndex(index), inventory: FixtureInventory(pins), options: options)
}

/// The error of a plan that must fail, in lines: the explanation, then the ways out.
func failure(
  _ requests: [String], index: FixtureIndex, inventory: FixtureInventory = FixtureInventory([]),
  options: PlanningOptions = PlanningOptions(), alternatives: Planner.Alternatives? = nil
) async -> [String] {
  do {
    let plan = try await plan(
      requests, index: index, inventory: inventory, options: options, alternatives: alternatives)
    return ["no failure"] + lines(of: plan)
  } catch {
    return lines(of: error)
  }
}

private func lines(of error: PlanningError) -> [String] {
  func text(_ option: WayOut.Option) -> String {
    switch option {
    case .lenient: "lenient"
    case .relax(let id): "relax \(id.name)"
    case .override(let id): "override \(id.name)"
    case .anyAge: "any age"
    case .prereleases: "pre-releases"
    case .python(let attribute): "python \(attribute)"
    case .snapshot: "snapshot"
    case .channel(let name): "channel \(name)"
    }
  }
  func hints(_ ways: [WayOut]) -> [String] {
    ways.map { way in
      let words = way.options.map(text) + (way.requests ?? []).map(PlanWording.spec)
      return "hint: \(way.meaning): \(words.joined(separator: " "))"
    }
  }
  return switch error {
  case .noSolution(let explanation, let ways): (explanation?.sentences ?? []) + hints(ways)
  case .notFound(let id, let path, let near):
    ["not found: \((path + [id]).map(\.name).joined(separator: " > "))"]
      + near.map { "near: \($0)" }
  case .noArtifact(let id, let reason, let ways, let noWayOut):
    [
      "no artifact: \(id.name): "
        + ([PlanWording.text(reason)] + [noWayOut.map(PlanWording.text)].compactMap(\.self))
        .joined(separator: "\n")
    ] + hints(ways)
  case .unavailable(let id, let reason): ["unavailable: \(id?.name ?? "-"): \(reason)"]
  case .gaveUp(let limit): ["gave up: \(limit)"]
  case .nix(let text), .input(let text): [text]
  }
}
