/// What to put into a list, and next to what.
package struct ListAddition {
  /// One element in lines; all but the first are indented relative to it.
  package var lines: [String]
  /// What it is sorted by among its kind.
  package var name: String
  /// The elements of its kind: their places in the list and their names.
  package var kin: [Kin]

  package struct Kin: Hashable {
    package var element: Int
    package var name: String

    package init(element: Int, name: String) {
      self.element = element
      self.name = name
    }
  }

  package init(lines: [String], name: String, kin: [Kin] = []) {
    self.lines = lines
    self.name = name
    self.kin = kin
  }
}

/// The edits that put elements into a list, in its own order and layout.
///
/// An element goes among those of its kind, in order if they are in order and after them
/// otherwise; one without kin goes to the end.
package struct ListEdits {
  let list: List
  /// One level of indentation.
  let unit: String
  private let elements: [SyntaxNode]
  private var tree: SyntaxTree { list.syntax.tree }

  package init(_ list: List, unit: String) {
    self.list = list
    self.unit = unit
    elements = list.elements
  }

  private enum Place: Hashable {
    case before(Int)
    case after(Int)
  }

  /// The edits for additions, which are put in in the order given where nothing else tells.
  package func edits(_ additions: [ListAddition]) -> [SourceEdit] {
    guard !additions.isEmpty else { return [] }
    guard !elements.isEmpty else { return [intoEmpty(additions)] }
    var groups: [(place: Place, additions: [ListAddition])] = []
    for addition in additions {
      let place = place(of: addition)
      if let index = groups.firstIndex(where: { $0.place == place }) {
        groups[index].additions.append(addition)
      } else {
        groups.append((place, [addition]))
      }
    }
    return groups.map { edit($0.additions, $0.place) }
  }

  // MARK: Order

  private func place(of addition: ListAddition) -> Place {
    let kin = addition.kin.sorted { $0.element < $1.element }
    guard let last = kin.last, let first = kin.first else { return .after(elements.count - 1) }
    let order = NameOrder(of: kin.map(\.name))
    if case .none = order { return .after(last.element) }
    if let before = kin.last(where: { order.precedes($0.name, addition.name) }) {
      return .after(before.element)
    }
    // Whether comments above the first are about it or about all that follow is not known.
    let node = elements[first.element]
    let hasCommentAbove = node.ownedComments.contains {
      $0.range.upperBound <= node.range.lowerBound
    }
    return hasCommentAbove ? .after(first.element) : .before(first.element)
  }

  // MARK: Layout

  /// The indentation of elements on lines of their own.
  var indentation: String {
    let first = elements.lazy.compactMap(\.firstToken).first { $0.startsLine }
    return first?.indentation ?? (list.syntax.indentation + unit)
  }

  /// Whether elements are on lines of their own.
  var isSpread: Bool {
    guard let open = list.syntax.firstToken, let close = list.syntax.lastToken else { return false }
    guard let first = elements.first else {
      return line(open.range.lowerBound) != line(close.range.lowerBound)
    }
    return first.firstToken?.startsLine ?? false || hasOwnLine(0) && endsLine(first)
  }

  private func line(_ offset: Int) -> Int { tree.lineStart(before: offset) }

  private func endsLine(_ element: SyntaxNode) -> Bool {
    tree.token(at: tail(of: element) - 1)?.endsLine ?? false
  }

  /// Whether no other element is on an element's lines, and the list is not on one line.
  private func hasOwnLine(_ index: Int) -> Bool {
    let element = elements[index]
    if index > 0, line(elements[index - 1].range.upperBound) == line(element.range.lowerBound) {
      return false
    }
    if index + 1 < elements.count,
      line(elements[index + 1].range.lowerBound) == line(element.range.upperBound)
    {
      return false
    }
    return element.firstToken?.startsLine ?? false || endsLine(element)
  }

  /// The end of an element with the comment after it.
  private func tail(of element: SyntaxNode) -> Int {
    let comment = element.ownedComments.last { $0.range.lowerBound >= element.range.upperBound }
    return comment?.range.upperBound ?? element.range.upperBound
  }

  private func edit(_ additions: [ListAddition], _ place: Place) -> SourceEdit {
    let ending = tree.lineEnding
    switch place {
    case .after(let index):
      let element = elements[index]
      if hasOwnLine(index) {
        let text = additions.map { ending + indentation + laidOut($0, indentation) }.joined()
        return .insert(text, at: tail(of: element))
      }
      let text = additions.map { " " + laidOut($0, element.indentation) }.joined()
      return .insert(text, at: element.range.upperBound)
    case .before(let index):
      let element = elements[index]
      let gap = hasOwnLine(index) ? ending + indentation : " "
      let text = additions.map { laidOut($0, element.indentation) + gap }.joined()
      return .insert(text, at: element.range.lowerBound)
    }
  }

  private func laidOut(_ addition: ListAddition, _ indentation: String) -> String {
    Indentation.lines(addition.lines, unit: unit).enumerated().map { index, line in
      index == 0 || line.isEmpty ? line : indentation + line
    }.joined(separator: tree.lineEnding)
  }

  private func intoEmpty(_ additions: [ListAddition]) -> SourceEdit {
    let syntax = list.syntax
    let open = syntax.firstToken?.range.upperBound ?? syntax.range.lowerBound
    let close = syntax.lastToken?.range.lowerBound ?? syntax.range.upperBound
    let ending = tree.lineEnding
    var comment: SyntaxToken?
    for token in syntax.tokens where token.kind.isComment { comment = token }
    let inner = syntax.indentation + unit
    if let comment {
      let text = additions.map { ending + inner + laidOut($0, inner) }.joined()
      let isAlone = tree.source[comment.range.upperBound..<close].contains(UInt8(ascii: "\n"))
      return isAlone
        ? .insert(text, at: comment.range.upperBound)
        : SourceEdit(
          range: comment.range.upperBound..<close, replacement: text + ending + syntax.indentation)
    }
    let isSpread = additions.count > 2 || additions.contains { $0.lines.count > 1 }
    if isSpread || self.isSpread {
      let text = additions.map { ending + inner + laidOut($0, inner) }.joined()
      return SourceEdit(range: open..<close, replacement: text + ending + syntax.indentation)
    }
    let text = additions.map { laidOut($0, inner) }.joined(separator: " ")
    return SourceEdit(range: open..<close, replacement: " " + text + " ")
  }
}
