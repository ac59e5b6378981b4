/// A reader of values that stand in the text and need no evaluation by Nix.
///
/// Follows variables into `let` and recursive sets, `inherit` statements, selections from sets that
/// stand in the text, and `finalAttrs.name` in `f (finalAttrs: { … })`; resolves interpolations and
/// `+`. It gives up after a fixed number of steps, since definitions may go in circles.
struct StaticEvaluator {
  private static let maximumDepth = 64
  private var steps = 2000
  private let calls: StaticCalls

  /// A reader for which some functions are called with known arguments.
  init(_ calls: StaticCalls = StaticCalls()) {
    self.calls = calls
  }

  /// The text an expression has; nil if that takes evaluation.
  mutating func string(_ node: SyntaxNode, depth: Int = 0) -> String? {
    guard let value = value(node, depth: depth + 1) else { return nil }
    switch value.kind {
    case .uri: return value.text
    case .string, .indentedString:
      var result = ""
      for part in StringLiteral(unchecked: value).parts {
        switch part {
        case .text(let text): result += text
        case .expression(let expression):
          guard let text = string(expression, depth: depth + 1) else { return nil }
          result += text
        }
      }
      return result
    case .binary:
      let sum = Binary(unchecked: value)
      guard sum.operatorKind == .plus, let left = sum.left, let right = sum.right,
        let first = string(left, depth: depth + 1), let second = string(right, depth: depth + 1)
      else { return nil }
      return first + second
    case .apply: return applied(Apply(unchecked: value), depth: depth + 1)
    default: return nil
    }
  }

  /// The text that a call gives, of a function in the text or of `replaceStrings`.
  private mutating func applied(_ apply: Apply, depth: Int) -> String? {
    guard steps > 0, depth < Self.maximumDepth, let function = apply.function else { return nil }
    let arguments = apply.arguments
    if apply.functionName == "replaceStrings", arguments.count == 3 {
      guard let old = strings(arguments[0], depth: depth + 1), !old.contains(""),
        let new = strings(arguments[1], depth: depth + 1), old.count == new.count,
        let text = string(arguments[2], depth: depth + 1)
      else { return nil }
      return Self.replacing(zip(old, new).map { (Array($0.utf8), Array($1.utf8)) }, in: text)
    }
    guard var body = Lambda(value(function, depth: depth + 1)) else { return nil }
    let calls = calls.adding(StaticCalls(of: body, with: arguments))
    for _ in arguments.dropFirst() {
      guard let next = Lambda(body.body?.unparenthesised) else { return nil }
      body = next
    }
    guard let result = body.body else { return nil }
    var inner = StaticEvaluator(calls)
    inner.steps = steps - 1
    defer { steps = inner.steps }
    return inner.string(result, depth: depth + 1)
  }

  private mutating func strings(_ node: SyntaxNode, depth: Int) -> [String]? {
    guard let list = List(value(node, depth: depth)) else { return nil }
    var result: [String] = []
    for element in list.elements {
      guard let text = string(element, depth: depth + 1) else { return nil }
      result.append(text)
    }
    return result
  }

  /// Replaces as `builtins.replaceStrings` does: at each place the first pair that matches.
  private static func replacing(_ pairs: [(old: [UInt8], new: [UInt8])], in text: String) -> String
  {
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

  /// The node that is the value of an expression, once variables and selections are followed.
  mutating func value(_ node: SyntaxNode, depth: Int = 0) -> SyntaxNode? {
    guard steps > 0, depth < Self.maximumDepth else { return nil }
    steps -= 1
    let node = node.unparenthesised
    switch node.kind {
    case .identifier: return variable(node.text, at: node, depth: depth + 1)
    case .select:
      let select = Select(unchecked: node)
      guard let path = select.path, let names = names(of: path, depth: depth + 1),
        let base = select.base
      else { return nil }
      // Where the attribute isn't found here it may still be there, so `or` tells nothing.
      return attribute(names, of: base, depth: depth + 1)
    default: return node
    }
  }

  /// The names of a path, of which some may be strings to be put together.
  private mutating func names(of path: AttributePath, depth: Int) -> [String]? {
    if let names = path.names { return names }
    var names: [String] = []
    for attribute in path.attributes {
      let node = attribute.kind == .dynamicAttribute ? attribute.child(at: 0) : nil
      if let name = AttributePath.name(of: attribute) {
        names.append(String(decoding: name, as: UTF8.self))
      } else if let node, let name = string(node, depth: depth + 1) {
        names.append(name)
      } else {
        return nil
      }
    }
    return names
  }

  /// The value of a function's parameter in the call that is looked at.
  private mutating func parameter(
    _ name: String, of lambda: Lambda, fallback: SyntaxNode?, depth: Int
  ) -> SyntaxNode? {
    guard let argument = calls.argument(of: lambda) else { return nil }
    if lambda.name == name { return value(argument, depth: depth + 1) }
    guard let set = AttributeSet(value(argument, depth: depth + 1)) else { return nil }
    if set.binding(name) == nil, !set.inherits.contains(where: { $0.names.contains(name) }) {
      return fallback.flatMap { value($0, depth: depth + 1) }
    }
    return member([name], of: set, depth: depth + 1)
  }

  private mutating func variable(
    _ name: String, at node: SyntaxNode, depth: Int
  ) -> SyntaxNode? {
    var place = node
    while case .inherited(let inherit, _)? = place.definition(of: name) {
      if let source = inherit.source { return attribute([name], of: source, depth: depth) }
      // An inherited name is looked up outside of the set it is inherited into.
      guard let container = inherit.syntax.parent else { return nil }
      place = container
    }
    switch place.definition(of: name) {
    case .binding(let binding)?: return binding.value.flatMap { value($0, depth: depth) }
    case .parameter(let lambda, let fallback)?:
      return parameter(name, of: lambda, fallback: fallback, depth: depth)
    default: return nil
    }
  }

  private mutating func attribute(
    _ path: [String], of base: SyntaxNode, depth: Int
  ) -> SyntaxNode? {
    var (base, path) = (base.unparenthesised, path)
    while let select = Select(base), let names = select.path?.names,
      let inner = select.base?.unparenthesised
    {
      (base, path) = (inner, names + path)
    }
    let set: SyntaxNode?
    if base.kind == .identifier, case .parameter(let lambda, _)? = base.definition(of: base.text),
      !lambda.hasPattern, lambda.isFixedPointArgument
    {
      set = lambda.body?.unparenthesised
    } else {
      set = value(base, depth: depth + 1)
    }
    guard let set = AttributeSet(set) else { return nil }
    return member(path, of: set, depth: depth + 1)
  }

  /// The value of an attribute that a set binds or inherits.
  mutating func member(
    _ path: [String], of set: AttributeSet, depth: Int = 0
  ) -> SyntaxNode? {
    guard steps > 0, depth < Self.maximumDepth else { return nil }
    if let bound = set.binding(at: path)?.value { return value(bound, depth: depth + 1) }
    guard path.count == 1, let name = path.first,
      let inherit = set.inherits.first(where: { $0.names.contains(name) })
    else { return nil }
    if let source = inherit.source { return attribute(path, of: source, depth: depth + 1) }
    return variable(name, at: set.syntax, depth: depth + 1)
  }
}

extension Lambda {
  /// Whether the function is an argument, as in `mkDerivation (finalAttrs: { … })`, which calls it
  /// with the set it returns; `overrideAttrs (old: { … })` and its like call it with another.
  fileprivate var isFixedPointArgument: Bool {
    guard let parent = syntax.parent, parent.kind == .parenthesised,
      let apply = Apply(parent.parent)
    else { return false }
    return apply.functionName?.hasPrefix("override") != true
  }
}

extension SyntaxNode {
  /// The text an expression has whatever surrounds the file; nil if that takes evaluation.
  package var staticString: String? { staticString(in: StaticCalls()) }

  /// The same where some functions around are called with known arguments.
  package func staticString(in calls: StaticCalls) -> String? {
    var evaluator = StaticEvaluator(calls)
    return evaluator.string(self)
  }

  /// The node that is the value of an expression, once variables and selections are followed; nil
  /// if that takes evaluation.
  package var staticValue: SyntaxNode? { staticValue(in: StaticCalls()) }

  /// The same where some functions around are called with known arguments.
  package func staticValue(in calls: StaticCalls) -> SyntaxNode? {
    var evaluator = StaticEvaluator(calls)
    return evaluator.value(self)
  }
}

extension AttributeSet {
  /// The node that is the value of an attribute, bound or inherited here, once variables and
  /// selections are followed; nil if that takes evaluation or if there is no such attribute.
  package func staticValue(
    _ name: String, in calls: StaticCalls = StaticCalls()
  ) -> SyntaxNode? {
    var evaluator = StaticEvaluator(calls)
    return evaluator.member([name], of: self)
  }
}
