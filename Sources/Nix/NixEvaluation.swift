internal import FoundationEssentials
internal import Synchronization

/// An evaluation of a Nix program, which builds nothing and tells its value as JSON.
///
/// The one place that knows how this project evaluates: what Nix may fetch and build, how much memory
/// it starts with, how long it may take, and what to do where nixpkgs refuses this Nix at its front
/// door or an error that Nix code cannot catch ends it (`items`).
package struct NixEvaluation: Sendable {
  /// How long one process may take where nothing else was said.
  package static let defaultTimeLimit = Duration.seconds(600)

  package let tool: NixTool
  package let program: NixProgram
  /// The program's arguments; `nil` if it is not a function.
  package var arguments: [String: NixArgument]?
  /// Files to import nixpkgs by; empty where the program takes none.
  ///
  /// The program gets one as `entry`: each is tried where the one before it refuses this Nix.
  package var entries: [String] = []
  /// Entries of the search path, `NAME=PATH`, before those of NIX_PATH.
  package var searchPath: [String] = []
  /// Whether `<nixpkgs>` is the entry that is tried.
  package var searchesEntry = false
  /// The directory that relative paths of the program begin at.
  package var folder: String?
  /// Whether derivations are written into the store, what is needed while evaluating is built, and
  /// caches are asked for it.
  package var isWriting = false
  /// Experimental features that the program needs; a Nix that does not know one passes over it.
  package var features: [String] = []
  /// Whether errors come with all places that lead to them.
  package var showsTrace = false
  package var timeLimit: Duration? = NixEvaluation.defaultTimeLimit
  /// Told of what `builtins.trace` in the program says.
  package var onTrace: (@Sendable (String) -> Void)?

  package init(
    _ program: NixProgram, _ arguments: [String: NixArgument]? = nil, tool: NixTool = NixTool()
  ) {
    self.tool = tool
    self.program = program
    self.arguments = arguments
  }

  /// Evaluates the program to one value.
  package func value<Value: Decodable & Sendable>(
    _ type: Value.Type
  ) async throws(NixError) -> NixOutcome<Value> {
    try await entered { (entry) throws(NixError) -> NixOutcome<Value> in
      let errors = ErrorBytes()
      let ending = try await run(
        "nix-instantiate", evaluating(text(entry: entry), entry) + ["--json"], errors: errors)
      guard ending.succeeded else {
        return .failure(try failure(errors))
      }
      return .value(try Self.decoded(type, from: ending.output), entry: entry)
    }
  }

  // MARK: Parts

  /// Makes an attempt at each entry until one does not refuse this Nix.
  func entered<Value>(
    _ attempt: (String?) async throws(NixError) -> NixOutcome<Value>
  ) async throws(NixError) -> NixOutcome<Value> {
    var outcome = try await attempt(entries.first)
    for entry in entries.dropFirst() {
      guard case .failure(let failure) = outcome, failure.isRefusal else { break }
      outcome = try await attempt(entry)
    }
    return outcome
  }

  /// The program as an expression.
  func text(entry: String?) -> NixProgram {
    guard var arguments else { return program }
    if let entry { arguments["entry"] = .string(entry) }
    return program.called(with: arguments)
  }

  /// What Nix may do while it evaluates.
  func policy(_ entry: String?) -> [String] {
    var paths = searchPath
    if searchesEntry, let entry {
      // The front door lets files below it be named too.
      let front = "/default.nix"
      paths.append(
        "nixpkgs=\(entry.hasSuffix(front) ? String(entry.dropLast(front.count)) : entry)")
    }
    var words = paths.flatMap { ["-I", $0] }
    if !isWriting {
      words += [
        "--option", "allow-import-from-derivation", "false", "--option", "substituters", "",
      ]
    }
    if !features.isEmpty {
      words += ["--extra-experimental-features", features.joined(separator: " ")]
    }
    if showsTrace { words.append("--show-trace") }
    return words
  }

  /// The arguments of `nix-instantiate` for an expression.
  func evaluating(_ expression: NixProgram, _ entry: String?) -> [String] {
    ["--eval", "--strict"] + (isWriting ? ["--read-write-mode"] : []) + policy(entry)
      + ["-E", expression.text]
  }

  /// Runs a program of Nix; lines of standard error that `takes` does not want are errors.
  ///
  /// Once what it said `isComplete` its end is not waited for: after a whole nixpkgs, Nix takes some tenths of a
  /// second to give its memory back.
  func run(
    _ name: String, _ words: [String], errors: ErrorBytes, gathersLines: Bool = false,
    isComplete: (@Sendable () -> Bool)? = nil,
    takes: @escaping @Sendable ([UInt8]) -> Bool = { _ in false }
  ) async throws(NixError) -> NixTool.Ending {
    var job = NixTool.Job(name, words, variables: NixHeap.variables(environment: tool.environment))
    job.folder = folder
    job.timeout = timeLimit
    job.endsItsChildren = true
    job.gathersLines = gathersLines
    job.isComplete = isComplete
    let onTrace = onTrace
    let trace = Array("trace: ".utf8)
    let ending = try await tool.stream(job) { line in
      if takes(line) { return }
      if let onTrace, line.starts(with: trace) {
        onTrace(String(decoding: line[trace.count...], as: UTF8.self))
      }
      errors.append(line)
    }
    try ending.requireEnd(of: job)
    return ending
  }

  /// What an evaluation failed of.
  ///
  /// - Throws: `NixError` if it is by no fault of what was evaluated.
  func failure(_ errors: ErrorBytes) throws(NixError) -> NixFailure {
    let bytes = errors.bytes
    if NixMessage.isInterruption(bytes) { throw .interrupted }
    if let trouble = NixTrouble(errors: bytes) { throw .trouble(trouble) }
    return NixFailure(errors: bytes)
  }

  static func decoded<Value: Decodable>(
    _ type: Value.Type, from bytes: some Sequence<UInt8>
  ) throws(NixError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw .unreadable(reason: "\(error)")
    }
  }
}
