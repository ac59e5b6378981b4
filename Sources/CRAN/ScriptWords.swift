import Basics

/// One line of a script as words: what is between white space, quotes and brackets.
///
/// An empty word stands where a command or an argument of a macro ends.
struct ScriptWords {
  /// The word that stands for operators such as `>=`, which begin a version.
  static let comparison = ">="

  private(set) var words: [String] = []
  /// The name of the variable that the line assigns to.
  private(set) var assigned: String?
  /// Whether the line says nothing of what is linked or called: a comment, or about another system.
  let isIgnored: Bool
  /// Whether the line sets libraries or flags of the linker.
  private(set) var isAboutLinking = false
  /// Whether the line is words for the user.
  private(set) var isMessage = false

  private static let messengers: Set<String> = [
    "echo", "printf", "AC_MSG_ERROR", "AC_MSG_WARN", "AC_MSG_NOTICE", "AC_MSG_RESULT",
    "AC_MSG_CHECKING", "as_fn_error", "AS_HELP_STRING", "cat", "message", "stop",
  ]

  /// Cuts a line, in which `#` begins a comment anywhere if it `isMakevars`.
  init(line: ArraySlice<UInt8>, isMakevars: Bool) {
    var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
    if isMakevars, let comment = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<comment] }
    let isComment =
      rest.first == UInt8(ascii: "#") || rest.starts(with: "dnl".utf8) || rest.count > 20_000
    isIgnored = rest.isEmpty || isComment || ByteSearch.contains(rest, "autobrew")
    guard !isIgnored else { return }
    var start = rest.startIndex
    var place = rest.startIndex
    while place < rest.endIndex {
      let byte = rest[place]
      let next = place + 1 < rest.endIndex ? rest[place + 1] : 0
      switch byte {
      case 0x20, 0x09, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "$"),
        UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "("), UInt8(ascii: "\\"):
        take(rest[start..<place])
        // A call begins where a command's output is taken: `$(`.
        if byte == UInt8(ascii: "$"), next == UInt8(ascii: "(") { words.append("") }
        start = place + 1
      case UInt8(ascii: "="):
        if words.isEmpty, place > start {
          assigned = String(decoding: rest[start..<place], as: UTF8.self)
        }
        take(rest[start..<place])
        start = place + 1
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        take(rest[start..<place])
        words.append(next == UInt8(ascii: "=") ? Self.comparison : "")
        if next == UInt8(ascii: "=") { place += 1 }
        start = place + 1
      case UInt8(ascii: "`"), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "|"),
        UInt8(ascii: "&"), UInt8(ascii: ","):
        take(rest[start..<place])
        words.append("")
        start = place + 1
      default: break
      }
      place += 1
    }
    if start < rest.endIndex { take(rest[start...]) }
    if assigned == nil, isMakevars, let first = words.first { assigned = first }
    isAboutLinking =
      ByteSearch.contains(rest, "LIBS") || ByteSearch.contains(rest, "LDFLAGS")
      || ByteSearch.contains(rest, "_LIB")
    isMessage = words.first { !$0.isEmpty }.map { Self.messengers.contains($0) } ?? false
  }

  private mutating func take(_ word: ArraySlice<UInt8>) {
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
  }
}
