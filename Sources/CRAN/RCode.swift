import Basics

/// What the R code of a package does while it is installed or loaded, found without running it.
///
/// R runs what is outside of functions when the package is installed, and `.onLoad` and
/// `.onAttach` when it is loaded. What those name, and what that names in turn, may run as well:
///
/// ```
/// cache <- function() dir.create("~/.cache")        # found, since .onLoad names it
/// .onLoad <- function(lib, pkg) cache()
/// export <- function() write(1, "~/export")          # not found: nothing calls it
/// ```
struct RCode {
  /// What matters of it.
  enum Mark: Hashable {
    /// It asks for the user's home directory.
    case home
    /// It downloads a file.
    case download
  }

  /// What a function, or the code outside of all functions, names and does.
  private struct Body {
    var names: Set<String> = []
    var marks: Set<Mark> = []
  }

  /// The name of the code outside of all functions; no function has it.
  private static let outside = ""
  /// The name of functions that have none.
  private static let nameless = "\u{0}"
  /// The functions that R calls when it loads or attaches a package ("Writing R Extensions" §1.5.3).
  private static let hooks = [".onLoad", ".onAttach", ".First.lib"]

  private static let homeFunctions: Set<String> = [
    "R_user_dir", "user_cache_dir", "user_config_dir", "user_data_dir", "user_log_dir",
    "user_state_dir", "app_dir", "path_home", "path_home_r",
  ]
  private static let downloadFunctions: Set<String> = [
    "download.file", "curl_download", "download_file",
  ]
  private static let marked = WordFilter(homeFunctions.union(downloadFunctions))

  private var bodies: [String: Body] = [:]
  /// The functions that the code defines.
  private var definitions: Set<String> = []
  /// What words are compared with: functions that have marks, and those whose callers are wanted.
  private let wanted: WordFilter

  private init(wanted: WordFilter) {
    self.wanted = wanted
  }

  /// The marks of what runs while the package is installed or loaded, of all its files.
  static func marks(of files: [[UInt8]]) -> Set<Mark> {
    var code = RCode(wanted: marked)
    for file in files { code.read(file) }
    // Who calls whom matters only for a mark that no code which certainly runs has.
    let certain = code.marks
    guard code.bodies.values.contains(where: { !$0.marks.isSubset(of: certain) }) else {
      return certain
    }
    var wanted = marked
    for name in code.definitions { wanted.insert(name) }
    code = RCode(wanted: wanted)
    for file in files { code.read(file) }
    return code.marks
  }

  /// Whether `text` could have a mark at all: one pass that costs little.
  static func mayMatter(_ text: [UInt8]) -> Bool {
    text.withUnsafeBytes { text in
      var last: UInt8 = 0
      for place in 0..<text.count {
        let byte = text[place]
        switch byte {
        case UInt8(ascii: "~") where last == UInt8(ascii: "\"") || last == UInt8(ascii: "'"):
          return true
        // HOME, _dir, _home and download: seldom is the byte before their second one theirs.
        case UInt8(ascii: "O") where last == UInt8(ascii: "H"):
          if text[(place + 1)...].starts(with: "ME".utf8) { return true }
        case UInt8(ascii: "d") where last == UInt8(ascii: "_"):
          if text[(place + 1)...].starts(with: "ir".utf8) { return true }
        case UInt8(ascii: "h") where last == UInt8(ascii: "_"):
          if text[(place + 1)...].starts(with: "ome".utf8) { return true }
        case UInt8(ascii: "o") where last == UInt8(ascii: "d"):
          if text[(place + 1)...].starts(with: "wnload".utf8) { return true }
        default: break
        }
        last = byte
      }
      return false
    }
  }

  /// The marks of what runs while the package is installed or loaded.
  private var marks: Set<Mark> {
    var waiting = [Self.outside] + Self.hooks
    var seen = Set(waiting)
    var found: Set<Mark> = []
    while let name = waiting.popLast() {
      guard let body = bodies[name] else { continue }
      found.formUnion(body.marks)
      for next in body.names where seen.insert(next).inserted { waiting.append(next) }
    }
    return found
  }

  /// Reads one file.
  private mutating func read(_ text: [UInt8]) {
    var reader = Reader(text)
    while let token = reader.next() { reader.take(token, into: &self) }
    reader.end(into: &self)
  }

  private mutating func note(_ word: ArraySlice<UInt8>, in owner: String) {
    let word = String(decoding: word, as: UTF8.self)
    bodies[owner, default: Body()].names.insert(word)
    if Self.homeFunctions.contains(word) { bodies[owner, default: Body()].marks.insert(.home) }
    if Self.downloadFunctions.contains(word) {
      bodies[owner, default: Body()].marks.insert(.download)
    }
  }

  private mutating func note(
    text: ArraySlice<UInt8>, after word: ArraySlice<UInt8>, in owner: String
  ) {
    let isHome =
      text.first == UInt8(ascii: "~")
      && (text.count == 1 || text.dropFirst().first == UInt8(ascii: "/"))
      || text.elementsEqual("HOME".utf8) && word.elementsEqual("Sys.getenv".utf8)
    if isHome { bodies[owner, default: Body()].marks.insert(.home) }
  }
}

extension RCode {
  private enum Token {
    case word(Range<Int>)
    case text(Range<Int>)
    /// A bracket, comma, newline or operator by its first byte.
    case sign(UInt8)
    /// `<-` or `=`.
    case assignment
  }

  /// A walk over one file that keeps track of whose code it is in.
  private struct Reader {
    private let bytes: [UInt8]
    private var place = 0
    private var depth = 0
    /// The last word, and the word before the last assignment, if that came right after it.
    private var lastWord = 0..<0
    private var assigned: Range<Int>?
    private var isAfterWord = false
    /// A word outside of all brackets; the next token decides whether it is assigned to.
    private var held: Range<Int>?
    /// The function that the walk is in; nil outside of all.
    private var owner: String?
    private var ownerDepth = 0
    private var stage = Stage.header

    /// Where in a function: in its arguments, before its body, in a body in braces, or in one that
    /// ends with its line.
    private enum Stage { case header, body, block, line }

    /// The longest string that is kept; no mark is longer.
    private static let longestText = 16

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
    }

    mutating func take(_ token: Token, into code: inout RCode) {
      let whose = owner ?? RCode.outside
      if let word = held {
        held = nil
        if case .assignment = token {} else { note(word, in: RCode.outside, of: &code) }
      }
      switch token {
      case .word(let word):
        if owner == nil, bytes[word].elementsEqual("function".utf8) {
          enter(depth == 0 ? assigned : nil, of: &code)
        } else {
          beginBodyIfDue()
          if owner == nil, depth == 0 { held = word } else { note(word, in: whose, of: &code) }
        }
        lastWord = word
        isAfterWord = true
        assigned = nil
        return
      case .text(let text):
        beginBodyIfDue()
        code.note(text: bytes[text], after: bytes[lastWord], in: whose)
        // A name may be written as a string: ".onLoad" <- function.
        lastWord = text
        isAfterWord = true
        assigned = nil
        return
      case .assignment:
        assigned = isAfterWord ? lastWord : nil
      case .sign(let sign): take(sign: sign, into: &code)
      }
      isAfterWord = false
    }

    mutating func end(into code: inout RCode) {
      if let word = held { note(word, in: RCode.outside, of: &code) }
    }

    private mutating func take(sign: UInt8, into code: inout RCode) {
      switch sign {
      case UInt8(ascii: "\\") where owner == nil: enter(depth == 0 ? assigned : nil, of: &code)
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["):
        if owner != nil, stage == .body, depth == ownerDepth {
          stage = sign == UInt8(ascii: "{") ? .block : .line
        }
        depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"):
        // Code that closes more than it opened is not R; the walk goes on outside.
        if owner != nil, depth <= ownerDepth { owner = nil }
        depth = max(0, depth - 1)
        guard owner != nil, depth == ownerDepth else { return }
        if stage == .header { stage = .body } else if stage == .block { owner = nil }
      case UInt8(ascii: ","), UInt8(ascii: ";"):
        if owner != nil, stage != .header, depth == ownerDepth { owner = nil }
      case UInt8(ascii: "\n"):
        if owner != nil, stage == .line, depth == ownerDepth { owner = nil }
        if depth == 0, owner == nil { assigned = nil }
      default: beginBodyIfDue()
      }
    }

    private func note(_ word: Range<Int>, in owner: String, of code: inout RCode) {
      guard code.wanted.mayContain(bytes, word) else { return }
      code.note(bytes[word], in: owner)
    }

    private mutating func enter(_ name: Range<Int>?, of code: inout RCode) {
      owner = name.map { String(decoding: bytes[$0], as: UTF8.self) } ?? RCode.nameless
      if let owner { code.definitions.insert(owner) }
      ownerDepth = depth
      stage = .header
    }

    /// A body without braces ends at the end of its line.
    private mutating func beginBodyIfDue() {
      if owner != nil, stage == .body, depth == ownerDepth { stage = .line }
    }

    mutating func next() -> Token? {
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        switch byte {
        case 0x20, 0x09, 0x0D: continue
        case UInt8(ascii: "#"):
          place = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        case UInt8(ascii: "\""), UInt8(ascii: "'"): return .text(quoted(byte))
        case UInt8(ascii: "`"): return .word(quoted(byte))
        case UInt8(ascii: "<") where peek == UInt8(ascii: "-"):
          place += 1
          return .assignment
        case UInt8(ascii: "="):
          if peek == UInt8(ascii: "=") {
            place += 1
            return .sign(byte)
          }
          return .assignment
        case _ where Self.isOfWord(byte):
          let start = place - 1
          while let next = peek, Self.isOfWord(next) { place += 1 }
          let isRaw = place - start == 1 && (byte | 0x20) == UInt8(ascii: "r")
          if isRaw, let next = peek, next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
            place += 1
            skipRaw(next)
            return .text(place..<place)
          }
          return .word(start..<place)
        default: return .sign(byte)
        }
      }
      return nil
    }

    private var peek: UInt8? { place < bytes.count ? bytes[place] : nil }

    private static func isOfWord(_ byte: UInt8) -> Bool {
      ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
        || byte >= 0x80
    }

    /// The beginning of the text up to the next `quote`.
    private mutating func quoted(_ quote: UInt8) -> Range<Int> {
      let start = place
      while place < bytes.count, bytes[place] != quote {
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      let end = min(place, bytes.count)
      place = min(end + 1, bytes.count)
      return start..<min(end, start + Self.longestText)
    }

    /// Passes over a raw string, after its quote: `r"---( … )---"`.
    private mutating func skipRaw(_ quote: UInt8) {
      var dashes = 0
      while peek == UInt8(ascii: "-") {
        dashes += 1
        place += 1
      }
      guard let open = peek else { return }
      let close: UInt8 =
        open == UInt8(ascii: "(")
        ? UInt8(ascii: ")") : open == UInt8(ascii: "[") ? UInt8(ascii: "]") : UInt8(ascii: "}")
      var run = -1
      while place < bytes.count {
        let byte = bytes[place]
        place += 1
        if byte == close {
          run = 0
        } else if run >= 0, run < dashes, byte == UInt8(ascii: "-") {
          run += 1
        } else if run == dashes, byte == quote {
          return
        } else {
          run = -1
        }
      }
    }
  }
}

/// A quick look that rules out most of the words that are not in a set.
private struct WordFilter {
  /// One bit for each length and pair of first and last bytes, shared by many.
  private var bits = [UInt64](repeating: 0, count: 64)

  init(_ words: Set<String>) {
    for word in words { insert(word) }
  }

  mutating func insert(_ word: String) {
    let bytes = Array(word.utf8)
    let bit = Self.bit(bytes, bytes.indices)
    bits[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Whether a word may be in the set; false only where it is not.
  func mayContain(_ bytes: [UInt8], _ word: Range<Int>) -> Bool {
    let bit = Self.bit(bytes, word)
    return bits[bit >> 6] & 1 << UInt64(bit & 63) != 0
  }

  private static func bit(_ bytes: [UInt8], _ word: Range<Int>) -> Int {
    guard !word.isEmpty else { return 0 }
    let ends = Int(bytes[word.lowerBound]) &* 31 &+ Int(bytes[word.upperBound - 1])
    return (ends &* 37 &+ word.count) & 4095
  }
}
