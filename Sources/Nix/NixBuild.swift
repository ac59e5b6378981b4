internal import Basics
internal import Synchronization

/// A run of `nix-build` on derivations, which tells what came of each.
package struct NixBuild: Sendable {
  /// What happened to a derivation that was not built.
  package struct Failure: Hashable, Sendable {
    /// Why the builder was not enough.
    package enum Kind: Hashable, Sendable {
      case builder
      case timeout
      case hashMismatch
      /// No machine at hand builds for its system, or has the features that it wants.
      case noMachine
    }

    /// How the builder ended, where Nix says so.
    package enum Ending: Hashable, Sendable {
      case exitCode(Int)
      case signal(String)
      /// Nix's own words: `timed out after 5 seconds of silence`.
      case timeout(String)
    }

    package let derivation: String
    package let kind: Kind
    package var ending: Ending?
    /// Nix's words, a line each, without the excerpt of the log.
    package let words: [String]
    /// The last lines of its log, at most `logLimit`.
    package let log: [String]
  }

  /// The result of a run.
  package struct Outcome: Sendable {
    package let succeeded: Bool
    /// What failed by itself, by derivation; what only lacks a requirement is not among them.
    package let failures: [String: Failure]
    /// Errors that are not about a derivation, each with its lines.
    package let errors: [[String]]

    /// What is wrong with Nix itself, if the errors say so.
    package var trouble: NixTrouble? { NixTrouble(lines: errors.flatMap(\.self)) }

    /// Whether the last error is that a binary cache cannot be reached.
    package var lacksBinaryCache: Bool {
      errors.last?.contains { $0.has("unable to download") || $0.has("substituter") } ?? false
    }
  }

  /// Lines of a log that are kept.
  package static let logLimit = 400

  let tool: NixTool

  package init(tool: NixTool) {
    self.tool = tool
  }

  /// The arguments that limit how long a build may take, and how long it may print nothing.
  package static func limits(seconds: Int?, silentSeconds: Int?) -> [String] {
    (seconds.map { ["--timeout", "\($0)"] } ?? [])
      + (silentSeconds.map { ["--max-silent-time", "\($0)"] } ?? [])
  }

  private struct State {
    var counters: Set<Int> = []
    var derivations: [Int: String] = [:]
    var logs: [String: [String]] = [:]
    var failures: [String: Failure] = [:]
    var errors: [[String]] = []

    /// Takes a step in, and returns it.
    mutating func take(_ line: [UInt8]) -> NixBuildEvent? {
      guard let event = NixBuildEvent(line: line, counters: &counters) else { return nil }
      switch event {
      case .building(let activity, let derivation): derivations[activity] = derivation
      case .log(let activity, let line):
        guard let derivation = derivations[activity] else { return event }
        logs[derivation, default: []].append(line)
        if logs[derivation, default: []].count > 2 * NixBuild.logLimit {
          logs[derivation]?.removeFirst(NixBuild.logLimit)
        }
      case .error(let text): note(text)
      case .count, .substituting, .message: break
      }
      return event
    }

    /// Finds out whose error it is.
    private mutating func note(_ text: String) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let head = lines.first ?? ""
      // A summary, and what only lacks a requirement.
      if head.hasPrefix("build of ") || head.hasPrefix("some builds failed")
        || head.has("dependencies of derivation") || text.has("dependency failed")
        || text.has("dependencies failed") || head.hasPrefix("Build failed due to")
      {
        return
      }
      guard let derivation = Self.derivation(in: text) else {
        errors.append(lines)
        return
      }
      let kind: Failure.Kind =
        if text.has("timed out after") {
          .timeout
        } else if text.has("hash mismatch") {
          .hashMismatch
        } else if text.has("is required to build") || text.has("required system or feature") {
          .noMachine
        } else {
          .builder
        }
      let words = lines.prefix { line in
        let line = line.drop { $0 == " " }
        return !(line.hasPrefix("last ") || line.hasPrefix("Last ")) && !line.hasPrefix("> ")
          && !line.hasPrefix("For full logs")
      }
      failures[derivation] = Failure(
        derivation: derivation, kind: kind, ending: Self.ending(in: text), words: Array(words),
        log: [])
    }

    private static func ending(in text: String) -> Failure.Ending? {
      if let found = text.range(ofText: "timed out after") {
        return .timeout(String(text[found.lowerBound...].prefix { $0 != "\n" }))
      }
      if let found = text.range(ofText: "failed with exit code ") {
        return Int(text[found.upperBound...].prefix(while: \.isNumber)).map { .exitCode($0) }
      }
      return text.range(ofText: "failed due to signal ").map { found in
        .signal(String(text[found.upperBound...].prefix { $0 != ";" && $0 != "\n" }))
      }
    }

    /// The first derivation that a text names.
    private static func derivation(in text: String) -> String? {
      for piece in text.split(whereSeparator: { "' \n!^".contains($0) })
      where piece.hasPrefix("/") && piece.hasSuffix(".drv") {
        return String(piece)
      }
      return nil
    }
  }

  /// Builds derivations, all that can be built.
  ///
  /// - Parameters:
  ///   - derivations: The paths of derivations.
  ///   - options: Further arguments of `nix-build`.
  ///   - onEvent: Told of each step.
  /// - Returns: What failed, if anything did.
  /// - Throws: `NixError` if Nix cannot be run, or is ended by a signal.
  package func run(
    _ derivations: [String], options: [String],
    onEvent: @escaping @Sendable (NixBuildEvent) -> Void
  ) async throws(NixError) -> Outcome {
    let state = Mutex(State())
    let arguments =
      ["--keep-going", "--no-out-link", "--log-format", "internal-json"] + options + derivations
    let job = NixTool.Job("nix-build", arguments)
    let ending = try await tool.stream(job) { line in
      if let event = state.withLock({ $0.take(line) }) { onEvent(event) }
    }
    try ending.requireEnd(of: job)
    let (failures, errors, logs) = state.withLock { ($0.failures, $0.errors, $0.logs) }
    if errors.joined().contains(where: { $0.has("interrupted by the user") }) { throw .interrupted }
    return Outcome(
      succeeded: ending.succeeded,
      failures: failures.mapValues { failure in
        Failure(
          derivation: failure.derivation, kind: failure.kind, ending: failure.ending,
          words: failure.words, log: (logs[failure.derivation] ?? []).suffix(Self.logLimit))
      },
      errors: errors)
  }
}
