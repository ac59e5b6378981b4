/// The names before the `=` of a binding, or after the dot of a selection.
package struct AttributePath: SyntaxView {
  package static let kinds: Set<NodeKind> = [.attributePath]
  package let syntax: SyntaxNode

  package init(unchecked syntax: SyntaxNode) {
    self.syntax = syntax
  }

  /// The nodes of the names: identifiers, strings and dynamic attributes.
  package var attributes: [SyntaxNode] { Array(syntax.children) }

  /// The names; nil if one of them is known after evaluation only.
  package var names: [String]? {
    var names: [String] = []
    for attribute in syntax.children {
      guard let name = Self.name(of: attribute) else { return nil }
      names.append(String(decoding: name, as: UTF8.self))
    }
    return names
  }

  /// The last name; nil if it is known after evaluation only.
  package var lastName: String? {
    var last: SyntaxNode?
    for attribute in syntax.children { last = attribute }
    return last.flatMap(Self.text)
  }

  /// The name of an attribute; nil if it is known after evaluation only.
  package static func text(of attribute: SyntaxNode) -> String? {
    name(of: attribute).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The name an attribute has without evaluation; nil if it takes one.
  ///
  /// As in Nix, `${"a"}` is the name `a` but `"${"a"}"` is not known.
  static func name(of attribute: SyntaxNode) -> [UInt8]? {
    switch attribute.kind {
    case .identifier: Array(attribute.bytes)
    case .string: StringValue.text(of: attribute)
    case .dynamicAttribute:
      attribute.child(at: 0).flatMap { StringValue.text(of: $0.unparenthesised) }
    default: nil
    }
  }
}
