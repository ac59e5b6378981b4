internal import Nix

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
  /// Derivation names of what it propagates; `nil` where that does not evaluate.
  package var inputs: [String]?

  package init(
    attribute: String, derivationName: String = "", pname: String, version: String,
    sourceURL: String = "", isModule: Bool = true, inputs: [String]? = []
  ) {
    self.attribute = attribute
    self.derivationName = derivationName.isEmpty ? "\(pname)-\(version)" : derivationName
    self.pname = pname
    self.version = version
    self.sourceURL = sourceURL
    self.isModule = isModule
    self.inputs = inputs
  }

  /// The row of an evaluation's answer.
  init?(_ value: JSONValue) {
    guard let fields = value.list, fields.count == 7, let attribute = fields[0].text,
      let name = fields[1].text, let pname = fields[2].text, let version = fields[3].text,
      let url = fields[4].text, let kind = fields[5].text
    else { return nil }
    let inputs = fields[6].texts
    self.init(
      attribute: attribute, derivationName: name, pname: pname, version: version, sourceURL: url,
      isModule: kind == "module", inputs: inputs.contains("?") ? nil : inputs)
  }
}
