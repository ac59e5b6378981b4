import Basics
import Nix
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// A trial of an overlay's text before it is put in its place: Nix evaluates what it adds.
struct Verification: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot

  /// The result of a trial.
  enum Outcome: Hashable, Sendable {
    case good
    /// It could not be tried, and why.
    case untried(String)
    /// What Nix says if a package does not evaluate.
    case bad(NixMessage.Complaint)
  }

  /// Evaluates packages to their derivations, with an overlay as it will be.
  func outcome(
    of packages: [PlannedPackage], in change: OverlayChange
  ) async throws(Failure) -> Outcome {
    try await outcome(of: packages.map { ($0.id.ecosystem, $0.attribute) }, in: change)
  }

  /// Evaluates attributes to derivations, with an overlay as it will be.
  func outcome(
    of packages: [(ecosystem: Ecosystem, attribute: String)], in change: OverlayChange
  ) async throws(Failure) -> Outcome {
    guard !packages.isEmpty else { return .good }
    let untried = "'\(change.file.path)' was not evaluated"
    guard let access = change.after.access else {
      return try self.untried(
        "\(untried): only the file that uses it knows how to reach the overlay in it", change)
    }
    let trial = try change.writeTrial()
    defer { trial.remove() }
    func names(_ ecosystem: Ecosystem) -> NixArgument {
      .strings(packages.filter { $0.ecosystem == ecosystem }.map(\.attribute))
    }
    let sets = [
      snapshot.facts.packageSet(of: .pypi), "\(snapshot.facts.python?.attribute ?? "python3").pkgs",
    ]
    workspace.progress?(.step("evaluating the overlay"))
    let path = Files.absolute(trial.path)
    let evaluation = workspace.evaluation(
      PackageResources.verification_nix,
      [
        "sets": .list(sets.map { .strings($0.split(separator: ".").map(String.init)) }),
        "modules": names(.pypi), "libraries": names(.cran),
        "expected": .strings(change.before.expectedAttributes),
      ], overlays: .overlays(in: path, by: access), of: snapshot.location)
    let outcome = try await evaluation.outcome(Bool.self)
    guard case .failure(let failure) = outcome else { return .good }
    if failure.mentions(Self.foreign) {
      throw Failure(
        .editClash,
        "'\(change.file.path)' is not an overlay of this nixpkgs, which does not have most of what its "
          + "function uses; it is unchanged",
        hints: ["name another file: \(option: .overlay("FILE"))"])
    }
    return failure.mentions(OverlayAccess.unknownArgument)
      ? try self.untried(
        "\(untried): it uses an argument that only its caller knows", change)
      : .bad(failure.complaint(in: path))
  }

  /// What Nix says about a function that takes most of what it uses from another set than nixpkgs.
  private static let foreign = "nixgraft: not an overlay of nixpkgs"

  /// What comes of an overlay that cannot be evaluated: its text has to show that it is one.
  private func untried(_ reason: String, _ change: OverlayChange) throws(Failure) -> Outcome {
    guard change.after.isCertain else {
      throw Failure(
        .editClash, "\(reason), and nothing in its text shows that it is one; it is unchanged",
        hints: ["name another file: \(option: .overlay("FILE"))"])
    }
    return .untried(reason)
  }
}
