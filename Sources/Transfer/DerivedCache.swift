import Basics

/// A cache of what callers made from answers, such as a page in parsed form.
///
/// What is damaged or of another version counts as absent.
package struct DerivedCache: Sendable {
  /// The number of the layout of its files.
  static let schema = "derived-v1"
  private let root: CacheRoot?

  /// Takes the cache in `root`, or one that keeps nothing.
  init(root: CacheRoot?) {
    self.root = root
  }

  /// The bytes kept under `key`, or nil.
  ///
  /// - Parameters:
  ///   - bucket: What kind of thing it is: letters, digits, `-` and `_`.
  ///   - version: The number of the layout of `bytes`, raised whenever the caller changes that.
  ///   - key: What the bytes were made from, such as a URL and its entity tag.
  /// - Returns: The bytes as they were stored.
  package func load(bucket: String, version: Int, key: String) -> [UInt8]? {
    guard let cache = cache(bucket: bucket, version: version) else { return nil }
    let key = CacheKey(named: key)
    return CacheFile.read(cache.path(of: key), key: key)?.body
  }

  /// Keeps `bytes` under `key`; a failure is reported as progress and is not an error.
  package func store(bucket: String, version: Int, key: String, bytes: [UInt8]) {
    guard let cache = cache(bucket: bucket, version: version) else { return }
    guard let writer = cache.writer(for: CacheKey(named: key)) else { return }
    bytes.withUnsafeBytes { writer.append($0) }
    writer.commit(head: [])
  }

  /// The directory of one bucket; nil without a cache.
  func cache(bucket: String, version: Int) -> AnswerCache? {
    guard let root else { return nil }
    let name = bucket.utf8.map { byte in
      ASCII.isAlphanumeric(byte) || byte == UInt8(ascii: "-") ? byte : UInt8(ascii: "_")
    }
    let folder = "\(root.path)/\(Self.schema)/\(String(decoding: name, as: UTF8.self))-v\(version)"
    return AnswerCache(folder: folder, root: root)
  }
}
