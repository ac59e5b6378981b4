import Archives
import ContentHash
import Synchronization
import Transfer

/// The computing of a source's hash from a download.
struct FetchHashing: Sendable {
  /// The largest file that is hashed as it is: 64 GiB.
  private static let maximumBytes = 64 << 30

  let client: TransferClient
  let mirrors: MirrorTable

  /// The hash of a source.
  func hash(
    of source: FetchSource, _ algorithm: ContentHash.Algorithm = .sha256
  ) async throws(FetchFailure) -> ContentHash {
    var last: FetchFailure?
    for url in source.urls {
      let places = mirrors.urls(for: url)
      if places.isEmpty {
        last = last ?? .unknownMirror(url: url)
      }
      for place in places {
        do throws(FetchFailure) {
          switch source {
          case .file: return try await flatHash(of: place, algorithm)
          case .archive(_, let stripsRoot):
            return try await narHash(of: place, stripsRoot: stripsRoot, algorithm)
          }
        } catch {
          if case .archive = error { throw error }
          // That the network failed says more than that another place has nothing.
          if case .network = last { continue }
          last = error
        }
      }
    }
    throw last ?? .missing(.noURL)
  }

  /// The hash of the body at a URL.
  func flatHash(
    of url: String, _ algorithm: ContentHash.Algorithm = .sha256
  ) async throws(FetchFailure) -> ContentHash {
    let digest = Mutex(DigestStream(algorithm))
    let request = TransferRequest(
      url: url, maximumBytes: Self.maximumBytes, decodesBody: false)
    do throws(TransferError) {
      let response = try await client.stream(request) { bytes in
        digest.withLock { $0.update(bytes) }
        return .more
      }
      try response.requireSuccess(of: url)
    } catch {
      throw FetchFailure(error)
    }
    return digest.withLock { $0.finalize() }
  }

  /// The hash of the NAR that the archive at a URL unpacks to.
  func narHash(
    of url: String, stripsRoot: Bool, _ algorithm: ContentHash.Algorithm = .sha256
  ) async throws(FetchFailure) -> ContentHash {
    let body: [UInt8]
    do throws(TransferError) {
      body = try await client.body(of: url)
    } catch {
      throw FetchFailure(error)
    }
    return try Self.narHash(
      of: ArchiveReader(bytes: body, name: url), stripsRoot: stripsRoot, algorithm)
  }

  /// The hash of the NAR that an archive unpacks to, which is never written to disk.
  static func narHash(
    of archive: consuming ArchiveReader, stripsRoot: Bool,
    _ algorithm: ContentHash.Algorithm = .sha256
  ) throws(FetchFailure) -> ContentHash {
    var reader = archive
    var tree = NarTree()
    do {
      while let entry = try reader.next() {
        switch entry.kind {
        case .directory: try tree.add(entry.pathBytes, .directory)
        case .symbolicLink(let target):
          try tree.add(entry.pathBytes, .symbolicLink(target: target))
        case .hardLink(let target): try tree.add(entry.pathBytes, .hardLink(target: target))
        case .file(let isExecutable):
          try tree.add(entry.pathBytes, .file(executable: isExecutable, contents: []))
          while let block = try reader.nextBlock() {
            try Self.append(block, to: &tree)
          }
        }
      }
      return try tree.narHash(stripRoot: stripsRoot, algorithm: algorithm)
    } catch {
      throw .archive("\(error)")
    }
  }

  private static func append(
    _ block: [UInt8], to tree: inout NarTree
  ) throws(ContentHashError) {
    try block.withUnsafeBufferPointer { bytes throws(ContentHashError) in
      try tree.append(UnsafeRawBufferPointer(bytes))
    }
  }
}

extension FetchFailure {
  init(_ error: TransferError) {
    if let status = error.statusCode, status == 404 || status == 410 {
      self = .missing(.atURL(error.description))
    } else {
      self = .network(error.description)
    }
  }
}
