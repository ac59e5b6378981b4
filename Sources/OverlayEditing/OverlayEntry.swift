package import PackageMetadata

/// A package that an overlay holds.
package struct OverlayEntry: Hashable, Sendable {
  package let ecosystem: Ecosystem
  /// The attribute within the python or R set.
  package let attribute: String
  /// The name as the derivation gives it; nil if it is known after evaluation only.
  package let pname: String?
  /// The version as the derivation gives it; nil if it is known after evaluation only.
  package let version: String?
  /// Attributes of the same set that it needs to run, sorted.
  package let dependencies: [String]
  /// Attributes of the same set that only its build needs, sorted.
  package let buildDependencies: [String]
  /// The extras that its `optional-dependencies` has, sorted.
  package let extras: [String]
  /// The bytes of the binding, without the comments above it.
  package let range: Range<Int>
  /// The file of its own that defines it, as the overlay writes or would write it; nil if it is
  /// defined in a set.
  package let file: String?
  /// The file that the set with it is in; nil for the overlay itself.
  package let setFile: String?
  /// Locks of Cargo that it takes in by relative paths, as the overlay writes or would write them; sorted.
  package let locks: [String]
  /// Whether a comment of nixgraft's stands above it.
  package let isAccountedFor: Bool
  /// Whether somebody asked for it by name.
  package let isRequested: Bool
  /// Names of packages that need it to run, as its comment says.
  package let neededBy: [String]
  /// Names of packages that need it to be built, as its comment says.
  package let neededToBuild: [String]
  /// The repository and reference that it follows, as its comment says.
  package let origin: String?
  /// The revision that its source is fetched at, where the text has it.
  package let revision: String?
}

extension OverlayEntry {
  /// The package that the entry is.
  package var id: PackageID {
    switch ecosystem {
    case .pypi: return .pypi(pname ?? attribute)
    case .cran:
      if let pname, pname.utf8.allSatisfy({ $0 != UInt8(ascii: "_") }) { return .cran(pname) }
      let name = attribute.hasPrefix("r_") ? String(attribute.dropFirst(2)) : attribute
      return .cran(
        name.split(separator: "_", omittingEmptySubsequences: false).joined(separator: "."))
    }
  }
}
