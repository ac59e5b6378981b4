package import PackageMetadata

/// What is decided of one package of a closure.
package struct PlannedPackage: Hashable, Sendable {
  package let id: PackageID
  /// As the index writes it (for a pin: as nixpkgs writes it).
  package let version: String
  package let action: Action
  package let isRequested: Bool
  /// The attribute within its set: `numpy` of `python3Packages`, `data_table` of `rPackages`.
  package let attribute: String
  package let reason: Reason
  package let needs: Needs
  /// Who needs it at run time, sorted; build-time needs are in `neededToBuild`.
  package let neededBy: [PackageID]
  /// Who needs it to be built, sorted.
  package let neededToBuild: [PackageID]
  package let relaxed: [Relaxation]
  package let heldBack: HeldBack?
  /// What the release says about itself; `nil` for what is there.
  package let metadata: ReleaseMetadata?
  /// What is known about its build before its files are looked into.
  package let build: BuildDetails
  package let notes: [Note]

  package init(
    id: PackageID, version: String, action: Action, isRequested: Bool, attribute: String,
    reason: Reason, needs: Needs = Needs(), neededBy: [PackageID] = [],
    neededToBuild: [PackageID] = [], relaxed: [Relaxation] = [], heldBack: HeldBack? = nil,
    metadata: ReleaseMetadata? = nil, build: BuildDetails = BuildDetails(), notes: [Note] = []
  ) {
    self.id = id
    self.version = version
    self.action = action
    self.isRequested = isRequested
    self.attribute = attribute
    self.reason = reason
    self.needs = needs
    self.neededBy = neededBy
    self.neededToBuild = neededToBuild
    self.relaxed = relaxed
    self.heldBack = heldBack
    self.metadata = metadata
    self.build = build
    self.notes = notes
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

  /// Why that is done.
  package enum Reason: Hashable, Sendable {
    case present(Holding.Place)
    /// nixpkgs does not have it.
    case missing
    /// The user allowed to replace this version.
    case replacedAsAsked(Holding.Place, String)
    /// The request excludes this version.
    case excludedByRequest(Holding.Place, String)
    /// The overlay has this version, which is moved.
    case moved(from: String)
  }

  /// Whether the overlay gains or changes it.
  package var isWritten: Bool { action == .import || action == .override }
}

extension PlannedPackage {
  /// What a package needs to run.
  package struct Needs: Hashable, Sendable {
    /// Run requirements, sorted by id, each once, with the systems on which it holds.
    package let dependencies: [PlannedDependency]
    /// Run requirements that must not be written, since what they need needs this package in turn.
    package let leftOut: [PlannedDependency]
    /// Run requirements of each extra that the project provides and whose packages are all at hand.
    package let optional: [String: [PlannedDependency]]

    package init(
      dependencies: [PlannedDependency] = [], leftOut: [PlannedDependency] = [],
      optional: [String: [PlannedDependency]] = [:]
    ) {
      self.dependencies = dependencies
      self.leftOut = leftOut
      self.optional = optional
    }

    /// The packages needed to run, for whatever extra.
    package var all: [PlannedDependency] { dependencies + leftOut + optional.values.joined() }
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
