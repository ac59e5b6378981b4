import Operations

/// An error as a person reads it: what went wrong, and after an empty line what to do.
struct ErrorText {
  let error: Failure
  let style: Style
  let wording: Wording

  var lines: [Line] {
    var lines = error.sentences.enumerated().map { index, line -> Line in
      index == 0 ? "\(style.error("error:")) \(line)" : "  \(line)"
    }
    if !error.hints.isEmpty { lines.append("") }
    lines += error.hints.map { "\(style.hint("hint:")) \(wording.text($0))" }
    return lines
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

  init(_ error: Failure, in wording: Wording) {
    self.error = Content(
      kind: error.kind.rawValue, explanation: error.what, hints: error.hints.map(wording.text))
  }
}
