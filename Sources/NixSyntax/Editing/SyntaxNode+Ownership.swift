extension SyntaxToken {
  /// The number of line breaks in white space.
  package var lineBreaks: Int {
    guard kind == .whitespace else { return 0 }
    var count = 0
    var isBehindReturn = false
    for byte in bytes {
      if byte == UInt8(ascii: "\r") || (byte == UInt8(ascii: "\n") && !isBehindReturn) {
        count += 1
      }
      isBehindReturn = byte == UInt8(ascii: "\r")
    }
    return count
  }

  /// Whether only white space comes before the token on its line.
  package var startsLine: Bool {
    guard let previous, previous.kind != .byteOrderMark else { return true }
    guard previous.kind == .whitespace else { return false }
    return previous.lineBreaks > 0 || previous.previous == nil
  }

  /// Whether only white space comes after the token on its line.
  package var endsLine: Bool {
    guard let next else { return true }
    return next.kind == .whitespace && (next.lineBreaks > 0 || next.next == nil)
  }

  /// The blanks and tabs the token's line starts with.
  package var indentation: String {
    let start = tree.lineStart(before: range.lowerBound)
    let blanks = tree.source[start...].prefix { byte in
      byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
    return String(decoding: blanks, as: UTF8.self)
  }
}

extension SyntaxTree {
  /// The line break the text uses first: `"\r\n"` or `"\n"`, which stands for none, too.
  package var lineEnding: String {
    guard let index = source.firstIndex(of: UInt8(ascii: "\n")) else { return "\n" }
    return index > 0 && source[index - 1] == UInt8(ascii: "\r") ? "\r\n" : "\n"
  }

  /// The offset at which the line of an offset starts.
  package func lineStart(before offset: Int) -> Int {
    var start = min(max(0, offset), source.count)
    while start > 0 {
      let byte = source[start - 1]
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      start -= 1
    }
    return start
  }

  /// The offset after the first line break at or after an offset, or the end of the text.
  package func lineEnd(behind offset: Int) -> Int {
    var end = max(0, offset)
    while end < source.count {
      let byte = source[end]
      end += 1
      if byte == UInt8(ascii: "\n") { return end }
      if byte == UInt8(ascii: "\r") {
        return end < source.count && source[end] == UInt8(ascii: "\n") ? end + 1 : end
      }
    }
    return min(end, source.count)
  }
}

/// Which comments and lines belong to a binding or another member of a list of things.
///
/// Comment lines directly above, without a blank line between, and a comment on the last line
/// belong to it; so does the line itself if there is nothing else on it.
extension SyntaxNode {
  /// The blanks and tabs the node's first line starts with.
  package var indentation: String { firstToken?.indentation ?? "" }

  /// The comments that belong to the node, in the order of the text.
  package var ownedComments: [SyntaxToken] { commentsAbove + commentsBehind }

  /// The bytes of the node with what belongs to it; without them the text reads as if it had
  /// never been there.
  package var ownedRange: Range<Int> {
    guard let firstToken, let lastToken else { return range }
    let first = commentsAbove.first ?? firstToken
    let last = commentsBehind.last ?? lastToken
    switch (first.startsLine, last.endsLine) {
    case (true, true):
      let start = tree.lineStart(before: first.range.lowerBound)
      return start..<tree.lineEnd(behind: last.range.upperBound)
    case (true, false):
      let next = last.next.flatMap { $0.kind == .whitespace ? $0.range.upperBound : nil }
      return first.range.lowerBound..<(next ?? last.range.upperBound)
    case (false, _):
      let previous = first.previous.flatMap { $0.kind == .whitespace ? $0.range.lowerBound : nil }
      return (previous ?? first.range.lowerBound)..<last.range.upperBound
    }
  }

  private var commentsAbove: [SyntaxToken] {
    guard var token = firstToken, token.startsLine else { return [] }
    var comments: [SyntaxToken] = []
    while let gap = token.previous, gap.lineBreaks == 1, let comment = gap.previous,
      comment.kind.isComment, comment.startsLine
    {
      comments.append(comment)
      token = comment
    }
    return comments.reversed()
  }

  private var commentsBehind: [SyntaxToken] {
    guard var token = lastToken else { return [] }
    var comments: [SyntaxToken] = []
    while let next = token.next {
      guard next.kind.isComment || (next.kind == .whitespace && next.lineBreaks == 0) else { break }
      if next.kind.isComment { comments.append(next) }
      token = next
    }
    // A comment before another binding on the line is not known to belong to this one.
    guard let last = comments.last, last.endsLine else { return [] }
    return comments
  }
}
