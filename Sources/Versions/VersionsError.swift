/// Why a text is not what `Versions` reads.
package enum VersionsError: Error, Hashable, Sendable, CustomStringConvertible {
  /// A specifier that PEP 440 does not allow.
  case specifier(String, reason: String)
  /// Bounds that a DESCRIPTION may not have.
  case bounds(String)

  package var description: String {
    switch self {
    case .specifier(let text, let reason): "'\(text)' is not a version specifier: \(reason)"
    case .bounds(let text):
      "'\(text)' is not a version requirement of R: write an operator and a version, as '(>= 1.0)'"
    }
  }
}
