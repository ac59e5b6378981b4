import Basics
import NixSyntax
import OverlayEditing
import PackageMetadata

/// What is there before an environment is written, each file read once.
struct EnvironmentBefore: Sendable {
  /// What is written; a flake is known from its outputs, whatever was asked for.
  let kind: EnvironmentOptions.Kind
  let file: OverlayFile
  /// The file as it is; nil if there is none.
  let existing: EnvironmentFile?
  /// The shell that an image takes its packages from.
  let shell: EnvironmentFile?
  let place: FilePlace
  let overlayPath: String
  let overlay: OverlayDocument
  /// How the file names the overlay.
  let reference: FileReference
  private let verb: Invocation.Verb

  /// Reads the files.
  ///
  /// - Throws: `Failure` if one is not valid Nix, or if the file cannot name the overlay.
  init(_ options: EnvironmentOptions, overlayPath: String) throws(Failure) {
    file = try OverlayFile(path: options.path)
    let existing = try file.contents.map { bytes throws(Failure) in
      try Self.read(bytes, path: options.path, shell: options.attribute)
    }
    self.existing = existing
    kind = options.kind == .shell && existing?.isFlake == true ? .flake : options.kind
    if case .image = options.kind, let bytes = try TextFile.read(options.shellPath) {
      shell = try Self.read(bytes, path: options.shellPath)
    } else {
      shell = nil
    }
    verb = options.verb
    place = FilePlace(options.path)
    self.overlayPath = overlayPath
    overlay = try OverlayFile(path: overlayPath).document()
    var reference = place.reference(to: FilePlace(overlayPath))
    if kind == .flake, reference.relative.hasPrefix("/") || reference.relative.hasPrefix("..") {
      throw Failure(
        .input, "a flake sees only files in its own directory, and '\(overlayPath)' is elsewhere",
        hints: ["name an overlay in the directory of '\(options.path)' with \(name: .overlay)"])
    }
    reference.access = try Self.access(to: overlay, reference, overlayPath, for: existing, options)
    self.reference = reference
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

  /// The way to the overlay in its file, where that isn't the file's value itself.
  ///
  /// - Throws: `Failure` if the file to write cannot take the overlay in.
  private static func access(
    to overlay: OverlayDocument, _ reference: FileReference, _ overlayPath: String,
    for existing: EnvironmentFile?, _ options: EnvironmentOptions
  ) throws(Failure) -> OverlayAccess? {
    guard let access = overlay.access, !access.isDirect, existing?.names(reference) != true else {
      return nil
    }
    let usage = access.usage(of: "import \(NixLiteral.relativePath(reference.relative))")
    if usage != nil, !access.isList || existing == nil { return access }
    let what =
      access.isPackageSet
      ? "is a set of packages, not an overlay"
      : usage == nil ? "takes arguments that only its user knows" : "is a list of overlays"
    throw Failure(
      .editClash, "'\(overlayPath)' \(what), so '\(options.path)' cannot use it",
      hints: [
        usage.map {
          "add 'overlays = \($0);' to the arguments of nixpkgs, then run the same command again"
        }
          ?? "name another file for the packages with \(name: .overlay)"
      ])
  }

  /// Whether the file has the code of a project already.
  var mentionsProject: Bool {
    let text = file.contents.map { String(decoding: $0, as: UTF8.self) } ?? ""
    return text.contains("PYTHONPATH") || text.contains("mkPythonEditablePackage")
      || text.contains("devtools::load_all")
  }

  /// The interpreter to plan for: the file's own, unless another was asked for.
  func interpreter(asked: String) throws(Failure) -> String {
    guard let own = (existing ?? shell)?.interpreter, own != asked else { return asked }
    guard asked == WorkspaceOptions().python else {
      throw Failure(
        .editClash, "'\(file.path)' has packages of '\(own)', not of '\(asked)'",
        hints: ["omit \(name: .python), or name another file to write"])
    }
    return own
  }

  /// Sees whether the file can take packages, before anything is planned.
  func probe(_ requirements: [Requirement], interpreter: String) throws(Failure) {
    guard let existing else { return }
    let guess = EnvironmentContents(guessedFrom: requirements)
    var additions = EnvironmentAdditions(interpreter: interpreter)
    additions.python = guess.python
    additions.r = guess.r
    do {
      _ = try existing.adding(additions)
    } catch {
      throw refusal(error, of: guess, interpreter: interpreter)
    }
  }

  /// The path of a file that this one takes in, from the working directory.
  private func path(of name: String) -> String {
    let made = FilePlace("\(place.directory)/\(name)")
    return FilePlace("\(Host.workingDirectory ?? "/")/shell.nix").relativePath(to: made)
  }

  /// What to do by hand where the file cannot be extended.
  func refusal(
    _ error: OverlayEditingError, of contents: EnvironmentContents, interpreter: String
  ) -> Failure {
    guard case .unknownEnvironment(_, let obstacle) = error else { return Failure(error) }
    var hints: [Hint] = []
    if case .severalShells(let names) = obstacle, let name = names.first {
      hints.append("to extend one of them: \(option: .init(.attribute, name))")
    }
    switch obstacle {
    case .otherFile(let name?):
      hints.append("to extend that one: \(option: .init(.shell, path(of: name)))")
    case .otherFiles(let names):
      let word = contents.python.isEmpty ? "r." : "python"
      let name = names.first { $0.lowercased().contains(word) } ?? names[0]
      hints.append("to extend one of them: \(option: .init(.shell, path(of: name)))")
    default: break
    }
    if !contents.python.isEmpty {
      let names = contents.python.map { "ps.\(NixLiteral.attributeName($0))" }
      hints.append(
        """
        for Python, add to its inputs: (pkgs.\(interpreter).withPackages \
        (ps: [ \(names.joined(separator: " ")) ]))
        """)
    }
    if !contents.r.isEmpty {
      let names = contents.r.map { "pkgs.rPackages.\(NixLiteral.attributeName($0))" }
      hints.append("for R, add to its inputs: pkgs.R \(names.joined(separator: " "))")
    }
    let overlays = "overlays = [ (import \(NixLiteral.path(reference.relative))) ];"
    hints.append("and to the arguments of nixpkgs: \(overlays)")
    if kind == .flake, obstacle == .nixpkgsFromOutside {
      hints.append(
        """
        with flake-parts, an overlay goes into 'perSystem': _module.args.pkgs = \
        import inputs.nixpkgs { inherit system; \(overlays) };
        """)
    }
    hints.append(
      "or write another file: \(option: .init(verb == .image ? .image : .shell, "FILE"))")
    return Failure(.editClash, error.description, hints: hints)
  }
}
