import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata

/// The way from requests to a file that makes an environment: import what nixpkgs lacks, add it to
/// the file or write a new one, let Nix evaluate that, and put both files in place.
package struct EnvironmentWriting: Sendable {
  let options: EnvironmentOptions
  let workspaceOptions: WorkspaceOptions
  let environment: [String: String]
  let progress: (@Sendable (WorkProgress) -> Void)?

  package init(
    _ options: EnvironmentOptions, workspace: WorkspaceOptions,
    environment: [String: String] = NixTool.processEnvironment(),
    progress: (@Sendable (WorkProgress) -> Void)? = nil
  ) {
    self.options = options
    workspaceOptions = workspace
    self.environment = environment
    self.progress = progress
  }

  /// Writes the file, and the overlay where something had to be imported.
  ///
  /// - Throws: `Failure`; both files are then as they were.
  package func run() async throws(Failure) -> EnvironmentReport {
    let file = try OverlayFile(path: options.path)
    let existing = try file.contents.map { bytes throws(Failure) in
      try Self.read(bytes, path: options.path, shell: options.attribute)
    }
    let place = FilePlace(options.path)
    var overlay = place.reference(to: FilePlace(workspaceOptions.overlayPath))
    try refuseOutsideFlake(overlay)
    overlay.access = try access(in: overlay, for: existing)
    if let existing { try probe(existing, overlay) }
    let source = try shellSource()
    var settings = workspaceOptions
    settings.python = try interpreter(of: existing ?? source)
    let own = try await OwnNixpkgs(environment: environment, path: options.path)
      .choose(for: existing, isFlake: options.kind == .flake, settings: &settings)
    let workspace = Workspace(settings, environment: environment, progress: progress)
    var gathered: Gathered
    do {
      gathered = try await gather(workspace, existing: existing, source: source)
    } catch {
      throw Self.error(error, without: settings.python, of: existing, path: options.path)
    }
    gathered.notes += own
    let contents = gathered.contents
    let snapshot = gathered.snapshot
    let overlayFile = try OverlayFile(path: workspaceOptions.overlayPath)
    let isOverlayThere = overlayFile.contents != nil || gathered.importing?.change != nil
    let pin = try await pinnedTree(workspace, snapshot)

    var additions = EnvironmentAdditions(interpreter: settings.python)
    additions.python = contents.python
    additions.r = contents.r
    if contents.needsOverlay, isOverlayThere { additions.overlay = overlay }
    let written = EnvironmentSource(
      options: options, snapshot: snapshot, place: place, interpreter: settings.python,
      contents: contents, overlay: isOverlayThere ? overlay : nil, shell: source)
    func text(pinned: Bool) throws(Failure) -> [UInt8] {
      let pin = pinned ? pin : nil
      guard let existing else { return Array(written.text(pin: pin).utf8) }
      additions.pin = pin
      do {
        return try existing.adding(additions)
      } catch {
        throw self.error(error, contents: contents, overlay: overlay)
      }
    }
    let after = try text(pinned: true)
    var notes = gathered.notes
    let isNewFlake = options.kind == .flake && place.isInRepository && after != file.original
    if isNewFlake {
      notes.append(
        "a flake sees what git knows: git add \(options.path) \(workspaceOptions.overlayPath)")
    }
    if !options.importing.isDryRun {
      let plain = pin == nil ? after : try text(pinned: false)
      if after != file.original {
        notes += try await evaluate(
          plain, instead: file.original, gathered.importing, overlay: overlay, snapshot: snapshot)
      }
      try put(gathered.importing, after, file)
    }
    return EnvironmentReport(
      importing: gathered.importing, kind: options.kind, path: options.path,
      before: file.original.map { String(decoding: $0, as: UTF8.self) },
      after: String(decoding: after, as: UTF8.self), interpreter: settings.python,
      python: contents.python, r: contents.r, overlayPath: workspaceOptions.overlayPath,
      usesOverlay: try Self.read(after, path: options.path).names(overlay),
      isDryRun: options.importing.isDryRun, notes: notes, attribute: options.attribute)
  }

  private static func read(
    _ bytes: [UInt8], path: String, shell: String? = nil
  ) throws(Failure) -> EnvironmentFile {
    do {
      return try EnvironmentFile(bytes: bytes, path: path, shell: shell)
    } catch {
      throw Failure(error)
    }
  }

  // MARK: Before anything is planned

  /// Refuses a flake whose overlay is outside its folder, which Nix would not see.
  private func refuseOutsideFlake(_ overlay: FileReference) throws(Failure) {
    guard options.kind == .flake,
      overlay.relative.hasPrefix("/") || overlay.relative.hasPrefix("..")
    else { return }
    throw Failure(
      .input,
      "a flake sees only files in its own directory, and '\(workspaceOptions.overlayPath)' is outside",
      hints: ["name an overlay in the directory of '\(options.path)' with \(name: .overlay)"])
  }

  /// The way to the overlay in its file, where that isn't the file's value itself.
  ///
  /// - Throws: `Failure` where the file to write can't take the overlay in.
  private func access(
    in overlay: FileReference, for existing: EnvironmentFile?
  ) throws(Failure) -> OverlayAccess? {
    let document = try OverlayFile(path: workspaceOptions.overlayPath).document()
    guard let access = document.access, !access.isDirect, existing?.names(overlay) != true else {
      return nil
    }
    let usage = access.usage(of: "import \(NixLiteral.relativePath(overlay.relative))")
    if usage != nil, !access.isList || existing == nil { return access }
    throw Failure(
      .editClash,
      "'\(workspaceOptions.overlayPath)' "
        + (usage == nil
          ? "is called with arguments that only its user knows"
          : "is a list of overlays, not an overlay")
        + ", so '\(options.path)' cannot use it",
      hints: [
        usage.map {
          "add 'overlays = \($0);' to what nixpkgs is called with, then run the same command again"
        }
          ?? "name another file for the packages with \(name: .overlay)"
      ])
  }

  /// Sees whether a file can take packages, before the overlay is touched.
  private func probe(
    _ file: EnvironmentFile, _ overlay: FileReference
  ) throws(Failure) {
    let guess = EnvironmentContents(guessedFrom: options.importing.specs)
    var additions = EnvironmentAdditions(interpreter: workspaceOptions.python)
    additions.python = guess.python
    additions.r = guess.r
    do {
      _ = try file.adding(additions)
    } catch {
      throw self.error(error, contents: guess, overlay: overlay)
    }
  }

  /// The shell that an image takes its packages from.
  private func shellSource() throws(Failure) -> EnvironmentFile? {
    guard case .image = options.kind, let bytes = try TextFile.read(options.shellPath) else {
      return nil
    }
    return try Self.read(bytes, path: options.shellPath)
  }

  /// The interpreter to plan for: the file's own, unless another was asked for.
  private func interpreter(of file: EnvironmentFile?) throws(Failure) -> String {
    let asked = workspaceOptions.python
    guard let own = file?.interpreter, own != asked else { return asked }
    guard asked == WorkspaceOptions().python else {
      throw Failure(
        .editClash, "'\(options.path)' has packages of '\(own)', not of '\(asked)'",
        hints: ["omit \(name: .python), or name another file to write"])
    }
    return own
  }

  // MARK: What it is to have

  private struct Gathered {
    var contents: EnvironmentContents
    var snapshot: Snapshot
    var importing: Import.Report?
    var notes: [String] = []
  }

  private func gather(
    _ workspace: Workspace, existing: EnvironmentFile?, source: EnvironmentFile?
  ) async throws(Failure) -> Gathered {
    let specs = options.importing.specs
    if !specs.isEmpty {
      var importing = options.importing
      importing.writesOverlay = false
      let report = try await Import(importing, workspace: workspace).run()
      let contents = EnvironmentContents(report.plan, specs: specs, snapshot: report.snapshot)
      return Gathered(contents: contents, snapshot: report.snapshot, importing: report)
    }
    var contents = EnvironmentContents()
    var notes: [String] = []
    let document = try OverlayFile(path: workspaceOptions.overlayPath).document()
    if let source, !source.python.isEmpty || !source.r.isEmpty {
      contents = EnvironmentContents(of: source, needsOverlay: !document.isNew)
      notes.append("the packages are those of '\(options.shellPath)'")
    } else {
      contents = EnvironmentContents(requestedIn: document)
      if !contents.isEmpty {
        notes.append("the packages are those that '\(workspaceOptions.overlayPath)' was asked for")
      }
    }
    guard !contents.isEmpty || (existing != nil && options.pin != nil) else {
      throw Failure(
        .input, "no package is named",
        hints: ["name one: \(command: Invocation(options.verb, ["pypi:numpy", "cran:ggplot2"]))"])
    }
    let snapshot = try await workspace.snapshot([.pypi])
    return Gathered(contents: contents, snapshot: snapshot, notes: notes)
  }

  private func pinnedTree(
    _ workspace: Workspace, _ snapshot: Snapshot
  ) async throws(Failure) -> PinnedTree? {
    guard let pin = options.pin else { return nil }
    return try await PinnedRevision(pin: pin, repository: options.repository, workspace: workspace)
      .tree(of: snapshot)
  }

  // MARK: The trial

  /// Evaluates the file with the overlay that it will have.
  ///
  /// - Returns: What is to be told though all is well.
  private func evaluate(
    _ text: [UInt8], instead original: [UInt8]?, _ importing: Import.Report?,
    overlay: FileReference, snapshot: Snapshot
  ) async throws(Failure) -> [String] {
    let trial = EnvironmentTrial(
      environment: environment, location: snapshot.location, system: snapshot.facts.system,
      isFlake: options.kind == .flake, attribute: options.attribute)
    let path = FilePlace(options.path).path
    var text = text
    var files: OverlayChange.Trial?
    if let importing, importing.isChanged, let change = importing.change {
      files = try change.writeTrial()
      let file = try Self.read(text, path: options.path)
      do {
        let place = FilePlace(options.path)
        text = try file.replacing(
          overlay, with: place.reference(to: FilePlace(files?.path ?? "")).relative)
      } catch {
        throw Failure(error)
      }
    }
    defer { files?.remove() }
    switch try await trial.run(text, at: path) {
    case .evaluates: return []
    case .unreachable(let reason):
      return ["it is not evaluated, since that needs the network: \(reason)"]
    case .fails(let reason):
      if let original, case .fails(let reason) = try await trial.run(original, at: path) {
        throw Failure(
          .nix, "'\(options.path)' does not evaluate as it is: \(reason)",
          hints: ["fix it first; nothing was written"])
      }
      throw Failure(
        .nix, "'\(options.path)' would not evaluate: \(reason)\nnothing was written",
        hints: Self.hints(for: text) + ["to look at the text: \(option: .dryRun)"])
    }
  }

  /// Puts the file and what was imported in place; neither, if one can't be.
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

  // MARK: Errors

  /// What to know of a text that does not evaluate.
  private static func hints(for text: [UInt8]) -> [Hint] {
    guard String(decoding: text, as: UTF8.self).contains("packageOverrides") else { return [] }
    return [
      """
      its 'packageOverrides' may replace those of the overlay; this keeps both: python3.override \
      (old: { packageOverrides = pkgs.lib.composeExtensions (old.packageOverrides or \
      (_: _: { })) (self: super: { … }); })
      """
    ]
  }

  /// Why a snapshot won't do that lacks the interpreter of the file itself.
  private static func error(
    _ error: Failure, without python: String, of existing: EnvironmentFile?, path: String
  ) -> Failure {
    guard existing?.interpreter == python, error.what.contains("no usable '\(python)'")
    else { return error }
    return Failure(
      .input, "'\(path)' has packages of '\(python)', which this nixpkgs does not have",
      hints: [
        "write another there, such as 'python3' for '\(python)'",
        "or name a nixpkgs that has it: \(option: .nixpkgs("PATH"))",
      ])
  }

  private func error(
    _ error: OverlayEditingError, contents: EnvironmentContents, overlay: FileReference
  ) -> Failure {
    guard case .unknownEnvironment(_, let reason) = error else { return Failure(error) }
    var hints: [Hint] = []
    if !contents.python.isEmpty {
      let names = contents.python.map { "ps.\(NixLiteral.attributeName($0))" }
      hints.append(
        """
        for Python, add to its inputs: (pkgs.\(workspaceOptions.python).withPackages \
        (ps: [ \(names.joined(separator: " ")) ]))
        """)
    }
    if !contents.r.isEmpty {
      let names = contents.r.map { "pkgs.rPackages.\(NixLiteral.attributeName($0))" }
      hints.append("for R, add to its inputs: pkgs.R \(names.joined(separator: " "))")
    }
    hints.append(
      """
      and to what nixpkgs is called with: \
      overlays = [ (import \(NixLiteral.path(overlay.relative))) ];
      """)
    if options.kind == .flake, reason.contains("passed in from outside") {
      hints.append(
        """
        with flake-parts, an overlay goes into 'perSystem': _module.args.pkgs = \
        import inputs.nixpkgs { inherit system; overlays = \
        [ (import \(NixLiteral.path(overlay.relative))) ]; };
        """)
    }
    let other = Invocation.Option(options.verb == .image ? .image : .shell, "FILE")
    hints.append("or write another file: \(option: other)")
    return Failure(.editClash, error.description, hints: hints)
  }
}
