import Basics
import Nix
import NixSyntax
import Nixpkgs

/// A trial of a file that makes an environment before it is put in its place: Nix evaluates it to
/// its derivation.
struct EnvironmentTrial: Sendable {
  /// The result.
  enum Outcome: Hashable, Sendable {
    /// Paths of the derivations that it comes down to, and how many environments of Python these have
    /// among their inputs.
    case evaluates(derivations: [String], environments: Int)
    /// It needs something that is not available: of the network, or of its caller.
    case unreachable(String)
    /// It evaluates, but to nothing that is an environment.
    case empty(String)
    case fails(String)
  }

  let environment: [String: String]
  let location: NixpkgsLocation
  let system: String
  let limit: Duration?
  let isFlake: Bool
  /// The name of the shell, where there are several.
  var attribute: String?

  /// Evaluates a text in the place of the file at `path`.
  func run(_ text: [UInt8], at path: String) async throws(Failure) -> Outcome {
    let trial = Leftovers.name(beside: path, for: "trial-")
    try TextFile.write(text, to: trial)
    defer { Files.remove(trial) }
    // `<nixpkgs/…>` names a file in a directory; else the entry that is known to let this Nix in.
    let isFolder = String(decoding: text, as: UTF8.self).contains("<nixpkgs/")
    let tree = isFolder ? location.root : location.entry
    // So it is where a flake takes its nixpkgs for a directory.
    let isInput = ["${nixpkgs}", "nixpkgs +", "nixpkgs.outPath", "${inputs.nixpkgs}"].contains {
      String(decoding: text, as: UTF8.self).contains($0)
    }
    var arguments: [String: NixArgument] = [
      "file": .path(Files.absolute(trial)), "attribute": .string(attribute ?? "default"),
    ]
    if !isFlake {
      let function = Lambda(SyntaxTree.parse(text).expression?.unparenthesised)
      arguments["takesAll"] = .boolean(function.map { !$0.hasPattern } ?? false)
    } else {
      arguments["root"] = .path(location.root)
      arguments["source"] = .path(isInput ? location.root : location.entry)
      arguments["system"] = .string(system)
    }
    var evaluation = NixEvaluation(
      NixProgram(isFlake ? PackageResources.flake_trial_nix : PackageResources.shell_trial_nix),
      arguments, tool: NixTool(environment: environment))
    evaluation.entries = [location.entry]
    evaluation.searchPath = ["nixpkgs=\(tree)"]
    // What is built while evaluating, as `fetchFromGitHub` is, needs its derivation in the store.
    evaluation.isWriting = true
    evaluation.timeLimit = limit
    let outcome: NixOutcome<Answer>
    do {
      outcome = try await evaluation.value(Answer.self)
    } catch {
      // What the file reads from a package has to be built first.
      if case .trouble(let trouble) = error, trouble.isOfBuilding {
        return .unreachable(trouble.words)
      }
      throw Failure(error)
    }
    switch outcome {
    case .value(let answer, _):
      return .evaluates(derivations: answer.derivations, environments: answer.environments)
    case .failure(let failure):
      let complaint = failure.complaint()
      guard let (verdict, detail) = ProgramVerdict.thrown(in: complaint) else {
        return failure.isForWantOfNetwork
          ? .unreachable(complaint.message) : .fails(complaint.message)
      }
      switch verdict {
      case .unknownInput: return .unreachable("the flake has other inputs: \(detail)")
      case .unknownArgument: return .unreachable("only its caller knows the argument '\(detail)'")
      case .flakePartsModule: return .unreachable("it is a module of flake-parts")
      case .noDerivation: return .empty("it has no derivation")
      case .noShell: return .empty("it has no development shell for '\(detail)'")
      case .foreign, .ambiguous, .onePackage, .noEffect: return .fails(complaint.message)
      }
    }
  }

  private struct Answer: Decodable, Sendable {
    let derivations: [String]
    let environments: Int
  }
}
