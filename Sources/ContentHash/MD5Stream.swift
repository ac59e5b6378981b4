import Crypto

/// An MD5 digest in the making, for the `MD5sum` of CRAN's index: good against damage only.
package struct MD5Stream: Sendable {
  private var state = Insecure.MD5()

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
    ContentHash(algorithm: .md5, unchecked: Array(state.finalize()))
  }
}
