import NixSyntax

extension OverlayDocument {
  /// The edit that gives a binding other comments of ours and another value, if they differ.
  func replacement(
    of binding: Binding, lines: [String]
  ) throws(OverlayEditingError) -> SourceEdit? {
    let tree = binding.syntax.tree
    if let file = SetFile.path(of: binding.value) {
      throw .definedElsewhere(
        attribute: binding.name ?? "", place(binding.syntax), file: file)
    }
    let start = binding.range.lowerBound
    let above = binding.syntax.ownedComments.filter { $0.range.upperBound <= start }
    let ours = Array(lines.prefix { $0.hasPrefix("#") })
    var text: [String] = []
    var isWritten = false
    for comment in above {
      if !OwnComment.isOwn(comment) {
        text.append(comment.text)
      } else if !isWritten {
        text += ours
        isWritten = true
      }
    }
    if !isWritten { text += ours }
    text += lines.dropFirst(ours.count)
    let indentation = binding.syntax.indentation
    let separator = tree.lineEnding
    let replacement = text.enumerated().map { index, line in
      index == 0 || line.isEmpty ? line : indentation + line
    }.joined(separator: separator)
    let range = (above.first?.range.lowerBound ?? start)..<binding.range.upperBound
    if tree.source[range].elementsEqual(replacement.utf8) { return nil }
    return SourceEdit(range: range, replacement: replacement)
  }

  /// The edits that give a binding other comments of ours, if it has some.
  func replacements(ofComments lines: [String], above binding: Binding) -> [SourceEdit] {
    let ours = binding.syntax.ownedComments.filter {
      $0.range.upperBound <= binding.range.lowerBound && OwnComment.isOwn($0)
    }
    guard let first = ours.first, !lines.isEmpty, ours.map(\.text) != lines else { return [] }
    let separator = binding.syntax.tree.lineEnding + binding.syntax.indentation
    let text = lines.joined(separator: separator)
    return [SourceEdit(range: first.range, replacement: text)]
      + ours.dropFirst().map { comment in
        // The line goes with the white space after it, so that the next one takes its place.
        let end = comment.next.flatMap { $0.kind == .whitespace ? $0.range.upperBound : nil }
        return .remove(comment.range.lowerBound..<(end ?? comment.range.upperBound))
      }
  }
}
