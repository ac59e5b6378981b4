internal import Basics

/// What Nix says on standard error.
package enum NixMessage {
  /// Whether a signal ended the evaluation.
  static func isInterruption(_ errors: [UInt8]) -> Bool {
    lines(of: errors).contains { $0.hasPrefix("error: interrupted by the user") }
  }

  /// The line that says what went wrong, without the marks and the excerpts of code around it.
  static func lastLine(of errors: [UInt8]) -> String {
    let meaningful = lines(of: errors).map { line in
      line.drop { $0 == " " || $0 == "\t" }
    }.filter { line in
      !line.isEmpty && !line.hasPrefix("trace: ") && !line.hasPrefix("warning: ")
        && !line.hasPrefix("(use '--show-trace'")
    }
    guard
      var message = meaningful.last(where: { $0.hasPrefix("error: ") && $0.count > 8 })
        ?? meaningful.last
    else { return "it gave no reason" }
    if message.hasPrefix("error: ") { message = message.dropFirst(7) }
    let position = meaningful.first { $0.hasPrefix("at /") }
    return position.map { "\(message) (\($0.hasSuffix(":") ? $0.dropLast() : $0))" }
      ?? String(message)
  }

  /// Whether the front door of a nixpkgs turned this Nix away.
  package static func isRefusal(_ errors: [UInt8]) -> Bool {
    lines(of: errors).contains { $0.contains("This version of Nixpkgs requires") }
  }

  /// The lines, without the escape sequences of colours.
  package static func lines(of errors: [UInt8]) -> [Substring] {
    plain(errors).split(separator: "\n")
  }

  /// The text without the escape sequences, of colours for example (ECMA-48, control sequences),
  /// and without carriage returns.
  package static func plain(_ bytes: some Sequence<UInt8>) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(bytes.underestimatedCount)
    var state = 0
    for byte in bytes {
      switch state {
      case 1:
        // Any other escape has two bytes.
        state = byte == UInt8(ascii: "[") ? 2 : 0
      case 2:
        if (0x40...0x7E).contains(byte) { state = 0 }
      default:
        if byte == 0x1B {
          state = 1
        } else if byte != 0x0D {
          plain.append(byte)
        }
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What went wrong, in Nix's own last words, and where.
  package struct Complaint: Hashable, Sendable {
    /// The first line of the last error that says something.
    package let message: String
    /// `line:column` within the file that was asked about.
    package let line: Int?
    package let column: Int?

    package init(message: String, line: Int? = nil, column: Int? = nil) {
      self.message = message
      self.line = line
      self.column = column
    }
  }

  /// The last error, with the innermost place of it that lies in the file at `path`.
  package static func complaint(of errors: [UInt8], in path: String) -> Complaint {
    let all = lines(of: errors).map { $0.drop { $0 == " " || $0 == "\t" || $0 == "…" } }
    var message: Substring?
    var place: (Int, Int)?
    var wantsMessage = false
    for line in all {
      if wantsMessage, !line.isEmpty {
        // Newer ones put the message below.
        wantsMessage = false
        if !line.hasPrefix("at "), !line.hasPrefix("while ") { message = line }
      }
      if line.hasPrefix("error:") {
        let rest = line.dropFirst(6).drop { $0 == " " }
        if !rest.isEmpty { message = rest }
        // The message of an abort may begin with a line feed.
        wantsMessage = rest.isEmpty || rest.hasSuffix(": '")
      }
      guard let found = line.range(ofText: path + ":") else { continue }
      let numbers = line[found.upperBound...].split(
        separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard let row = numbers.first.flatMap({ Int($0) }) else { continue }
      let column = numbers.count > 1 ? Int(numbers[1].prefix { $0.isNumber }) : nil
      place = (row, column ?? 1)
    }
    let words = message.map(String.init) ?? lastLine(of: errors)
    return Complaint(message: words, line: place?.0, column: place?.1)
  }
}
