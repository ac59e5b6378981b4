import Basics

/// One directory of stored answers, a file each.
///
/// A file's modification time is when its answer came or was last confirmed, so confirming one
/// rewrites nothing.
struct AnswerCache: Sendable {
  let folder: String
  let root: CacheRoot

  /// The path of the answer to `key`.
  func path(of key: CacheKey) -> String {
    folder + "/" + key.fileName
  }

  /// The answer stored for `key`; nil when there is none or it is damaged.
  func load(_ key: CacheKey) -> StoredAnswer? {
    let path = path(of: key)
    guard let contents = CacheFile.read(path, key: key) else { return nil }
    guard let answer = StoredHead.decode(contents.head) else {
      Files.remove(path)
      return nil
    }
    let age = Host.now - contents.modified
    return StoredAnswer(answer: answer, bytes: contents.body, age: age)
  }

  /// Keeps `bytes`, the body of `answer` or a form of it; a failure is reported and is not an
  /// error.
  func store(_ bytes: [UInt8], of answer: WireAnswer, for key: CacheKey) {
    guard let writer = writer(for: key) else { return }
    bytes.withUnsafeBytes { writer.append($0) }
    writer.commit(answer)
  }

  /// A writer for a body that arrives in pieces; nil when the cache cannot be written.
  func writer(for key: CacheKey) -> CacheWriter? {
    root.writer(path: path(of: key), key: key)
  }

  /// Notes that the stored answer is current now.
  func confirm(_ key: CacheKey) {
    // A failure only means asking again.
    Files.touch(path(of: key))
  }

  /// Whether an answer may be kept at all.
  static func accepts(_ answer: WireAnswer) -> Bool {
    switch answer.status {
    case 200, 203, 206, 404, 410: break
    default: return false
    }
    guard let control = answer.headers["cache-control"] else { return true }
    return !control.lowercased().split(separator: ",").contains {
      $0.filter { $0 != " " } == "no-store"
    }
  }
}
