import Archives
import Basics
import ContentHash
import Nixpkgs
import OverlayEditing
import Transfer

/// A revision of nixpkgs, found and hashed from the archive of a repository.
struct PinnedRevision: Sendable {
  let pin: EnvironmentOptions.Pin
  /// The repository's address; archives are at `/archive/REVISION.tar.gz` below it.
  let repository: String
  let workspace: Workspace

  /// Downloads the archive and hashes what it holds.
  func tree(of snapshot: Snapshot) async throws(Failure) -> PinnedTree {
    if case .snapshot = pin, let lock = snapshot.location.lock, let revision = lock.revision,
      let url = lock.archiveURL, let text = lock.hash, let hash = try? ContentHash(parsing: text)
    {
      return PinnedTree(url: url, sha256: hash.text(.base32), revision: revision)
    }
    var revision = try revision(of: snapshot)
    let body = try await archive(of: revision)
    if revision.utf8.count < 40 {
      guard let full = Self.revision(in: body, like: revision) else {
        throw Failure(
          .network, "the archive of '\(revision)' does not name its full revision",
          hints: ["give all 40 digits: \(option: .pin("REVISION"))"])
      }
      revision = full
    }
    let hash: ContentHash
    do throws(FetchFailure) {
      hash = try FetchHashing.narHash(
        of: ArchiveReader(bytes: body, name: url(of: revision)), stripsRoot: true)
    } catch {
      throw Failure(
        .network, "what is at \(url(of: revision)) is not an archive: \(error.words)")
    }
    return PinnedTree(url: url(of: revision), sha256: hash.text(.base32), revision: revision)
  }

  private func url(of revision: String) -> String { "\(repository)/archive/\(revision).tar.gz" }

  /// The revision that was asked for, or that of the nixpkgs in use.
  private func revision(of snapshot: Snapshot) throws(Failure) -> String {
    if case .revision(let revision) = pin {
      guard Self.isRevision(revision) else {
        throw Failure(
          .input, "'\(revision)' is not a git revision",
          hints: ["give 7 to 40 hexadecimal digits: \(option: .pin("REVISION"))"])
      }
      return revision
    }
    // A flake of git is in the store without its revision, which is in what it is locked to.
    for revision in [snapshot.location.lock?.revision, snapshot.facts.revision] {
      if let revision, Self.isRevision(revision) { return revision }
    }
    if let revision = Self.revision(ofVersion: snapshot.facts.version) { return revision }
    throw Failure(
      .notFound,
      "the revision of '\(snapshot.location.given)' is not known: it is neither a git checkout nor a flake of a repository, and its version does not have it",
      hints: [
        "name it: \(option: .pin("REVISION"))",
        """
        or use a nixpkgs whose revision Nix knows: \
        \(option: .nixpkgs("github:NixOS/nixpkgs/nixos-25.05"))
        """,
      ])
  }

  private static func isRevision(_ text: String) -> Bool {
    (7...40).contains(text.utf8.count)
      && text.utf8.allSatisfy(Hexadecimal.isLowerCase)
  }

  /// The short revision at the end of a channel's version, `20.09.4407.1c1f5649bb9`.
  static func revision(ofVersion version: String) -> String? {
    let parts = version.split(separator: ".")
    guard parts.count >= 3, let last = parts.last, isRevision(String(last)) else { return nil }
    let isNumbered =
      parts.count >= 4 || parts.dropLast().contains { $0.contains("pre") || $0.contains("beta") }
    return isNumbered ? String(last) : nil
  }

  private func archive(of revision: String) async throws(Failure) -> [UInt8] {
    let url = url(of: revision)
    do throws(TransferError) {
      return try await workspace.client.body(of: url)
    } catch {
      let isMissing = error.statusCode == 404
      throw Failure(
        isMissing ? .notFound : .network,
        "cannot download the nixpkgs archive, which is needed for its hash: \(error)",
        hints: isMissing
          ? ["check the revision: a local commit is not on the server"]
          : ["try again when the network is up, or omit \(name: .pin)"])
    }
  }

  /// The full revision that an archive's directory is named after, `nixpkgs-REVISION/`.
  private static func revision(in archive: [UInt8], like short: String) -> String? {
    var reader = ArchiveReader(bytes: archive, name: "nixpkgs")
    guard let entry = try? reader.next(), let root = entry.path.split(separator: "/").first,
      let last = root.split(separator: "-").last, last.utf8.count == 40, last.hasPrefix(short)
    else { return nil }
    return isRevision(String(last)) ? String(last) : nil
  }
}
