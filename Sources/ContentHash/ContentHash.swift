import Basics

/// A digest of known algorithm, as nixpkgs' fetchers and the package indexes write it.
package struct ContentHash: Hashable, Sendable, CustomStringConvertible {
  /// A digest algorithm that Nix knows; the raw value is Nix's name for it.
  package enum Algorithm: String, Hashable, Sendable, CaseIterable {
    case md5, sha1, sha256, sha512

    /// The digest's length in bytes.
    package var byteCount: Int {
      switch self {
      case .md5: 16
      case .sha1: 20
      case .sha256: 32
      case .sha512: 64
      }
    }
  }

  /// A way of writing a digest; the Nix manual's `nix hash` page describes all three.
  package enum Encoding: Hashable, Sendable, CaseIterable {
    /// W3C Subresource Integrity: the algorithm, a hyphen, padded base-64.
    case sri
    /// Nix's own base-32, without a prefix.
    case base32
    /// Lower-case hexadecimal, without a prefix.
    case base16
  }

  package let algorithm: Algorithm
  /// The digest itself, `algorithm.byteCount` bytes long.
  package let bytes: [UInt8]

  /// Creates a SHA-256 digest from its 32 bytes.
  ///
  /// - Throws: `ContentHashError.wrongLength` for any other number of bytes.
  package init(sha256 bytes: [UInt8]) throws(ContentHashError) {
    guard bytes.count == Algorithm.sha256.byteCount else {
      throw .wrongLength(text: Hexadecimal.text(bytes), algorithm: .sha256)
    }
    self.init(algorithm: .sha256, unchecked: bytes)
  }

  /// Creates a SHA-256 digest from 64 hexadecimal digits of either case, or nil for anything else.
  package init?(hexadecimal text: some StringProtocol) {
    self.init(hexadecimal: text.utf8, algorithm: .sha256)
  }

  /// Creates a digest from hexadecimal digits in UTF-8, or nil if they are not just that.
  package init?(hexadecimal digits: some Collection<UInt8>, algorithm: Algorithm = .sha256) {
    guard let bytes = Hexadecimal.bytes(digits), bytes.count == algorithm.byteCount else {
      return nil
    }
    self.init(algorithm: algorithm, unchecked: bytes)
  }

  /// Creates a digest from bytes whose number is already known to be right.
  init(algorithm: Algorithm, unchecked bytes: [UInt8]) {
    self.algorithm = algorithm
    self.bytes = bytes
  }

  /// The digest in `encoding`.
  package func text(_ encoding: Encoding) -> String {
    switch encoding {
    case .sri: "\(algorithm.rawValue)-\(Base64.encode(bytes))"
    case .base32: Base32.encode(bytes)
    case .base16: Hexadecimal.text(bytes)
    }
  }

  /// The digest in SRI.
  package var description: String { text(.sri) }

  /// Whether this is a stand-in for a hash that is not known yet.
  ///
  /// True of nixpkgs' `lib.fakeHash`, `lib.fakeSha256` and so on, all of which are zeros, and of
  /// the empty string, which Nix reads as zeros.
  package var isPlaceholder: Bool { bytes.allSatisfy { $0 == 0 } }

  /// The all-zero digest, as `lib.fakeHash` is.
  package static func placeholder(_ algorithm: Algorithm = .sha256) -> ContentHash {
    ContentHash(
      algorithm: algorithm, unchecked: [UInt8](repeating: 0, count: algorithm.byteCount))
  }
}
