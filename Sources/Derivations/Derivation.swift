package import PackageMetadata

/// A package as the overlay will hold it: a name, an expression, and who needs it.
package struct Derivation: Hashable, Sendable {
  package let id: PackageID
  /// The attribute within the python or R set.
  package let attribute: String
  /// Comment lines above the binding.
  package let comment: [String]
  package let expression: NixExpression
  /// What it is where no name for nixpkgs before the overlay can be seen; nil where it needs none.
  package let fresh: NixExpression?
  /// The files that the expression takes in by `./NAME`.
  package let files: [DerivationFile]

  package init(
    id: PackageID, attribute: String, comment: [String], expression: NixExpression,
    fresh: NixExpression? = nil, files: [DerivationFile] = []
  ) {
    self.fresh = fresh
    self.id = id
    self.attribute = attribute
    self.comment = comment
    self.expression = expression
    self.files = files
  }
}
