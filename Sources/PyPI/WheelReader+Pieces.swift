import Archives
import Basics
import NativeBuild
import PackageMetadata
import PythonSource
import Synchronization
import Transfer

extension WheelReader {
  /// The most bytes of code that are read of a wheel which is too large to be read whole, and of its modules of
  /// machine code.
  private static let maximumPieceBytes = 3 << 20
  private static let maximumMachineBytes = 8 << 20
  private static let maximumPieces = 16
  /// Pieces that lie no further apart are asked for in one.
  private static let maximumGap = 64 << 10

  /// What was read of a wheel.
  struct Pieces: Sendable {
    private(set) var parts: [(start: Int, bytes: [UInt8])] = []

    /// The contents of an entry that was read and is not too large.
    func contents(of entry: ZipDirectory.Entry, _ directory: ZipDirectory, limit: Int) -> [UInt8]? {
      guard entry.size <= limit else { return nil }
      let range = directory.range(of: entry)
      let part = parts.first {
        range.lowerBound >= $0.start && range.upperBound <= $0.start + $0.bytes.count
      }
      return part.flatMap {
        try? directory.contents(of: entry, in: $0.bytes, startingAt: $0.start, limit: limit)
      }
    }

    mutating func add(_ bytes: [UInt8], at start: Int) { parts.append((start, bytes)) }
  }

  /// All of a small wheel; of a large one its code, as far as it is not too much, those files first that lie
  /// nearest to the top, and its modules of machine code.
  func pieces(
    of wheel: Artifact, _ directory: ZipDirectory, _ tail: Tail
  ) async throws(ArtifactFailure) -> Pieces {
    var pieces = Pieces()
    if tail.total <= Self.maximumCodeBytes {
      // The tail has the end; only what lies before it is missing.
      let head = tail.start > 0 ? try await part(0..<tail.start, of: wheel) : []
      pieces.add(head + tail.bytes, at: 0)
      return pieces
    }
    pieces.add(tail.bytes, at: tail.start)
    let ranges = Self.ranges(of: directory.entries.map { ($0.path, directory.range(of: $0)) })
    let results = await inParallel(ranges, width: 8) { range in
      await Self.outcome { () async throws(ArtifactFailure) in try await part(range, of: wheel) }
    }
    for (range, result) in zip(ranges, results) {
      pieces.add(try result.get(), at: range.lowerBound)
    }
    return pieces
  }

  /// The parts of a large wheel that have its code.
  static func ranges(of files: [(path: String, range: Range<Int>)]) -> [Range<Int>] {
    func depth(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: "/") } }
    let code = files.filter { $0.path.hasSuffix(".py") }.sorted {
      (depth($0.path), $0.path) < (depth($1.path), $1.path)
    }
    var wanted: [Range<Int>] = []
    var size = 0
    for file in code where size + file.range.count <= maximumPieceBytes {
      size += file.range.count
      wanted.append(file.range)
    }
    let machine = files.filter { ImportNames.isModule($0.path) }.map(\.range)
    if machine.reduce(0, { $0 + $1.count }) <= maximumMachineBytes { wanted += machine }
    var joined: [(range: Range<Int>, rank: Int)] = []
    let ranked = wanted.enumerated().sorted { $0.element.lowerBound < $1.element.lowerBound }
    for (rank, range) in ranked {
      if let last = joined.last, range.lowerBound - last.range.upperBound <= maximumGap {
        joined[joined.count - 1] = (
          last.range.lowerBound..<max(last.range.upperBound, range.upperBound), min(last.rank, rank)
        )
      } else {
        joined.append((range, rank))
      }
    }
    return joined.sorted { $0.rank < $1.rank }.prefix(maximumPieces).map(\.range)
      .sorted { $0.lowerBound < $1.lowerBound }
  }

  /// Whether files of a wheel are a library that its code opens: the file itself, or what auditwheel made of it,
  /// `libown-1a2b3c4d.so.1` of `libown.so.1`.
  static func brings(_ library: String, _ files: [Substring]) -> Bool {
    let stem = library.split(separator: ".").first ?? ""
    return files.contains { file in
      file == library || library.has(".so") && !stem.isEmpty && file.hasPrefix(stem + "-")
    }
  }

  /// The libraries that the modules of machine code of a wheel need and it does not bring: `libexpat.so.1`.
  ///
  /// Those are followed through the libraries that it brings.
  static func needed(_ directory: ZipDirectory, _ pieces: Pieces) -> [String] {
    var brought: [Substring: ZipDirectory.Entry] = [:]
    var pending: [ZipDirectory.Entry] = []
    for entry in directory.entries where !entry.isDirectory && ImportNames.isNative(entry.path[...])
    {
      if let name = entry.path.split(separator: "/").last { brought[name] = entry }
      if ImportNames.isModule(entry.path) { pending.append(entry) }
    }
    var seen = Set(pending.map(\.path))
    var needed: Set<String> = []
    while let entry = pending.popLast() {
      let names = unpacking.withLock { _ in
        pieces.contents(of: entry, directory, limit: maximumObjectBytes)
          .flatMap { SharedObject($0)?.needed }
      }
      for name in names ?? [] {
        guard let own = brought[name[...]] else {
          needed.insert(name)
          continue
        }
        if seen.insert(own.path).inserted { pending.append(own) }
      }
    }
    return needed.filter { $0.hasPrefix("lib") && $0.contains(".so") }.sorted()
  }

  /// The greatest size of a module of machine code that is read, unpacked.
  private static let maximumObjectBytes = 48 << 20
  /// One module is unpacked at a time, since many wheels are read at once.
  private static let unpacking = Mutex(())
}
