/// What Nix says on standard error.
enum NixMessage {
  /// The marks that an evaluation of ours leaves, one before each step: the last one tells what was
  /// being evaluated when an error that Nix code can't catch ended it.
  static let mark = "trace: nixgraft "

  /// The last step that was begun.
  static func lastStep(in errors: [UInt8]) -> String? {
    var step: Substring?
    for line in lines(of: errors) where line.hasPrefix(mark) {
      step = line.dropFirst(mark.utf8.count)
    }
    return step.map(String.init)
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
  static func isRefusal(_ errors: [UInt8]) -> Bool {
    lines(of: errors).contains { $0.contains("This version of Nixpkgs requires") }
  }

  /// The lines, without the escape sequences of colours.
  private static func lines(of errors: [UInt8]) -> [Substring] {
    var plain: [UInt8] = []
    plain.reserveCapacity(errors.count)
    var isEscape = false
    for byte in errors {
      if byte == 0x1B {
        isEscape = true
      } else if isEscape {
        isEscape = byte != UInt8(ascii: "m")
      } else {
        plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self).split(separator: "\n")
  }
}
