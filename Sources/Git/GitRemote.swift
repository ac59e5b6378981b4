package import Transfer

/// A git server, asked for the commit of a reference.
package struct GitRemote: Sendable {
  /// Why a reference has no commit.
  package enum Failure: Error, Hashable, Sendable {
    /// Nothing can be asked at the address.
    case address(String)
    /// No repository, or a private one without credentials.
    case noRepository(url: String)
    case noReference(String, url: String)
    case transfer(TransferError)
  }

  /// A commit, and how it was chosen.
  package struct Resolved: Hashable, Sendable {
    /// 40 hexadecimal digits.
    package let commit: String
    /// The full name of the reference; nil for a commit that was named itself.
    package let reference: String?
    package let tags: [String]
    /// Tags of the repository, for the nearest version.
    package let allTags: [String]
  }

  package let address: GitAddress
  private let client: TransferClient

  package init(_ url: String, client: TransferClient) throws(Failure) {
    guard let address = GitAddress(url) else { throw .address(url) }
    self.address = address
    self.client = client
  }

  /// The commit of a reference; a whole commit stands for itself.
  package func resolve(_ reference: String?) async throws(Failure) -> Resolved {
    let advertisement: ReferenceAdvertisement
    do {
      advertisement = try await references()
    } catch {
      // Archives may be served where references are not.
      guard let reference, ReferenceAdvertisement.isCommit(reference) else { throw error }
      return Resolved(commit: reference.lowercased(), reference: nil, tags: [], allTags: [])
    }
    let allTags = advertisement.commits.keys.filter { $0.hasPrefix("refs/tags/") }
      .map { String($0.dropFirst("refs/tags/".count)) }.sorted()
    if let reference, ReferenceAdvertisement.isCommit(reference) {
      let commit = reference.lowercased()
      return Resolved(
        commit: commit, reference: nil, tags: advertisement.tags(of: commit), allTags: allTags)
    }
    guard let found = advertisement.resolve(reference) else {
      throw .noReference(reference ?? "HEAD", url: address.url)
    }
    return Resolved(
      commit: found.commit, reference: found.name, tags: advertisement.tags(of: found.commit),
      allTags: allTags)
  }

  private func references() async throws(Failure) -> ReferenceAdvertisement {
    var last: TransferError?
    for url in address.referencesURLs {
      do throws(TransferError) {
        let answer = try await client.fetch(
          TransferRequest(url: url, caching: .none, maximumBytes: 256 << 20))
        if answer.isSuccess, let references = ReferenceAdvertisement(answer.body) {
          return references
        }
      } catch {
        // Hosts ask for a password where a repository is not there, or is private.
        if let status = error.statusCode, status == 401 || status == 403 { continue }
        last = error
      }
    }
    throw last.map { .transfer($0) } ?? .noRepository(url: address.url)
  }
}

extension GitRemote.Failure: CustomStringConvertible {
  package var description: String {
    switch self {
    case .address(let text): "'\(text)' is not an address of a git repository that HTTP reaches"
    case .noRepository(let url):
      "there is no git repository at '\(url)', or it is private and ~/.netrc has no credentials for it"
    case .noReference(let name, let url): "'\(url)' has no branch, tag or commit '\(name)'"
    case .transfer(let error): error.description
    }
  }
}
