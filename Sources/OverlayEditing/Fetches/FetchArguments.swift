import NixSyntax

/// What a fetcher is called with: one set, or several joined by `//` of which the last counts.
package struct FetchArguments: Sendable {
  /// What the text says about one argument.
  package enum Value<Content: Sendable & Hashable>: Sendable, Hashable {
    /// The argument isn't given, or is `null`.
    case absent
    case known(Content)
    /// The argument is given, but Nix alone can tell what it is.
    case unknown
  }

  /// The sets, the one that counts most first.
  let sets: [AttributeSet]
  /// Whether all of the sets are in the text, so that what isn't found isn't given.
  package let isWhole: Bool
  /// The call of the function around, where the fetch is in one.
  let calls: StaticCalls

  /// The arguments of an expression; nil if no part of it is a set in the text.
  init?(_ node: SyntaxNode, in calls: StaticCalls = StaticCalls()) {
    self.calls = calls
    var sets: [AttributeSet] = []
    var isWhole = true
    var pending = [node]
    // The right side of `//` counts more, so it is looked at first.
    while let next = pending.popLast(), sets.count < 16 {
      let part = next.unparenthesised
      if let sum = Binary(part), sum.operatorKind == .update {
        pending += [sum.left, sum.right].compactMap { $0 }
      } else if let set = AttributeSet(part) ?? AttributeSet(part.staticValue(in: calls)) {
        sets.append(set)
      } else if let sum = Binary(part.staticValue(in: calls)), sum.operatorKind == .update {
        pending += [sum.left, sum.right].compactMap { $0 }
      } else {
        isWhole = false
      }
    }
    guard !sets.isEmpty else { return nil }
    self.sets = sets
    self.isWhole = isWhole && pending.isEmpty
  }

  /// Whether an argument is given, whatever it is.
  package func has(_ name: String) -> Bool {
    sets.contains { $0.has(name) }
  }

  /// The text of an argument.
  package func string(_ name: String) -> Value<String> {
    value(name) { $0.staticString(in: calls) }
  }

  /// The truth value of an argument.
  package func flag(_ name: String) -> Value<Bool> {
    value(name) { node in
      switch node.text {
      case "true": true
      case "false": false
      default: nil
      }
    }
  }

  /// The texts of an argument that is a list.
  package func strings(_ name: String) -> Value<[String]> {
    value(name) { node in
      let node = node.kind == .identifier ? node.staticValue(in: calls) ?? node : node
      return texts(of: node) ?? mappedTexts(of: node)
    }
  }

  private func texts(of node: SyntaxNode?) -> [String]? {
    guard let list = List(node?.unparenthesised.staticValue(in: calls)) else { return nil }
    var texts: [String] = []
    for element in list.elements {
      guard let text = element.staticString(in: calls) else { return nil }
      texts.append(text)
    }
    return texts
  }

  /// The texts of `map (name: "…${name}…") [ … ]`.
  private func mappedTexts(of node: SyntaxNode) -> [String]? {
    guard let apply = Apply(node), apply.functionName == "map", apply.arguments.count == 2,
      let lambda = Lambda(apply.arguments[0].unparenthesised), !lambda.hasPattern,
      let name = lambda.name, let body = StringLiteral(lambda.body?.unparenthesised),
      let texts = texts(of: apply.arguments[1])
    else { return nil }
    var results = texts.map { _ in "" }
    for part in body.parts {
      for index in texts.indices {
        switch part {
        case .text(let text): results[index] += text
        case .expression(let expression):
          if expression.kind == .identifier, expression.text == name {
            results[index] += texts[index]
          } else if let text = expression.staticString(in: calls) {
            results[index] += text
          } else {
            return nil
          }
        }
      }
    }
    return results
  }

  private func value<Content>(
    _ name: String, _ read: (SyntaxNode) -> Content?
  ) -> Value<Content> {
    guard let set = sets.first(where: { $0.has(name) }) else { return isWhole ? .absent : .unknown }
    // What is written is looked at before it is followed: `null` and `true` are variables.
    let written = set.value(name)?.unparenthesised
    if written?.text == "null" { return .absent }
    guard let content = written.flatMap(read) ?? set.staticValue(name, in: calls).flatMap(read)
    else { return .unknown }
    return .known(content)
  }
}

extension AttributeSet {
  /// Whether the set has an attribute, bound as a whole or in part, or inherited.
  fileprivate func has(_ name: String) -> Bool {
    bindings.contains { $0.names?.first == name } || inherits.contains { $0.names.contains(name) }
  }
}
