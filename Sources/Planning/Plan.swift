import Basics
package import PackageMetadata

/// What is to be done with every package of a closure, and why.
package struct Plan: Hashable, Sendable {
  /// Every package of the closure, sorted by id.
  package var packages: [PlannedPackage]
  /// The ids that the user asked for, in the order asked.
  package var requested: [PackageID]
  /// Sentences for the user about the plan as a whole.
  package var warnings: [String]

  package init(packages: [PlannedPackage], requested: [PackageID], warnings: [String] = []) {
    self.packages = packages
    self.requested = requested
    self.warnings = warnings
  }

  /// The packages that the overlay gains or changes.
  package var written: [PlannedPackage] {
    packages.filter(\.isWritten)
  }

  /// The planned package of one id; binary search, since `packages` is sorted.
  package func package(_ id: PackageID) -> PlannedPackage? {
    let low = partitionPoint(0..<packages.count) { packages[$0].id < id }
    return low < packages.count && packages[low].id == id ? packages[low] : nil
  }
}

/// What is done with a package.
package enum Action: String, Hashable, Sendable, CaseIterable {
  /// Already in nixpkgs, and it fits.
  case nixpkgs
  /// Missing: written into the overlay.
  case `import`
  /// In nixpkgs, replaced by another version since the user asked for it.
  case override
  /// Already in the overlay, and it fits.
  case overlay
}

extension PlannedPackage {
  /// Whether the overlay gains or changes it.
  package var isWritten: Bool { action == .import || action == .override }
}

/// One package of a plan.
package struct PlannedPackage: Hashable, Sendable {
  package var id: PackageID
  /// As the project spells its name.
  package var displayName: String
  /// As the index writes it (for a pin: as nixpkgs writes it).
  package var version: String
  package var action: Action
  package var isRequested: Bool
  /// The attribute within its set: `numpy` of `python3Packages`, `data_table` of `rPackages`.
  package var attribute: String
  /// Who needs it at run time, sorted; build-time needs are in `neededToBuild`.
  package var neededBy: [PackageID]
  /// Who needs it to be built, sorted.
  package var neededToBuild: [PackageID]
  /// Run requirements, sorted by id, each once, with the systems on which it holds.
  package var dependencies: [PlannedDependency]
  /// Run requirements that must not be written, since what they need needs this package in turn.
  package var leftOut: [PlannedDependency]
  /// Requirements that a check of installed distributions can't find, as upstream spells them: what is
  /// left out, and what nixpkgs installs under another name.
  package var removedRequirements: [String]
  /// Run requirements of each extra that the project provides and whose packages are all at hand.
  package var optionalDependencies: [String: [PlannedDependency]]
  package var buildSystem: [PlannedDependency]
  /// The PEP 517 backend; `nil` for setuptools' legacy way, and for wheels.
  package var backend: String?
  package var hasBuildSystem: Bool
  package var importNames: [String]
  /// Hints about native needs (`BuildMetadata.hints`).
  package var hints: [String]
  /// What the release says of itself, for `meta`.
  package var metadata: ReleaseMetadata?
  /// The files to fetch: one, or for platform wheels one a system.
  package var sources: [PlannedSource]
  package var reason: String
  package var relaxed: [Relaxation]
  package var heldBack: HeldBack?
  package var notes: [String]

  package init(
    id: PackageID, displayName: String, version: String, action: Action, isRequested: Bool,
    attribute: String, reason: String
  ) {
    self.id = id
    self.displayName = displayName
    self.version = version
    self.action = action
    self.isRequested = isRequested
    self.attribute = attribute
    self.neededBy = []
    self.neededToBuild = []
    self.dependencies = []
    self.leftOut = []
    self.removedRequirements = []
    self.optionalDependencies = [:]
    self.buildSystem = []
    self.backend = nil
    self.hasBuildSystem = false
    self.importNames = []
    self.hints = []
    self.metadata = nil
    self.sources = []
    self.reason = reason
    self.relaxed = []
    self.heldBack = nil
    self.notes = []
  }
}

/// A requirement as the plan answers it: which attribute, and on which systems.
package struct PlannedDependency: Hashable, Comparable, Sendable {
  package let id: PackageID
  package let attribute: String
  package let systems: SystemSet

  package init(id: PackageID, attribute: String, systems: SystemSet) {
    self.id = id
    self.attribute = attribute
    self.systems = systems
  }

  package static func < (left: PlannedDependency, right: PlannedDependency) -> Bool {
    (left.id, left.systems.rawValue) < (right.id, right.systems.rawValue)
  }
}

/// One file to fetch, and the systems that it serves.
package struct PlannedSource: Hashable, Sendable {
  package let artifact: Artifact
  package let systems: SystemSet

  package init(artifact: Artifact, systems: SystemSet) {
    self.artifact = artifact
    self.systems = systems
  }
}

/// A bound that gave way to what nixpkgs has.
package struct Relaxation: Hashable, Comparable, Sendable {
  /// The requirement as upstream wrote it: `pypdfium2==4.30.0`.
  package let requirement: String
  package let id: PackageID
  /// Upstream's spelling of the name, for `pythonRelaxDeps`.
  package let writtenName: String
  /// The version that nixpkgs has.
  package let have: String

  package init(requirement: String, id: PackageID, writtenName: String, have: String) {
    self.requirement = requirement
    self.id = id
    self.writtenName = writtenName
    self.have = have
  }

  package static func < (left: Relaxation, right: Relaxation) -> Bool {
    (left.id, left.requirement) < (right.id, right.requirement)
  }
}

/// Why a release older than the newest was taken.
package struct HeldBack: Hashable, Sendable {
  package let newest: String
  /// The requirement that held it back: `numpy>=2.4`.
  package let by: String

  package init(newest: String, by: String) {
    self.newest = newest
    self.by = by
  }
}
