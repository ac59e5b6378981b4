import CRAN
import Derivations
package import Nixpkgs
import OverlayEditing
package import PackageMetadata
package import Planning
import PyPI
import Transfer
import Versions

/// `import`: writes what nixpkgs lacks of the requested packages and their closure.
package struct Import: Sendable {
  /// What `import` can be told beside the workspace's options.
  package struct Options: Hashable, Sendable {
    package var specs: [PackageSpec] = []
    /// The files that ask for further packages.
    package var files = RequestFiles()
    package var planning = PlanningOptions()
    package var isDryRun = false
    /// Never `fetchPypi`.
    package var urlOnly = false
    /// Whether the overlay's text is wanted though nothing is written.
    package var wantsText = true
    /// What nixpkgs is taken not to have, for trials.
    package var forgotten: Set<PackageID> = []
    /// Whether the overlay is put in its place; else that is left to the caller.
    package var writesOverlay = true

    package init() {}

    /// Whether nothing is asked for.
    package var isEmpty: Bool { specs.isEmpty && files.isEmpty }
  }

  /// What an import came to.
  package struct Report: Sendable {
    package let snapshot: Snapshot
    package let plan: Plan
    /// All that was asked for, on the command line and in files.
    package let specs: [PackageSpec]
    /// What became of what files ask for.
    package let requests: RequestReport
    /// The fetcher of each package that is written.
    package let fetchers: [PackageID: String]
    /// Attributes of nixpkgs that each package needs beside those of its ecosystem.
    package let nativeInputs: [PackageID: [String]]
    package let overlayPath: String
    /// Whether the overlay differs from what it was, or would.
    package let isChanged: Bool
    package let isDryRun: Bool
    /// The overlay before and after; `nil` where no text was asked for.
    package let change: OverlayChange?
  }

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  /// Plans, then writes the overlay.
  ///
  /// - Throws: `Failure`; the overlay is then as it was.
  package func run() async throws(Failure) -> Report {
    guard !options.isEmpty else {
      throw Failure(
        .input, "no package is named",
        hints: ["name one: \(command: Invocation(.import, ["pypi:streamlit"]))"])
    }
    let file = try OverlayFile(path: workspace.options.overlayPath)
    if !options.isDryRun { try TextFile.requireWritable(file.path) }
    let document = try file.document()
    let ahead = await workspace.readAhead(
      options.specs.map(\.requirement) + options.files.requirements)
    let snapshot = try await workspace.snapshot(ecosystems)
    await ahead.end()
    if let python = workspace.interpreter(for: options.files, in: snapshot) {
      var settings = workspace.options
      settings.python = python
      return try await Import(options, workspace: workspace.with(settings)).run()
    }
    let resolution = try RequestResolution(
      options.files, typed: options.specs, snapshot: snapshot,
      pypi: workspace.options.indexURLs.first ?? PyPIOptions.defaultIndexURL)
    var unusable = options.forgotten
    while true {
      let attempt: Attempt
      do {
        attempt = try await self.attempt(
          document, file, resolution, snapshot: snapshot, without: unusable, ahead: ahead)
      } catch {
        throw error.adding(Verification.notes(on: unusable.subtracting(options.forgotten)))
      }
      guard let complaint = attempt.complaint else { return attempt.report }
      let verification = Verification(workspace: workspace, snapshot: snapshot)
      try await verification.judge(complaint, of: file.path, in: attempt.report.plan, &unusable)
    }
  }

  /// One plan with what came of it.
  private struct Attempt {
    let report: Report
    /// Nix's words, where it does not evaluate; nothing is then written.
    let complaint: String?
  }

  private func attempt(
    _ document: OverlayDocument, _ file: OverlayFile, _ resolution: RequestResolution,
    snapshot: Snapshot, without unusable: Set<PackageID>, ahead: CRANReadingAhead
  ) async throws(Failure) -> Attempt {
    let inventory = SnapshotInventory(
      snapshot: snapshot, overlay: document.inventory, unusable: unusable)
    var resolution = resolution
    var (plan, catalogs) = try await plan(
      &resolution, for: snapshot, inventory: inventory, document: document, ahead: ahead)
    let isTextWanted = !options.isDryRun || options.wantsText
    let preparation = PlanPreparation(
      workspace: workspace, snapshot: snapshot, catalogs: catalogs, urlOnly: options.urlOnly)
    let prepared = try await preparation.prepare(plan, looksIntoFiles: isTextWanted)
    let made = prepared.made
    plan = prepared.plan
    var change: OverlayChange?
    var complaint: String?
    let verification = Verification(workspace: workspace, snapshot: snapshot)
    if isTextWanted, !made.derivations.isEmpty {
      let made = OverlayChange(
        file: file, before: document,
        after: try document.holding(made.derivations, in: snapshot))
      change = made
      if made.isChanged {
        let outcome = try await verification.outcome(of: plan.written, in: made)
        switch outcome {
        case .good: break
        case .untried(let reason): plan.warnings.append(reason)
        case .bad(let words): complaint = words
        }
        if complaint == nil, options.writesOverlay, !options.isDryRun { try made.write() }
      }
    }
    plan.warnings += Verification.notes(on: unusable.subtracting(options.forgotten))
    if !workspace.client.configuration.credentials.isEmpty, !made.derivations.isEmpty {
      plan.warnings.append(
        "names and passwords are not written into the overlay; give them to Nix by 'netrc-file'")
    }
    let report = Report(
      snapshot: snapshot, plan: plan, specs: resolution.specs, requests: resolution.report,
      fetchers: made.fetchers, nativeInputs: made.nativeInputs,
      overlayPath: workspace.options.overlayPath,
      isChanged: change?.isChanged ?? !plan.written.isEmpty, isDryRun: options.isDryRun,
      change: change)
    return Attempt(report: report, complaint: complaint)
  }

  private var ecosystems: Set<Ecosystem> {
    Set(options.specs.map(\.requirement.id.ecosystem)).union(options.files.ecosystems)
  }

  /// The files that requests name by URL, each as a project of one release.
  func directProjects(
    _ specs: [PackageSpec], _ catalogs: Catalogs
  ) async throws(Failure) -> [PackageID: Project] {
    var result: [PackageID: Project] = [:]
    for spec in specs {
      guard let url = spec.requirement.url else { continue }
      let id = spec.requirement.id
      do {
        let release = try await catalogs.pypi.release(id, at: url)
        result[id] = Project(
          id: id, displayName: spec.requirement.writtenName, versions: [release.version],
          hasUploadTimes: false, release: { _ in release })
      } catch {
        throw await Failure(error, from: catalogs.pypi)
      }
    }
    return result
  }
}
