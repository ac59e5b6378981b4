import Basics
import ContentHash
import PackageMetadata
import Transfer

/// Why a file of a release cannot be read.
enum ArtifactFailure: Error {
  case transfer(TransferError)
  case content(String)
}

extension CatalogError {
  /// The catalog's word for a file of `release` that cannot be read.
  init(_ failure: ArtifactFailure, in release: Release) {
    switch failure {
    case .transfer(let error):
      self.init(error, id: release.id, version: release.version)
    case .content(let reason):
      self = .malformed(release.id, version: release.version, reason: reason)
    }
  }
}

extension Artifact {
  /// What names the file's contents in the cache: where they are, and their hash, where the index tells it.
  ///
  /// A part of a file is not checked against a hash: of a file that one server claims to be another's,
  /// nothing may be said of that one.
  var contentKey: String {
    let place = URLSecrets.removed(from: url)
    return sha256.map { "\($0.text(.base16)) \(place)" }
      ?? place + (checkout?.subdirectory.map { " in \($0)" } ?? "")
  }
}
