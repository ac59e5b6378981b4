/// Insertion and removal of members of a set or `let`, with the rules for the white space between
/// them.
///
/// What is put in can be taken out again without a trace: the space around a new member is like
/// that around its neighbours, and removal takes exactly that space away.
package struct MemberEdits {
  let syntax: SyntaxNode
  package let members: [SyntaxNode]
  private let spacing: Spacing
  private let open: SyntaxToken
  private let close: SyntaxToken
  /// One level of indentation.
  private let unit: String

  private var tree: SyntaxTree { syntax.tree }
  private var lineEnding: String { tree.lineEnding }

  /// The members of an attribute set or a `let`; nil if it is not closed.
  package init?(_ syntax: SyntaxNode, unit: String, spacing: Spacing = .blocks) {
    let isLet = syntax.kind == .letIn
    guard let open = syntax.token(isLet ? .let : .leftBrace),
      let close = syntax.token(isLet ? .in : .rightBrace)
    else { return nil }
    self.syntax = syntax
    self.open = open
    self.close = close
    self.unit = unit
    self.spacing = spacing
    members = syntax.children.filter { child in
      (child.kind == .binding || child.kind == .inherit)
        && child.range.lowerBound < close.range.lowerBound
    }
  }

  /// A new member: the name it is sorted by, and its lines, indented relative to each other.
  package struct Addition {
    package var name: String
    package var lines: [String]

    package init(name: String, lines: [String]) {
      self.name = name
      self.lines = lines
    }
  }

  /// How new members are laid out among others.
  package enum Spacing {
    /// On lines of their own, with blank lines between them where the others have some.
    case blocks
    /// On lines of their own without blank lines, or on the one line that the others are on.
    case lines
  }

  /// The indentation of members.
  package var indentation: String {
    let first = members.lazy.compactMap(\.firstToken).first { $0.startsLine }
    return first?.indentation ?? open.indentation + unit
  }

  // MARK: Insertion

  /// The edits that put members in: in order of names if the others are, else after them.
  package func insertions(_ additions: [Addition]) -> [SourceEdit] {
    let additions = additions.sorted { NameOrder.precedesByBytes($0.name, $1.name) }
    guard !additions.isEmpty else { return [] }
    guard !members.isEmpty else { return [insertionIntoEmpty(additions)] }
    let order = NameOrder(of: names.map(\.name))
    var groups: [(position: Int, additions: [Addition])] = []
    for addition in additions {
      let position = position(of: addition.name, in: order)
      if let index = groups.firstIndex(where: { $0.position == position }) {
        groups[index].additions.append(addition)
      } else {
        groups.append((position, [addition]))
      }
    }
    return groups.map { insertion($0.additions, at: $0.position) }
  }

  private var names: [(name: String, index: Int)] {
    members.enumerated().compactMap { index, member in
      Binding(member)?.names.map { ($0.joined(separator: "."), index) }
    }
  }

  /// The number of members a new one comes after.
  private func position(of name: String, in order: NameOrder) -> Int {
    if case .none = order { return members.count }
    let predecessor = names.last { order.precedes($0.name, name) }?.index
    let position =
      predecessor.map { $0 + 1 } ?? members.prefix { $0.kind == .inherit }.count
    if isInline { return position }
    // Members that share a line have no room between them.
    guard position < members.count, !startsLine(members[position]) else { return position }
    return members.count
  }

  /// Whether new members go on the line that all others are on.
  private var isInline: Bool {
    spacing == .lines && !members.isEmpty && !members.contains { startsLine($0) }
  }

  private func insertion(_ additions: [Addition], at position: Int) -> SourceEdit {
    if isInline {
      let text = text(additions, isBlank: false).drop { $0 == " " || $0 == "\t" }
      return position == 0
        ? .insert(text + " ", at: ownedStart(of: members[0]))
        : .insert(" " + text, at: ownedEnd(of: members[position - 1]))
    }
    if position == 0 { return insertionBeforeFirst(additions) }
    let member = members[position - 1]
    let end = ownedEnd(of: member)
    let isBlank: Bool
    var place = end
    if spacing == .lines {
      isBlank = false
    } else if position < members.count {
      isBlank = hasBlankLine(from: end)
    } else if let comment = lastComment(from: end) {
      // A comment at the end would seem to belong to the new member.
      place = comment.range.upperBound
      isBlank = true
    } else if !startsLine(member) {
      // All members are on one line. The blank line says that what closes them was there, too.
      isBlank = !breaksLine(from: end)
    } else if members.count == 1 {
      isBlank = true
    } else {
      isBlank = hasBlankLine(from: ownedEnd(of: members[position - 2]))
    }
    let separator = isBlank ? lineEnding + lineEnding : lineEnding
    let text = separator + text(additions, isBlank: isBlank)
    if breaksLine(from: place) {
      // White space after a member stays with it.
      place = tree.source[place...].firstIndex { !isSpace($0) } ?? tree.source.count
    } else if spacing == .blocks, position == members.count, !startsLine(member) {
      // The brace is on the line that all members are on; a blank line says that it was
      // without a space.
      let isPacked = place == close.range.lowerBound
      return SourceEdit(
        range: place..<close.range.lowerBound,
        replacement: text + lineEnding + (isPacked ? lineEnding : "") + open.indentation)
    }
    return .insert(text, at: place)
  }

  private func insertionBeforeFirst(_ additions: [Addition]) -> SourceEdit {
    let isBlank =
      spacing == .blocks && (members.count == 1 || hasBlankLine(from: ownedEnd(of: members[0])))
    let separator = isBlank ? lineEnding + lineEnding : lineEnding
    let start = tree.lineStart(before: ownedStart(of: members[0]))
    return .insert(text(additions, isBlank: isBlank) + separator, at: start)
  }

  private func insertionIntoEmpty(_ additions: [Addition]) -> SourceEdit {
    let text = text(additions, isBlank: spacing == .blocks)
    let separator = lineEnding + (spacing == .blocks ? lineEnding : "")
    if let comment = lastComment(from: open.range.upperBound) {
      let place = comment.range.upperBound
      if breaksLine(from: place) { return .insert(separator + text, at: place) }
      return SourceEdit(
        range: place..<close.range.lowerBound,
        replacement: separator + text + lineEnding + open.indentation)
    }
    // The blank line marks what stood between the braces, so that it can be restored.
    let space = tree.source[open.range.upperBound..<close.range.lowerBound]
    if spacing == .blocks, space.contains(where: isLineBreak) {
      return .insert(lineEnding + text + lineEnding, at: open.range.upperBound)
    }
    let start = lineEnding + (spacing == .blocks && space.isEmpty ? lineEnding : "")
    return SourceEdit(
      range: open.range.upperBound..<close.range.lowerBound,
      replacement: start + text + lineEnding + open.indentation)
  }

  private func text(_ additions: [Addition], isBlank: Bool) -> String {
    let indentation = indentation
    let blocks = additions.map { addition in
      addition.lines.map { $0.isEmpty ? $0 : indentation + $0 }.joined(separator: lineEnding)
    }
    return blocks.joined(separator: isBlank ? lineEnding + lineEnding : lineEnding)
  }

  /// The edit that puts a member after another, with a blank line between if asked for.
  package func insertion(
    of lines: [String], behind member: SyntaxNode, isBlank: Bool
  ) -> SourceEdit {
    let place = ownedEnd(of: member)
    guard startsLine(member) else { return .insert(" " + lines.joined(separator: " "), at: place) }
    let indentation = member.indentation
    let text = lines.map { $0.isEmpty ? $0 : indentation + $0 }.joined(separator: lineEnding)
    return .insert(lineEnding + (isBlank ? lineEnding : "") + text, at: place)
  }

  /// Whether a blank line comes before some member but the first.
  package var hasBlankLines: Bool {
    members.dropLast().contains { hasBlankLine(from: ownedEnd(of: $0)) }
  }

  // MARK: Removal

  /// The edit that takes a member out, with its comments and the space that came with it.
  package func removal(of member: SyntaxNode) -> SourceEdit {
    var range = member.ownedRange
    let start = tree.lineStart(before: range.lowerBound)
    let takesLines = start == range.lowerBound && isLineStart(range.upperBound)
    let others = members.filter { $0 != member }
    guard takesLines else {
      // The brace is on the member's line, as it was on that of the one before.
      if let last = others.last, members.last == member, startsLine(member), startsLine(last),
        let next = member.lastToken?.next,
        next == close || next.lineBreaks == 0 && next.next == close
      {
        return .remove(ownedEnd(of: last)..<member.range.upperBound)
      }
      return .remove(range)
    }
    if others.isEmpty, lastComment(from: open.range.upperBound, outside: range) == nil,
      syntax.kind != .letIn, range.upperBound <= close.range.lowerBound
    {
      let behind = range.upperBound..<close.range.lowerBound
      if tree.source[behind].contains(where: isLineBreak) {
        return .remove(open.range.upperBound..<behind.lowerBound)
      }
      let isPacked = isBlankLine(startingAt: tree.lineEnd(behind: open.range.upperBound))
      return SourceEdit(
        range: open.range.upperBound..<close.range.lowerBound, replacement: isPacked ? "" : " ")
    }
    let isLast = firstToken(from: range.upperBound) == close
    if isLast, let other = others.last, !others.contains(where: { startsLine($0) }),
      lastComment(from: ownedEnd(of: other), outside: range) == nil
    {
      guard isBlankLine(endingAt: range.lowerBound) else { return .remove(range) }
      let isPacked = isBlankLine(startingAt: range.upperBound)
      return SourceEdit(
        range: ownedEnd(of: other)..<close.range.lowerBound, replacement: isPacked ? "" : " ")
    }
    let isBlankBefore = isBlankLine(endingAt: range.lowerBound)
    let isBlankBehind = isBlankLine(startingAt: range.upperBound)
    if isBlankBefore, isBlankBehind || isLast {
      let before = tree.lineStart(before: max(0, lineBreakStart(before: range.lowerBound)))
      range = before..<range.upperBound
    } else if isBlankBehind, !isBlankBefore, members.first == member {
      range = range.lowerBound..<tree.lineEnd(behind: range.upperBound)
    }
    return .remove(range)
  }

  // MARK: Space

  private func startsLine(_ member: SyntaxNode) -> Bool {
    member.firstToken?.startsLine ?? false
  }

  private func ownedStart(of member: SyntaxNode) -> Int {
    let start = member.range.lowerBound
    guard let comment = member.ownedComments.first?.range.lowerBound else { return start }
    return min(start, comment)
  }

  private func ownedEnd(of member: SyntaxNode) -> Int {
    let end = member.range.upperBound
    guard let comment = member.ownedComments.last?.range.upperBound else { return end }
    return max(end, comment)
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
  }

  private func isLineBreak(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Whether only blanks are between an offset and the end of its line.
  private func breaksLine(from offset: Int) -> Bool {
    let rest = tree.source[offset...].drop(while: isSpace)
    return rest.first.map(isLineBreak) ?? true
  }

  /// Whether the line after that of an offset is blank.
  private func hasBlankLine(from offset: Int) -> Bool {
    guard breaksLine(from: offset) else { return false }
    return isBlankLine(startingAt: tree.lineEnd(behind: offset))
  }

  private func isLineStart(_ offset: Int) -> Bool {
    offset == tree.source.count || tree.lineStart(before: offset) == offset
  }

  private func isBlankLine(startingAt offset: Int) -> Bool {
    offset < tree.source.count && breaksLine(from: offset)
  }

  /// The offset of the line break that ends right before a line's start.
  private func lineBreakStart(before offset: Int) -> Int {
    guard offset > 0 else { return 0 }
    let isPair =
      offset > 1 && tree.source[offset - 1] == UInt8(ascii: "\n")
      && tree.source[offset - 2] == UInt8(ascii: "\r")
    return offset - (isPair ? 2 : 1)
  }

  private func isBlankLine(endingAt offset: Int) -> Bool {
    guard offset > 0 else { return false }
    let end = lineBreakStart(before: offset)
    return tree.source[tree.lineStart(before: end)..<end].allSatisfy(isSpace)
  }

  /// The first token at or after an offset that is not white space.
  private func firstToken(from offset: Int) -> SyntaxToken? {
    var token = tree.token(at: offset)
    while let current = token, current.kind == .whitespace { token = current.next }
    return token
  }

  /// The last comment between an offset and the closing brace.
  private func lastComment(from offset: Int, outside range: Range<Int>? = nil) -> SyntaxToken? {
    var token = close.previous
    var last: SyntaxToken?
    while let current = token, current.range.lowerBound >= offset {
      if current.kind.isComment, !(range?.contains(current.range.lowerBound) ?? false) {
        last = last ?? current
      }
      token = current.previous
    }
    return last
  }
}
