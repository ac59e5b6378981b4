package import ContentHash

/// Why the source of a package could not follow its version.
package enum SourceObstacle: Error, Hashable, Sendable {
  /// Its hash is not known, or cannot be written.
  case hash(RefreshReason)
  /// Indexes tell SHA-256 alone.
  case otherAlgorithm(ContentHash.Algorithm)
  /// The release's file has this name, which the package's text cannot be made to say.
  case respelled(String)
  /// The index keeps the file at this address, which the text cannot be made to say.
  case elsewhere(url: String)
  case computedURL
}

extension SourceObstacle {
  package var words: String {
    switch self {
    case .hash(let reason): reason.words
    case .otherAlgorithm(let algorithm):
      "its hash is \(algorithm.rawValue); write it as 'hash = \"\";'"
    case .respelled(let name): "its file is spelled '\(name)' now, which its text does not follow"
    case .elsewhere(let url): "the index keeps its file elsewhere, at '\(url)'"
    case .computedURL: "its URL is put together in a way that nixgraft cannot follow"
    }
  }
}
