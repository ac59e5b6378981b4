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

  /// Whether it needed something from the network that could not be reached.
  package var isForWantOfNetwork: Bool {
    NixMessage.lines(of: errors).contains { line in
      [
        "unable to download", "resolve host", "Failed to connect", "Could not connect",
        "program 'git' failed",
      ].contains { line.has($0) }
    }
  }

  /// Whether one of its lines has a text.
  package func mentions(_ text: String) -> Bool { NixMessage.plain(errors).has(text) }
}

/// The result of an evaluation.
package enum NixOutcome<Value: Sendable>: Sendable {
  /// Its value, and the entry of nixpkgs that let this Nix in.
  case value(Value, entry: String?)
  case failure(NixFailure)
}
