import Synchronization

/// The members of a large set or `let` by their first names, so that looking up many names takes
/// no longer than reading it once.
struct NameIndex {
  /// Sets with fewer nodes in them are read through.
  private static let threshold = 256

  private(set) var bindings: [String: [Int]] = [:]
  private(set) var inherits: [String: Int] = [:]

  fileprivate init(_ node: SyntaxNode) {
    for child in node.children {
      if let binding = Binding(child) {
        if let name = binding.firstName { bindings[name, default: []].append(child.index) }
      } else if let inherit = Inherit(child) {
        for name in inherit.names where inherits[name] == nil { inherits[name] = child.index }
      }
    }
  }

  /// The index of a node that is large enough for one.
  fileprivate static func of(_ node: SyntaxNode) -> NameIndex? {
    guard Int(node.record.subtreeEnd) - node.index > threshold else { return nil }
    return node.tree.nameIndexes.withLock { indexes in
      if let index = indexes[node.index] { return index }
      let index = NameIndex(node)
      indexes[node.index] = index
      return index
    }
  }
}

extension SyntaxNode {
  /// The bindings directly in this node whose paths start with a name.
  func bindings(startingWith name: String) -> [Binding] {
    guard let index = NameIndex.of(self) else {
      return children.compactMap { Binding($0) }.filter { $0.firstName == name }
    }
    return (index.bindings[name] ?? []).map {
      Binding(unchecked: SyntaxNode(tree: tree, index: $0))
    }
  }

  /// The first `inherit` statement directly in this node that has a name.
  func inherit(of name: String) -> Inherit? {
    guard let index = NameIndex.of(self) else {
      return children.lazy.compactMap { Inherit($0) }.first { $0.names.contains(name) }
    }
    return index.inherits[name].map { Inherit(unchecked: SyntaxNode(tree: tree, index: $0)) }
  }
}

extension Binding {
  /// The first name of the path; nil if it is known after evaluation only.
  fileprivate var firstName: String? {
    guard let attribute = path?.attributes.first, let name = AttributePath.name(of: attribute)
    else { return nil }
    return String(decoding: name, as: UTF8.self)
  }
}
