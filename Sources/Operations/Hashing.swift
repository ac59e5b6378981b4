import Archives
import Basics
package import ContentHash
import Transfer

/// `hash`: the content hashes of files, directories and URLs.
package struct Hashing: Sendable {
  /// What is hashed of a place.
  package enum Mode: Hashable, Sendable {
    /// A file as it is, anything else as its NAR.
    case automatic
    case nar
    /// The NAR of what an archive unpacks to.
    case unpacked(stripsRoot: Bool)
  }

  /// The options of `hash`, besides the workspace's.
  package struct Options: Hashable, Sendable {
    /// Paths and URLs.
    package var places: [String] = []
    package var mode = Mode.automatic
    package var algorithm = ContentHash.Algorithm.sha256

    package init() {}
  }

  /// The hashes, in the order of the places.
  package struct Report: Sendable {
    package let results: [Result]
  }

  /// One hash.
  package struct Result: Hashable, Sendable {
    /// The path or URL, as given.
    package let place: String
    package let hash: ContentHash
    /// Whether the hash is of bytes as they are, not of a NAR.
    package let isFlat: Bool
  }

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  private var mode: Mode { options.mode }
  private var algorithm: ContentHash.Algorithm { options.algorithm }

  /// Hashes each place.
  package func run() async throws(Failure) -> Report {
    var results: [Result] = []
    for place in options.places {
      let isURL = place.contains("://")
      let (hash, isFlat) = isURL ? try await ofURL(place) : try ofPath(place)
      results.append(Result(place: place, hash: hash, isFlat: isFlat))
    }
    return Report(results: results)
  }

  // MARK: Paths

  private func ofPath(_ path: String) throws(Failure) -> (ContentHash, Bool) {
    let status: FileStatus
    do {
      status = try Directory.status(of: path, in: nil)
    } catch {
      throw Failure(
        .file, "cannot read '\(path)': \(error.reason)",
        hints: ["check the path; a URL begins with 'https://'"])
    }
    do {
      switch mode {
      case .unpacked(let stripsRoot):
        return (
          try FetchHashing.narHash(of: try ArchiveReader(path: path), stripsRoot: stripsRoot), false
        )
      case .automatic where status.isFile:
        return (try ContentHash.flat(ofFile: path, algorithm), true)
      case .automatic, .nar:
        guard algorithm == .sha256 else { throw noHash(of: path) }
        return (try ContentHash.nar(ofPath: path), false)
      }
    } catch let error as Failure {
      throw error
    } catch let error as FetchFailure {
      throw Failure(.network, error.words)
    } catch {
      throw Failure(.network, "\(error)")
    }
  }

  /// NARs are hashed by SHA-256 alone.
  private func noHash(of place: String) -> Failure {
    Failure(
      .input, "'\(place)' has no hash in \(algorithm.rawValue)", hints: ["use sha256"])
  }

  // MARK: URLs

  private func ofURL(_ url: String) async throws(Failure) -> (ContentHash, Bool) {
    let url = workspace.client.learn(url)
    let hashing = FetchHashing(
      client: workspace.client, mirrors: MirrorTable(cranMirrors: workspace.options.cranMirrors))
    do throws(FetchFailure) {
      switch mode {
      case .unpacked(let stripsRoot):
        return (try await hashing.narHash(of: url, stripsRoot: stripsRoot), false)
      case .automatic: return (try await hashing.flatHash(of: url, algorithm), true)
      case .nar: break
      }
    } catch {
      throw Failure(.network, error.words)
    }
    guard algorithm == .sha256 else { throw noHash(of: url) }
    return (try await narHash(ofBody: url), false)
  }

  /// The hash of the NAR of one file, whose size comes before its bytes.
  private func narHash(ofBody url: String) async throws(Failure) -> ContentHash {
    do {
      let body = try await workspace.client.body(of: url)
      let folder = try OwnDirectory.make(for: "hash")
      defer { folder.remove() }
      let path = folder.path + "/it"
      try TextFile.write(body, to: path)
      return try ContentHash.nar(ofPath: path)
    } catch {
      throw Failure(.network, "\(error)")
    }
  }
}
