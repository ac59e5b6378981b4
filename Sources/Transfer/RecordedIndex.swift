import Basics

/// The answers that a directory's index lists.
struct RecordedIndex: Sendable {
  /// The lines of the index, by ``key(_:_:_:)``.
  private(set) var entries: [String: Recorder.Entry] = [:]

  /// Reads the index in `folder`.
  ///
  /// - Parameters:
  ///   - folder: The directory of the recording.
  ///   - mayBeAbsent: Whether a missing index counts as an empty one.
  /// - Throws: ``TransferError/badRecording(path:reason:)``.
  init(folder: String, mayBeAbsent: Bool = false) throws(TransferError) {
    let path = folder + "/" + Recorder.indexName
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path)
    } catch {
      if mayBeAbsent, case .notFound = error { return }
      throw .badRecording(path: path, reason: error.reason)
    }
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.isEmpty || line.first == UInt8(ascii: "#") { continue }
      guard let entry = Self.entry(String(decoding: line, as: UTF8.self)) else {
        throw .badRecording(path: path, reason: "line \(number) is malformed")
      }
      entries[Self.key(entry.method, entry.range, entry.url)] = entry
    }
  }

  /// What tells one answer from another.
  static func key(_ method: String, _ range: String, _ url: String) -> String {
    "\(method) \(range) \(url)"
  }

  private static func entry(_ line: String) -> Recorder.Entry? {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard columns.count >= 5, let status = Int(columns[2]) else { return nil }
    var headers = HeaderFields()
    for column in columns[5...] {
      Array(column.utf8).withUnsafeBytes { headers.append(line: $0) }
    }
    let file = columns[4]
    // The body lies in the directory, wherever the directory lies.
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else { return nil }
    return Recorder.Entry(
      method: columns[0], range: columns[1], status: status, url: columns[3],
      file: file == "-" ? nil : file, headers: headers)
  }
}
