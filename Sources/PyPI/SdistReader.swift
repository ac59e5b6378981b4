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

  /// The greatest size of an archive, in bytes.
  static let maximumBytes = 1 << 30

  let client: TransferClient
  /// How much of an archive is asked for first: most are smaller than that.
  var headBytes = 256 << 10

  /// What the archive tells.
  func record(
    of sdist: Artifact, in release: Release, need: Need
  ) async throws(CatalogError) -> SdistRecord {
    let stored = client.derived.load(
      bucket: "pypi-sdist", version: SdistRecord.format, key: sdist.contentKey
    ).flatMap(SdistRecord.init)
    if let stored, stored.isComplete || need == .requirements { return stored }
    do throws(ArtifactFailure) {
      let record = try await read(sdist, project: release.id.name, need: need)
      client.derived.store(
        bucket: "pypi-sdist", version: SdistRecord.format, key: sdist.contentKey,
        bytes: record.encoded)
      return record
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  private func read(
    _ sdist: Artifact, project: String, need: Need
  ) async throws(ArtifactFailure) -> SdistRecord {
    // A zip is read from its end: its beginning alone is worth little.
    let isSplit = !sdist.fileName.hasSuffix(".zip") && need == .requirements
    var bytes: [UInt8] = []
    if isSplit {
      let head = try await get(.bytes(from: 0, to: headBytes - 1), of: sdist)
      bytes = head.body
      if head.status == 206, let place = ContentRange(head.header("content-range")),
        place.range.lowerBound == 0, place.total > bytes.count
      {
        let record = try scan(bytes, of: sdist, project: project, isComplete: false)
        if record.isSettled { return record }
        let rest = try await get(.bytes(from: bytes.count, to: place.total - 1), of: sdist)
        if rest.status == 206 { bytes += rest.body } else { bytes = rest.body }
      } else if head.status == 416 {
        bytes = try await get(nil, of: sdist).body
      }
    } else {
      bytes = try await get(nil, of: sdist).body
    }
    if let expected = sdist.sha256 {
      let found = ContentHash.sha256(of: bytes)
      guard found == expected else {
        throw .content(
          "the SHA-256 of '\(sdist.fileName)' is \(found.text(.base16)), and the index says"
            + " \(expected.text(.base16)); somebody changed it on the way, or the index is wrong:"
            + " try another network or index")
      }
    }
    return try scan(bytes, of: sdist, project: project, isComplete: true)
  }

  private func scan(
    _ bytes: [UInt8], of sdist: Artifact, project: String, isComplete: Bool
  ) throws(ArtifactFailure) -> SdistRecord {
    var scan = SdistScan(project: project)
    var reader = ArchiveReader(bytes: bytes, name: sdist.fileName)
    do throws(ArchiveError) {
      while let entry = try reader.next() {
        guard entry.isFile, let slash = entry.pathBytes.firstIndex(of: UInt8(ascii: "/")) else {
          continue
        }
        let path = String(decoding: entry.pathBytes[(slash + 1)...], as: UTF8.self)
        guard scan.meet(path), (entry.size ?? 0) <= SdistScan.maximumText else { continue }
        scan.take(path, try reader.contents(limit: SdistScan.maximumText))
      }
    } catch {
      // The beginning of an archive ends where it ends.
      if isComplete { throw .content(error.description) }
    }
    return scan.record(fileName: sdist.fileName, isComplete: isComplete)
  }

  private func get(
    _ range: ByteRange?, of sdist: Artifact
  ) async throws(ArtifactFailure) -> TransferResponse {
    do throws(TransferError) {
      let answer = try await client.fetch(
        TransferRequest(
          url: sdist.url, range: range, maximumBytes: Self.maximumBytes, decodesBody: false))
      guard answer.isSuccess else {
        throw TransferError.status(url: sdist.url, status: answer.status, attempts: 1)
      }
      return answer
    } catch {
      if range != nil, let status = error.statusCode, [400, 416, 501].contains(status) {
        return TransferResponse(status: 416, url: sdist.url, origin: .network)
      }
      throw .transfer(error)
    }
  }
}
