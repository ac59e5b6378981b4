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
  /// What the commit was found by, in full (`refs/heads/main`); nil for a commit that was asked for itself.
  package let reference: String?
  /// The branch, tag or commit that was asked for, as written; nil for the repository's own head.
  package let asked: String?
  /// The package's directory in the repository.
  package let subdirectory: String?
  /// The hash of the NAR that the archive unpacks to.
  package let hash: ContentHash

  package init(
    fetch: Fetch, repository: String, commit: String, reference: String?, asked: String?,
    subdirectory: String?, hash: ContentHash
  ) {
    self.fetch = fetch
    self.repository = repository
    self.commit = commit
    self.reference = reference
    self.asked = asked
    self.subdirectory = subdirectory
    self.hash = hash
  }

  /// What is asked for as a requirement has it (PEP 508, pip's VCS URLs): `git+https://host/a/b@main#subdirectory=c`.
  ///
  /// A requirement of the same text follows the same branch.
  package var origin: String {
    let reference = asked.map { "@\($0)" } ?? ""
    return "git+\(repository)\(reference)" + (subdirectory.map { "#subdirectory=\($0)" } ?? "")
  }
}
