import Basics
import Nix
import Nixpkgs
import OverlayEditing

/// The nixpkgs that a file imports by itself, such as a fixed archive: its packages are to fit that.
struct OwnNixpkgs: Sendable {
  let environment: [String: String]
  /// The file's path.
  let path: String

  /// Puts the file's own nixpkgs into settings that name none.
  ///
  /// - Returns: What is to be told of it.
  func choose(
    for file: EnvironmentFile?, isFlake: Bool, settings: inout WorkspaceOptions
  ) async throws(Failure) -> [String] {
    guard let file, !isFlake, file.importsOneNixpkgs,
      settings.nixpkgs == WorkspaceOptions().nixpkgs
    else { return [] }
    guard let text = file.nixpkgsText else {
      return [
        "cannot tell from its text which nixpkgs '\(path)' uses; what is imported fits "
          + "'\(settings.nixpkgs)'"
      ]
    }
    if text == "<nixpkgs>" { return [] }
    let tool = NixTool(environment: environment)
    var job = NixTool.Job(
      "nix-instantiate",
      ["--eval", "--json", "--read-write-mode", "--expr", "toString (\(text))"])
    job.folder = FilePlace(path).directory
    let ending: NixTool.Ending
    do {
      ending = try await tool.stream(job) { _ in }
    } catch {
      throw Failure(error)
    }
    let answer = NixMessage.lines(of: ending.output).first ?? ""
    guard ending.succeeded, answer.hasPrefix("\"/"), answer.hasSuffix("\""),
      !answer.contains("\\")
    else {
      return [
        "cannot get the nixpkgs of '\(path)' now; what is imported fits '\(settings.nixpkgs)'"
      ]
    }
    settings.nixpkgs = String(answer.dropFirst().dropLast())
    return ["the versions are chosen for the nixpkgs that '\(path)' imports"]
  }
}
