import PackageMetadata

/// A requirement with the systems on which it holds.
struct Need: Hashable, Sendable {
  let requirement: Requirement
  /// Never empty, and within the systems that the plan serves.
  let systems: SystemSet
}

/// What can want other packages: a package, or one of its extras.
struct NeedKey: Hashable, Sendable {
  let release: ReleaseKey
  /// `nil` for the package itself.
  let extra: String?
}

/// One version of one package.
struct ReleaseKey: Hashable, Sendable {
  let id: PackageID
  let version: PackageVersion

  init(_ id: PackageID, _ version: PackageVersion) {
    self.id = id
    self.version = version
  }

  init(_ release: Release) { self.init(release.id, release.version) }
}

/// A package's requirement on another, whatever its bounds.
struct Edge: Hashable, Comparable, Sendable {
  let from: PackageID
  let to: PackageID

  static func < (left: Edge, right: Edge) -> Bool {
    (left.to, left.from) < (right.to, right.from)
  }
}
