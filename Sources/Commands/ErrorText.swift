import Operations

/// An error as a person reads it: what went wrong, and after an empty line what to do.
struct ErrorText {
  let error: OperationError
  let style: Style

  init(_ error: OperationError, style: Style) {
    self.error = error
    self.style = style
  }

  var text: String {
    let explanation = error.explanation.split(separator: "\n").map { Printable.text(String($0)) }
    var lines = explanation.enumerated().map { index, line in
      index == 0 ? "\(style.error("error:")) \(line)" : "  \(line)"
    }
    if !error.hints.isEmpty { lines.append("") }
    lines += error.hints.map { "\(style.hint("hint:")) \(Printable.text($0))" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// An error as `--json` prints it.
struct ErrorDocument: Encodable {
  struct Content: Encodable {
    let kind: String
    let explanation: String
    let hints: [String]
  }

  let error: Content

  init(_ error: OperationError) {
    self.error = Content(
      kind: error.kind.rawValue, explanation: error.explanation, hints: error.hints)
  }
}
