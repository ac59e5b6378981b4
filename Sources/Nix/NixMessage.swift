internal import Basics

/// What Nix says on standard error.
package enum NixMessage {
  /// Whether a signal ended the evaluation.
  static func isInterruption(_ errors: [UInt8]) -> Bool {
    lines(of: errors).contains { $0.hasPrefix("error: interrupted by the user") }
  }

  /// The line that says what went wrong, without the marks and the excerpts of code around it, and the
  /// file that it came about in.
  static func lastLine(of errors: [UInt8]) -> String {
    let lines = lines(of: errors)
    guard let report = NixErrorReport(lines), let message = report.message else {
      let meaningful = lines.map { $0.drop { $0 == " " || $0 == "\t" } }.last { line in
        !line.isEmpty && !line.hasPrefix("trace: ") && !line.hasPrefix("warning: ")
          && !line.hasPrefix("(use '--show-trace'")
      }
      return meaningful.map(String.init) ?? "it gave no reason"
    }
    guard let place = report.places.first(where: { $0.file.hasPrefix("/") }) else { return message }
    return "\(message) (at \(place.file):\(place.line):\(place.column))"
  }

  /// What a warning says, without its marks, and without Nix's word that it tries again.
  package static func ofWarning(_ line: some StringProtocol) -> String {
    var line = Substring(line)
    for mark in ["warning: ", "error: "] where line.hasPrefix(mark) {
      line = line.dropFirst(mark.utf8.count)
    }
    if let end = line.range(ofText: "; retrying in") { line = line[..<end.lowerBound] }
    return String(line)
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

  /// A message that only says that git failed, with what git itself said.
  private static func withReasonOfGit(_ message: String, _ lines: [Substring]) -> String {
    guard
      ["program 'git' failed", "Failed to fetch git repository"].contains(where: message.hasPrefix),
      let reason = lines.last(where: { $0.hasPrefix("fatal: ") })
    else { return message }
    return "\(message): \(reason.dropFirst("fatal: ".utf8.count))"
  }

  /// The last error, with the innermost place of it that lies in the file at `path`.
  package static func complaint(of errors: [UInt8], in path: String) -> Complaint {
    let lines = lines(of: errors)
    guard let report = NixErrorReport(lines), let words = report.message else {
      return Complaint(message: lastLine(of: errors))
    }
    let message = withReasonOfGit(words, lines)
    if let place = report.places.first(where: { $0.file == path }) {
      return Complaint(message: message, line: place.line, column: place.column)
    }
    // Errors of syntax, and attributes that Nix only knows the name of, have it in their words.
    var place: (Int, Int)?
    for line in lines where !path.isEmpty {
      guard let found = line.range(ofText: path + ":") else { continue }
      let numbers = line[found.upperBound...].split(
        separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard let row = numbers.first.flatMap({ Int($0) }) else { continue }
      let column = numbers.count > 1 ? Int(numbers[1].prefix { $0.isNumber }) : nil
      place = (row, column ?? 1)
    }
    return Complaint(message: message, line: place?.0, column: place?.1)
  }
}
