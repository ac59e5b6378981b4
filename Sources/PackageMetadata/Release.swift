package import ContentHash
import Versions

/// Seconds since 1970-01-01T00:00:00Z.
package struct Timestamp: Hashable, Comparable, Sendable {
  package let seconds: Int64
  package init(seconds: Int64) { self.seconds = seconds }
  package static func < (left: Timestamp, right: Timestamp) -> Bool { left.seconds < right.seconds }
}

/// One downloadable file of a release.
package struct Artifact: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case sdist
    case wheel(WheelName)
    /// CRAN's source tarball.
    case rSource
  }

  /// What is known about `<url>.metadata` (PEP 658/714).
  package enum MetadataFile: Hashable, Sendable {
    case announced
    case absent
    /// The index says nothing: worth a try.
    case unsaid
  }

  package let fileName: String
  package let url: String
  package let kind: Kind
  package let sha256: ContentHash?
  /// In bytes, where the index says.
  package let size: Int?
  package let uploadTime: Timestamp?
  /// The text of `requires-python`, as the index has it.
  package let requiresPython: String?
  /// The reason for yanking ("" where none was given); `nil` when not yanked (PEP 592).
  package let yanked: String?
  package let metadataFile: MetadataFile
  /// The commit whose archive it is; nil for a file of an index.
  package let checkout: Checkout?

  package init(
    fileName: String, url: String, kind: Kind, sha256: ContentHash? = nil, size: Int? = nil,
    uploadTime: Timestamp? = nil, requiresPython: String? = nil, yanked: String? = nil,
    metadataFile: MetadataFile = .unsaid, checkout: Checkout? = nil
  ) {
    self.fileName = fileName
    self.url = url
    self.kind = kind
    self.sha256 = sha256
    self.size = size
    self.uploadTime = uploadTime
    self.requiresPython = requiresPython
    self.yanked = yanked
    self.metadataFile = metadataFile
    self.checkout = checkout
  }

  /// The source archive to take among files; `.tar.gz` before other forms.
  package static func sdist(among artifacts: [Artifact]) -> Artifact? {
    let sdists = artifacts.filter { $0.kind == .sdist }
    return sdists.first { $0.fileName.hasSuffix(".tar.gz") } ?? sdists.first
  }
}

/// One version of a project with its files, in the index's order.
package struct Release: Hashable, Sendable {
  package let id: PackageID
  package let version: PackageVersion
  package let artifacts: [Artifact]

  package init(id: PackageID, version: PackageVersion, artifacts: [Artifact]) {
    self.id = id
    self.version = version
    self.artifacts = artifacts
  }
}

/// What an index has of one package: its versions, with the files of each made on demand, since a
/// project may have thousands.
package struct Project: Sendable {
  package let id: PackageID
  /// The name as the project spells it.
  package let displayName: String
  /// Ascending, without repetition.
  package let versions: [PackageVersion]
  /// Whether the index gives upload times.
  package let hasUploadTimes: Bool
  private let makeRelease: @Sendable (Int) -> Release

  package init(
    id: PackageID, displayName: String, versions: [PackageVersion], hasUploadTimes: Bool,
    release: @escaping @Sendable (Int) -> Release
  ) {
    self.id = id
    self.displayName = displayName
    self.versions = versions
    self.hasUploadTimes = hasUploadTimes
    self.makeRelease = release
  }

  /// The release whose version is `versions[index]`.
  package func release(at index: Int) -> Release { makeRelease(index) }
}
