package import NixSyntax

/// A search for the fetches in Nix source of any form.
///
/// A fetch is a call whose function's last name begins with `fetch`, and whose last argument is a
/// set that has a hash; comments and strings are other nodes and so are never looked into.
package struct FetchFinder {
  private let tree: SyntaxTree
  private let lines: LineIndex
  /// The calls of functions that are not fetchers, by the functions' names.
  private let applications: [String: [Apply]]

  private init(_ tree: SyntaxTree) {
    self.tree = tree
    lines = LineIndex(tree.source)
    var applications: [String: [Apply]] = [:]
    for apply in tree.root.descendants(Apply.self) {
      if let name = apply.functionName { applications[name, default: []].append(apply) }
    }
    self.applications = applications
  }

  /// The fetches of a text, in its order.
  ///
  /// A fetch in a function that takes the hash is one fetch for each call of the function.
  package static func calls(in tree: SyntaxTree) -> [FetchCall] {
    let finder = FetchFinder(tree)
    return tree.root.descendants(Apply.self).flatMap { finder.calls(of: $0) }
  }

  /// The fetches of a text and behind them the hashes that none of these is seen to take, such as an
  /// `outputHash` of a derivation, or one that a helper in another file is given.
  package static func hashes(in tree: SyntaxTree) -> [FetchCall] {
    let finder = FetchFinder(tree)
    let calls = tree.root.descendants(Apply.self).flatMap { finder.calls(of: $0) }
    let taken = Set(
      calls.compactMap { call in
        if case .place(let place) = call.hash { place.range.lowerBound } else { nil }
      })
    return calls + tree.root.descendants(Binding.self).compactMap { finder.other($0, than: taken) }
  }

  /// A hash that none of the fetches takes whose places are known.
  private func other(_ binding: Binding, than taken: Set<Int>) -> FetchCall? {
    guard let names = binding.names, let name = names.last, HashPlace.attributes.contains(name),
      let node = binding.value?.unparenthesised,
      let place = HashPlace(node, attribute: name, lines: lines), place.isHash,
      !taken.contains(place.range.lowerBound), let set = binding.syntax.parent,
      let arguments = FetchArguments(set, in: StaticCalls())
    else { return nil }
    let owner = ([Self.attribute(of: set)] + names.dropLast()).filter { !$0.isEmpty }
    let user = set.parenthesised.parent.flatMap { Apply($0) }?.functionName
    return FetchCall(
      isFetch: false, fetcher: user ?? name, isBuiltin: false, arguments: arguments,
      hash: .place(place),
      range: binding.range, attribute: owner.joined(separator: "."), overridden: nil,
      location: place.location, hashNameLocation: nil)
  }

  private func calls(of apply: Apply) -> [FetchCall] {
    guard let call = call(apply) else { return [] }
    guard case .elsewhere = call.hash else { return [call] }
    let bySystem = callsBySystem(call)
    guard bySystem.isEmpty else { return bySystem }
    var seen: Set<Int> = []
    let expanded = functions(around: apply.syntax).flatMap { function, name in
      (applications[name] ?? []).compactMap { site -> FetchCall? in
        guard Self.calls(site, function),
          let call = self.call(
            apply, in: StaticCalls(of: function, with: site.arguments), from: site),
          case .place(let place) = call.hash, seen.insert(place.range.lowerBound).inserted
        else { return nil }
        return call
      }
    }
    if !expanded.isEmpty { return expanded }
    // Whoever calls the file may leave the hash to its default.
    if let call = self.call(apply, in: .defaults), case .place = call.hash { return [call] }
    return [call]
  }

  /// The fetches of a hash that is one of several, `{ x86_64-linux = …; }.${system}`; empty for any
  /// other.
  private func callsBySystem(_ call: FetchCall) -> [FetchCall] {
    guard case .elsewhere(let attribute) = call.hash else { return [] }
    let value = call.arguments.sets.lazy.compactMap { set in
      set.value(attribute)?.unparenthesised ?? set.staticValue(attribute)
    }.first
    guard let select = Select(value), let path = select.path, path.lastName == nil,
      path.attributes.count == 1
    else { return [] }
    return Reduction.parts(of: select.base, [.names, .updates]).flatMap { part in
      (AttributeSet(part.node)?.bindings ?? []).compactMap { binding in
        guard let system = binding.name, let node = binding.value?.unparenthesised,
          let place = HashPlace(node, attribute: attribute, lines: lines)
        else { return nil }
        return FetchCall(
          fetcher: call.fetcher, isBuiltin: call.isBuiltin, arguments: call.arguments,
          hash: .place(place), range: call.range, attribute: "\(call.attribute).\(system)",
          overridden: call.overridden, location: place.location, hashNameLocation: nil)
      }
    }
  }

  /// The functions around a node that have a name, with that.
  private func functions(around node: SyntaxNode) -> [(Lambda, String)] {
    node.ancestors.compactMap { ancestor in
      guard let binding = Binding(ancestor), let name = binding.name,
        let function = Lambda(binding.value?.unparenthesised)
      else { return nil }
      return (function, name)
    }
  }

  /// Whether a call is one of a function, as far as scopes tell.
  private static func calls(_ site: Apply, _ function: Lambda) -> Bool {
    guard let callee = site.function?.unparenthesised, callee.kind == .identifier else {
      return true
    }
    guard case .binding(let binding)? = callee.meaning(of: callee.text) else { return false }
    return binding.value?.unparenthesised == function.syntax
  }

  private func call(
    _ apply: Apply, in calls: StaticCalls = StaticCalls(), from site: Apply? = nil
  ) -> FetchCall? {
    guard let name = Self.fetcher(apply), let last = apply.arguments.last,
      let arguments = FetchArguments(last, in: calls), let hash = hash(arguments)
    else { return nil }
    let function = apply.function?.unparenthesised
    let base = Select(function)?.base?.unparenthesised.text
    let isBuiltin = base == "builtins" || name == "fetchTarball"
    var location = lines.location(of: apply.range.lowerBound)
    if case .place(let place) = hash.hash { location = place.location }
    return FetchCall(
      fetcher: name, isBuiltin: isBuiltin, arguments: arguments, hash: hash.hash,
      range: (site ?? apply).range, attribute: Self.attribute(of: (site ?? apply).syntax),
      overridden: Self.overridden(around: apply.syntax),
      location: location,
      hashNameLocation: site == nil
        ? hash.name.map { lines.location(of: $0.range.lowerBound) } : nil)
  }

  /// The name of a fetcher; of `old.src.override { … }` its own, since which it is Nix alone knows.
  private static func fetcher(_ apply: Apply) -> String? {
    guard let name = apply.functionName else { return nil }
    if name.hasPrefix("fetch") { return name }
    let names = apply.function?.dottedNames ?? []
    return name == "override" && names.count > 1 && names[names.count - 2] == "src"
      ? "src.override" : nil
  }

  /// The hash among arguments: of several the one that is written out.
  private func hash(
    _ arguments: FetchArguments
  ) -> (hash: FetchCall.Hash, name: SyntaxNode?)? {
    var elsewhere: (hash: FetchCall.Hash, name: SyntaxNode?)?
    var empty: (hash: FetchCall.Hash, name: SyntaxNode?)?
    for attribute in HashPlace.attributes {
      guard let set = arguments.sets.first(where: { $0.names(attribute) != nil }) else { continue }
      let name = set.names(attribute)
      let written = set.value(attribute)?.unparenthesised
      let value = set.staticValue(attribute, in: arguments.calls)
      let place = [written, value].lazy.compactMap { node in
        node.flatMap { HashPlace($0, attribute: attribute, lines: lines) }
      }.first
      if let place {
        if case .placeholder = place.content {
          empty = empty ?? (.place(place), name)
        } else {
          return (.place(place), name)
        }
      } else if written?.text != "null" {
        elsewhere = elsewhere ?? (.elsewhere(attribute: attribute), name)
      }
    }
    return empty ?? elsewhere
  }

  /// The attribute that the innermost override around a node is of.
  private static func overridden(around node: SyntaxNode) -> String? {
    for ancestor in node.ancestors {
      guard let apply = Apply(ancestor), let name = apply.functionName else { continue }
      if name == "overrideAttrs" || name == "overridePythonAttrs",
        let function = Select(apply.function?.unparenthesised)
      {
        let names = function.path?.names?.dropLast() ?? []
        return names.last ?? function.base?.unparenthesised.lastName
      }
      if name.hasPrefix("build") || name.hasPrefix("mkDerivation") { return nil }
    }
    return nil
  }

  /// The names of the bindings around a node, from the outside, up to a function that is bound.
  private static func attribute(of node: SyntaxNode) -> String {
    var names: [String] = []
    for ancestor in node.ancestors {
      guard let binding = Binding(ancestor) else { continue }
      if !names.isEmpty, binding.value?.unparenthesised.kind == .lambda { break }
      names = (binding.path?.attributes.map(\.text) ?? []) + names
    }
    return names.joined(separator: ".")
  }
}

extension AttributeSet {
  /// The node that names an attribute where the set binds or inherits it.
  fileprivate func names(_ attribute: String) -> SyntaxNode? {
    if let binding = binding(attribute) { return binding.path?.syntax }
    for inherit in inherits {
      if let node = inherit.attributes.first(where: { $0.text == attribute }) { return node }
    }
    return nil
  }
}
