import Archives
import ContentHash
import PackageMetadata
import PythonSource
import Transfer

/// A reader of wheels that asks for as little of them as tells the truth.
struct WheelReader: Sendable {
  /// The greatest size of a metadata file, in bytes.
  static let maximumMetadataBytes = 16 << 20

  /// The greatest size of a wheel that is read whole, in bytes; larger ones are mostly machine code.
  static let maximumCodeBytes = 6 << 20

  let client: TransferClient
  /// How much of a wheel's end is asked for first: most directories fit, and many METADATA too.
  var tailBytes = 64 << 10

  // MARK: - Metadata

  /// The headers of the wheel's METADATA as far as they are available without the wheel: from the
  /// file next to it, or from an earlier look into it; nil if there is neither.
  ///
  /// - Parameters:
  ///   - wheel: The wheel.
  ///   - release: What it is a file of.
  ///   - sha256: The hash of the file next to it, if the index gives one.
  /// - Returns: The headers, up to the first blank line.
  /// - Throws: `CatalogError.unavailable`, or `.malformed` if the hash is another.
  func metadataApart(
    of wheel: Artifact, in release: Release, sha256: ContentHash?
  ) async throws(CatalogError) -> [UInt8]? {
    if let metadata = stored(of: wheel).flatMap(WheelRecord.metadata) { return metadata }
    guard wheel.metadataFile != .absent else { return nil }
    return try await metadataFile(of: wheel, in: release, sha256: sha256)
  }

  /// The headers of `<url>.metadata` (PEP 658); nil if there is no such file.
  private func metadataFile(
    of wheel: Artifact, in release: Release, sha256: ContentHash?
  ) async throws(CatalogError) -> [UInt8]? {
    let request = TransferRequest(
      url: Self.appending(".metadata", to: wheel.url), caching: .immutable,
      maximumBytes: Self.maximumMetadataBytes, decodesBody: true)
    let answer: DerivedForm
    do throws(TransferError) {
      answer = try await client.derive(request, bucket: "pypi-metadata", version: 1) { _ in
        MetadataFileReader(expected: sha256)
      }
    } catch {
      // An index that promised nothing may refuse in ways of its own.
      if wheel.metadataFile == .unsaid, error.statusCode.map({ $0 < 500 }) == true { return nil }
      throw CatalogError(error, id: release.id, version: release.version)
    }
    guard answer.response.isSuccess else { return nil }
    // What answers any URL at all with a page of its own is found out here.
    let isMetadata = (try? CoreMetadata(parsing: answer.form, provenance: "")) != nil
    return isMetadata ? answer.form : nil
  }

  /// The URL with `ending` after its path.
  private static func appending(_ ending: String, to url: String) -> String {
    let end = url.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    guard let end else { return url + ending }
    return url[..<end] + ending + url[end...]
  }

  // MARK: - The wheel itself

  /// What the wheel's own end tells, and on demand what its code imports.
  func record(
    of wheel: Artifact, in release: Release, readsCode: Bool
  ) async throws(CatalogError) -> WheelRecord {
    if let record = stored(of: wheel).flatMap(WheelRecord.init), !readsCode || record.imports != nil
    {
      return record
    }
    do throws(ArtifactFailure) {
      let record = try await read(wheel, project: release.id.name, readsCode: readsCode)
      client.derived.store(
        bucket: "pypi-wheel", version: WheelRecord.format, key: wheel.contentKey,
        bytes: record.encoded)
      return record
    } catch {
      throw CatalogError(error, in: release)
    }
  }

  /// The bytes of what was found in an earlier look into a wheel.
  private func stored(of wheel: Artifact) -> [UInt8]? {
    client.derived.load(bucket: "pypi-wheel", version: WheelRecord.format, key: wheel.contentKey)
  }

  private func read(
    _ wheel: Artifact, project: String, readsCode: Bool
  ) async throws(ArtifactFailure) -> WheelRecord {
    let (directory, tail) = try await directory(of: wheel, readsCode: readsCode)
    let name = wheel.fileName
    let paths = directory.entries.filter { !$0.isDirectory }.map(\.path)
    guard let path = Self.metadataPath(among: paths, project: project),
      let entry = directory.entry(at: path)
    else { throw .content("'\(name)' has no METADATA; it is not a wheel, so leave it out") }
    let range = directory.range(of: entry)
    var bytes = tail.bytes
    var start = tail.start
    if range.lowerBound < start {
      bytes = try await part(range, of: wheel)
      start = range.lowerBound
    }
    let metadata: [UInt8]
    do throws(ArchiveError) {
      metadata = try directory.contents(
        of: entry, in: bytes, startingAt: start, limit: Self.maximumMetadataBytes)
    } catch {
      throw .content(error.description)
    }
    let places = try await places(in: directory, paths, tail, of: wheel)
    let names = ImportNames.names(inWheel: paths.map(places.rooted))
    let programs = entryPoints(in: directory, beside: path, tail)
    let isRead = readsCode || tail.start == 0
    let pieces = isRead ? try await pieces(of: wheel, directory, tail) : Pieces()
    return WheelRecord(
      metadata: MetadataFileReader.headers(of: metadata), importNames: names,
      isNative: paths.contains { ImportNames.isNative($0[...]) },
      hasLibraries: paths.contains(where: ImportNames.isSharedLibrary),
      imports: isRead ? imports(names, programs.scripts, places, directory, pieces) : nil,
      programs: programs.programs, changesPath: !places.directories.isEmpty,
      neededLibraries: Self.needed(directory, pieces))
  }

  /// The directories that its `.pth` files put on the path.
  private func places(
    in directory: ZipDirectory, _ paths: [String], _ tail: Tail, of wheel: Artifact
  ) async throws(ArtifactFailure) -> PathFiles {
    var places = PathFiles()
    for path in paths.filter(PathFiles.isPathFile).sorted().prefix(4) {
      guard let entry = directory.entry(at: path), entry.size <= PathFiles.maximumBytes else {
        continue
      }
      let text = try await contents(of: entry, directory, tail, wheel)
      places.add(text, among: paths)
    }
    return places
  }

  /// The programs that the file beside METADATA names, where that file lies in what was read.
  private func entryPoints(
    in directory: ZipDirectory, beside metadata: String, _ tail: Tail
  ) -> EntryPoints {
    let path = metadata.dropLast("METADATA".count) + "entry_points.txt"
    guard let entry = directory.entry(at: String(path)),
      directory.range(of: entry).lowerBound >= tail.start,
      let contents = try? directory.contents(
        of: entry, in: tail.bytes, startingAt: tail.start, limit: Self.maximumMetadataBytes)
    else { return EntryPoints() }
    return EntryPoints(contents)
  }

  /// What the code of a wheel imports.
  private func imports(
    _ names: [String], _ scripts: [String], _ places: PathFiles, _ directory: ZipDirectory,
    _ pieces: Pieces
  ) -> ImportGraph {
    var entries: [String: ZipDirectory.Entry] = [:]
    for entry in directory.entries where !entry.isDirectory {
      // What is meant for the same directory as the rest may stand apart.
      let parts = entry.path.split(separator: "/")
      let isApart = parts.count > 2 && parts[0].hasSuffix(".data") && parts[1].hasSuffix("lib")
      let path = isApart ? parts.dropFirst(2).joined(separator: "/") : entry.path
      entries[places.rooted(path)] = entry
    }
    var graph = SourceTree(entries.keys).graph(roots: names, scripts: scripts) { path in
      entries[path].flatMap {
        pieces.contents(of: $0, directory, limit: SourceTree.maximumFileBytes)
      }
    }
    let files = entries.keys.compactMap { $0.split(separator: "/").last }.filter(
      ImportNames.isNative)
    for index in graph.modules.indices {
      graph.modules[index].content.libraries.removeAll { Self.brings($0, files) }
      graph.modules[index].content.namedLibraries.removeAll { Self.brings($0, files) }
    }
    return graph
  }

  /// The path of the METADATA of `project`, if the wheel has one.
  static func metadataPath(among paths: [String], project: String) -> String? {
    let candidates = paths.filter { path in
      path.hasSuffix(".dist-info/METADATA")
        && path.utf8.count(where: { $0 == UInt8(ascii: "/") }) == 1
    }.sorted()
    return candidates.first { path in
      let stem = path.dropLast(".dist-info/METADATA".count)
      let name = stem.prefix { $0 != "-" }
      return PythonName.normalised(name) == project
    } ?? candidates.first
  }

  // MARK: - Parts of a file

  struct Tail {
    var bytes: [UInt8]
    /// Where in the file they begin.
    var start: Int
    var total: Int { start + bytes.count }
  }

  func directory(
    of wheel: Artifact, readsCode: Bool
  ) async throws(ArtifactFailure) -> (directory: ZipDirectory, tail: Tail) {
    // One question is quicker than two where all of it is wanted.
    let isWanted = readsCode && wheel.size.map { $0 <= Self.maximumCodeBytes } == true
    var tail = try await tail(isWanted ? Self.maximumCodeBytes : tailBytes, of: wheel)
    // The end of the file tells how much is needed; a second answer must do.
    for _ in 0..<3 {
      let outcome: ZipDirectory.Outcome
      do throws(ArchiveError) {
        outcome = try ZipDirectory.read(
          tail: tail.bytes, totalSize: tail.total, name: wheel.fileName)
      } catch {
        throw .content(error.description)
      }
      switch outcome {
      case .complete(let directory): return (directory, tail)
      case .needsTail(let count):
        guard count > tail.bytes.count else { break }
        tail = try await self.tail(count, of: wheel)
      }
    }
    throw .content("the end of '\(wheel.fileName)' is damaged; leave it out")
  }

  private func tail(_ count: Int, of wheel: Artifact) async throws(ArtifactFailure) -> Tail {
    let file = RemoteFile(client: client, url: wheel.url)
    switch try await file.part(.suffix(count)) {
    case .part(let bytes, let start, let total) where start + bytes.count == total:
      return Tail(bytes: bytes, start: start)
    case .part: return Tail(bytes: try await file.whole(), start: 0)
    case .whole(let bytes): return Tail(bytes: bytes, start: 0)
    }
  }

  func part(
    _ range: Range<Int>, of wheel: Artifact
  ) async throws(ArtifactFailure) -> [UInt8] {
    let file = RemoteFile(client: client, url: wheel.url)
    let last = max(range.lowerBound, range.upperBound - 1)
    let bytes: [UInt8]
    switch try await file.part(.bytes(from: range.lowerBound, to: last)) {
    case .part(let part, start: range.lowerBound, _): return part
    case .part: bytes = try await file.whole()
    case .whole(let all): bytes = all
    }
    guard range.upperBound <= bytes.count else {
      throw .content("'\(wheel.fileName)' changed while it was read; try again")
    }
    return Array(bytes[range])
  }
}
