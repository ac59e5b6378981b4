/// Why an operation could not do what was asked.
///
/// `Commands` makes words and an exit code of it.
package struct Failure: Error, Hashable, Sendable {
  /// The kinds that `--json` distinguishes.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// No set of versions fits.
    case noSolution = "no-solution"
    /// No index, overlay or server has what was named.
    case notFound = "not-found"
    /// A package has no file that can be used.
    case noArtifact = "no-artifact"
    /// A file cannot take the change.
    case editClash = "edit-clash"
    /// A hash or a package is out of date, and a check was asked for.
    case stale
    /// An index or a server did not answer as it should.
    case network
    /// A file or directory cannot be read or written.
    case file
    /// Nix failed.
    case nix
    /// The request makes no sense.
    case input
  }

  package let kind: Kind
  /// What happened, a line each; a single sentence ends without a full stop.
  package let sentences: [String]
  /// What to do about it, the most promising first.
  package let hints: [Hint]

  package init(_ kind: Kind, _ sentences: String..., hints: [Hint] = []) {
    self.init(kind, sentences: sentences, hints: hints)
  }

  package init(_ kind: Kind, sentences: [String], hints: [Hint] = []) {
    self.kind = kind
    self.sentences = sentences
    self.hints = hints
  }

  /// The sentences as one text, a line each.
  package var what: String { sentences.joined(separator: "\n") }

  /// The same with further sentences.
  func adding(_ sentences: [String]) -> Failure {
    Failure(kind, sentences: self.sentences + sentences, hints: hints)
  }
}

/// What to do about a failure.
package enum Hint: Hashable, Sendable {
  /// A command that would work, and what it does: `to allow pre-releases: nixgraft import …`.
  case command(Invocation, to: Phrase)
  case note(Phrase)
}

extension Hint: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    self = .note(Phrase(value))
  }

  package init(stringInterpolation: Phrase.StringInterpolation) {
    self = .note(Phrase(stringInterpolation: stringInterpolation))
  }
}
