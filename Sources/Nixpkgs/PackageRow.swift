/// One package of a set, as an evaluation gives it.
package struct PackageRow: Hashable, Sendable {
  package var attribute: String
  /// The derivation's `name`, by which the inputs of others are recognised.
  package var derivationName: String
  package var pname: String
  package var version: String
  /// The first URL of its source; empty where it has none.
  package var sourceURL: String
  /// Whether an environment of the interpreter takes it up (applications it leaves out).
  package var isModule: Bool
  /// Derivation names of what it propagates; `nil` if that does not evaluate.
  package var inputs: [String]?
  /// The dotted names that its own check imports (`pythonImportsCheck`), with spaces between them.
  package var importNames: String
  /// Why nixpkgs itself refuses to build it, where its configuration does not allow it.
  package var obstacle: Obstacle?

  package init(
    attribute: String, derivationName: String = "", pname: String, version: String,
    sourceURL: String = "", isModule: Bool = true, inputs: [String]? = [], importNames: String = "",
    obstacle: Obstacle? = nil
  ) {
    self.attribute = attribute
    self.derivationName = derivationName.isEmpty ? "\(pname)-\(version)" : derivationName
    self.pname = pname
    self.version = version
    self.sourceURL = sourceURL
    self.isModule = isModule
    self.inputs = inputs
    self.importNames = importNames
    self.obstacle = obstacle
  }

  /// The row of an evaluation's answer: name, pname, version, URL, whether it is a module, what its
  /// check imports, and what keeps it from being built.
  init?(_ attribute: String, _ fields: [String], inputs: [String]?) {
    guard fields.count >= 5 else { return nil }
    self.init(
      attribute: attribute, derivationName: fields[0], pname: fields[1], version: fields[2],
      sourceURL: fields[3], isModule: fields[4] == "module", inputs: inputs,
      importNames: fields.count > 5 ? fields[5] : "",
      obstacle: fields.count > 6 ? Obstacle(name: fields[6]) : nil)
  }
}
