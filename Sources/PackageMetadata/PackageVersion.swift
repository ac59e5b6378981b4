package import Versions

/// A version of a package of either ecosystem.
///
/// Versions of different ecosystems never meet; they order by ecosystem so that the type is totally
/// ordered.
package enum PackageVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  case python(PythonVersion)
  case r(RVersion)

  package var description: String {
    switch self {
    case .python(let version): version.description
    case .r(let version): version.description
    }
  }

  /// Whether a text is this version, however it is spelt.
  package func isWritten(_ text: String) -> Bool {
    switch self {
    case .python(let version): PythonVersion(text) == version
    case .r(let version): RVersion(text) == version
    }
  }

  package static func < (left: PackageVersion, right: PackageVersion) -> Bool {
    switch (left, right) {
    case (.python(let left), .python(let right)): left < right
    case (.r(let left), .r(let right)): left < right
    case (.python, .r): true
    case (.r, .python): false
    }
  }
}

extension PackageVersion {
  /// A version read by the rules of an ecosystem.
  package init?(_ text: String, in ecosystem: Ecosystem) {
    switch ecosystem {
    case .pypi:
      guard let version = PythonVersion(text) else { return nil }
      self = .python(version)
    case .cran:
      guard let version = RVersion(text) else { return nil }
      self = .r(version)
    }
  }
}
