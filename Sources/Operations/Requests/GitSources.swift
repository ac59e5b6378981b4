import Archives
import Basics
import ContentHash
import Git
import PackageMetadata
import Requests
import TOML
import Transfer
import Versions

/// Packages of git repositories as projects of one release each.
struct GitSources: Sendable {
  /// What a repository gives.
  struct Found: Sendable {
    let project: Project
    let notes: [String]
  }

  let client: TransferClient

  /// The package that a repository has at a reference.
  func python(_ id: PackageID, _ git: GitReference, name: String) async throws(Failure) -> Found {
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
      return try found(id, git, name: name, remote, resolved, url: url, body: body)
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

  private func found(
    _ id: PackageID, _ git: GitReference, name: String, _ remote: GitRemote,
    _ resolved: GitRemote.Resolved, url: String, body: [UInt8]
  ) throws(Failure) -> Found {
    let hash: ContentHash
    let texts: CheckoutTexts
    do {
      hash = try FetchHashing.narHash(
        of: ArchiveReader(bytes: body, name: url), stripsRoot: true)
      texts = try CheckoutTexts(body, name: url, subdirectory: git.subdirectory)
    } catch let failure as FetchHashing.Failure {
      throw Failure(.network, "cannot read the source of '\(name)': \(failure.reason)")
    } catch {
      throw Failure(.network, "cannot read the source of '\(name)': \(error)")
    }
    guard let version = texts.version ?? Self.version(tags: resolved) else {
      throw Failure(.notFound, "nothing tells the version of '\(name)' at '\(git.url)'")
    }
    let fetch: Checkout.Fetch =
      switch remote.address.host {
      case .github(let owner, let repository): .github(owner: owner, repository: repository)
      case .gitlab(let domain, let owner, let repository):
        .gitlab(domain: domain, owner: owner, repository: repository)
      case .bitbucket, .unknown: .archive
      }
    let checkout = Checkout(
      fetch: fetch, repository: remote.address.url, commit: resolved.commit,
      reference: resolved.reference, subdirectory: git.subdirectory, hash: hash)
    let artifact = Artifact(
      fileName: "\(id.name)-\(version).tar.gz", url: url, kind: .sdist, metadataFile: .absent,
      checkout: checkout)
    let release = Release(id: id, version: .python(version), artifacts: [artifact])
    var notes: [String] = []
    let state = resolved.reference.map { Self.short($0) } ?? "a commit"
    notes.append(
      "'\(name)' is \(state) of \(remote.address.url), commit \(resolved.commit.prefix(12))")
    if texts.hasSubmodules {
      notes.append("'\(name)' has git submodules, which its archive does not contain")
    }
    if texts.hasPointers {
      notes.append("'\(name)' keeps files in Git LFS; its archive has pointers in their place")
    }
    let project = Project(
      id: id, displayName: name, versions: [.python(version)], hasUploadTimes: false
    ) { _ in release }
    return Found(project: project, notes: notes)
  }

  private static func short(_ reference: String) -> String {
    for (start, word) in [("refs/heads/", "branch "), ("refs/tags/", "tag ")]
    where reference.hasPrefix(start) { return word + reference.dropFirst(start.count) }
    return reference
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

/// What the files at the top of a checkout say.
struct CheckoutTexts {
  /// The version that a file states.
  private(set) var version: PythonVersion?
  private(set) var hasSubmodules = false
  /// Whether a file is a pointer of Git LFS.
  private(set) var hasPointers = false

  private static let pointer = Array("version https://git-lfs.github.com/spec/v1".utf8)

  init(_ body: [UInt8], name: String, subdirectory: String?) throws {
    var reader = ArchiveReader(bytes: body, name: name)
    var project: TOMLTable?
    var configuration: [UInt8] = []
    while let entry = try reader.next() {
      guard entry.isFile, let slash = entry.pathBytes.firstIndex(of: UInt8(ascii: "/")) else {
        continue
      }
      var path = String(decoding: entry.pathBytes[(slash + 1)...], as: UTF8.self)
      if path == ".gitmodules" { hasSubmodules = true }
      let size = entry.size ?? 0
      let isSmall = size > 100 && size < 200
      let isInside = subdirectory.map { path.hasPrefix($0 + "/") } ?? true
      if let subdirectory, isInside { path = String(path.dropFirst(subdirectory.count + 1)) }
      let isWanted = isInside && size < 1 << 20 && (path == "pyproject.toml" || path == "setup.cfg")
      guard isSmall || isWanted else { continue }
      let content = try reader.contents(limit: 1 << 20)
      if isSmall, content.starts(with: Self.pointer) { hasPointers = true }
      guard isWanted else { continue }
      if path == "setup.cfg" {
        configuration = content
      } else {
        project = try? TOMLTable.parse(content)
      }
    }
    let written =
      project?.table("project")?.string("version")
      ?? project?.table("tool")?.table("poetry")?.string("version")
      ?? Self.version(configuration: configuration)
    version = written.flatMap { PythonVersion($0) }
  }

  private static func version(configuration: [UInt8]) -> String? {
    for line in String(decoding: configuration, as: UTF8.self).split(whereSeparator: \.isNewline)
    where line.hasPrefix("version") {
      let rest = line.dropFirst("version".count).drop { $0 == " " || $0 == "\t" }
      if rest.first == "=" { return String(ASCII.trimmed(rest.dropFirst())) }
    }
    return nil
  }
}
