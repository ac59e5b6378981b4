/// A place for a new binding, with the white space it needs around it.
package struct InsertionPoint: Hashable, Sendable {
  /// The bytes to replace: none, or the white space between empty braces.
  package var range: Range<Int>
  /// The indentation the new binding's lines have to start with.
  package var indentation: String
  /// What stands before the new text.
  var prefix: String
  /// What stands behind the new text.
  var suffix: String
  /// The line break of the file.
  var lineEnding: String

  /// The insertion of a binding, or of several.
  ///
  /// Line feeds between tokens become the file's line breaks; those in strings stay.
  ///
  /// - Parameter text: The binding without indentation on its first line and without a line break
  ///   at its end; later lines carry theirs.
  /// - Returns: The edit.
  package func edit(inserting text: String) -> SourceEdit {
    let text = lineEnding == "\n" ? text : Self.withLineEnding(lineEnding, text)
    return SourceEdit(range: range, replacement: prefix + text + suffix)
  }

  private static func withLineEnding(_ lineEnding: String, _ text: String) -> String {
    let tree = SyntaxTree.parse(text)
    var result: [UInt8] = []
    for token in tree.root.tokens {
      guard token.kind == .whitespace else {
        result += token.bytes
        continue
      }
      for byte in token.bytes where byte != UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\n") { result += lineEnding.utf8 } else { result.append(byte) }
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension BindingContainer {
  /// The place for a new binding of a name.
  ///
  /// The place is in the order of names if the set is in such an order (of bytes, or without
  /// regard to case), at the end otherwise; `inherit` statements at the start stay there.
  ///
  /// - Returns: The place, or nil if the set is not closed.
  package func insertionPoint(for name: String) -> InsertionPoint? {
    guard let open = openToken, let close = closeToken else { return nil }
    let members = members
    guard let first = members.first else { return insertionPoint(between: open, and: close) }
    let inner =
      members.lazy.compactMap(\.firstToken).first { $0.startsLine }?.indentation
      ?? innerIndentation(outer: open.indentation)
    if let predecessor = predecessor(of: name, in: members) {
      return insertionPoint(behind: predecessor, indentation: inner)
    }
    let start = first.ownedComments.first.flatMap { comment in
      comment.range.lowerBound < first.range.lowerBound ? comment : nil
    }
    guard let token = start ?? first.firstToken else { return nil }
    if token.startsLine {
      let offset = syntax.tree.lineStart(before: token.range.lowerBound)
      return point(at: offset, inner, prefix: inner, suffix: syntax.tree.lineEnding)
    }
    return point(at: token.range.lowerBound, inner, prefix: "", suffix: " ")
  }

  private var openToken: SyntaxToken? {
    syntax.kind == .letIn ? syntax.token(.let) : syntax.token(.leftBrace)
  }

  private var closeToken: SyntaxToken? {
    syntax.kind == .letIn ? syntax.token(.in) : syntax.token(.rightBrace)
  }

  private func point(
    at offset: Int, _ indentation: String, prefix: String, suffix: String
  ) -> InsertionPoint {
    InsertionPoint(
      range: offset..<offset, indentation: indentation, prefix: prefix, suffix: suffix,
      lineEnding: syntax.tree.lineEnding)
  }

  private func innerIndentation(outer: String) -> String {
    outer + (outer.utf8.first == UInt8(ascii: "\t") ? "\t" : "  ")
  }

  /// The member a new binding has to follow; nil if it comes first.
  private func predecessor(of name: String, in members: [SyntaxNode]) -> SyntaxNode? {
    let named = members.compactMap { member -> (key: String, node: SyntaxNode)? in
      guard let names = Binding(member)?.names else { return nil }
      return (names.joined(separator: "."), member)
    }
    let keys = named.map(\.key)
    let lowercased = keys.map { $0.lowercased() }
    let following: SyntaxNode?
    if Self.isAscending(keys) {
      following = named.last { Self.precedes($0.key, name) }?.node
    } else if Self.isAscending(lowercased) {
      following = named.last { Self.precedes($0.key.lowercased(), name.lowercased()) }?.node
    } else {
      following = members.last
    }
    return following ?? members.prefix { $0.kind == .inherit }.last
  }

  private static func precedes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }

  private static func isAscending(_ keys: [String]) -> Bool {
    zip(keys, keys.dropFirst()).allSatisfy { !precedes($1, $0) }
  }

  private func insertionPoint(
    behind member: SyntaxNode, indentation: String
  ) -> InsertionPoint? {
    guard let first = member.firstToken, let last = member.lastToken else { return nil }
    let owned = member.ownedComments.last.map { max($0.range.upperBound, last.range.upperBound) }
    let end = owned ?? last.range.upperBound
    let lineEnding = syntax.tree.lineEnding
    let endsLine = syntax.tree.token(at: end - 1)?.endsLine ?? false
    guard first.startsLine || endsLine else {
      return point(at: end, indentation, prefix: " ", suffix: "")
    }
    return point(at: end, indentation, prefix: lineEnding + indentation, suffix: "")
  }

  /// The place in a set without members.
  private func insertionPoint(between open: SyntaxToken, and close: SyntaxToken) -> InsertionPoint {
    let outer = open.indentation
    let inner = innerIndentation(outer: outer)
    let lineEnding = syntax.tree.lineEnding
    // Comments stay before the new binding.
    var last = close
    while let previous = last.previous, previous.kind == .whitespace { last = previous }
    let start = last.previous?.range.upperBound ?? open.range.upperBound
    return InsertionPoint(
      range: start..<close.range.lowerBound, indentation: inner, prefix: lineEnding + inner,
      suffix: lineEnding + outer, lineEnding: lineEnding)
  }
}
