internal import Basics

/// What is read of one run of `nix-build`, line by line.
struct NixBuildReading: Sendable {
  private var counters: Set<Int> = []
  private var activities: [Int: String] = [:]
  private(set) var logs: [String: [String]] = [:]
  /// What failed by itself, by derivation.
  private(set) var failures: [String: NixBuild.Failure] = [:]
  /// The derivations whose builds began.
  private(set) var begun: Set<String> = []
  /// The derivations whose builds ended, in that order.
  private(set) var ended: [String] = []
  /// Errors that name no derivation, each once.
  private(set) var errors: [String] = []

  /// Takes a step in, and returns it.
  mutating func take(_ line: [UInt8]) -> NixBuildEvent? {
    guard let event = NixBuildEvent(line: line, counters: &counters) else { return nil }
    switch event {
    case .building(let activity, let derivation):
      activities[activity] = derivation
      begun.insert(derivation)
    case .stopped(let activity):
      if let derivation = activities[activity] { ended.append(derivation) }
    case .log(let activity, let line):
      guard let derivation = activities[activity] else { return event }
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
    let head = text.prefix { $0 != "\n" }
    // A summary, and what only lacks a requirement.
    if head.hasPrefix("build of ") || head.hasPrefix("some builds failed")
      || head.has("dependencies of derivation") || text.has("dependency failed")
      || text.has("dependencies failed") || head.hasPrefix("Build failed due to")
    {
      return
    }
    // The paths of the latter are of what the output refers to.
    if !head.has("is not allowed to refer to"), let derivation = Self.derivation(in: text) {
      failures[derivation] = NixBuild.Failure(derivation: derivation, text: text)
    } else if !errors.contains(text) {
      errors.append(text)
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

  /// The builds that began and may have failed without a word that names them.
  var open: [String] { begun.filter { failures[$0] == nil }.sorted() }

  /// Finds out whose the errors are that name no derivation, as those of time limits do since Nix 2.30,
  /// and those about an output always did.
  ///
  /// - Parameter outputs: The outputs of the builds that began and did not come to their end.
  mutating func settle(outputs: [String: [String]]) {
    for error in errors {
      guard let output = error.between("output '", "' is not allowed to refer to"),
        let owner = outputs.keys.sorted().first(where: { outputs[$0]?.contains(output) == true })
      else { continue }
      take(error, for: owner)
    }
    let rest = ended.filter { outputs[$0] != nil && failures[$0] == nil }
    let open = errors.filter { error in
      error.has("timed out after") || error.has("is not allowed to refer to")
    }
    if open.count == rest.count {
      // Nix tells of each when its build ends.
      for (error, derivation) in zip(open, rest) { take(error, for: derivation) }
    } else if open.count == 1, let error = open.first {
      for derivation in rest { take(error, for: derivation) }
    } else if !open.isEmpty {
      let all = open.joined(separator: "\n")
      for derivation in rest {
        failures[derivation] = NixBuild.Failure(derivation: derivation, text: all)
      }
      if !rest.isEmpty { errors.removeAll { open.contains($0) } }
    }
  }

  private mutating func take(_ error: String, for derivation: String) {
    failures[derivation] = NixBuild.Failure(derivation: derivation, text: error)
    errors.removeAll { $0 == error }
  }
}
