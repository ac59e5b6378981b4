import Basics
import Synchronization

/// The index of a directory of recorded answers, and the bodies next to it.
///
/// `index.tsv` has a line an answer, sorted: method, range or `-`, status, URL, name of the body's
/// file or `-`, then header fields as `name: value`, all separated by tabs. Lines that begin with
/// `#` are remarks. It is meant to be written by hand as well.
final class Recorder: Sendable {
  /// One line of the index.
  struct Entry: Hashable, Sendable {
    var method: String
    var range: String
    var status: Int
    var url: String
    /// The body's file, relative to the directory; nil for an empty body.
    var file: String?
    var headers: HeaderFields

    var line: String {
      var columns = [method, range, "\(status)", url, file ?? "-"]
      columns += headers.fields.map { "\($0.name): \($0.value)" }
      let clean = columns.map { column in
        String(decoding: column.utf8.map { $0 < 0x20 ? 0x20 : $0 }, as: UTF8.self)
      }
      return clean.joined(separator: "\t")
    }
  }

  /// The name of the index.
  static let indexName = "index.tsv"
  /// The fields worth keeping: the rest differs from day to day and would only make noise.
  private static let keptFields: Set<String> = [
    "accept-ranges", "cache-control", "content-range", "content-type", "etag", "last-modified",
  ]

  private let folder: String
  private let entries = Mutex<[String: Entry]?>(nil)

  /// Uses the directory at a path, which may not exist yet.
  init(folder: String) {
    self.folder = folder
  }

  /// Keeps an answer in place of an older one to the same question.
  func record(_ answer: WireAnswer, to request: WireRequest) throws(TransferError) {
    let range = request.range?.text ?? "-"
    let fields = answer.headers.fields.filter { Self.keptFields.contains($0.name) }
    var entry = Entry(
      method: request.method.rawValue, range: range, status: answer.status, url: request.shownURL,
      headers: HeaderFields(fields.map { ($0.name, $0.value) }))
    if URLText.withoutCredentials(answer.url) != entry.url {
      entry.headers.append(name: "x-final-url", value: URLText.withoutCredentials(answer.url))
    }
    if !answer.body.isEmpty { entry.file = Self.fileName(for: entry) }
    // Answers arrive at once on several threads; one at a time keeps index and bodies in step.
    let result = entries.withLock { entries in
      Result { () throws(TransferError) in try add(entry, body: answer.body, to: &entries) }
    }
    try result.get()
  }

  private func add(
    _ entry: Entry, body: [UInt8], to entries: inout [String: Entry]?
  ) throws(TransferError) {
    var known: [String: Entry]
    if let entries {
      known = entries
    } else {
      known = try RecordedIndex(folder: folder, mayBeAbsent: true).entries
    }
    known[RecordedIndex.key(entry.method, entry.range, entry.url)] = entry
    entries = known
    if let file = entry.file { try write(body, to: file) }
    let lines = known.values.map(\.line).sorted()
    try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: Self.indexName)
  }

  private func write(_ bytes: [UInt8], to name: String) throws(TransferError) {
    let path = folder + "/" + name
    do {
      try Files.replace(path, with: bytes)
    } catch {
      throw .badRecording(path: path, reason: error.reason)
    }
  }

  /// A name that tells what is inside and is like no other's.
  private static func fileName(for entry: Entry) -> String {
    let path = entry.url.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    let last = path.split(separator: UInt8(ascii: "/")).last ?? path
    let name = last.suffix(80).map { byte in
      ASCII.isAlphanumeric(byte) || "-.".utf8.contains(byte) ? byte : UInt8(ascii: "_")
    }
    let key = RecordedIndex.key(entry.method, entry.range, entry.url)
    let mark = String(Checksum.of(key.utf8) >> 32, radix: 16)
    return "\(mark)-\(String(decoding: name, as: UTF8.self))"
  }
}
