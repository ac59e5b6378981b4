import NixSyntax

/// The places of a package's text that say its version.
struct VersionText {
  /// The bytes of the version in the string that defines it.
  let definition: Range<Int>

  /// Finds the string that the version of a derivation's arguments comes down to.
  init?(_ version: String, in set: AttributeSet) {
    for name in ["version", "name"] {
      let written = set.value(name)?.unparenthesised
      for node in [written, set.staticValue(name)] {
        guard let node, let range = Self.place(of: version, in: node) else { continue }
        definition = range
        return
      }
    }
    return nil
  }

  private static func place(of version: String, in node: SyntaxNode) -> Range<Int>? {
    var pending = [node]
    var seen: Set<SyntaxNode> = []
    while let next = pending.popLast() {
      guard let literal = StringLiteral(next.staticValue), seen.insert(literal.syntax).inserted
      else { continue }
      guard !literal.hasInterpolation else {
        for case .expression(let expression) in literal.parts.reversed() {
          pending.append(expression)
        }
        continue
      }
      let content = literal.contentRange
      guard let text = literal.value,
        text == version || text.hasSuffix("-" + version),
        literal.syntax.tree.source[content].elementsEqual(text.utf8)
      else { continue }
      return content.upperBound - version.utf8.count..<content.upperBound
    }
    return nil
  }

  /// The bytes of a version written out in the strings of an expression, such as a URL.
  static func mentions(of version: String, in node: SyntaxNode) -> [Range<Int>] {
    let version = Array(version.utf8)
    guard !version.isEmpty else { return [] }
    var result: [Range<Int>] = []
    for token in node.tokens where token.kind == .stringText || token.kind == .uri {
      let bytes = Array(token.bytes)
      var index = 0
      while index + version.count <= bytes.count {
        let end = index + version.count
        if bytes[index..<end].elementsEqual(version), isWhole(bytes, index..<end) {
          let start = token.range.lowerBound + index
          result.append(start..<start + version.count)
          index = end
        } else {
          index += 1
        }
      }
    }
    return result
  }

  /// Whether a version isn't a part of a longer one.
  private static func isWhole(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    func isDigit(_ index: Int) -> Bool {
      bytes.indices.contains(index) && (0x30...0x39).contains(bytes[index])
    }
    func isDot(_ index: Int) -> Bool {
      bytes.indices.contains(index) && bytes[index] == UInt8(ascii: ".")
    }
    let (first, last) = (range.lowerBound - 1, range.upperBound)
    if isDigit(first) || isDot(first) && isDigit(first - 1) { return false }
    return !isDigit(last) && !(isDot(last) && isDigit(last + 1))
  }
}
