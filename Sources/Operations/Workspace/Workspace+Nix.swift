import Basics
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing

extension Workspace {
  var tool: NixTool { NixTool(environment: environment) }

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

  /// Where the nixpkgs is that was asked for.
  func location() async throws(Failure) -> NixpkgsLocation {
    do {
      return try await NixpkgsLocation.resolve(options.nixpkgs, tool: tool)
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
