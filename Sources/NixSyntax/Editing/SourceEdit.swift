/// A change of a text: a range of bytes and what takes its place.
package struct SourceEdit: Hashable, Sendable {
  /// The bytes to replace; empty for an insertion.
  package var range: Range<Int>
  /// The text that takes their place; empty for a removal.
  package var replacement: String

  /// A change of a range of bytes.
  package init(range: Range<Int>, replacement: String) {
    self.range = range
    self.replacement = replacement
  }

  /// An insertion before the byte at an offset.
  package static func insert(_ text: String, at offset: Int) -> SourceEdit {
    SourceEdit(range: offset..<offset, replacement: text)
  }

  /// A removal.
  package static func remove(_ range: Range<Int>) -> SourceEdit {
    SourceEdit(range: range, replacement: "")
  }

  /// A replacement of a whole node.
  package static func replace(_ node: SyntaxNode, with text: String) -> SourceEdit {
    SourceEdit(range: node.range, replacement: text)
  }

  /// Makes changes to the text of a tree and parses the result.
  ///
  /// Edits may come in any order; insertions at one offset are made in the order given.
  ///
  /// - Parameters:
  ///   - edits: The changes, all in offsets of the original text.
  ///   - tree: A tree without findings.
  /// - Returns: The tree of the changed text, which has no findings either.
  /// - Throws: `NixSyntaxError` if edits overlap or reach outside the text, if the original or the
  ///   result does not parse, or if a byte outside the edits changed.
  package static func apply(
    _ edits: [SourceEdit], to tree: SyntaxTree
  ) throws(NixSyntaxError) -> SyntaxTree {
    try parsed(text(edits, in: tree))
  }

  /// Makes changes to the text of a tree, whose result is still to be parsed.
  package static func text(
    _ edits: [SourceEdit], in tree: SyntaxTree
  ) throws(NixSyntaxError) -> [UInt8] {
    if let diagnostic = tree.diagnostics.first {
      throw .invalidText(diagnostic, isResult: false)
    }
    let edits = try sorted(edits, length: tree.source.count)
    var result: [UInt8] = []
    result.reserveCapacity(
      tree.source.count + edits.reduce(0) { $0 + $1.replacement.utf8.count })
    var offset = 0
    for edit in edits {
      result += tree.source[offset..<edit.range.lowerBound]
      result += edit.replacement.utf8
      offset = edit.range.upperBound
    }
    result += tree.source[offset...]
    try check(result, against: tree.source, edits)
    return result
  }

  /// The tree of a changed text, which has no findings.
  package static func parsed(_ text: [UInt8]) throws(NixSyntaxError) -> SyntaxTree {
    let edited = SyntaxTree.parse(text)
    if let diagnostic = edited.diagnostics.first {
      throw .invalidText(diagnostic, isResult: true)
    }
    return edited
  }

  /// The edits in the order of the text.
  private static func sorted(
    _ edits: [SourceEdit], length: Int
  ) throws(NixSyntaxError) -> [SourceEdit] {
    let sorted = edits.enumerated().sorted { first, second in
      let (left, right) = (first.element.range, second.element.range)
      // An insertion comes before a change that starts at the same byte.
      return (left.lowerBound, left.isEmpty ? 0 : 1, first.offset)
        < (right.lowerBound, right.isEmpty ? 0 : 1, second.offset)
    }.map(\.element)
    for edit in sorted where edit.range.lowerBound < 0 || edit.range.upperBound > length {
      throw .editOutsideText(edit.range, length: length)
    }
    for (first, second) in zip(sorted, sorted.dropFirst())
    where second.range.lowerBound < first.range.upperBound {
      throw .overlappingEdits(first: first.range, second: second.range)
    }
    return sorted
  }

  /// Checks that a result has the original's bytes between the edits and nothing else there.
  private static func check(
    _ result: [UInt8], against source: [UInt8], _ edits: [SourceEdit]
  ) throws(NixSyntaxError) {
    var offset = 0
    var place = 0
    let ends = edits.map(\.range.lowerBound) + [source.count]
    for (index, end) in ends.enumerated() {
      guard place + end - offset <= result.count,
        source[offset..<end].elementsEqual(result[place..<place + end - offset])
      else { throw .changedOutsideEdits(offset: offset) }
      place += end - offset
      guard index < edits.count else { break }
      offset = edits[index].range.upperBound
      place += edits[index].replacement.utf8.count
    }
    guard place == result.count else { throw .changedOutsideEdits(offset: source.count) }
  }
}
