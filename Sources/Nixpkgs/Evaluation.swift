internal import Nix

/// An evaluation of a nixpkgs: one call of `nix-instantiate`, repeated without the one attribute
/// that breaks it where there is such a one.
struct Evaluation {
  /// What came of it.
  struct Answer {
    var value: JSONValue
    /// The location, with the entry that was let in.
    var location: NixpkgsLocation
    /// Sentences worth telling the user.
    var notes: [String]
  }

  /// How many attributes a tree may have whose errors no Nix code can catch.
  private static let attemptLimit = 12

  let tool: NixTool
  let location: NixpkgsLocation
  let python: String
  /// `python`, or `r`.
  var wanted: [String] = []
  var overlays: [String] = []
  /// Attribute paths, for the query expression.
  var request: [[String]] = []

  /// Runs `expression` on the tree.
  func run(_ expression: String) async throws(NixpkgsError) -> Answer {
    var location = location
    var notes: [String] = []
    var skipped: [String] = []
    while true {
      let job = NixTool.Job(
        "nix-instantiate", arguments(expression, entry: location.entry, skipped: skipped),
        variables: tool.evaluationVariables)
      let result: NixTool.Result
      do {
        result = try await tool.run(job)
      } catch {
        throw .nix(error)
      }
      if result.succeeded {
        guard let value = JSONReader.value(of: result.output) else {
          throw .unreadableAnswer(path: location.path, reason: "it is no JSON")
        }
        return Answer(value: value, location: location, notes: notes + skipped.map(Self.note))
      }
      let message = NixMessage.lastLine(of: result.errors)
      if message.contains("interrupted by the user") { throw .nix(.interrupted) }
      if NixMessage.isRefusal(result.errors) {
        guard let entry = location.fallbackEntry, entry != location.entry else {
          throw .nixTooOld(path: location.path, message: message)
        }
        location.entry = entry
        notes.append(
          "its default.nix refuses this Nix; it is entered through 'pkgs/top-level/impure.nix'")
      } else if let step = NixMessage.lastStep(in: result.errors), !skipped.contains(step),
        skipped.count < Self.attemptLimit
      {
        skipped.append(step)
      } else {
        throw .evaluation(path: location.path, message: message)
      }
    }
  }

  private func arguments(_ expression: String, entry: String, skipped: [String]) -> [String] {
    let paths = request.map { JSONReader.list($0) }.joined(separator: ",")
    return [
      "--eval", "--strict", "--json",
      // Nothing is to be built or fetched for an answer.
      "--option", "allow-import-from-derivation", "false", "--option", "substituters", "",
      "--argstr", "entry", entry, "--argstr", "python", python,
      "--argstr", "wanted", JSONReader.list(wanted), "--argstr", "skip", JSONReader.list(skipped),
      "--argstr", "overlays", JSONReader.list(overlays), "--argstr", "request", "[\(paths)]",
      "-E", expression,
    ]
  }

  private static func note(_ step: String) -> String {
    let parts = step.split(separator: " ", maxSplits: 1)
    let attribute = parts.last ?? ""
    return parts.first == "inputs"
      ? "what '\(attribute)' propagates does not evaluate and is taken as unknown"
      : "'\(attribute)' does not evaluate and is left out"
  }
}
