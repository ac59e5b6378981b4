/// The knowledge of which attributes of nixpkgs an R package's words and files call for: the parsed
/// form of its table.
package struct NativeRules: Sendable {
  /// What a rule's attribute is to a build.
  enum Role: String, Sendable {
    /// Linked to: `buildInputs`.
    case buildInput = "library"
    /// Linked to where Clang compiles, on macOS: GCC brings it.
    case darwinInput = "darwin"
    /// Called while building: `nativeBuildInputs`.
    case nativeBuildInput = "tool"
    /// Called by the built package: on the user's PATH, if at all.
    case program
    /// There already, since nixpkgs' R brings it.
    case carried
    /// No software that could be missing.
    case noise
    /// Software that nixpkgs does not package, such as what is sold.
    case outside
  }

  /// One line of the table.
  struct Rule: Sendable {
    let role: Role
    /// The attribute's names in nixpkgs of different ages, the newest first; empty for none.
    let attributes: [String]
    let phrases: [Phrase]
    let hints: [Phrase]
  }

  /// A key: a text in lower case, or the beginning of one.
  struct Phrase: Sendable {
    let bytes: [UInt8]
    let isPrefix: Bool
    /// Whether it must be all of a clause.
    let isWhole: Bool
    /// Whether it may be the end of a word.
    let isSuffix: Bool

    /// Creates a key from its text, in which a `*` stands for any end or beginning, and a `=` before
    /// it says that it must be all there is.
    init(_ key: some StringProtocol, lowercased: Bool) {
      isPrefix = key.hasSuffix("*")
      isWhole = key.hasPrefix("=")
      isSuffix = key.hasPrefix("*")
      let text = key.dropFirst(isWhole || isSuffix ? 1 : 0).dropLast(isPrefix ? 1 : 0)
      bytes = Array((lowercased ? text.lowercased() : String(text)).utf8)
    }

    /// Whether it is the whole of `text`, or its beginning.
    func matches(_ text: [UInt8]) -> Bool {
      isPrefix ? text.starts(with: bytes) : text == bytes
    }

    /// Whether it is somewhere in `clause`, which is in lower case, as words of their own.
    func occurs(in clause: [UInt8]) -> Bool {
      if isWhole { return matches(clause) }
      guard !bytes.isEmpty, clause.count >= bytes.count else { return false }
      for start in 0...(clause.count - bytes.count) where clause[start] == bytes[0] {
        let end = start + bytes.count
        guard clause[start..<end].elementsEqual(bytes) else { continue }
        let beginsWord = isSuffix || start == 0 || !Self.isWordByte(clause[start - 1])
        let endsWord = isPrefix || end == clause.count || !Self.isWordByte(clause[end])
        if beginsWord && endsWord { return true }
      }
      return false
    }

    /// Whether a byte joins its neighbours to one word: `libcurl4-openssl-dev` does not mean `openssl`.
    private static func isWordByte(_ byte: UInt8) -> Bool {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"), 0x80...:
        true
      default: false
      }
    }
  }

  let rules: [Rule]

  /// The rules of nixgraft.
  package static let standard = NativeRules(parsing: table + besides)

  /// Parses a table in the form that `table` describes; lines without a role are passed over.
  package init(parsing table: String) {
    var lines: [String] = []
    for line in table.split(separator: "\n") {
      if line.hasPrefix(" "), let last = lines.popLast() {
        lines.append(last + line)
      } else {
        lines.append(String(line))
      }
    }
    rules = lines.compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let head = line[..<colon].split(separator: " ")
      guard let role = head.first.flatMap({ Role(rawValue: String($0)) }) else { return nil }
      var phrases: [Phrase] = []
      var hints: [Phrase] = []
      for piece in line[line.index(after: colon)...].split(separator: ",") {
        let key = piece.drop { $0 == " " }
        if key.hasSuffix(":") {
          hints.append(Phrase(key.dropLast(), lowercased: false))
        } else if key.contains(":") {
          hints.append(Phrase(key, lowercased: false))
        } else if !key.isEmpty {
          phrases.append(Phrase(key, lowercased: true))
        }
      }
      let attributes = head.dropFirst().first?.split(separator: "|").map(String.init) ?? []
      return Rule(role: role, attributes: attributes, phrases: phrases, hints: hints)
    }
  }
}

extension NativeRules {
  /// The names of each attribute that rules name, the newest first; sorted.
  package var alternatives: [[String]] {
    Set(rules.map(\.attributes)).filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// All attributes that rules name, sorted.
  package var attributes: [String] {
    Set(rules.flatMap(\.attributes)).sorted()
  }

  /// The rules that a hint of a scan calls for; `lib?:` is a `lib:` that may not be linked to.
  func rules(forHint hint: String) -> [Rule] {
    let isGuess = hint.hasPrefix("lib?:")
    let bytes = Array((isGuess ? "lib:" + hint.dropFirst(5) : hint).utf8)
    return rules.filter { rule in rule.hints.contains { $0.matches(bytes) } }
  }
}

extension NativeRules {
  /// The attribute of nixpkgs that has what a hint names (`lib:`, `pkg-config:`, `tool:`, or a bare
  /// word), by its newest name; `nil` if that is not known.
  package func attribute(forHint hint: String) -> String? {
    let bytes = Array(hint.lowercased().utf8)
    let found =
      hint.contains(":")
      ? rules(forHint: hint)
      : rules.filter { rule in rule.phrases.contains { !$0.isPrefix && $0.matches(bytes) } }
    return found.lazy.filter { $0.role == .buildInput || $0.role == .nativeBuildInput }
      .compactMap(\.attributes.first).first
  }
}
