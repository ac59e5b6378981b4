/// The kind of a node of the tree.
package enum NodeKind: UInt8, Sendable, CaseIterable {
  /// The whole file.
  case root
  /// An integer or a float.
  case literal
  /// A variable, or the plain name of an attribute.
  case identifier
  /// A string in double quotes.
  case string
  /// A string in pairs of single quotes.
  case indentedString
  /// An interpolation in a string or a path, `${…}`.
  case interpolation
  /// A path, with or without interpolations.
  case path
  /// A search path, `<nixpkgs>`.
  case searchPath
  /// An unquoted URI.
  case uri
  /// A list.
  case list
  /// An attribute set, recursive or not.
  case attributeSet
  /// The old form `let { …; body = …; }`.
  case legacyLet
  /// A binding, `path = value;`.
  case binding
  /// A statement `inherit (…) names;`.
  case inherit
  /// The parenthesised source of an `inherit`.
  case inheritFrom
  /// The names before the `=` of a binding, after the dot of a selection or the `?` of a test.
  case attributePath
  /// A name of an attribute that is an expression, `${…}`.
  case dynamicAttribute
  /// A selection, `set.path` or `set.path or default`.
  case select
  /// The old form `function or`, a call with a variable of the name `or`.
  case legacyOr
  /// A test for an attribute, `set ? path`.
  case hasAttribute
  /// A call: a function and one or more arguments.
  case apply
  /// An expression after `!` or `-`.
  case unary
  /// Two expressions and the operator between them.
  case binary
  /// A function.
  case lambda
  /// The single name a function takes.
  case identifierParameter
  /// The attribute set a function takes, `{ a, b ? 1, ... }`.
  case pattern
  /// One name in a pattern, with its default.
  case patternEntry
  /// The name for the whole argument of a pattern, before or after an `@`.
  case patternBinding
  /// The `...` of a pattern.
  case ellipsis
  /// Bindings and the expression they hold in, `let … in …`.
  case letIn
  /// An expression with the attributes of a set in scope, `with …; …`.
  case with
  /// An expression after a condition, `assert …; …`.
  case assert
  /// A choice, `if … then … else …`.
  case ifElse
  /// An expression in parentheses.
  case parenthesised
  /// Tokens that fit nowhere.
  case error
}
