#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One folder of stored answers, a file each.
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
      unlink(path)
      return nil
    }
    let age = time(nil) - contents.modified
    return StoredAnswer(answer: answer, bytes: contents.body, age: age)
  }

  /// Keeps `bytes`, the body of `answer` or a form of it; a failure is reported and is no error.
  func store(_ bytes: [UInt8], of answer: WireAnswer, for key: CacheKey) {
    guard let writer = writer(for: key) else { return }
    bytes.withUnsafeBytes { writer.append($0) }
    writer.commit(answer)
  }

  /// A writer for a body that arrives in pieces; nil when the cache can't be written.
  func writer(for key: CacheKey) -> CacheWriter? {
    root.writer(path: path(of: key), key: key)
  }

  /// Notes that the stored answer is current now.
  func confirm(_ key: CacheKey) {
    // Without times given, utimensat sets both to now; a failure only means asking again.
    _ = utimensat(AT_FDCWD, path(of: key), nil, 0)
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
