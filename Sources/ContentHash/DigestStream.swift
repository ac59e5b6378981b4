import Crypto

/// A digest in the making, of any algorithm that Nix knows.
package struct DigestStream: Sendable {
  private enum State: Sendable {
    case md5(Insecure.MD5)
    case sha1(Insecure.SHA1)
    case sha256(SHA256)
    case sha512(SHA512)
  }

  package let algorithm: ContentHash.Algorithm
  private var state: State

  package init(_ algorithm: ContentHash.Algorithm) {
    self.algorithm = algorithm
    state =
      switch algorithm {
      case .md5: .md5(Insecure.MD5())
      case .sha1: .sha1(Insecure.SHA1())
      case .sha256: .sha256(SHA256())
      case .sha512: .sha512(SHA512())
      }
  }

  /// Appends `bytes` to what is hashed.
  package mutating func update(_ bytes: UnsafeRawBufferPointer) {
    switch state {
    case .md5(var digest): state = .md5(Self.updated(&digest, bytes))
    case .sha1(var digest): state = .sha1(Self.updated(&digest, bytes))
    case .sha256(var digest): state = .sha256(Self.updated(&digest, bytes))
    case .sha512(var digest): state = .sha512(Self.updated(&digest, bytes))
    }
  }

  /// Appends `bytes` to what is hashed.
  package mutating func update(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { update($0) }
  }

  private static func updated<Digest: HashFunction>(
    _ digest: inout Digest, _ bytes: UnsafeRawBufferPointer
  ) -> Digest {
    digest.update(bufferPointer: bytes)
    return digest
  }

  /// The digest of all that was given so far; more may follow.
  package func finalize() -> ContentHash {
    let bytes: [UInt8] =
      switch state {
      case .md5(let digest): Array(digest.finalize())
      case .sha1(let digest): Array(digest.finalize())
      case .sha256(let digest): Array(digest.finalize())
      case .sha512(let digest): Array(digest.finalize())
      }
    return ContentHash(algorithm: algorithm, unchecked: bytes)
  }
}

extension DigestStream: NarSink {
  mutating func write(_ bytes: UnsafeRawBufferPointer) { update(bytes) }
}
