import NixSyntax

/// A reader of what expressions are as parts of nixpkgs, as far as the text tells.
///
/// It follows variables, `with`, selections, defaults of parameters and overrides, and gives up
/// after a fixed depth, since definitions may go in circles.
struct NixpkgsReader {
  private static let maximumDepth = 48

  /// What functions are called with whose calls the text does not show, as `ps:` of `withPackages`.
  private var arguments: [SyntaxNode: NixpkgsValue] = [:]
  /// The same of single names of a pattern, as a module's `{ pkgs, ... }:`.
  private var named: [SyntaxNode: [String: NixpkgsValue]] = [:]
  /// The calls of functions in the text that lead to what is looked at.
  private var calls = StaticCalls()

  /// Notes what a function is called with.
  mutating func bind(_ lambda: Lambda, to value: NixpkgsValue) {
    arguments[lambda.syntax] = value
  }

  /// Notes what a function gets for a name of its pattern.
  mutating func bind(_ lambda: Lambda, _ name: String, to value: NixpkgsValue) {
    named[lambda.syntax, default: [:]][name] = value
  }

  /// The calls of functions in the text that were noted.
  var knownCalls: StaticCalls { calls }

  /// Notes calls of functions in the text.
  mutating func learn(_ calls: StaticCalls) { self.calls.learn(calls) }

  /// What an expression is; nil if that is unknown or not part of nixpkgs.
  func value(of node: SyntaxNode, depth: Int = 0) -> NixpkgsValue? {
    guard depth < Self.maximumDepth else { return nil }
    let node = node.unparenthesised
    switch node.kind {
    case .identifier: return value(ofName: node.text, at: node, depth: depth + 1)
    case .select: return value(of: Select(unchecked: node), depth: depth)
    case .apply: return value(of: Apply(unchecked: node), depth: depth)
    default:
      let parts = Reduction.parts(of: node, [.branches, .updates], in: calls)
      let values = parts.lazy.filter { $0.node != node }
        .compactMap { value(of: $0.node, depth: depth + 1) }
      guard node.kind == .ifElse, let first = values.first,
        values.contains(where: { $0.source != first.source })
      else { return values.first }
      // One nixpkgs or another is extended as a whole.
      guard values.allSatisfy({ $0.kind == .packages }) else { return nil }
      return NixpkgsValue(.packages, source: node)
    }
  }

  private func value(of select: Select, depth: Int) -> NixpkgsValue? {
    guard let base = select.base, let path = select.path else { return nil }
    if let found = value(of: path.attributes, in: base, depth: depth) { return found }
    guard let target = Reduction.parts(of: select.syntax, .names, in: calls).first?.node,
      target != select.syntax
    else { return nil }
    return value(of: target, depth: depth + 1)
  }

  /// What attributes of an expression are.
  private func value(
    of attributes: [SyntaxNode], in base: SyntaxNode, depth: Int
  ) -> NixpkgsValue? {
    if var found = value(of: base, depth: depth + 1) {
      for attribute in attributes {
        if found.isBySystem {
          found.isBySystem = false
        } else if let name = AttributePath.text(of: attribute), let part = found.selecting(name) {
          found = part
        } else {
          return nil
        }
      }
      return found
    }
    // `legacyPackages.${system}` of a flake.
    guard let place = attributes.firstIndex(where: { $0.text == "legacyPackages" }),
      place + 1 < attributes.count
    else { return nil }
    let isWhole = attributes[place + 1] == Select(base.parent)?.path?.attributes.last
    var found: NixpkgsValue? = NixpkgsValue(
      .packages, source: isWhole ? base.parent : attributes[place + 1])
    for attribute in attributes[(place + 2)...] {
      found = AttributePath.text(of: attribute).flatMap { found?.selecting($0) }
    }
    return found
  }

  /// The attribute sets that an expression is in the text, joined by `//`; later ones count more.
  func sets(_ node: SyntaxNode?) -> [AttributeSet] {
    Reduction.parts(of: node, [.names, .updates, .bodies], in: calls)
      .compactMap { AttributeSet($0.node) }
  }

  private static let overriding: Set<String> = [
    "override", "overrideAttrs", "overrideDerivation", "overrideScope", "overrideScope'",
    "overridePythonAttrs", "extend", "appendOverlays",
  ]

  private func value(of apply: Apply, depth: Int) -> NixpkgsValue? {
    if let call = NixpkgsImport(apply.syntax) {
      return call.isNixpkgs ? NixpkgsValue(.packages, source: call.call) : nil
    }
    if let call = Call(apply.syntax, in: calls), EnvironmentKnowledge.isBySystem(call),
      let function = call.arguments.last,
      let body = Reduction.parts(of: function, .names, in: calls).first.flatMap({
        Lambda($0.node)?.body
      }), var found = value(of: body, depth: depth + 1), !found.isBySystem
    {
      found.isBySystem = true
      return found
    }
    // `pkgsFor system` of a function in the text.
    if let part = Reduction.parts(of: apply.syntax, [.names, .calls], in: calls).first,
      part.node != apply.syntax, part.node.kind == .apply,
      let found = value(of: part.node, depth: depth + 1), found.kind == .packages
    {
      return found
    }
    // What is overridden stays what it is.
    guard let select = Select(apply.function?.unparenthesised), let base = select.base,
      let attributes = select.path?.attributes,
      let method = attributes.last.flatMap(AttributePath.text), Self.overriding.contains(method)
    else { return nil }
    return value(of: Array(attributes.dropLast()), in: base, depth: depth)
  }

  /// What a call of `X.override` and its kin overrides.
  static func overridden(by apply: Apply) -> (base: SyntaxNode, path: [String])? {
    guard let select = Select(apply.function?.unparenthesised), let base = select.base,
      let names = select.path?.names, let method = names.last, overriding.contains(method)
    else { return nil }
    return (base, Array(names.dropLast()))
  }

  // MARK: Variables

  /// What a variable of a name is at a node.
  func value(ofName name: String, at node: SyntaxNode, depth: Int = 0) -> NixpkgsValue? {
    guard depth < Self.maximumDepth else { return nil }
    switch node.definition(of: name) {
    case .binding(let binding)?:
      guard let bound = binding.value else { return nil }
      if let found = value(of: bound, depth: depth + 1) { return found }
      return mayBePackages(name, bound) ? NixpkgsValue(.packages, source: bound) : nil
    case .inherited(let inherit, _)?:
      if let source = inherit.source {
        if let found = value(of: source, depth: depth + 1) { return found.selecting(name) }
        return sets(source).last { $0.defines(name) }?.value(name)
          .flatMap { value(of: $0, depth: depth + 1) }
      }
      return inherit.syntax.parent.flatMap { value(ofName: name, at: $0, depth: depth + 1) }
    case .parameter(let lambda, let fallback)?:
      var found = value(ofParameter: name, of: lambda, fallback: fallback, depth: depth)
      if found?.kind == .packages, found?.source == nil, found?.origin == nil,
        node.kind == .identifier, node.text == name
      {
        found?.origin = node
      }
      return found
    case nil: return value(inScope: name, at: node, depth: depth)
    }
  }

  private func value(
    ofParameter name: String, of lambda: Lambda, fallback: SyntaxNode?, depth: Int
  ) -> NixpkgsValue? {
    if let known = named[lambda.syntax]?[name] { return known }
    if lambda.hasPattern, let packages = packages(calling: lambda, depth: depth) {
      return packages.selecting(name)
    }
    if let argument = arguments[lambda.syntax] {
      return lambda.name == name ? argument : argument.selecting(name)
    }
    if let argument = calls.argument(of: lambda) {
      let given =
        lambda.name == name
        ? argument : sets(argument).last { $0.defines(name) }?.value(name)
      if let given, let found = value(of: given, depth: depth + 1) { return found }
    }
    if let fallback {
      if let found = value(of: fallback, depth: depth + 1) { return found }
      return mayBePackages(name, fallback) ? NixpkgsValue(.packages, source: fallback) : nil
    }
    let whole = NixpkgsValue(.packages, source: nil)
    if Self.namesPackages(name) { return whole }
    // A function that nixpkgs' callPackage calls.
    return lambda.hasPattern && NixpkgsValue.isTopLevel(name) ? whole.selecting(name) : nil
  }

  /// The nixpkgs that calls a function of the text: `pkgs.callPackage ({ mkShell, … }: …) { }`.
  private func packages(calling lambda: Lambda, depth: Int) -> NixpkgsValue? {
    let function = lambda.syntax.parenthesised
    guard let apply = Apply(function.parent), apply.arguments.first == function,
      apply.functionName == "callPackage", let select = Select(apply.function?.unparenthesised),
      select.path?.attributes.count == 1, let base = select.base,
      let found = value(of: base, depth: depth + 1), found.kind == .packages
    else { return nil }
    return found
  }

  private static func namesPackages(_ name: String) -> Bool {
    name == "pkgs" || (name.lowercased().hasSuffix("pkgs") && name.lowercased() != "nixpkgs")
  }

  /// Whether a variable named like nixpkgs is one, though its value is in another file.
  private func mayBePackages(_ name: String, _ value: SyntaxNode) -> Bool {
    let value = value.unparenthesised
    if NixpkgsImport.isImport(value) {
      // `import <nixpkgs>` by itself is the function that makes one.
      if NixpkgsImport.isFunction(value) { return false }
      return Self.namesPackages(name) || name.lowercased() == "nixpkgs"
    }
    switch value.kind {
    case .select:
      // `luaPkgs = pkgs."lua${version}Packages"` is a part of one.
      if let base = Select(unchecked: value).base, let whole = self.value(of: base, depth: 40),
        !whole.isBySystem
      {
        return false
      }
      let last = Select(unchecked: value).path?.names?.last ?? ""
      return Self.namesPackages(name) && !last.lowercased().contains("nixpkgs")
    case .apply:
      let function = Apply(unchecked: value).functionName ?? ""
      return Self.namesPackages(name) && !function.hasPrefix("fetch")
    default: return false
    }
  }

  // MARK: Scopes

  /// What the sets are whose attributes are in scope at a node, the innermost first; nil for one
  /// that is not part of nixpkgs.
  func scopes(at node: SyntaxNode, depth: Int = 0) -> [NixpkgsValue?] {
    node.ancestors.compactMap { With($0) }.compactMap { with in
      guard let body = with.body, let scope = with.scope,
        body.range.lowerBound <= node.range.lowerBound,
        node.range.upperBound <= body.range.upperBound
      else { return nil }
      if let found = value(of: scope, depth: depth + 1) { return .some(found) }
      return NixpkgsImport.isImport(Self.unextended(scope))
        ? .some(NixpkgsValue(.packages, source: scope.unparenthesised)) : .some(nil)
    }
  }

  /// What overlays were added to: `import ./pkgs.nix { }` of `(import ./pkgs.nix { }).extend overlay`.
  private static func unextended(_ node: SyntaxNode) -> SyntaxNode {
    let node = node.unparenthesised
    guard let apply = Apply(node), let owner = overridden(by: apply), owner.path.isEmpty,
      ["extend", "appendOverlays"].contains(apply.functionName ?? "")
    else { return node }
    return unextended(owner.base)
  }

  private func value(inScope name: String, at node: SyntaxNode, depth: Int) -> NixpkgsValue? {
    let known = scopes(at: node, depth: depth).compactMap { $0 }.filter { scope in
      if case .other = scope.kind { false } else { true }
    }
    if NixpkgsValue.isTopLevel(name), let all = known.first(where: { $0.kind == .packages }) {
      return all.selecting(name)
    }
    return known.first?.selecting(name)
  }

  /// The variables that can be used at a node, the nearest first.
  func variables(at node: SyntaxNode) -> [String] {
    var names: [String] = []
    for scope in node.ancestors {
      var found: [String] = []
      switch scope.kind {
      case .letIn: found = Self.names(LetIn(unchecked: scope))
      case .attributeSet where AttributeSet(unchecked: scope).isRecursive:
        found = Self.names(AttributeSet(unchecked: scope))
      case .lambda:
        let lambda = Lambda(unchecked: scope)
        found = (lambda.name.map { [$0] } ?? []) + lambda.parameters.map(\.name)
      default: continue
      }
      names += found.filter { !names.contains($0) }
    }
    return names
  }

  private static func names(_ container: some BindingContainer) -> [String] {
    container.bindings.compactMap(\.name) + container.inherits.flatMap(\.names)
  }
}

extension SyntaxNode {
  /// The selection that an attribute is one of: all of `a.b.c` for each of `b` and `c`.
  var selection: SyntaxNode? {
    guard parent?.kind == .attributePath, let select = parent?.parent, select.kind == .select else {
      return nil
    }
    return select
  }
}
