import Nixpkgs
import OverlayEditing
import PackageMetadata

/// What an environment is to have, and the nixpkgs that it is fitted to.
struct EnvironmentWanted: Sendable {
  var contents = EnvironmentContents()
  let snapshot: Snapshot
  /// What the text says of the project that the shell is for.
  private(set) var project: ProjectText?
  /// What was imported first; nil if no package was named.
  let importing: Import.Report?
  private(set) var notes: [String] = []
  /// Whether there is an overlay, or will be.
  let hasOverlay: Bool
  let interpreter: String

  /// Plans what is asked for, or takes what the shell or the overlay has.
  init(
    _ before: EnvironmentBefore, _ options: EnvironmentOptions, _ workspace: Workspace
  ) async throws(Failure) {
    interpreter = workspace.options.python
    let isEmpty = options.importing.isEmpty
    if isEmpty {
      if let shell = before.shell, !shell.python.isEmpty || !shell.r.isEmpty {
        contents = EnvironmentContents(of: shell, needsOverlay: !before.overlay.isNew)
        notes.append("the packages are those of '\(options.shellPath)'")
      } else {
        contents = EnvironmentContents(requestedIn: before.overlay)
        if !contents.isEmpty {
          notes.append("the packages are those that you imported into '\(before.overlayPath)'")
        }
      }
      guard !contents.isEmpty || (before.existing != nil && options.pin != nil) else {
        throw Failure(
          .input, "no package is named",
          hints: [
            "name one: \(command: Invocation(options.verb, ["pypi:numpy", "cran:ggplot2"]))"
          ])
      }
    }
    if isEmpty || before.existing?.interpreter == interpreter {
      snapshot = try await Self.snapshot(before, workspace)
    } else {
      snapshot = try await workspace.snapshot([.pypi])
    }
    guard !isEmpty else {
      importing = nil
      hasOverlay = !before.overlay.isNew
      return
    }
    var settings = options.importing
    settings.writesOverlay = false
    let report = try await Import(settings, workspace: workspace).run()
    importing = report
    contents = EnvironmentContents(
      report.plan, specs: report.specs, tools: Array(report.requests.tools.values),
      snapshot: report.snapshot)
    hasOverlay = !before.overlay.isNew || report.change != nil
    guard let directory = options.project else { return }
    let found = try await ShellProject(directory, workspace: workspace)
      .text(for: report.snapshot, from: before.place)
    if before.existing == nil {
      project = found
    } else if let found, !before.mentionsProject {
      notes.append(
        "'\(before.file.path)' is extended with packages alone; for the project's code, add to its shellHook: \(found.exportedPath)"
      )
    }
  }

  private static func snapshot(
    _ before: EnvironmentBefore, _ workspace: Workspace
  ) async throws(Failure) -> Snapshot {
    var options = try workspace.snapshotOptions()
    options.location = try await workspace.location()
    do {
      return try await workspace.configured(
        Snapshot.load(options, ecosystems: [.pypi]), options)
    } catch .noPython(let python, _) where before.existing?.interpreter == python {
      throw Failure(
        .input,
        "'\(before.file.path)' has packages of '\(python)', which this nixpkgs does not have",
        hints: [
          "write another there, such as 'python3' for '\(python)'",
          "or name a nixpkgs that has it: \(option: .nixpkgs("PATH"))",
        ])
    } catch {
      throw Failure(error)
    }
  }
}
