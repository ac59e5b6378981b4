import Archives
import ContentHash
import PackageMetadata
import Transfer

/// A reader of source archives that asks for no more of them than it needs, and runs nothing.
struct SdistReader: Sendable {
  /// What an archive is read for.
  enum Need: Hashable, Sendable {
    /// What it requires: its beginning will do where that tells.
    case requirements
    /// All.
    case everything
  }

  let client: TransferClient
  /// The minor version of the Python 3 that archives are read for.
  let minor: Int
  /// How much of an archive is asked for first: most are smaller than that.
  var headBytes = 256 << 10

  /// What the archive tells.
  func record(
    of sdist: Artifact, in release: Release, need: Need
  ) async throws(CatalogError) -> SdistRecord {
    let stored = client.derived.load(
      bucket: "pypi-sdist", version: SdistRecord.format, key: key(of: sdist)
    ).flatMap(SdistRecord.init)
    if let stored, stored.isComplete || need == .requirements { return stored }
    do throws(ArtifactFailure) {
      let record = try await read(sdist, project: release.id.name, need: need)
      client.derived.store(
        bucket: "pypi-sdist", version: SdistRecord.format, key: key(of: sdist),
        bytes: record.encoded)
      return record
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  /// What a setup.py says depends on the Python that would run it.
  private func key(of sdist: Artifact) -> String { "\(sdist.contentKey) 3.\(minor)" }

  private func read(
    _ sdist: Artifact, project: String, need: Need
  ) async throws(ArtifactFailure) -> SdistRecord {
    let file = RemoteFile(client: client, url: sdist.url)
    let bytes: [UInt8]
    // A zip is read from its end: its beginning alone is worth little.
    if sdist.fileName.hasSuffix(".zip") || need == .everything {
      bytes = try await file.whole()
    } else {
      switch try await file.part(.bytes(from: 0, to: headBytes - 1)) {
      case .part(let head, start: 0, let total) where total > head.count:
        let record = try scan(
          head, of: sdist, project: project, isComplete: false, readsCode: false)
        if record.isSettled { return record }
        switch try await file.part(.bytes(from: head.count, to: total - 1)) {
        case .part(let rest, start: head.count, _): bytes = head + rest
        case .part: bytes = try await file.whole()
        case .whole(let all): bytes = all
        }
      case .part(let all, start: 0, _), .whole(let all): bytes = all
      case .part: bytes = try await file.whole()
      }
    }
    if let expected = sdist.sha256 {
      let found = ContentHash.sha256(of: bytes)
      guard found == expected else {
        throw .content(
          "the SHA-256 of '\(sdist.fileName)' is \(found.text(.base16)), and the index says"
            + " \(expected.text(.base16)); it was changed in transit, or the index is wrong:"
            + " try another network or index")
      }
    }
    return try scan(bytes, of: sdist, project: project, isComplete: true, readsCode: true)
  }

  private func scan(
    _ bytes: [UInt8], of sdist: Artifact, project: String, isComplete: Bool, readsCode: Bool
  ) throws(ArtifactFailure) -> SdistRecord {
    var scan = SdistScan(project: project, minor: minor, readsCode: readsCode)
    var reader = ArchiveReader(bytes: bytes, name: sdist.fileName)
    do throws(ArchiveError) {
      while let entry = try reader.next() {
        guard entry.isFile, let slash = entry.pathBytes.firstIndex(of: UInt8(ascii: "/")) else {
          continue
        }
        var path = String(decoding: entry.pathBytes[(slash + 1)...], as: UTF8.self)
        if let directory = sdist.checkout?.subdirectory {
          guard path.hasPrefix(directory + "/") else { continue }
          path = String(path.dropFirst(directory.count + 1))
        }
        guard scan.meet(path), (entry.size ?? 0) <= SdistScan.maximumText else { continue }
        scan.take(path, try reader.contents(limit: SdistScan.maximumText))
      }
    } catch {
      // The beginning of an archive ends where it ends.
      if isComplete { throw .content(error.description) }
    }
    return scan.record(fileName: sdist.fileName, isComplete: isComplete)
  }
}
