package import NixSyntax

/// A call of a fetcher in Nix source that says which hash it expects.
///
/// A long file has many, which are handed on from step to step; so they are shared.
package final class FetchCall: Sendable {
  /// Where the hash of a fetch is.
  package enum Hash: Sendable, Hashable {
    case place(HashPlace)
    /// It is given, but not as text in this file.
    case elsewhere(attribute: String)
  }

  /// Whether it is a fetch; else a hash that no fetch of the file is seen to take.
  package let isFetch: Bool
  /// The fetcher's name, such as `fetchurl`.
  package let fetcher: String
  /// Whether it is Nix's own rather than nixpkgs'.
  package let isBuiltin: Bool
  package let arguments: FetchArguments
  package let hash: Hash
  /// Whether a hash is written, and not a stand-in for one.
  package var hasHash: Bool {
    guard case .place(let place) = hash, case .hash = place.content else { return false }
    return true
  }
  /// The bytes of the call.
  package let range: Range<Int>
  /// The names of the bindings around the call, such as `foo.src`.
  package let attribute: String
  /// The attribute that the package around the call overrides, `foo` in
  /// `prev.foo.overrideAttrs (old: { … })`; nil if it is a package of its own.
  package let overridden: String?
  /// Where the hash is written, or else the call.
  package let location: SourceLocation
  /// Where the attribute of the hash begins, as Nix tells it of an attribute.
  package let hashNameLocation: SourceLocation?

  init(
    isFetch: Bool = true, fetcher: String, isBuiltin: Bool, arguments: FetchArguments, hash: Hash,
    range: Range<Int>, attribute: String, overridden: String?, location: SourceLocation,
    hashNameLocation: SourceLocation?
  ) {
    self.isFetch = isFetch
    self.fetcher = fetcher
    self.isBuiltin = isBuiltin
    self.arguments = arguments
    self.hash = hash
    self.range = range
    self.attribute = attribute
    self.overridden = overridden
    self.location = location
    self.hashNameLocation = hashNameLocation
  }
}
