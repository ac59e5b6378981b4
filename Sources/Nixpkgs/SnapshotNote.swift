/// Something about the reading of a nixpkgs that a user may want to know.
package enum SnapshotNote: Hashable, Sendable {
  /// Its default.nix refuses this Nix; it was entered through `pkgs/top-level/impure.nix`.
  case enteredBelow
  /// What the package propagates does not evaluate.
  case unknownInputs(attribute: String)
  /// The package does not evaluate.
  case leftOut(attribute: String)

  /// How the cache writes it.
  var text: String {
    switch self {
    case .enteredBelow: "entered"
    case .unknownInputs(let attribute): "inputs \(attribute)"
    case .leftOut(let attribute): "package \(attribute)"
    }
  }

  init?(text: String) {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    switch parts.first {
    case "entered": self = .enteredBelow
    case "inputs" where parts.count == 2: self = .unknownInputs(attribute: parts[1])
    case "package" where parts.count == 2: self = .leftOut(attribute: parts[1])
    default: return nil
    }
  }
}
