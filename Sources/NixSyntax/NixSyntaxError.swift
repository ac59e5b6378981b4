/// Why an edit of Nix text was refused.
package enum NixSyntaxError: Error, Hashable, Sendable {
  /// Two edits change the same bytes.
  case overlappingEdits(first: Range<Int>, second: Range<Int>)
  /// An edit reaches outside the text.
  case editOutsideText(Range<Int>, length: Int)
  /// The text does not parse, before the edits or, with `isResult`, after them.
  case invalidText(Diagnostic, isResult: Bool)
  /// The edited text differs from the original outside the edits.
  case changedOutsideEdits(offset: Int)
}

extension NixSyntaxError: CustomStringConvertible {
  /// What went wrong and what to do next.
  package var description: String {
    switch self {
    case .overlappingEdits(let first, let second):
      "edits of bytes \(first) and \(second) overlap"
    case .editOutsideText(let range, let length):
      "edit of bytes \(range) reaches outside the text of \(length) bytes"
    case .invalidText(let diagnostic, isResult: false):
      "\(diagnostic); correct the file first"
    case .invalidText(let diagnostic, isResult: true):
      "edited text does not parse: \(diagnostic); the file is unchanged"
    case .changedOutsideEdits(let offset):
      "edit changed byte \(offset), which is outside of it; the file is unchanged"
    }
  }
}
