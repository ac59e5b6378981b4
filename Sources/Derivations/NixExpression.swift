/// A Nix expression as a value: what a derivation says, before it has any text or layout.
package indirect enum NixExpression: Hashable, Sendable {
  case string(String)
  /// A string with expressions in it.
  case interpolation([StringPart])
  case boolean(Bool)
  case integer(Int)
  /// A name bound where the expression stands, such as `version` inside `rec { … }`.
  case name(String)
  /// A set that the surroundings bind to a name of their own: `final`, `pyfinal`, …
  case scope(Scope)
  case select(NixExpression, [String])
  /// `set.${key} or (fallback)`.
  case lookup(NixExpression, key: NixExpression, fallback: NixExpression)
  case list([NixExpression])
  case set([NixBinding], isRecursive: Bool)
  case apply(NixExpression, NixExpression)
  /// `left operator right`; the layout adds parentheses where Nix needs them.
  case infix(NixExpression, String, NixExpression)

  package enum StringPart: Hashable, Sendable {
    case text(String)
    case expression(NixExpression)
  }

  /// The sets of nixpkgs that an expression refers to.
  package enum Scope: Hashable, Sendable, CaseIterable {
    /// The final package set.
    case packages
    /// The final python package set of the interpreter at hand.
    case pythonPackages
    /// The final R package set.
    case rPackages
  }

  /// `final.a.b`.
  package static func packages(_ path: String...) -> NixExpression {
    .select(.scope(.packages), path)
  }

  /// `pyfinal.a`.
  package static func python(_ attribute: String) -> NixExpression {
    .select(.scope(.pythonPackages), [attribute])
  }

  /// `final.rPackages.a`.
  package static func r(_ attribute: String) -> NixExpression {
    .select(.scope(.rPackages), [attribute])
  }
}

/// An entry of an attribute set.
package struct NixBinding: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    case value(path: [String], NixExpression)
    case inherit([String])
  }

  package var content: Content
  /// Comment lines above the binding, without `#`.
  package var comment: [String]
  /// Whether an empty line parts it from the binding above.
  package var startsGroup: Bool

  package init(_ content: Content, comment: [String] = [], startsGroup: Bool = false) {
    self.content = content
    self.comment = comment
    self.startsGroup = startsGroup
  }

  /// `name = value;`.
  package static func value(
    _ name: String, _ value: NixExpression, startsGroup: Bool = false
  ) -> NixBinding {
    NixBinding(.value(path: [name], value), startsGroup: startsGroup)
  }

  /// `inherit a b;`.
  package static func inherit(_ names: String...) -> NixBinding {
    NixBinding(.inherit(names))
  }
}
