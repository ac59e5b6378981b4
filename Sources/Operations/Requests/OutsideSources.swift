import Archives
import Basics
import CRAN
import ContentHash
import Git
import PackageMetadata
import PyPI
import Requests
import Transfer
import Versions

/// Packages that are in no index, each as a project of one release: commits of git repositories, and
/// archives that are known by their addresses.
struct OutsideSources: Sendable {
  /// Where a package is.
  enum Place: Hashable, Sendable {
    case git(GitReference)
    case archive(url: String)

    /// As a requirement has it (PEP 508).
    var url: String {
      switch self {
      case .git(let git):
        let reference = (git.commit ?? git.reference).map { "@\($0)" } ?? ""
        return "git+\(git.url)\(reference)" + (git.subdirectory.map { "#subdirectory=\($0)" } ?? "")
      case .archive(let url): return url
      }
    }
  }

  /// What is there.
  struct Found: Sendable {
    let project: Project
    /// Of an R package, what its archive has, with the archive's address.
    var source: SourcePackage?
    /// The commit of a repository.
    var checkout: Checkout?
    var remarks: [RequestRemark] = []
  }

  /// An archive of a commit.
  private struct Archive: Sendable {
    let address: GitAddress
    let resolved: GitRemote.Resolved
    let url: String
    let body: [UInt8]
  }

  let client: TransferClient
  let pypi: PyPICatalog

  /// Reads a package, for which nothing of it is run.
  func read(
    _ id: PackageID, at place: Place, name: String
  ) async throws(Failure) -> Found {
    switch (place, id.ecosystem) {
    case (.git(let git), .pypi): try python(id, git, name, try await archive(of: git, name: name))
    case (.git(let git), .cran): try r(id, git, name, try await archive(of: git, name: name))
    case (.archive(let url), .pypi): try await python(id, url, name)
    case (.archive(let url), .cran): try await r(id, url, name)
    }
  }

  // MARK: - Archives

  private func python(
    _ id: PackageID, _ url: String, _ name: String
  ) async throws(Failure) -> Found {
    do {
      let release = try await pypi.release(id, at: url)
      return Found(project: Self.project(release, name: name))
    } catch {
      throw await pypi.failure(error)
    }
  }

  private func r(_ id: PackageID, _ url: String, _ name: String) async throws(Failure) -> Found {
    let plain = String(url.prefix { $0 != "#" })
    let body: [UInt8]
    do throws(TransferError) {
      body = try await client.body(of: plain)
    } catch {
      throw Failure(
        error.statusCode == 404 ? .notFound : .network,
        "cannot read the source of '\(name)': \(error)")
    }
    let source = try source(of: body, id, url: plain, directory: nil, name: name)
    let artifact = Artifact(
      fileName: "\(id.name)_\(source.description.version).tar.gz", url: plain, kind: .rSource,
      sha256: source.sha256, metadataFile: .absent)
    return Found(
      project: Self.project(Self.release(id, source, artifact), name: name), source: source)
  }

  private static func release(
    _ id: PackageID, _ source: SourcePackage, _ artifact: Artifact
  ) -> Release {
    Release(id: id, version: .r(source.description.version), artifacts: [artifact])
  }

  private static func project(_ release: Release, name: String) -> Project {
    Project(
      id: release.id, displayName: name, versions: [release.version], hasUploadTimes: false
    ) { _ in release }
  }

  /// The R package in an archive, which must be the one that is asked for.
  private func source(
    of body: [UInt8], _ id: PackageID, url: String, directory: String?, name: String
  ) throws(Failure) -> SourcePackage {
    let source: SourcePackage
    do {
      source = try SourcePackage.reading(
        archive: body, url: url, directory: directory, called: name)
    } catch {
      throw Failure(.network, "cannot read the source of '\(name)' at '\(url)': \(error)")
    }
    guard source.description.name == id.name else {
      throw Failure(
        .notFound, "'\(url)' is the package '\(source.description.name)', not '\(name)'")
    }
    return source
  }

  // MARK: - Repositories

  /// The archive that a host makes of the commit of a reference.
  private func archive(
    of git: GitReference, name: String
  ) async throws(Failure) -> Archive {
    let remote: GitRemote
    let resolved: GitRemote.Resolved
    do {
      remote = try GitRemote(git.url, client: client)
      resolved = try await remote.resolve(git.commit ?? git.reference)
    } catch {
      throw Self.failure(error, of: name)
    }
    var last: Failure?
    for url in remote.address.archives(of: resolved.commit) {
      let body: [UInt8]
      do throws(TransferError) {
        body = try await client.body(of: url)
      } catch {
        if error.statusCode.map({ $0 == 404 || $0 == 410 }) != true {
          throw Failure(.network, "cannot read the source of '\(name)': \(error)")
        }
        last = Failure(
          .notFound,
          "'\(git.url)' has no archive of \(resolved.commit.prefix(12)) for '\(name)': the commit is gone, or its host makes no archives"
        )
        continue
      }
      if body.starts(with: [UInt8(ascii: "<")]) {
        throw Failure(.network, "'\(url)' is a web page, not the archive of '\(name)'")
      }
      return Archive(address: remote.address, resolved: resolved, url: url, body: body)
    }
    throw last ?? Failure(.notFound, "'\(git.url)' has no archive for '\(name)'")
  }

  private static func failure(_ failure: GitRemote.Failure, of name: String) -> Failure {
    switch failure {
    case .address: Failure(.input, "the source of '\(name)': \(failure)")
    case .noRepository, .noReference: Failure(.notFound, "the source of '\(name)': \(failure)")
    case .transfer: Failure(.network, "the source of '\(name)': \(failure)")
    }
  }

  private func python(
    _ id: PackageID, _ git: GitReference, _ name: String, _ archive: Archive
  ) throws(Failure) -> Found {
    let checkout = try checkout(git, archive, name: name)
    let texts = try texts(archive, git, name: name)
    guard !texts.isOfR else {
      throw Failure(
        .input, "'\(git.url)' is a package of R, not of Python",
        hints: [
          "name the package: \(command: Invocation(.import, ["cran:NAME @ \(Place.git(git).url)"]))"
        ])
    }
    guard let version = texts.version ?? Self.version(tags: archive.resolved) else {
      throw Failure(.notFound, "nothing tells the version of '\(name)' at '\(git.url)'")
    }
    let artifact = Artifact(
      fileName: "\(id.name)-\(version).tar.gz", url: archive.url, kind: .sdist,
      metadataFile: .absent, checkout: checkout)
    let release = Release(id: id, version: .python(version), artifacts: [artifact])
    return Found(
      project: Self.project(release, name: name), checkout: checkout,
      remarks: Self.remarks(checkout, texts, name: name))
  }

  private func r(
    _ id: PackageID, _ git: GitReference, _ name: String, _ archive: Archive
  ) throws(Failure) -> Found {
    let checkout = try checkout(git, archive, name: name)
    let source = try source(
      of: archive.body, id, url: archive.url, directory: git.subdirectory, name: name)
    let artifact = Artifact(
      fileName: "\(id.name)_\(source.description.version).tar.gz", url: archive.url, kind: .rSource,
      metadataFile: .absent, checkout: checkout)
    return Found(
      project: Self.project(Self.release(id, source, artifact), name: name), source: source,
      checkout: checkout,
      remarks: Self.remarks(checkout, try texts(archive, git, name: name), name: name))
  }

  private func texts(
    _ archive: Archive, _ git: GitReference, name: String
  ) throws(Failure) -> CheckoutTexts {
    do {
      return try CheckoutTexts(archive.body, name: archive.url, subdirectory: git.subdirectory)
    } catch {
      throw Failure(.network, "cannot read the source of '\(name)': \(error)")
    }
  }

  private func checkout(
    _ git: GitReference, _ archive: Archive, name: String
  ) throws(Failure) -> Checkout {
    let hash: ContentHash
    do throws(FetchFailure) {
      hash = try FetchHashing.narHash(
        of: ArchiveReader(bytes: archive.body, name: archive.url), stripsRoot: true)
    } catch {
      throw Failure(.network, "cannot read the source of '\(name)': \(error.words)")
    }
    let fetch: Checkout.Fetch =
      switch archive.address.host {
      case .github(let owner, let repository): .github(owner: owner, repository: repository)
      case .gitlab(let domain, let owner, let repository):
        .gitlab(domain: domain, owner: owner, repository: repository)
      case .bitbucket, .unknown: .archive
      }
    return Checkout(
      fetch: fetch, repository: archive.address.url, commit: archive.resolved.commit,
      reference: archive.resolved.reference, asked: git.reference,
      subdirectory: git.subdirectory, hash: hash)
  }

  private static func remarks(
    _ checkout: Checkout, _ texts: CheckoutTexts, name: String
  ) -> [RequestRemark] {
    [
      .commit(
        checkout.commit, of: name, reference: checkout.reference, repository: checkout.repository)
    ]
      + (texts.hasSubmodules ? [.hasSubmodules(name)] : [])
      + (texts.hasPointers ? [.hasPointers(name)] : [])
  }

  /// The version that tags tell: that of the commit's own tag, else of the highest with the commit as
  /// local label, as setuptools-scm would write it.
  private static func version(tags resolved: GitRemote.Resolved) -> PythonVersion? {
    func version(_ tag: String) -> PythonVersion? {
      let start = tag.firstIndex { $0.isNumber } ?? tag.startIndex
      return PythonVersion(tag[start...])
    }
    if let own = resolved.tags.compactMap(version).max() { return own }
    let base = resolved.allTags.compactMap(version).filter { !$0.isPrerelease }.max()
    let text = "\(base?.description ?? "0")+g\(resolved.commit.prefix(7))"
    return PythonVersion(text) ?? base
  }
}
