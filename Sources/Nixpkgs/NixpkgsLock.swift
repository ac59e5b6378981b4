import Nix

/// The exact state that a flake reference stood for when it was looked up.
package struct NixpkgsLock: Hashable, Sendable {
  /// The git revision, where it comes from a repository.
  package let revision: String?
  /// The hash of the files' NAR as SRI.
  package let hash: String?
  /// The archive of that revision, where its host makes them.
  package let archiveURL: String?
  /// The reference with its revision.
  package let url: String

  init(_ metadata: FlakeMetadata) {
    revision = metadata.locked?.rev
    hash = metadata.locked?.narHash
    url = metadata.url
    if let locked = metadata.locked, locked.type == "github", let owner = locked.owner,
      let repository = locked.repo, let revision = locked.rev
    {
      archiveURL = "https://github.com/\(owner)/\(repository)/archive/\(revision).tar.gz"
    } else {
      archiveURL = nil
    }
  }
}
