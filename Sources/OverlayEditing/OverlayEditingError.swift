package import NixSyntax

/// Why an overlay could not be read or changed.
package enum OverlayEditingError: Error, Hashable, Sendable {
  /// The file is no valid Nix.
  case invalidText(Place, reason: String)
  /// The file is Nix, but not in a form whose package sets can be found.
  case unknownForm(Place, reason: String)
  /// The file is Nix, but what makes its environment can't be found or added to.
  case unknownEnvironment(Place, reason: String)
  /// The overlay is written for a nixpkgs of another era.
  case wrongEra(Place, reason: String)
  /// The package is defined in a way that can't be replaced as a whole.
  case definedElsewhere(attribute: String, Place, file: String)
  /// The overlay does not hold the package.
  case absent(attribute: String, path: String)
  /// The edited text failed a check.
  case refused(path: String, reason: String)

  /// A place in a file.
  package struct Place: Hashable, Sendable, CustomStringConvertible {
    package var path: String
    package var location: SourceLocation

    package init(path: String, location: SourceLocation) {
      self.path = path
      self.location = location
    }

    /// The place as `path:line:column`.
    package var description: String { "\(path):\(location)" }
  }
}

extension OverlayEditingError: CustomStringConvertible {
  /// What went wrong.
  package var description: String {
    switch self {
    case .invalidText(let place, let reason):
      "\(place): \(reason)"
    case .unknownForm(let place, let reason):
      "\(place): \(reason)"
    case .unknownEnvironment(let place, let reason):
      "\(place): \(reason); the file is unchanged"
    case .wrongEra(let place, let reason):
      "\(place): \(reason)"
    case .definedElsewhere(let attribute, let place, let file):
      "\(place): '\(attribute)' is defined in '\(file)'"
    case .absent(let attribute, let path):
      "'\(path)' does not contain '\(attribute)'"
    case .refused(let path, let reason):
      "'\(path)' is left unchanged: \(reason)"
    }
  }
}
