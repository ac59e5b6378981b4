package import PackageMetadata

/// How sure it is that an attribute is a package, the surest first.
package enum Confidence: Int, Hashable, Comparable, Sendable, CaseIterable {
  /// Its source comes from the index, under the package's name.
  case sourceURL = 0
  /// A table of known names says so.
  case knownName = 1
  /// `pname` and attribute agree, and nothing contradicts.
  case nameAndAttribute = 2
  /// `pname` alone; the attribute is another word.
  case name = 3
  /// The attribute alone; `pname` is another word or absent.
  case attribute = 4

  package static func < (left: Confidence, right: Confidence) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// A package that the snapshot has, at the one version that it has.
package struct Pin: Hashable, Sendable {
  package let id: PackageID
  /// The attribute in its set, such as `opencv4` in `python3Packages`.
  package let attribute: String
  package let pname: String
  package let versionText: String
  /// `nil` if the text is not a version of the ecosystem, such as a date or the name of a branch.
  package let version: PackageVersion?
  package let confidence: Confidence
  /// The first URL of its source; empty where there is none.
  package let sourceURL: String
  /// Whether `withPackages` takes it up; an application in the package set is none.
  package let isModule: Bool
  /// The normalised name under which it is installed, as far as it is known.
  ///
  /// That of the source URL, else `pname`. Where it differs from `id.name`, a check of installed
  /// distributions does not find the package under the name that was asked for.
  package let distributionName: String
}

/// Something that a package of the snapshot propagates.
package struct PropagatedInput: Hashable, Sendable {
  /// The attribute in the same set; `nil` for a variant that only this package uses.
  package let attribute: String?
  package let pname: String
  package let versionText: String
}
