/// A Nix expression as a value: what a derivation says, before it has any text or layout.
package indirect enum NixExpression: Hashable, Sendable {
  case string(String)
  /// A string with expressions in it.
  case interpolation([StringPart])
  /// A script: an indented string of these lines.
  case script([[StringPart]])
  case boolean(Bool)
  case integer(Int)
  /// A relative path such as `./x-1.0.Cargo.lock`, of characters that Nix takes in paths.
  case path(String)
  /// A name bound where the expression stands, such as `version` inside `rec { … }`.
  case name(String)
  /// A set that the surroundings bind to a name of their own: `final`, `pyfinal`, …
  case scope(Scope)
  case select(NixExpression, [String])
  /// `set.a.b or fallback`.
  case optional(NixExpression, [String], fallback: NixExpression)
  /// `set.${key} or (fallback)`.
  case lookup(NixExpression, key: NixExpression, fallback: NixExpression)
  case list([NixExpression])
  case set([NixBinding], isRecursive: Bool)
  case apply(NixExpression, NixExpression)
  /// `argument: body`.
  case lambda(String, NixExpression)
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
    /// The final python package set of the interpreter in use.
    case pythonPackages
    /// The final R package set.
    case rPackages
    /// nixpkgs' own R package set, before the overlay.
    case rPackagesBefore
  }

  /// Whether the expression refers to a set of nixpkgs of which `isWanted` holds.
  package func refers(where isWanted: (Scope) -> Bool) -> Bool {
    switch self {
    case .scope(let scope): isWanted(scope)
    case .string, .boolean, .integer, .name, .path: false
    case .script(let lines):
      lines.contains { NixExpression.interpolation($0).refers(where: isWanted) }
    case .interpolation(let parts):
      parts.contains { part in
        if case .expression(let value) = part { value.refers(where: isWanted) } else { false }
      }
    case .select(let base, _): base.refers(where: isWanted)
    case .optional(let base, _, let fallback):
      base.refers(where: isWanted) || fallback.refers(where: isWanted)
    case .lookup(let base, let key, let fallback):
      [base, key, fallback].contains { $0.refers(where: isWanted) }
    case .list(let elements): elements.contains { $0.refers(where: isWanted) }
    case .set(let bindings, _):
      bindings.contains { binding in
        if case .value(_, let value) = binding.content {
          value.refers(where: isWanted)
        } else {
          false
        }
      }
    case .lambda(_, let body): body.refers(where: isWanted)
    case .apply(let left, let right), .infix(let left, _, let right):
      left.refers(where: isWanted) || right.refers(where: isWanted)
    }
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
    /// `inherit (name) a b;`.
    case inheritFrom(String, [String])
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

extension NixExpression {
  /// The call of a builder with a set that refers to itself, in another form: `rec { … }`, or where a name
  /// is given the function of that name, as in `buildPythonPackage (finalAttrs: { … })`; all else as it is.
  package func referring(by name: String?) -> NixExpression {
    guard case .apply(let builder, let argument) = self else { return self }
    let bindings: [NixBinding]
    switch argument {
    case .set(let found, isRecursive: true): bindings = found
    case .lambda(_, .set(let found, isRecursive: false)): bindings = found
    default: return self
    }
    let set = NixExpression.set(
      bindings.map { $0.inheriting(from: name, isInside: false) }, isRecursive: name == nil)
    return .apply(builder, name.map { .lambda($0, set) } ?? set)
  }

  fileprivate func inheriting(from name: String?) -> NixExpression {
    switch self {
    case .apply(let function, let argument):
      .apply(function.inheriting(from: name), argument.inheriting(from: name))
    case .set(let bindings, let isRecursive):
      .set(bindings.map { $0.inheriting(from: name, isInside: true) }, isRecursive: isRecursive)
    default: self
    }
  }
}

extension NixBinding {
  /// The same binding, whose inherited names are those of the set that the builder is called with.
  fileprivate func inheriting(from name: String?, isInside: Bool) -> NixBinding {
    var result = self
    switch content {
    case .inherit(let names), .inheritFrom(_, let names):
      guard isInside else { return self }
      result.content = name.map { .inheritFrom($0, names) } ?? .inherit(names)
    case .value(let path, let value):
      result.content = .value(path: path, value.inheriting(from: name))
    }
    return result
  }
}
