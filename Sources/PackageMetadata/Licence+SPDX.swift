import Basics
import Versions

extension Licence {
  /// The licences of an SPDX expression (PEP 639).
  ///
  /// An identifier that nixpkgs has no attribute for is kept by name.
  ///
  /// - Parameters:
  ///   - expression: the expression, in any case.
  ///   - mustBeKnown: whether to fail at an identifier that nixpkgs has no attribute for.
  /// - Returns: `nil` if it is not an expression.
  package static func spdx(_ expression: String, mustBeKnown: Bool = false) -> Licence? {
    guard expression.utf8.count < 4096 else { return nil }
    var reader = SPDXReader(expression)
    guard let terms = reader.expression(depth: 0), reader.isAtEnd else { return nil }
    if mustBeKnown {
      let hasUnknown = terms.contains { term in
        if case .fullName = term { return true }
        return false
      }
      if hasUnknown { return nil }
    }
    return Licence(terms, isChoice: reader.hasOr && !reader.hasAnd)
  }

  /// The attribute of an SPDX identifier or exception, in any case.
  static func attribute(spdx identifier: some StringProtocol) -> String? {
    var name = ASCII.lowercased(identifier)
    let isOrLater = name.hasSuffix("+")
    if isOrLater { name.removeLast() }
    let hasVariants = ["gpl-", "lgpl-", "agpl-", "gfdl-"].contains { name.hasPrefix($0) }
    if hasVariants, !name.hasSuffix("-only"), !name.hasSuffix("-or-later") {
      return SPDXTable.attributes[name + (isOrLater ? "-or-later" : "-only")]
    }
    return SPDXTable.attributes[name]
  }
}

/// The reading of an SPDX expression.
private struct SPDXReader {
  private let tokens: [Substring]
  private var position = 0
  private(set) var hasOr = false
  private(set) var hasAnd = false

  init(_ text: String) {
    var tokens: [Substring] = []
    let bytes = text.utf8
    var start = bytes.startIndex
    for index in bytes.indices {
      let isParenthesis = bytes[index] == UInt8(ascii: "(") || bytes[index] == UInt8(ascii: ")")
      guard isParenthesis || ASCII.isWhitespace(bytes[index]) else { continue }
      if start < index { tokens.append(text[start..<index]) }
      start = bytes.index(after: index)
      if isParenthesis { tokens.append(text[index..<start]) }
    }
    if start < bytes.endIndex { tokens.append(text[start...]) }
    self.tokens = tokens
  }

  var isAtEnd: Bool { position == tokens.count }

  private var next: Substring? { position < tokens.count ? tokens[position] : nil }

  private mutating func take(_ word: String) -> Bool {
    guard let next, ASCII.lowercased(next) == word else { return false }
    position += 1
    return true
  }

  mutating func expression(depth: Int) -> [LicenceTerm]? {
    guard var terms = operand(depth: depth) else { return nil }
    while true {
      if take("or") {
        hasOr = true
      } else if take("and") {
        hasAnd = true
      } else {
        return terms
      }
      guard let more = operand(depth: depth) else { return nil }
      terms += more
    }
  }

  private mutating func operand(depth: Int) -> [LicenceTerm]? {
    if take("(") {
      guard depth < 32, let terms = expression(depth: depth + 1), take(")") else { return nil }
      return terms
    }
    guard let name = identifier() else { return nil }
    guard take("with") else {
      return [Licence.attribute(spdx: name).map { .nixpkgs(attribute: $0) } ?? .fullName(name)]
    }
    guard let exception = identifier() else { return nil }
    guard let licence = Licence.attribute(spdx: name),
      let addition = Licence.attribute(spdx: exception)
    else { return [.fullName("\(name) WITH \(exception)")] }
    return [.nixpkgs(attribute: licence), .nixpkgs(attribute: addition)]
  }

  private mutating func identifier() -> String? {
    guard let next, !["and", "or", "with"].contains(ASCII.lowercased(next)),
      next.utf8.allSatisfy({
        ASCII.isAlphanumeric($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
          || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ":")
      })
    else { return nil }
    position += 1
    return String(next)
  }
}
