internal import Basics
internal import Synchronization

/// A run of `nix-build` on derivations, with the result of each.
package struct NixBuild: Sendable {
  /// The result of a run.
  package struct Outcome: Sendable {
    package var succeeded: Bool
    /// What failed by itself, by derivation; what only lacks a requirement is not among them.
    package var failures: [String: Failure]
    /// The derivations whose builds began.
    package var begun: Set<String>
    /// Errors that are not about a derivation, each with its lines.
    package var errors: [[String]]

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

  /// Builds derivations, all that can be built.
  ///
  /// Some failures end Nix at once, though it is told to go on (a machine that is missing, before 2.30;
  /// a log that is too long): it runs again without what failed and what needs that.
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
    var outcome = Outcome(succeeded: true, failures: [:], begun: [], errors: [])
    var remaining = derivations
    while !remaining.isEmpty {
      let (attempt, isWhole) = try await once(remaining, options: options, onEvent: onEvent)
      let isNew = attempt.failures.keys.contains { outcome.failures[$0] == nil }
      outcome.succeeded = outcome.succeeded && attempt.succeeded
      outcome.failures.merge(attempt.failures) { _, new in new }
      outcome.begun.formUnion(attempt.begun)
      outcome.errors = attempt.errors
      guard !attempt.succeeded, !isWhole, isNew else { break }
      let failed = try await store.referrers(of: attempt.failures.keys.sorted())
      remaining.removeAll { failed.contains($0) }
    }
    return outcome
  }

  private var store: NixStore { NixStore(tool: tool) }

  /// Runs Nix once.
  ///
  /// - Returns: What came of it, and whether Nix tried all that could be built.
  private func once(
    _ derivations: [String], options: [String],
    onEvent: @escaping @Sendable (NixBuildEvent) -> Void
  ) async throws(NixError) -> (outcome: Outcome, isWhole: Bool) {
    let state = Mutex(NixBuildReading())
    let arguments =
      ["--keep-going", "--no-out-link", "--log-format", "internal-json"] + options + derivations
    let job = NixTool.Job("nix-build", arguments)
    let ending = try await tool.stream(job) { line in
      if let event = state.withLock({ $0.take(line) }) { onEvent(event) }
    }
    try ending.requireEnd(of: job)
    var reading = state.withLock { $0 }
    if reading.errors.contains(where: { $0.has("interrupted by the user") }) { throw .interrupted }
    if !ending.succeeded, !reading.errors.isEmpty {
      reading.settle(outputs: try await unfinished(reading.open))
    }
    var failures = reading.failures
    for derivation in failures.keys {
      failures[derivation]?.log = (reading.logs[derivation] ?? []).suffix(Self.logLimit)
    }
    // The Nix manual, "nix-build": with --keep-going it ends with 100 and a sum of flags.
    let isWhole = (Self.keptGoing..<Self.keptGoing + 16).contains(ending.code)
    return (
      Outcome(
        succeeded: ending.succeeded, failures: failures, begun: reading.begun,
        errors: reading.errors.map { $0.split(separator: "\n").map(String.init) }), isWhole
    )
  }

  private static let keptGoing: Int32 = 100

  /// The outputs of those derivations that the store does not have all outputs of.
  private func unfinished(_ derivations: [String]) async throws(NixError) -> [String: [String]] {
    guard !derivations.isEmpty else { return [:] }
    let missing = try await store.missing(among: try await store.outputs(of: derivations))
    let names = missing.map { NixStore.name(of: $0) }
    var found: [String: [String]] = [:]
    for derivation in derivations
    where names.contains(where: { $0.hasPrefix(NixStore.name(of: derivation)) }) {
      let outputs = try await store.outputs(of: [derivation])
      if outputs.contains(where: { missing.contains($0) }) { found[derivation] = outputs }
    }
    return found
  }
}
