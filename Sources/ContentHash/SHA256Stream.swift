import Crypto

/// A SHA-256 digest in the making, fed piece by piece.
package struct SHA256Stream: Sendable {
  private var state = SHA256()

  package init() {}

  /// Appends `bytes` to what is hashed.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.update(bufferPointer: bytes)
  }

  /// Appends `bytes` to what is hashed.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { state.update(bufferPointer: $0) }
  }

  /// The digest of all that was given so far; more may follow.
  package func finalize() -> ContentHash {
    ContentHash(algorithm: .sha256, unchecked: Array(state.finalize()))
  }
}

extension ContentHash {
  /// The SHA-256 digest of `bytes`.
  package static func sha256(of bytes: [UInt8]) -> ContentHash {
    var stream = SHA256Stream()
    stream.update(bytes)
    return stream.finalize()
  }
}
