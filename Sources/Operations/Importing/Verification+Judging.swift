import Nix
import NixSyntax
import Nixpkgs
import PackageMetadata
import Planning

extension Verification {
  /// Decides what a complaint comes to: packages of nixpkgs that are there by name yet can't be
  /// had join those that count as missing, so that another plan is worth a try.
  ///
  /// - Throws: `Failure` where there is no such package.
  func judge(
    _ complaint: String, of path: String, in plan: Plan, _ unusable: inout Set<PackageID>
  ) async throws(Failure) {
    var culprits: [PlannedPackage] = []
    if let named = Self.named(by: complaint, in: plan) {
      culprits = [named]
    } else {
      // The words are about something deeper down, which no plan knows.
      culprits = await unevaluable(in: plan)
    }
    culprits.removeAll { unusable.contains($0.id) }
    guard !culprits.isEmpty else {
      throw Failure(
        .nix, "what would be written does not evaluate: \(complaint)\n'\(path)' is unchanged",
        hints: [
          "to look at the text: \(option: .dryRun)", "another version may work, as 'pypi:NAME<2'",
        ])
    }
    unusable.formUnion(culprits.map(\.id))
    if complaint.contains("is not available on the requested hostPlatform") {
      throw Failure(
        .noArtifact,
        "needs nixpkgs' '\(culprits[0].id.name)', which is not available on \(snapshot.facts.system)",
        hints: ["run the same command on a system that it supports, such as macOS"])
    }
  }

  /// What to say of packages that turned out to be unusable.
  static func notes(on unusable: Set<PackageID>) -> [String] {
    unusable.sorted().map {
      "nixpkgs' '\($0.name)' does not evaluate, so it counts as missing"
    }
  }

  /// The package of nixpkgs that a complaint names.
  private static func named(by complaint: String, in plan: Plan) -> PlannedPackage? {
    plan.packages.filter { $0.action == .nixpkgs }.first { package in
      ["\(package.attribute)-\(package.version)", "\(package.id.name)-\(package.version)"].contains
      {
        complaint.contains($0)
      }
    }
  }

  /// At most so many packages are found that fail in a way that Nix can't catch, each in a run.
  private static let crashLimit = 16

  /// The packages that nixpkgs has by name and can't evaluate; none where Nix doesn't tell.
  private func unevaluable(in plan: Plan) async -> [PlannedPackage] {
    var open = plan.packages.filter { $0.action == .nixpkgs }
    var culprits: [PlannedPackage] = []
    for _ in 0..<Self.crashLimit where !open.isEmpty {
      let result = try? await NixTool(environment: workspace.environment).run(
        NixTool.Job(
          "nix-instantiate",
          [
            "--eval", "--strict", "--json", "--expr", question(about: open), "--arg", "entry",
            NixLiteral.absolutePath(snapshot.location.entry),
          ]))
      guard let result else { break }
      if result.succeeded {
        let answers = JSONReader.value(of: result.output)?.list?.map(\.boolean) ?? []
        return culprits + zip(open, answers).filter { $1 == false }.map(\.0)
      }
      // What was begun last is what it failed at.
      let words = String(decoding: result.errors, as: UTF8.self)
      let begun = words.split(separator: "\n").last { $0.contains(Self.beginning) }
      guard let begun, let place = begun.split(separator: " ").last.flatMap({ Int($0) }),
        open.indices.contains(place)
      else { break }
      culprits.append(open.remove(at: place))
    }
    return culprits
  }

  /// How the line starts that Nix prints before it tries a package; its place follows.
  private static let beginning = "nixgraft tries"

  /// An expression of whether each package evaluates.
  private func question(about packages: [PlannedPackage]) -> String {
    let questions = packages.enumerated().map { place, package in
      let attribute = NixLiteral.string(package.attribute)
      let set = "pkgs.\(snapshot.facts.packageSet(of: package.id.ecosystem))"
      return """
        (builtins.trace "\(Self.beginning) \(place)" \
        (!(\(set) ? \(attribute)) || (builtins.tryEval \(set).\(attribute).drvPath).success))
        """
    }
    return """
      { entry }:
      let
        \(PackagesExpression.bindings(overlays: "[ ]"))
      in
      [ \(questions.joined(separator: " ")) ]
      """
  }
}
