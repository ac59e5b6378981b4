import Derivations
import NixSyntax
import PackageMetadata

/// What the binding of a package says about it, read without evaluating it.
struct EntryReader {
  let site: PackageSite
  /// Files that hold one package each, by their paths as written.
  var files: [String: SyntaxTree] = [:]

  /// The package of a binding of the site; nil if it has no single name.
  func entry(_ binding: Binding) -> OverlayEntry? {
    guard let attribute = binding.name else { return nil }
    let comment = OwnComment(binding.syntax)
    let file = site.packageFile(of: binding)
    if let reader = inFile(of: binding) {
      return reader.entry(binding, attribute, reader.site.set, comment, (file, site.file))
    }
    return entry(
      binding, attribute, argumentSet(binding.value), comment, (file, site.file))
  }

  /// The reader of the file that defines the package of a binding; nil if it is defined here or
  /// the file wasn't read.
  func inFile(of binding: Binding) -> EntryReader? {
    guard let file = site.packageFile(of: binding), let tree = files[file],
      let set = argumentSet(tree.expression)
    else { return nil }
    return EntryReader(
      site: PackageSite(
        ecosystem: site.ecosystem, set: set, routes: [], packages: nil, own: nil, before: []))
  }

  private func entry(
    _ binding: Binding, _ attribute: String, _ arguments: AttributeSet?, _ comment: OwnComment,
    _ files: (own: String?, set: String?)
  ) -> OverlayEntry {
    var name = arguments.flatMap { string("name", in: $0) }.map(Self.parsedName)
    // What overrides nixpkgs' derivation has the name that its builder made.
    if site.ecosystem == .cran, let whole = name?.name, whole.hasPrefix("r-") {
      name?.name = String(whole.dropFirst(2))
    }
    let run = references(
      ["dependencies", "propagatedBuildInputs", "requiredPythonModules"], arguments)
    let build = references(
      ["build-system", "nativeBuildInputs", "buildInputs", "setupRequires"], arguments)
    return OverlayEntry(
      ecosystem: site.ecosystem, attribute: attribute,
      pname: arguments.flatMap { string("pname", in: $0) } ?? name?.name,
      version: arguments.flatMap { string("version", in: $0) } ?? name?.version,
      dependencies: run.sorted(), buildDependencies: build.subtracting(run).sorted(),
      extras: arguments.map(Self.extras) ?? [], range: binding.range,
      file: files.own, setFile: files.set,
      locks: arguments.map { Self.locks($0.syntax, in: files.own ?? files.set) } ?? [],
      isAccountedFor: binding.syntax.ownedComments.contains(where: OwnComment.isOwn),
      isRequested: comment.isRequested, neededBy: comment.neededBy,
      neededToBuild: comment.neededToBuild, origin: comment.origin,
      revision: arguments.flatMap(revision))
  }

  /// The set that the builder of a package is called with; nil if the text has none.
  func arguments(of binding: Binding) -> AttributeSet? { argumentSet(binding.value) }

  /// The attribute of the site's own set that an element of a list stands for.
  func ownReference(_ node: SyntaxNode) -> String? {
    let node = node.unparenthesised
    if let select = Select(node), select.fallback == nil, let names = node.dottedNames,
      let last = names.last
    {
      return isOwnSet(Array(names.dropLast())) ? last : nil
    }
    guard node.kind == .identifier else { return nil }
    if let name = ownName(node) { return name }
    guard node.meaning(of: node.text) == nil else { return nil }
    let scope = node.ancestors.lazy.compactMap { With($0)?.scope }.first { isOwnScope($0) }
    return scope == nil ? nil : node.text
  }

  /// Whether an expression names the site's own set.
  func isOwnScope(_ node: SyntaxNode) -> Bool { node.dottedNames.map(isOwnSet) ?? false }

  /// The set that the innermost builder is called with.
  private func argumentSet(_ node: SyntaxNode?) -> AttributeSet? {
    let parts = Reduction.parts(of: node, [.bodies, .updates]) { call in
      // Of `callPackage (…) { … }` the first argument counts, else the last one.
      call.name == "callPackage"
        ? .to(Array(call.arguments.prefix(1))) : .to(call.arguments.reversed() + [call.head])
    }
    return parts.lazy.compactMap { AttributeSet($0.node) }.first
  }

  /// The `rev` of the fetch that a derivation's source is, or the commit in its address.
  private func revision(in set: AttributeSet) -> String? {
    guard let source = set.value("src"), let arguments = argumentSet(source) else { return nil }
    if let revision = string("rev", in: arguments) { return revision }
    return string("url", in: arguments)?.split { !$0.isHexDigit }.first { $0.utf8.count == 40 }
      .map(String.init)
  }

  /// A string that a set binds or inherits, through variables that are bound in the same file.
  private func string(_ name: String, in set: AttributeSet) -> String? {
    set.value(name)?.staticString ?? set.staticValue(name)?.staticString
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

  /// The extras of `optional-dependencies`, whether its names are nested or dotted.
  private static func extras(_ set: AttributeSet) -> [String] {
    let names = ["optional-dependencies", "passthru.optional-dependencies"]
    var result: Set<String> = []
    for binding in set.bindings {
      guard let path = binding.names else { continue }
      if names.contains(path.joined(separator: ".")) {
        let inner = AttributeSet(binding.value?.unparenthesised)
        result.formUnion(inner?.bindings.compactMap { $0.names?.first } ?? [])
      } else if let last = path.last, names.contains(path.dropLast().joined(separator: ".")) {
        result.insert(last)
      }
    }
    return result.sorted()
  }

  /// The locks of Cargo that an expression of a file names.
  private static func locks(_ node: SyntaxNode, in file: String?) -> [String] {
    let paths = node.descendants.lazy.filter {
      $0.kind == .path && $0.text.hasSuffix(DerivationFile.lockEnding)
    }
    return Set(paths.map { SetFile.key(of: $0.text, in: file) }).sorted()
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
