/// What an expression comes down to, as far as the text tells without evaluating it.
///
///     let
///       base = { a = 1; };
///       f = old: old // { b = 2; };
///     in
///     f base
///
/// comes down to a call; with the way `calls` to `old // { b = 2; }`; with `updates` and `names`,
/// too, to the two sets `{ a = 1; }` and `{ b = 2; }`.
///
/// `let`, `with`, `assert` and parentheses are always gone through. Definitions may go round in
/// circles, so every walk has a limit of depth and of work; what lies behind it is left as it is.
package struct Reduction: Sendable {
  /// What a walk goes through.
  package struct Ways: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// Variables and selections, to what the text binds them to.
    package static let names = Ways(rawValue: 1)
    /// Parameters that no known call gives a value, to their defaults.
    package static let defaults = Ways(rawValue: 2)
    /// Both sides of `if`.
    package static let branches = Ways(rawValue: 4)
    /// Both sides of `//`.
    package static let updates = Ways(rawValue: 8)
    /// Both sides of `++`.
    package static let concatenations = Ways(rawValue: 16)
    /// The elements of lists.
    package static let elements = Ways(rawValue: 32)
    /// Functions, to what they return, whoever calls them.
    package static let bodies = Ways(rawValue: 64)
    /// Calls of functions that are in the text, to what they return.
    package static let calls = Ways(rawValue: 128)
    /// Calls that somebody knows.
    fileprivate static let knowledge = Ways(rawValue: 256)
  }

  /// A part of what an expression comes down to.
  package struct Part: Sendable {
    package let node: SyntaxNode
    /// The calls under which the node counts.
    package let calls: StaticCalls
    /// Whether it counts under a condition only.
    package let isConditional: Bool
  }

  /// What a call of a function that the text does not define comes down to.
  package struct Step: Sendable {
    fileprivate let nodes: [SyntaxNode]
    fileprivate let isConditional: Bool
    fileprivate let isResult: Bool

    /// Expressions themselves.
    package static func to(_ nodes: [SyntaxNode], isConditional: Bool = false) -> Step {
      Step(nodes: nodes, isConditional: isConditional, isResult: false)
    }

    /// What functions return that are called with something unknown.
    package static func results(of nodes: [SyntaxNode]) -> Step {
      Step(nodes: nodes, isConditional: false, isResult: true)
    }
  }

  /// Knowledge of functions that the text does not define; nil for a call that is unknown.
  package typealias Knowledge = @Sendable (Call) -> Step?

  private static let depthLimit = 160
  private static let workLimit = 4000

  private let ways: Ways
  private let knowledge: Knowledge?
  var work = Self.workLimit

  package init(_ ways: Ways, knowledge: Knowledge? = nil) {
    self.ways = knowledge == nil ? ways : ways.union(.knowledge)
    self.knowledge = knowledge
  }

  /// The parts of an expression, in the order of the text; empty for none.
  package static func parts(
    of node: SyntaxNode?, _ ways: Ways, in calls: StaticCalls = StaticCalls(),
    knowledge: Knowledge? = nil
  ) -> [Part] {
    var reduction = Reduction(ways, knowledge: knowledge)
    return reduction.parts(of: node, in: calls)
  }

  /// The parts of an expression, in the order of the text; empty for none.
  package mutating func parts(
    of node: SyntaxNode?, in calls: StaticCalls = StaticCalls()
  ) -> [Part] {
    parts(of: node, ways, Place(calls: calls))
  }

  // MARK: The walk

  /// Where a walk is.
  struct Place {
    var calls: StaticCalls
    var isConditional = false
    var depth = 0

    func next(_ calls: StaticCalls? = nil, isConditional: Bool = false) -> Place {
      Place(
        calls: calls ?? self.calls, isConditional: self.isConditional || isConditional,
        depth: depth + 1)
    }
  }

  /// An expression and the calls under which it counts.
  struct Target {
    var node: SyntaxNode
    var calls: StaticCalls
  }

  mutating func parts(of node: SyntaxNode?, _ ways: Ways, _ place: Place) -> [Part] {
    var parts: [Part] = []
    walk(node, ways, place, &parts)
    return parts
  }

  private mutating func walk(
    _ node: SyntaxNode?, _ ways: Ways, _ place: Place, _ parts: inout [Part]
  ) {
    guard let node = node?.unparenthesised else { return }
    let next = place.next()
    if place.depth < Self.depthLimit, work > 0 {
      work -= 1
      switch node.kind {
      case .letIn: return walk(LetIn(unchecked: node).body, ways, next, &parts)
      case .legacyLet: return walk(LegacyLet(unchecked: node).value("body"), ways, next, &parts)
      case .with: return walk(With(unchecked: node).body, ways, next, &parts)
      case .assert: return walk(Assert(unchecked: node).body, ways, next, &parts)
      case .ifElse where ways.contains(.branches):
        let choice = IfElse(unchecked: node)
        for branch in [choice.consequence, choice.alternative] {
          walk(branch, ways, place.next(isConditional: true), &parts)
        }
        return
      case .binary where Self.isOpen(Binary(unchecked: node), ways):
        walk(Binary(unchecked: node).left, ways, next, &parts)
        return walk(Binary(unchecked: node).right, ways, next, &parts)
      case .list where ways.contains(.elements):
        for element in List(unchecked: node).elements { walk(element, ways, next, &parts) }
        return
      case .lambda where ways.contains(.bodies):
        return walk(Lambda(unchecked: node).body, ways, next, &parts)
      case .identifier where ways.contains(.names):
        if let target = target(of: node.text, at: node, ways, next) {
          return walk(target.node, ways, place.next(target.calls), &parts)
        }
      case .select where ways.contains(.names):
        if let target = target(of: Select(unchecked: node), ways, next) {
          return walk(target.node, ways, place.next(target.calls), &parts)
        }
      case .apply where follow(Apply(unchecked: node), ways, next, &parts): return
      default: break
      }
    }
    parts.append(Part(node: node, calls: place.calls, isConditional: place.isConditional))
  }

  private static func isOpen(_ binary: Binary, _ ways: Ways) -> Bool {
    switch binary.operatorKind {
    case .update: ways.contains(.updates)
    case .concatenate: ways.contains(.concatenations)
    default: false
    }
  }

  // MARK: Calls

  /// Goes into what a call comes down to, if that is known.
  private mutating func follow(
    _ apply: Apply, _ ways: Ways, _ place: Place, _ parts: inout [Part]
  ) -> Bool {
    guard !ways.isDisjoint(with: [.calls, .knowledge]) else { return false }
    let call = call(apply, ways, place)
    if ways.contains(.knowledge), let step = knowledge?(call) {
      for node in step.nodes {
        let place = place.next(call.calls, isConditional: step.isConditional)
        if step.isResult {
          walk(result(of: node, place), ways, place, &parts)
        } else {
          walk(node, ways, place, &parts)
        }
      }
      return true
    }
    guard ways.contains(.calls), var lambda = Lambda(call.head) else { return false }
    var calls = call.calls
    for (index, argument) in call.arguments.enumerated() {
      if index > 0 {
        guard let body = lambda.body,
          let inner = single(body, ways, place.next(calls)).flatMap({ Lambda($0.node) })
        else { return false }
        lambda = inner
      }
      calls.bind(lambda, to: argument)
    }
    walk(lambda.body, ways, place.next(calls), &parts)
    return true
  }

  /// What a function returns; the expression itself if it is not written as a function.
  private mutating func result(of node: SyntaxNode, _ place: Place) -> SyntaxNode {
    let function = single(node, [.names, .calls], place)
    return Lambda(function?.node)?.body ?? node
  }

  /// A call with its function followed to the one that the text does not define, or to its body.
  mutating func call(_ apply: Apply, _ ways: Ways, _ place: Place) -> Call {
    var arguments = apply.arguments
    var target = Target(node: apply.function ?? apply.syntax, calls: place.calls)
    var depth = place.depth
    while depth < Self.depthLimit {
      depth += 1
      target.node = target.node.unparenthesised
      if let inner = Apply(target.node), let function = inner.function {
        arguments = inner.arguments + arguments
        target.node = function
      } else if ways.contains(.names),
        target.node.kind == .identifier || target.node.kind == .select,
        let next = single(
          target.node, [.names], Place(calls: target.calls, depth: depth)),
        next.node != target.node, next.node.kind != .identifier || target.node.kind != .select
      {
        target = next
      } else {
        break
      }
    }
    return Call(
      syntax: apply.syntax, head: target.node, arguments: arguments, calls: target.calls)
  }

  // MARK: Names

  /// The one part of an expression; nil if there are several, or none.
  mutating func single(_ node: SyntaxNode, _ ways: Ways, _ place: Place) -> Target? {
    let ways = ways.intersection([.names, .defaults, .calls])
    let parts = parts(of: node, ways, place)
    guard parts.count == 1, let part = parts.first else { return nil }
    return Target(node: part.node, calls: part.calls)
  }

  /// The expression that a variable stands for; nil if the text does not have it.
  private mutating func target(
    of name: String, at node: SyntaxNode, _ ways: Ways, _ place: Place
  ) -> Target? {
    guard place.depth < Self.depthLimit, work > 0 else { return nil }
    switch node.meaning(of: name) {
    case .binding(let binding)?:
      return binding.value.map { Target(node: $0, calls: place.calls) }
    case .inherited(let inherit, _)?:
      return inherit.source.flatMap { member([name], of: $0, ways, place.next()) }
    case .parameter(let lambda, let fallback)?:
      let fallback = fallback.map { Target(node: $0, calls: place.calls) }
      guard let argument = place.calls.argument(of: lambda) else {
        return ways.contains(.defaults) || place.calls.usesDefaults ? fallback : nil
      }
      if lambda.name == name { return Target(node: argument, calls: place.calls) }
      guard let given = single(argument, ways, place.next()), let set = AttributeSet(given.node)
      else { return nil }
      return set.defines(name)
        ? member([name], in: set, ways, place.next(given.calls)) : fallback
    case nil: return nil
    }
  }

  /// The expression that a selection stands for; nil if the text does not have it.
  private mutating func target(of select: Select, _ ways: Ways, _ place: Place) -> Target? {
    guard let base = select.base, let names = names(of: select.path, place) else { return nil }
    // Where the attribute isn't found here it may still be there, so `or` tells nothing.
    return member(names, of: base, ways, place)
  }

  /// The names of a path, of which some may be strings to be put together.
  private mutating func names(of path: AttributePath?, _ place: Place) -> [String]? {
    guard let path else { return nil }
    if let names = path.names { return names }
    var names: [String] = []
    for attribute in path.attributes {
      if let name = AttributePath.name(of: attribute) {
        names.append(String(decoding: name, as: UTF8.self))
      } else if let node = attribute.kind == .dynamicAttribute ? attribute.child(at: 0) : nil,
        let name = string(node, place.next())
      {
        names.append(name)
      } else {
        return nil
      }
    }
    return names
  }

  /// The value of an attribute of an expression.
  private mutating func member(
    _ path: [String], of base: SyntaxNode, _ ways: Ways, _ place: Place
  ) -> Target? {
    guard place.depth < Self.depthLimit, work > 0 else { return nil }
    var (base, path) = (base.unparenthesised, path)
    while let select = Select(base), let names = select.path?.names,
      let inner = select.base?.unparenthesised
    {
      (base, path) = (inner, names + path)
    }
    var set: SyntaxNode? = base
    if base.kind == .identifier, case .parameter(let lambda, _)? = base.meaning(of: base.text),
      !lambda.hasPattern, place.calls.argument(of: lambda) == nil
    {
      set = lambda.fixedPoint
    }
    let inner = ways.intersection([.names, .defaults, .calls, .knowledge]).union(.updates)
    for part in parts(of: set, inner, place.next()).reversed() {
      guard let set = AttributeSet(part.node) else { return nil }
      if let found = member(path, in: set, ways, place.next(part.calls)) { return found }
      if let first = path.first, set.defines(first) { return nil }
    }
    return nil
  }

  /// The value of an attribute that a set binds or inherits.
  mutating func member(
    _ path: [String], in set: AttributeSet, _ ways: Ways, _ place: Place
  ) -> Target? {
    guard place.depth < Self.depthLimit, work > 0, let first = path.first else { return nil }
    work -= 1
    for count in path.indices.reversed() {
      guard let bound = set.binding(at: Array(path[...count]))?.value else { continue }
      let rest = Array(path[(count + 1)...])
      return rest.isEmpty
        ? Target(node: bound, calls: place.calls) : member(rest, of: bound, ways, place.next())
    }
    guard let inherit = set.syntax.inherit(of: first) else { return nil }
    if let source = inherit.source { return member(path, of: source, ways, place.next()) }
    guard let found = target(of: first, at: set.syntax, ways, place.next()) else { return nil }
    let rest = Array(path.dropFirst())
    return rest.isEmpty ? found : member(rest, of: found.node, ways, place.next(found.calls))
  }
}

extension AttributeSet {
  /// Whether the set has an attribute, bound as a whole or in part, or inherited.
  package func defines(_ name: String) -> Bool {
    !syntax.bindings(startingWith: name).isEmpty || syntax.inherit(of: name) != nil
  }
}

extension Lambda {
  /// Whether the function has the shape `final: prev: …`, with no further argument after.
  package var isOverlay: Bool {
    guard !hasPattern, let inner = innerLambda, !inner.hasPattern else { return false }
    return inner.innerLambda.map(\.hasPattern) ?? true
  }

  /// The second argument's function of `final: prev: …`.
  package var innerLambda: Lambda? { Lambda(body?.unparenthesised) }

  /// The expression that the argument has the attributes of: what `mkDerivation (finalAttrs: …)` and
  /// an overlay `final: prev: …` return; nil for a function that is called with something else.
  fileprivate var fixedPoint: SyntaxNode? {
    if isOverlay { return innerLambda?.body }
    guard let parent = syntax.parent, parent.kind == .parenthesised,
      let apply = Apply(parent.parent), apply.functionName?.hasPrefix("override") != true
    else { return nil }
    return body
  }
}
