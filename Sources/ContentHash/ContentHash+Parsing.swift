import Basics

extension ContentHash {
  /// Creates a digest from any text that Nix accepts for one.
  ///
  /// That is SRI (`sha256-…=`, padded or not), or base-16, base-32 or base-64, distinguished by their
  /// length, with or without a `sha256:` before them. The empty string is the placeholder.
  ///
  /// - Parameters:
  ///   - text: The digest; white space around it is not accepted.
  ///   - algorithm: What the place the text is in says, such as `sha512` of `sha512 = "…"`.
  ///     Without it, text that names no algorithm is taken for SHA-256.
  /// - Throws: `ContentHashError` if the text is not a digest, or of another algorithm.
  package init(parsing text: String, algorithm: Algorithm? = nil) throws(ContentHashError) {
    let utf8 = Array(text.utf8)
    if utf8.isEmpty {
      self = .placeholder(algorithm ?? .sha256)
      return
    }
    let separator = utf8.firstIndex { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "-") }
    guard let separator else {
      try self.init(digits: utf8[...], text: text, algorithm: algorithm ?? .sha256)
      return
    }
    let name = String(decoding: utf8[..<separator], as: UTF8.self)
    guard let named = Algorithm(rawValue: name) else {
      throw .unknownAlgorithm(name: name, text: text)
    }
    if let algorithm, algorithm != named {
      throw .otherAlgorithm(text: text, expected: algorithm)
    }
    let digits = utf8[(separator + 1)...]
    guard utf8[separator] == UInt8(ascii: "-") else {
      try self.init(digits: digits, text: text, algorithm: named)
      return
    }
    guard let bytes = Base64.decode(digits) else { throw .malformed(text: text) }
    guard bytes.count == named.byteCount else {
      throw .wrongLength(text: text, algorithm: named)
    }
    self.init(algorithm: named, unchecked: bytes)
  }

  /// Creates a digest from text without a prefix, of the encoding its length tells.
  private init(
    digits: ArraySlice<UInt8>, text: String, algorithm: Algorithm
  ) throws(ContentHashError) {
    let count = algorithm.byteCount
    let bytes: [UInt8]?
    switch digits.count {
    case count * 2: bytes = Hexadecimal.bytes(digits)
    case Base32.length(of: count): bytes = Base32.decode(digits, byteCount: count)
    case Base64.length(of: count): bytes = Base64.decode(digits)
    default: throw .wrongLength(text: text, algorithm: algorithm)
    }
    guard let bytes, bytes.count == count else { throw .malformed(text: text) }
    self.init(algorithm: algorithm, unchecked: bytes)
  }
}
