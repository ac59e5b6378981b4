import NixSyntax
import PackageMetadata

/// What the binding of a package says about it, read without evaluating it.
struct EntryReader {
  let site: PackageSite

  /// The package of a binding of the site; nil if it has no single name.
  func entry(_ binding: Binding) -> OverlayEntry? {
    guard let attribute = binding.name else { return nil }
    let comment = OwnComment(binding.syntax)
    let arguments = argumentSet(binding.value)
    let name = arguments.flatMap { string("name", in: $0) }.map(Self.parsedName)
    let run = references(
      ["dependencies", "propagatedBuildInputs", "requiredPythonModules"], arguments)
    let build = references(
      ["build-system", "nativeBuildInputs", "buildInputs", "setupRequires"], arguments)
    return OverlayEntry(
      ecosystem: site.ecosystem, attribute: attribute,
      pname: arguments.flatMap { string("pname", in: $0) } ?? name?.name,
      version: arguments.flatMap { string("version", in: $0) } ?? name?.version,
      dependencies: run.sorted(), buildDependencies: build.subtracting(run).sorted(),
      range: binding.range, file: SetFinder.file(of: binding.value),
      isRequested: comment.isRequested, neededBy: comment.neededBy,
      neededToBuild: comment.neededToBuild)
  }

  /// The set that the innermost builder is called with.
  private func argumentSet(_ node: SyntaxNode?, depth: Int = 0) -> AttributeSet? {
    guard let node = node?.unparenthesised, depth < 40 else { return nil }
    switch node.kind {
    case .attributeSet: return AttributeSet(unchecked: node)
    case .letIn: return argumentSet(LetIn(unchecked: node).body, depth: depth + 1)
    case .with: return argumentSet(With(unchecked: node).body, depth: depth + 1)
    case .lambda: return argumentSet(Lambda(unchecked: node).body, depth: depth + 1)
    case .binary: return argumentSet(Binary(unchecked: node).left, depth: depth + 1)
    case .apply:
      let apply = Apply(unchecked: node)
      let isCall = apply.functionName == "callPackage"
      // Of `callPackage (…) { … }` the first argument counts, else the last one.
      let arguments = isCall ? Array(apply.arguments.prefix(1)) : apply.arguments.reversed()
      for argument in arguments {
        if let set = argumentSet(argument, depth: depth + 1) { return set }
      }
      return argumentSet(apply.function, depth: depth + 1)
    default: return nil
    }
  }

  /// A string that a set binds, through variables that are bound in the same file.
  private func string(_ name: String, in set: AttributeSet) -> String? {
    if let value = set.value(name) { return string(value, depth: 0) }
    guard let inherit = set.inherits.first(where: { $0.names.contains(name) }),
      inherit.source == nil, let node = inherit.attributes.first(where: { $0.text == name })
    else { return nil }
    return string(node, depth: 0)
  }

  private func string(_ node: SyntaxNode, depth: Int) -> String? {
    let node = node.unparenthesised
    guard depth < 20 else { return nil }
    if let literal = StringLiteral(node) {
      var text = ""
      for part in literal.parts {
        switch part {
        case .text(let piece): text += piece
        case .expression(let expression):
          guard let piece = string(expression, depth: depth + 1) else { return nil }
          text += piece
        }
      }
      return text
    }
    if node.kind == .identifier, case .binding(let binding)? = node.meaning(of: node.text),
      binding.name != nil, let value = binding.value
    {
      return string(value, depth: depth + 1)
    }
    return nil
  }

  /// Name and version of `name-version`, cut as `builtins.parseDrvName` does.
  private static func parsedName(_ text: String) -> (name: String, version: String?) {
    let bytes = Array(text.utf8)
    for index in bytes.indices.dropLast() where bytes[index] == UInt8(ascii: "-") {
      let isLetter = UInt8(ascii: "a")...UInt8(ascii: "z") ~= bytes[index + 1] | 0x20
      if !isLetter {
        return (
          String(decoding: bytes[..<index], as: UTF8.self),
          String(decoding: bytes[(index + 1)...], as: UTF8.self)
        )
      }
    }
    return (text, nil)
  }

  // MARK: References

  /// The attributes of the site's own package set that some bindings of a derivation name.
  private func references(_ names: [String], _ set: AttributeSet?) -> Set<String> {
    var result: Set<String> = []
    for binding in set?.bindings ?? [] {
      guard let path = binding.names, let first = path.first, names.contains(first),
        let value = binding.value
      else { continue }
      collect(value, into: &result)
      for node in value.descendants { collect(node, into: &result) }
    }
    return result
  }

  private func collect(_ node: SyntaxNode, into result: inout Set<String>) {
    if let select = Select(node), let names = node.dottedNames, select.fallback == nil {
      if let last = names.last, isOwnSet(Array(names.dropLast())) { result.insert(last) }
    } else if let with = With(node), let names = with.scope?.dottedNames, isOwnSet(names),
      let body = with.body
    {
      for inner in [body] + Array(body.descendants) {
        guard let list = List(inner) else { continue }
        for element in list.elements where element.kind == .identifier {
          if element.meaning(of: element.text) == nil { result.insert(element.text) }
        }
      }
    } else if let list = List(node) {
      for element in list.elements where element.kind == .identifier {
        if let name = ownName(element) { result.insert(name) }
      }
    }
  }

  /// A bare variable that stands for a package: a sibling in `rec`, or an argument of
  /// `callPackage`.
  private func ownName(_ node: SyntaxNode) -> String? {
    switch node.meaning(of: node.text) {
    case .binding(let binding) where binding.container == site.set.syntax: return node.text
    case .parameter(let lambda, _) where lambda.hasPattern: return node.text
    case .inherited(let inherit, _):
      guard let names = inherit.source?.dottedNames, isOwnSet(names) else { return nil }
      return node.text
    default: return nil
    }
  }

  /// Whether a dotted path names the site's package set.
  private func isOwnSet(_ names: [String]) -> Bool {
    let path = names.joined(separator: ".")
    if path == site.own || site.before.contains(path) { return true }
    guard let last = names.last else { return false }
    switch site.ecosystem {
    case .cran: return last == "rPackages"
    case .pypi:
      if last.hasPrefix("python"), last.hasSuffix("Packages") { return true }
      return last == "pkgs" && names.dropLast().last?.hasPrefix("python") == true
    }
  }
}
