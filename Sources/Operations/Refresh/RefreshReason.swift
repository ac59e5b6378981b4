/// Why a hash is skipped, or what the old hash belongs to.
package enum RefreshReason: Hashable, Sendable {
  /// The hash is computed, or comes from another file.
  case notText
  case obstacle(FetchObstacle)
  case failure(FetchFailure)
  /// What is written is not a hash; in the words of its reader.
  case malformed(String)
  /// A file of the same project, or an address, that has the old hash.
  case oldHash(of: String)
  /// The same address had the old hash before.
  case contentsChanged(url: String)
  /// Nothing that is known has the old hash.
  case oldHashUnknown(url: String)
}
