import Basics
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// The proof of a text before it is put in place: Nix evaluates it with the overlay that it will
/// have, and what it evaluates to is not what it was.
struct EnvironmentProof: Sendable {
  let draft: EnvironmentDraft
  let environment: [String: String]
  /// How long one evaluation may take.
  let limit: Duration?
  let attribute: String?

  private var path: String { draft.before.file.path }

  /// What comes of a trial.
  enum Outcome: Sendable {
    /// Notes for the user, though all is well.
    case good([String])
    /// Packages of nixpkgs do not evaluate in it, without which another plan is worth a try.
    case unusable(Set<PackageID>)
  }

  /// Tries the text.
  ///
  /// - Throws: `Failure` if the text does not evaluate for another reason, or has no effect.
  func run(_ workspace: Workspace, known: Set<PackageID>) async throws(Failure) -> Outcome {
    let snapshot = draft.wanted.snapshot
    let place = draft.before.place
    let trial = EnvironmentTrial(
      environment: environment, location: snapshot.location, system: snapshot.facts.system,
      limit: limit, isFlake: draft.before.kind == .flake, attribute: attribute)
    var files: OverlayChange.Trial?
    if let importing = draft.wanted.importing, importing.isChanged, let change = importing.change {
      files = try change.writeTrial()
    }
    defer { files?.remove() }
    var reference: FileReference?
    if let files {
      reference = place.reference(to: FilePlace(files.path))
      reference?.access = draft.before.reference.access
    }
    let text = try draft.text(pin: nil, trial: reference)
    let original = draft.before.file.original
    switch try await trial.run(text, at: place.path) {
    case .evaluates(let derivations, let environments):
      guard let original, draft.before.existing != nil, text != original,
        case .evaluates(let before, let others) = try await trial.run(original, at: place.path)
      else { return .good([]) }
      if others > 0, environments > others {
        // Of two environments, only the packages of one would be found.
        throw Failure(
          .editClash,
          "'\(path)' has an environment of Python already, whose packages its text does not show; "
            + "the file is unchanged",
          hints: [
            "add the packages where that one is made, or write another file: \(option: .init(.shell, "FILE"))"
          ])
      }
      guard before == derivations else { return .good([]) }
      throw Failure(
        .editClash,
        "adding the packages to '\(path)' would not change what it evaluates to; "
          + "the file is unchanged",
        hints: [
          "name the shell to extend with \(name: .attribute), or add the packages where it is made",
          "or write another file: \(option: .init(.shell, "FILE"))",
        ])
    case .unreachable(let reason):
      let note = try unseen("it cannot be evaluated here", reason)
      return .good([note])
    case .fails(let reason), .empty(let reason):
      if let original, draft.before.existing != nil {
        let before = try await trial.run(original, at: place.path)
        if let note = try untried(before, reason) { return .good([note]) }
      }
      let culprits = await unusable(workspace).subtracting(known)
      guard culprits.isEmpty else { return .unusable(culprits) }
      throw Failure(
        .nix, "'\(path)' would not evaluate: \(reason)", "nothing was written",
        hints: advice)
    }
  }

  /// The packages of nixpkgs in the plan that do not evaluate by the configuration that the file will see.
  private func unusable(_ workspace: Workspace) async -> Set<PackageID> {
    guard let plan = draft.wanted.importing?.plan else { return [] }
    let packages = plan.packages.filter { $0.action == .nixpkgs }
    let usable = await workspace.usable(
      packages.map { ($0.id.ecosystem, $0.attribute) }, of: draft.wanted.snapshot,
      configuration: draft.before.kind == .flake ? "config = { };" : "")
    return Set(zip(packages, usable).filter { !$1 }.map(\.0.id))
  }

  /// The note on a text that fails for a reason, where the file failed before; nil if it did not.
  ///
  /// - Throws: `Failure` if it does not fail for the same reason, or if its text is not enough.
  private func untried(
    _ before: EnvironmentTrial.Outcome, _ reason: String
  ) throws(Failure) -> String? {
    let old: String
    switch before {
    case .fails(let reason), .empty(let reason): old = reason
    case .evaluates, .unreachable: return nil
    }
    // The nixpkgs of its caller may have what ours does not.
    if draft.before.existing?.needsArguments == true {
      return try unseen("it cannot be evaluated here", old)
    }
    if case .fails(reason) = before {
      return try unseen("it does not evaluate, with or without the change", reason)
    }
    throw Failure(
      .nix, "'\(path)' does not evaluate before the change: \(old)",
      hints: ["fix it first; nothing was written"])
  }

  /// The note on a text that cannot be evaluated.
  ///
  /// - Throws: `Failure` if the text does not show either what the file evaluates to.
  private func unseen(_ state: String, _ reason: String) throws(Failure) -> String {
    guard draft.before.existing?.isCertain ?? true else {
      throw Failure(
        .editClash,
        "'\(path)': \(state) (\(reason)), and nothing in its text shows that the "
          + "shell in it is the one it makes; the file is unchanged",
        hints: [
          "add the packages by hand, or write another file: \(option: .init(.shell, "FILE"))"
        ])
    }
    if !draft.wanted.contents.python.isEmpty, let other = draft.before.existing?.unseenInput {
      throw Failure(
        .editClash,
        "'\(path)': \(state) (\(reason)), and what '\(other)' gives may have a Python already; the file is "
          + "unchanged",
        hints: [
          "add the packages by hand, or write another file: \(option: .init(.shell, "FILE"))"
        ])
    }
    return "\(state), so nothing but its text was looked at: \(reason)"
  }

  /// What to know of a file that replaces what an overlay adds.
  private var advice: [Hint] {
    guard draft.before.existing?.replacesPackageOverrides ?? false else { return [] }
    return [
      """
      its 'packageOverrides' may replace those of the overlay; this keeps both: python3.override \
      (old: { packageOverrides = pkgs.lib.composeExtensions (old.packageOverrides or \
      (_: _: { })) (self: super: { … }); })
      """
    ]
  }
}
