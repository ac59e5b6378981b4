/// Strings that are in the text and need no evaluation by Nix.
extension Reduction {
  /// The text an expression has; nil if that takes evaluation.
  mutating func string(_ node: SyntaxNode, _ place: Place) -> String? {
    guard let value = single(node, .names, place) else { return nil }
    let place = place.next(value.calls)
    switch value.node.kind {
    case .uri: return value.node.text
    case .string, .indentedString:
      var result = ""
      for part in StringLiteral(unchecked: value.node).parts {
        switch part {
        case .text(let text): result += text
        case .expression(let expression):
          guard let text = string(expression, place) else { return nil }
          result += text
        }
      }
      return result
    case .binary:
      let sum = Binary(unchecked: value.node)
      guard sum.operatorKind == .plus, let left = sum.left, let right = sum.right,
        let first = string(left, place), let second = string(right, place)
      else { return nil }
      return first + second
    case .apply: return applied(Apply(unchecked: value.node), place)
    default: return nil
    }
  }

  /// The text that a call gives, of a function in the text or of `replaceStrings`.
  private mutating func applied(_ apply: Apply, _ place: Place) -> String? {
    let arguments = apply.arguments
    if apply.functionName == "replaceStrings", arguments.count == 3 {
      guard let old = strings(arguments[0], place), !old.contains(""),
        let new = strings(arguments[1], place), old.count == new.count,
        let text = string(arguments[2], place)
      else { return nil }
      return Self.replacing(zip(old, new).map { (Array($0.utf8), Array($1.utf8)) }, in: text)
    }
    guard let result = single(apply.syntax, [.names, .calls], place),
      result.node != apply.syntax
    else { return nil }
    return string(result.node, place.next(result.calls))
  }

  private mutating func strings(_ node: SyntaxNode, _ place: Place) -> [String]? {
    guard let list = List(single(node, .names, place)?.node) else { return nil }
    var result: [String] = []
    for element in list.elements {
      guard let text = string(element, place.next()) else { return nil }
      result.append(text)
    }
    return result
  }

  /// Replaces as `builtins.replaceStrings` does: at each place the first pair that matches.
  private static func replacing(
    _ pairs: [(old: [UInt8], new: [UInt8])], in text: String
  ) -> String {
    var rest = Array(text.utf8)[...]
    var result: [UInt8] = []
    while let byte = rest.first {
      if let pair = pairs.first(where: { rest.starts(with: $0.old) }) {
        result += pair.new
        rest = rest.dropFirst(pair.old.count)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension SyntaxNode {
  /// The text an expression has whatever surrounds the file; nil if that takes evaluation.
  package var staticString: String? { staticString(in: StaticCalls()) }

  /// The same where some functions around are called with known arguments.
  package func staticString(in calls: StaticCalls) -> String? {
    var reduction = Reduction(.names)
    return reduction.string(self, Reduction.Place(calls: calls))
  }

  /// The node that is the value of an expression, once variables and selections are followed; nil
  /// if that takes evaluation.
  package var staticValue: SyntaxNode? { staticValue(in: StaticCalls()) }

  /// The same where some functions around are called with known arguments.
  package func staticValue(in calls: StaticCalls) -> SyntaxNode? {
    var reduction = Reduction(.names)
    return reduction.single(self, .names, Reduction.Place(calls: calls))?.known
  }
}

extension AttributeSet {
  /// The node that is the value of an attribute, bound or inherited here, once variables and
  /// selections are followed; nil if that takes evaluation or if there is no such attribute.
  package func staticValue(
    _ name: String, in calls: StaticCalls = StaticCalls()
  ) -> SyntaxNode? {
    var reduction = Reduction(.names)
    let place = Reduction.Place(calls: calls)
    guard let found = reduction.member([name], in: self, .names, place) else { return nil }
    return reduction.single(found.node, .names, place.next(found.calls))?.known
  }
}

extension Reduction.Target {
  /// The node, unless it is a variable or a selection that the text does not define.
  fileprivate var known: SyntaxNode? {
    node.kind == .identifier || node.kind == .select ? nil : node
  }
}
