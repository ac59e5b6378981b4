import Basics
import Nix
import Nixpkgs

/// Where store paths are copied to.
package enum CacheDestination: Hashable, Sendable {
  /// A directory that becomes a `file://` cache, by its absolute path.
  case folder(String)
  /// A store that Nix knows: `s3://`, `https://`, `ssh://`, …
  case store(String)
  /// A cache of cachix.org, by its name.
  case cachix(String)

  /// Reads what was typed after `--to`.
  package init(parsing text: String) throws(Failure) {
    let plain = URLSecrets.removed(from: text)
    guard plain == text else {
      // Every user of the machine can see a program's arguments.
      throw Failure(
        .input, "'\(plain)' contains credentials, which Nix's command line would expose",
        hints: [Self.credentials])
    }
    if text.hasPrefix("cachix:") {
      let name = text.dropFirst(7)
      guard !name.isEmpty, !name.hasPrefix("-") else {
        throw Failure(.input, "'\(text)' does not name a cachix cache", hints: Self.hints)
      }
      self = .cachix(String(name))
    } else if text.hasPrefix("file://"), !text.contains("?") {
      self = .folder(Files.absolute(String(text.dropFirst(7))))
    } else if let scheme = text.range(ofText: "://"), scheme.lowerBound > text.startIndex {
      self = .store(text)
    } else {
      throw Failure(.input, "'\(text)' is not the address of a cache", hints: Self.hints)
    }
  }

  /// Where the credentials of a cache belong.
  static let credentials: Hint = """
    set its credentials: a netrc ('netrc-file = FILE' in nix.conf) for https, AWS_PROFILE or \
    AWS_ACCESS_KEY_ID for s3, cachix authtoken for cachix
    """

  private static let hints: [Hint] = [
    "for example s3://bucket, https://host, ssh://host, file:///directory or cachix:NAME",
    .command(Invocation(.cacheExport, ["DIR"]), to: "make a cache in a directory"),
  ]

  /// As it is shown.
  package var text: String {
    switch self {
    case .folder(let path): "file://\(path)"
    case .store(let url): url
    case .cachix(let name): "cachix:\(name)"
    }
  }

  /// What a consumer writes after `extra-substituters`.
  package var substituter: String {
    switch self {
    case .folder, .store: String(text.prefix { $0 != "?" })
    case .cachix(let name): "https://\(name).cachix.org"
    }
  }

  /// The directory that it is in, if that is one of this machine's.
  var folder: String? {
    switch self {
    case .folder(let path): path
    case .store(let url) where url.hasPrefix("file://"):
      Files.absolute(String(url.dropFirst(7).prefix { $0 != "?" }))
    case .store, .cachix: nil
    }
  }

  /// Whether Nix takes a compression and a key for it, as for every binary cache.
  var isBinaryCache: Bool {
    switch self {
    case .folder: true
    case .store(let url):
      ["s3://", "http://", "https://", "file://"].contains { url.hasPrefix($0) }
    case .cachix: false
    }
  }
}
