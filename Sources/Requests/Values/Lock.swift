package import PackageMetadata
package import Versions

/// The packages of a lock file, each at one version, and how they hang together.
package struct Lock: Hashable, Sendable {
  /// One entry of the file.
  package struct Package: Hashable, Sendable {
    package let id: PackageID
    /// The name as the file has it.
    package let name: String
    package let version: PackageVersion?
    package var hashes: [FileHash] = []
    package var source: PackageSource = .index(nil)
    /// The condition under which the entry is installed.
    package var marker: Marker?
    package var requiresPython: SpecifierSet?
    /// The groups that need it, where the format says; nil if they follow from `edges`.
    package var groups: [String]?
    /// Whether only extras need it, where the format says so.
    package var isOptional = false
    /// Whether it is the project, or a member of its workspace.
    package var isProject = false
    package var isBioconductor = false
    package var edges: [Edge] = []
    package var place: Place

    package init(id: PackageID, name: String, version: PackageVersion?, place: Place) {
      self.id = id
      self.name = name
      self.version = version
      self.place = place
    }
  }

  /// A dependency of an entry.
  package struct Edge: Hashable, Sendable {
    package let id: PackageID
    /// The version of the entry that is meant, where the format says.
    package var version: PackageVersion?
    package var constraint: SpecifierSet?
    package var extras: [String]
    package var marker: Marker?
    /// The part of the dependent that has it.
    package var scope: Scope

    package init(
      id: PackageID, version: PackageVersion? = nil, constraint: SpecifierSet? = nil,
      extras: [String] = [], marker: Marker? = nil, scope: Scope = .main
    ) {
      self.id = id
      self.version = version
      self.constraint = constraint
      self.extras = extras
      self.marker = marker
      self.scope = scope
    }
  }

  /// How to find which entries a selection of extras and groups needs.
  package enum Selection: Hashable, Sendable {
    /// From the requests of the project, along the edges.
    case graph
    /// From `groups` and markers of each entry.
    case entries
  }

  package var packages: [Package] = []
  package var selection: Selection
  /// The most entries that are read from a file.
  package static let limit = 50_000

  package init(selection: Selection) {
    self.selection = selection
  }
}
