package import ContentHash

/// A commit of a git repository in a release's place: what its archive unpacks to is the source.
package struct Checkout: Hashable, Sendable {
  /// The fetcher of nixpkgs that gets it, with its arguments.
  package enum Fetch: Hashable, Sendable {
    case github(owner: String, repository: String)
    case gitlab(domain: String, owner: String, repository: String)
    /// The archive by its address.
    case archive
  }

  package let fetch: Fetch
  /// The repository's address.
  package let repository: String
  /// 40 hexadecimal digits.
  package let commit: String
  /// The branch or tag that was asked for; nil for a commit.
  package let reference: String?
  /// The package's directory in the repository.
  package let subdirectory: String?
  /// The hash of the NAR that the archive unpacks to.
  package let hash: ContentHash

  package init(
    fetch: Fetch, repository: String, commit: String, reference: String?, subdirectory: String?,
    hash: ContentHash
  ) {
    self.fetch = fetch
    self.repository = repository
    self.commit = commit
    self.reference = reference
    self.subdirectory = subdirectory
    self.hash = hash
  }
}
