internal import Basics

/// Nix's words on why it could not evaluate what it was given.
package struct NixFailure: Hashable, Sendable {
  /// Standard error, without the lines that were an answer.
  package let errors: [UInt8]

  package init(errors: [UInt8]) {
    self.errors = errors
  }

  /// Whether the front door of a nixpkgs turned this Nix away.
  package var isRefusal: Bool { NixMessage.isRefusal(errors) }

  /// The line that says what went wrong, and where.
  package var message: String { NixMessage.lastLine(of: errors) }

  /// What went wrong, and its place in the file at `path`.
  package func complaint(in path: String = "") -> NixMessage.Complaint {
    NixMessage.complaint(of: errors, in: path)
  }

  /// The last line of what was built while Nix evaluated, where that failed: Nix prints it before its errors.
  package var lastWordsOfBuild: String? {
    let lines = NixMessage.lines(of: errors)
    guard let end = lines.firstIndex(where: { $0.hasPrefix("error:") }),
      lines[end].has("builder for ") || lines[end].has("Cannot build ")
    else { return nil }
    let words = lines[..<end].last { line in
      line.contains { !$0.isWhitespace } && !line.hasPrefix("building ")
        && !line.hasPrefix("warning: ")
    }
    return words.map(String.init)
  }

  /// Whether it needed something from the network that could not be reached.
  ///
  /// The words are those of Nix 2.3 to 2.34 and of the curl and git that they use. A warning is of
  /// something that was tried again, or done without.
  package var isForWantOfNetwork: Bool {
    NixMessage.lines(of: errors).contains { line in
      !line.hasPrefix("warning: ") && Self.networkMarks.contains { line.has($0) }
    }
  }

  private static let networkMarks = [
    "unable to download", "resolve host", "Failed to connect", "Could not connect",
    "program 'git' failed", "Failed to fetch git repository", "resolving Git reference",
    "Cannot find Git revision", "hg failed with exit code", "cannot run ssh",
  ]

  /// Whether one of its lines has a text.
  package func mentions(_ text: String) -> Bool { NixMessage.plain(errors).has(text) }
}

/// The result of an evaluation.
package enum NixOutcome<Value: Sendable>: Sendable {
  /// Its value, and the entry of nixpkgs that let this Nix in.
  case value(Value, entry: String?)
  case failure(NixFailure)
}
