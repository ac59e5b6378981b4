/// Why an operation could not do what was asked, in the words and with the exit code of the
/// command line.
package struct OperationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kinds that `--json` tells apart.
  package enum Kind: String, Hashable, Sendable {
    case noSolution = "no-solution"
    case notFound = "not-found"
    case noArtifact = "no-artifact"
    case editClash = "edit-clash"
    case stale
    case network
    case nix
    case input
  }

  package let kind: Kind
  /// One sentence or several; no final full stop on a single one.
  package let explanation: String
  /// Ways out, each a sentence or a command to type.
  package let hints: [String]

  package init(_ kind: Kind, _ explanation: String, hints: [String] = []) {
    self.kind = kind
    self.explanation = explanation
    self.hints = hints
  }

  /// 1 when the request can't be met, 2 when the network, a file or Nix failed, 64 for usage.
  package var exitCode: Int32 {
    switch kind {
    case .noSolution, .notFound, .noArtifact, .editClash, .stale: 1
    case .network, .nix: 2
    case .input: 64
    }
  }

  /// The same with further sentences.
  func adding(_ sentences: [String]) -> OperationError {
    OperationError(
      kind, ([explanation] + sentences).joined(separator: "\n"), hints: hints)
  }

  package var description: String {
    ([explanation] + hints.map { "hint: \($0)" }).joined(separator: "\n")
  }
}
