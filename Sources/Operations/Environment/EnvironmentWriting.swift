import Basics
import Nix
import Nixpkgs
import OverlayEditing
import PackageMetadata

/// The way from requests to a file that makes an environment, one value a stage: what is there
/// (`EnvironmentBefore`), what it is to have (`EnvironmentWanted`), the text (`EnvironmentDraft`),
/// what Nix says about it (`EnvironmentProof`), and both files in place.
package struct EnvironmentWriting: Sendable {
  let options: EnvironmentOptions
  let workspace: Workspace

  package init(_ options: EnvironmentOptions, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  /// Writes the file, and the overlay where something had to be imported.
  ///
  /// - Throws: `Failure`; both files are then as they were.
  package func run() async throws(Failure) -> EnvironmentReport {
    let before = try EnvironmentBefore(options, overlayPath: workspace.options.overlayPath)
    var settings = workspace.options
    settings.python = try before.interpreter(asked: settings.python)
    try before.probe(
      options.importing.specs.map(\.requirement) + options.importing.files.requirements,
      interpreter: settings.python)
    let own = try await OwnNixpkgs(environment: workspace.environment, path: options.path)
      .choose(for: before.existing, isFlake: before.kind == .flake, settings: &settings)
    if before.existing == nil, let python = try await pythonOfFiles(settings) {
      settings.python = python
    }
    let workspace = workspace.with(settings)
    var unusable: Set<PackageID> = []
    while true {
      switch try await attempt(before, workspace, notes: own, unusable: unusable) {
      case .done(let report): return report
      case .again(let found): unusable.formUnion(found)
      }
    }
  }

  /// The result of an attempt.
  private enum Attempt: Sendable {
    case done(EnvironmentReport)
    /// These packages of nixpkgs do not evaluate.
    case again(without: Set<PackageID>)
  }

  /// Writes the file, unless packages of nixpkgs turn out not to evaluate in it.
  private func attempt(
    _ before: EnvironmentBefore, _ workspace: Workspace, notes own: [String],
    unusable: Set<PackageID>
  ) async throws(Failure) -> Attempt {
    var options = options
    options.importing.unusable = unusable
    let settings = workspace.options
    let wanted = try await EnvironmentWanted(before, options, workspace)
    let draft = EnvironmentDraft(before: before, wanted: wanted, options: options)
    let pin = try await pinnedTree(workspace, wanted.snapshot)
    let after = try draft.text(pin: pin)
    var notes = wanted.notes + own
    if after != before.file.original {
      if before.kind == .flake {
        let git = GitStatus(tool: workspace.tool, folder: before.place.directory)
        let files =
          [options.path] + (draft.usesOverlay ? [workspace.options.overlayPath] : [])
          + (wanted.importing?.change?.lockPaths ?? [])
        let untracked = try await git.untracked(among: files).map(ShellWord.quoted)
        if !untracked.isEmpty {
          notes.append(
            "a flake sees only files that git tracks: git add \(untracked.joined(separator: " "))")
        }
      }
      let proof = EnvironmentProof(
        draft: draft, environment: workspace.environment,
        limit: workspace.options.evaluationLimit, attribute: options.attribute)
      workspace.progress?(.step("evaluating \(options.path)"))
      switch try await proof.run(workspace, known: unusable) {
      case .good(let found): notes += found
      case .unusable(let found): return .again(without: found)
      }
    }
    if !options.importing.isDryRun { try put(wanted.importing, after, before.file) }
    var report = EnvironmentReport(
      importing: wanted.importing, kind: before.kind, path: options.path,
      before: before.file.original.map { String(decoding: $0, as: UTF8.self) },
      after: String(decoding: after, as: UTF8.self), interpreter: settings.python,
      python: wanted.contents.python, r: wanted.contents.r,
      overlayPath: workspace.options.overlayPath, usesOverlay: draft.usesOverlay,
      isDryRun: options.importing.isDryRun, notes: notes, attribute: options.attribute)
    report.needsArguments = before.existing?.needsArguments ?? false
    if before.kind == .flake { report.hasFlakes = await workspace.tool.hasFlakes() }
    return .done(report)
  }

  /// The interpreter that files of requests want instead of the usual one.
  private func pythonOfFiles(_ settings: WorkspaceOptions) async throws(Failure) -> String? {
    let files = options.importing.files
    guard !files.isEmpty, settings.python == WorkspaceOptions().python else { return nil }
    let workspace = workspace.with(settings)
    return workspace.interpreter(for: files, in: try await workspace.snapshot(files.ecosystems))
  }

  private func pinnedTree(
    _ workspace: Workspace, _ snapshot: Snapshot
  ) async throws(Failure) -> PinnedTree? {
    guard let pin = options.pin else { return nil }
    return try await PinnedRevision(pin: pin, repository: options.repository, workspace: workspace)
      .tree(of: snapshot)
  }

  /// Puts the file and what was imported in place; neither, if one cannot be.
  private func put(
    _ importing: Import.Report?, _ after: [UInt8], _ file: OverlayFile
  ) throws(Failure) {
    try importing?.change?.write()
    guard after != file.original else { return }
    do {
      try file.replace(with: after)
    } catch {
      try importing?.change?.undo()
      throw error
    }
  }
}
