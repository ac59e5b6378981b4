import Basics
package import Versions

/// The versions that a requirement allows, in the terms of its ecosystem.
package enum VersionConstraint: Hashable, Sendable, CustomStringConvertible {
  /// PEP 440 specifiers; empty allows every version.
  case python(SpecifierSet)
  /// Bounds as in a DESCRIPTION's `Imports: x (>= 1.0)`; empty allows every version.
  case r(RSpecifierSet)

  /// The specifiers as written; empty where every version is allowed.
  package var description: String {
    switch self {
    case .python(let specifiers): specifiers.description
    case .r(let specifiers): specifiers.description
    }
  }

  /// Whether every version is allowed.
  package var isEmpty: Bool {
    switch self {
    case .python(let specifiers): specifiers.isEmpty
    case .r(let specifiers): specifiers.isEmpty
    }
  }

  /// Whether the constraint names a pre-release and so asks for pre-releases; never for R, which
  /// has none.
  package var allowsPrereleases: Bool {
    switch self {
    case .python(let specifiers): specifiers.allowsPrereleases
    case .r: false
    }
  }

  /// Whether the version is allowed, pre-releases like any other; one of another ecosystem is not.
  package func contains(_ version: PackageVersion) -> Bool {
    switch (self, version) {
    case (.python(let specifiers), .python(let version)): specifiers.contains(version)
    case (.r(let specifiers), .r(let version)): specifiers.contains(version)
    case (.python, .r), (.r, .python): false
    }
  }

  /// The versions allowed, pre-releases like any other.
  ///
  /// It is a set within one ecosystem: what it says about the other's versions means nothing.
  package var versionSet: VersionSet<PackageVersion> {
    switch self {
    case .python(let specifiers): specifiers.versionSet(PackageVersion.python)
    case .r(let specifiers): specifiers.versionSet(PackageVersion.r)
    }
  }
}

/// A dependency on a package (PEP 508; "Writing R Extensions" §1.1.3).
package struct Requirement: Hashable, Sendable {
  /// The most requirements of a release; the largest on PyPI have a third of it.
  package static let maximumCount = 8000

  package let id: PackageID
  /// The name as its author wrote it, for `pythonRelaxDeps` and messages.
  package let writtenName: String
  /// Normalised names of the extras asked for (PEP 685), sorted.
  package let extras: [String]
  package let constraint: VersionConstraint
  /// The URL of a direct reference (`name @ url`), where given.
  package let url: String?
  package let marker: Marker?

  package init(
    id: PackageID, writtenName: String, extras: [String] = [], constraint: VersionConstraint,
    url: String? = nil, marker: Marker? = nil
  ) {
    self.id = id
    self.writtenName = writtenName
    self.extras = extras
    self.constraint = constraint
    self.url = url
    self.marker = marker
  }

  /// A requirement of a Python package.
  package static func python(
    _ name: some StringProtocol, extras: [String] = [], _ specifiers: SpecifierSet = SpecifierSet(),
    marker: Marker? = nil
  ) -> Requirement {
    Requirement(
      id: .pypi(name), writtenName: String(name),
      extras: Set(extras.map { PythonName.normalised($0) }).sorted(),
      constraint: .python(specifiers), marker: marker)
  }

  /// A requirement of an R package.
  package static func r(
    name: some StringProtocol, bounds: RSpecifierSet = RSpecifierSet()
  ) -> Requirement {
    Requirement(id: .cran(name), writtenName: String(name), constraint: .r(bounds))
  }
}

extension Requirement: CustomStringConvertible {
  /// The requirement as PEP 508 has it (`name[extra]>=1.0; marker`), or as a DESCRIPTION has it.
  package var description: String {
    var text = withoutMarker
    if let marker { text += (url == nil ? "; " : " ; ") + marker.description }
    return text
  }

  /// The same without the marker.
  package var withoutMarker: String {
    var text = writtenName
    if !extras.isEmpty { text += "[\(extras.joined(separator: ","))]" }
    if let url { return text + " @ " + URLSecrets.removed(from: url) }
    switch constraint {
    case .python(let specifiers): text += specifiers.description
    case .r(let specifiers): if !specifiers.isEmpty { text += " (\(specifiers))" }
    }
    return text
  }
}
