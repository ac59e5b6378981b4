import Basics
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing

extension Workspace {
  var tool: NixTool { NixTool(environment: environment) }

  /// What nixpkgs finds as its configuration by itself: the file, and variables that allow what it refuses.
  ///
  /// `nil` where there is neither, so that nixpkgs' defaults hold. A flake does not see it.
  var nixpkgsConfiguration: String? {
    var parts = ["BROKEN", "INSECURE", "UNSUPPORTED_SYSTEM"].filter {
      environment["NIXPKGS_ALLOW_\($0)"] == "1"
    }
    var files = [environment["NIXPKGS_CONFIG"]].compactMap { $0 }
    if let home = environment["HOME"] {
      files += ["\(home)/.config/nixpkgs/config.nix", "\(home)/.nixpkgs/config.nix"]
    }
    if let file = files.first(where: { !$0.isEmpty && Files.exists($0) }),
      let bytes = try? Files.read(file)
    {
      parts.append(String(decoding: bytes, as: UTF8.self))
    }
    return parts.isEmpty ? nil : parts.joined(separator: "\n")
  }

  /// An evaluation of a program of this module.
  func evaluation(
    _ program: [UInt8], _ arguments: [String: NixArgument]
  ) -> NixEvaluation {
    evaluation(NixProgram(program), arguments)
  }

  func evaluation(
    _ program: NixProgram, _ arguments: [String: NixArgument]? = nil
  ) -> NixEvaluation {
    var evaluation = NixEvaluation(program, arguments, tool: tool)
    evaluation.timeLimit = options.evaluationLimit
    return evaluation
  }

  /// An evaluation of a program that gets nixpkgs with overlays, by `packages` and `overlays`.
  func evaluation(
    _ program: [UInt8], _ arguments: [String: NixArgument], overlays: NixProgram,
    of location: NixpkgsLocation
  ) -> NixEvaluation {
    let packages: [String: NixArgument] = [
      "packages": .program(NixProgram(PackageResources.packages_nix)),
      "overlays": .program(overlays),
    ]
    var evaluation = evaluation(program, arguments.merging(packages) { first, _ in first })
    evaluation.entries = location.entries
    evaluation.searchPath = ["nixpkgs=\(location.path)"]
    return evaluation
  }

  /// Where the nixpkgs is: the one that was asked for, else that of the project, else that of the
  /// machine.
  func location() async throws(Failure) -> NixpkgsLocation {
    if let known = locations[options.nixpkgs] { return known }
    let found = try await findLocation()
    locations[options.nixpkgs] = found
    return found
  }

  private func findLocation() async throws(Failure) -> NixpkgsLocation {
    if options.nixpkgs == nil, let project = ProjectNixpkgs.find(from: Files.realPath(".") ?? "/") {
      return try await fetch(project)
    }
    do {
      guard let nixpkgs = options.nixpkgs else {
        return try await NixpkgsLocation.standard(tool: tool)
      }
      switch NixpkgsReference(nixpkgs) {
      case .path, .searchPath: break
      case .archive, .flake: progress?(.step("fetching nixpkgs from \(nixpkgs)"))
      }
      return try await NixpkgsLocation.resolve(nixpkgs, tool: tool)
    } catch {
      throw Failure(error)
    }
  }

  /// Has Nix fetch the nixpkgs that a project pins, unless it is in the store.
  private func fetch(_ project: ProjectNixpkgs) async throws(Failure) -> NixpkgsLocation {
    progress?(.step("fetching the nixpkgs of \(project.file.name)"))
    var evaluation = evaluation(NixProgram("toString (\(project.program))"))
    evaluation.folder = project.file.folder
    evaluation.isWriting = true
    evaluation.features = ["flakes", "fetch-tree"]
    let outcome = try await evaluation.outcome(String.self)
    let path: String
    switch outcome {
    case .value(let answer, _): path = answer
    case .failure(let failure):
      throw Failure(
        .nix, "cannot get the nixpkgs that '\(project.file.name)' pins: \(failure.message)",
        hints: [
          "fetch it with Nix, such as by 'nix develop' or 'nix-shell', then run the same command again",
          "or use another nixpkgs: \(option: .nixpkgs("<nixpkgs>"))",
        ])
    }
    do {
      return try NixpkgsLocation.fixed(by: project.file, at: path)
    } catch {
      throw Failure(error)
    }
  }
}

extension NixProgram {
  /// No overlays at all, as a function from a package set to their list.
  static let noOverlays = NixProgram("_: [ ]")

  /// The overlays in the file at an absolute path, as a function from a package set to their list.
  static func overlays(in path: String, by access: OverlayAccess?) -> NixProgram {
    let file = "(import (\(NixLiteral.absolutePath(path))))"
    return NixProgram(
      "packages: \(access?.overlays(in: file, packages: "packages") ?? "[ \(file) ]")")
  }
}

extension OverlayGraph {
  /// The overlays of the file, as a function from a package set to their list.
  var overlays: NixProgram { .overlays(in: Files.absolute(path), by: access) }
}
