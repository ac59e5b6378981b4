/// Why a package that nixpkgs has by name cannot be used: Nix throws where it is put into an environment.
package enum Obstacle: Int, Hashable, Sendable, CaseIterable {
  /// It is not for this Python (`disabled`); no configuration allows it.
  case disabled = 1
  /// `meta.broken`
  case broken = 2
  /// `meta.knownVulnerabilities`
  case insecure = 3
  /// It is for other systems.
  case unsupported = 4
  /// What it propagates does not evaluate.
  case unknownInputs = 5
  /// Something that it propagates cannot be used.
  case propagated = 6

  /// The obstacle by the word of `Programs/nixpkgs.nix`.
  init?(name: String) {
    switch name {
    case "disabled": self = .disabled
    case "broken": self = .broken
    case "insecure": self = .insecure
    case "unsupported": self = .unsupported
    default: return nil
    }
  }

  /// Whether a configuration of nixpkgs may allow it all the same, such as by `allowBroken`.
  package var isAllowable: Bool {
    switch self {
    case .broken, .insecure, .unsupported: true
    case .disabled, .unknownInputs, .propagated: false
    }
  }
}
