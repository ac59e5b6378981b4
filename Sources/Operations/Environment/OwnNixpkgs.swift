import Basics
import Nix
import OverlayEditing

/// The nixpkgs that a file imports by itself, such as a fixed archive: its packages are to fit that.
struct OwnNixpkgs: Sendable {
  let environment: [String: String]
  /// The file's path.
  let path: String

  /// Puts the file's own nixpkgs into settings that name none.
  ///
  /// - Returns: Notes about it for the user.
  func choose(
    for file: EnvironmentFile?, isFlake: Bool, settings: inout WorkspaceOptions
  ) async throws(Failure) -> [String] {
    guard let file, !isFlake, file.importsOneNixpkgs, settings.nixpkgs == nil else { return [] }
    guard let text = file.nixpkgsText else {
      return [
        "cannot tell from its text which nixpkgs '\(path)' uses; the imports fit the default one"
      ]
    }
    if text == "<nixpkgs>" {
      // Whatever else the project pins, this file does not use it.
      settings.nixpkgs = text
      return []
    }
    var evaluation = NixEvaluation(
      NixProgram("toString (\(text))"), tool: NixTool(environment: environment))
    evaluation.folder = FilePlace(path).directory
    evaluation.isWriting = true
    evaluation.features = ["flakes", "fetch-tree"]
    evaluation.timeLimit = settings.evaluationLimit
    let outcome = try await evaluation.outcome(String.self)
    guard case .value(let answer, _) = outcome, answer.hasPrefix("/") else {
      return [
        "cannot get the nixpkgs of '\(path)'; the imports fit the default one"
      ]
    }
    settings.nixpkgs = answer
    return ["versions are chosen for the nixpkgs that '\(path)' imports"]
  }
}
