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
    /// The file does not extend nixpkgs, which lacks what its function uses; the set of Python's packages may
    /// have that.
    case ofPython
  }

  /// Evaluates packages to their derivations, with an overlay as it will be; those that only other systems
  /// have files of do not evaluate here, and are left out.
  func outcome(
    of packages: [PlannedPackage], in change: OverlayChange, mayBeOfPython: Bool = false
  ) async throws(Failure) -> Outcome {
    let host = SystemSet(named: snapshot.facts.system) ?? .all
    return try await outcome(
      of: packages.filter { package in
        let systems = package.build.platforms
        return systems.isEmpty || !systems.isDisjoint(with: host)
      }.map { ($0.id.ecosystem, $0.attribute) }, in: change, mayBeOfPython: mayBeOfPython)
  }

  /// Evaluates attributes to derivations, with an overlay as it will be.
  func outcome(
    of packages: [(ecosystem: Ecosystem, attribute: String)], in change: OverlayChange,
    mayBeOfPython: Bool = false
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
    let expectation = change.before.expectation
    workspace.progress?(.step("evaluating the overlay"))
    let path = Files.absolute(trial.path)
    let evaluation = workspace.evaluation(
      PackageResources.verification_nix,
      [
        "sets": .list(sets.map { .strings($0.split(separator: ".").map(String.init)) }),
        "modules": names(.pypi), "libraries": names(.cran),
        "expected": .strings(expectation.attributes), "tolerance": .number(expectation.tolerance),
        "ofPython": .boolean(expectation.isOfPython),
        "exclusive": .boolean(expectation.isExclusive),
      ], overlays: .overlays(in: path, by: access), of: snapshot.location)
    let outcome = try await evaluation.outcome(Bool.self)
    guard case .failure(let failure) = outcome else { return .good }
    let verdict = ProgramVerdict.thrown(in: failure.complaint())?.verdict
    if mayBeOfPython, verdict == .foreign, change.file.original != nil { return .ofPython }
    let reason: String? =
      switch verdict {
      case .foreign where expectation.isOfPython && !expectation.isAssumed:
        "'\(change.file.path)' is not a set of this nixpkgs' Python packages, which lack most of the "
          + "attributes it uses"
      case .foreign,
        .ambiguous where expectation.isAssumed:
        "'\(change.file.path)' is not an overlay of this nixpkgs, which lacks most of the "
          + "attributes it uses"
      case .ambiguous:
        "cannot tell which package set '\(change.file.path)' extends: both nixpkgs and another set have the "
          + "attributes it uses"
      case .onePackage:
        "'\(change.file.path)' is a function that returns one package, not an overlay"
      case .noEffect:
        "the packages would have no effect: '\(change.file.path)' does not reach this Python; its set may "
          + "apply only under a condition, or be replaced later in the file"
      default: nil
      }
    if let reason {
      throw Failure(
        .editClash, "\(reason); it is unchanged",
        hints: ["name another file: \(option: .overlay("FILE"))"])
    }
    return failure.mentions(OverlayAccess.unknownArgument)
      ? try self.untried(
        "\(untried): it uses an argument that only its caller knows", change)
      : .bad(failure.complaint(in: path))
  }

  /// The outcome for an overlay that cannot be evaluated: its text has to show that it is one.
  private func untried(_ reason: String, _ change: OverlayChange) throws(Failure) -> Outcome {
    guard change.after.isCertain else {
      let doubt =
        change.after.isUnderCondition
        ? "the overlay applies only under a condition"
        : "nothing in its text shows that it is an overlay"
      throw Failure(
        .editClash, "\(reason), and \(doubt); it is unchanged",
        hints: ["name another file: \(option: .overlay("FILE"))"])
    }
    return .untried(reason)
  }
}
