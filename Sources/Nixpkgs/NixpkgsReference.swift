import Basics

/// What names a nixpkgs.
///
///     ./nixpkgs, /nix/store/…-source           .path
///     <nixpkgs>, <unstable/sub>                .searchPath
///     https://host/x.tar.gz, channel:NAME      .archive
///     github:NixOS/nixpkgs/nixos-25.05, flake:nixpkgs, nixpkgs/nixos-25.05   .flake
package enum NixpkgsReference: Hashable, Sendable {
  /// A directory, or a file that is imported.
  case path(String)
  /// An entry of Nix's search path, without its angle brackets.
  case searchPath(String)
  /// An archive at an address.
  case archive(url: String)
  /// A reference as flakes have them, by an entry of the registry too.
  case flake(String)

  /// Reads a reference; `exists` says whether there is a file or directory at a path.
  package init(_ given: String, exists: (String) -> Bool = { Files.exists($0) }) {
    if given.hasPrefix("<"), given.hasSuffix(">"), given.utf8.count > 2 {
      self = .searchPath(String(given.dropFirst().dropLast()))
      return
    }
    // `nixpkgs=VALUE`, as options of Nix have it.
    if let equals = given.firstIndex(of: "="),
      !given[..<equals].contains(where: { "/:".contains($0) })
    {
      self.init(String(given[given.index(after: equals)...]), exists: exists)
      return
    }
    if let url = Self.channelURL(given) {
      self = .archive(url: url)
      return
    }
    let scheme = Self.scheme(of: given)
    if let scheme, ["http", "https", "file"].contains(scheme), given.contains("://") {
      self = .archive(url: given)
    } else if scheme == "path", !given.contains("?") {
      self = .path(String(given.dropFirst("path:".utf8.count)))
    } else if scheme != nil {
      self = .flake(given)
    } else if given.hasPrefix("/") || given.hasPrefix(".") || given.hasPrefix("~")
      || exists(given) || !Self.isRegistryEntry(given)
    {
      self = .path(given)
    } else {
      self = .flake(given)
    }
  }

  /// The archive of a channel, as Nix's own `channel:NAME` means it.
  private static func channelURL(_ given: String) -> String? {
    guard given.hasPrefix("channel:") else { return nil }
    return "https://channels.nixos.org/\(given.dropFirst("channel:".utf8.count))/nixexprs.tar.xz"
  }

  /// The scheme of a URL-like reference: letters, digits, "+", "-" and "." before a colon.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.firstIndex(of: ":"), let first = text.first, first.isLetter else {
      return nil
    }
    let scheme = text[..<colon]
    return ASCII.isPlain(scheme, or: "+-.") ? scheme.lowercased() : nil
  }

  /// Whether a text without a scheme can be an entry of the flake registry, with a branch or a
  /// revision after it (the Nix manual, "nix flake": URL-like syntax).
  private static func isRegistryEntry(_ text: String) -> Bool {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...3).contains(parts.count), text.first?.isLetter == true else { return false }
    return parts.allSatisfy { !$0.isEmpty && ASCII.isPlain($0, or: "_-.") }
  }

  /// What an entry of NIX_PATH (the Nix manual, "Environment variables") is worth: the value of the
  /// first `NAME=VALUE` of that name; `nil` if there is none.
  ///
  /// Values may have colons of their own: `nixpkgs=flake:nixpkgs:other=/tree`.
  package static func value(of name: String, inSearchPath searchPath: String) -> String? {
    entries(ofSearchPath: searchPath).lazy.compactMap { entry -> String? in
      guard let equals = entry.firstIndex(of: "="), entry[..<equals] == name else { return nil }
      return String(entry[entry.index(after: equals)...])
    }.first
  }

  /// The entries of NIX_PATH.
  static func entries(ofSearchPath searchPath: String) -> [String] {
    var entries: [String] = []
    var isOpen = false
    for piece in searchPath.split(separator: ":", omittingEmptySubsequences: false) {
      // The colon belongs to a scheme where "//" follows, or after those that need none.
      if isOpen || (piece.hasPrefix("//") && !entries.isEmpty) {
        entries[entries.count - 1] += ":" + piece
      } else {
        entries.append(String(piece))
      }
      let value = piece.split(separator: "=", maxSplits: 1).last ?? ""
      isOpen =
        ["flake", "channel", "github", "gitlab", "sourcehut", "path"].contains(value)
        || (isOpen && ["github", "gitlab", "sourcehut", "path"].contains(piece))
    }
    return entries.filter { !$0.isEmpty }
  }
}

extension NixpkgsReference {
  /// The same as the address of a flake's input; `nil` for what is on this machine only.
  package var flakeURL: String? {
    switch self {
    case .path, .searchPath: nil
    case .archive(let url):
      Self.archiveEndings.contains { url.hasSuffix($0) } ? url : "tarball+\(url)"
    case .flake(let reference): reference
    }
  }

  /// The endings by which Nix knows an address to be that of an archive.
  private static let archiveEndings = [
    ".zip", ".tar", ".tgz", ".tar.gz", ".tar.xz", ".tar.bz2", ".tar.zst",
  ]

  /// The archive that has the same files, for Nix files that do without flakes; `nil` if a flake
  /// is to be asked.
  package var archiveURL: String? {
    switch self {
    case .path, .searchPath: return nil
    case .archive(let url): return url
    case .flake(let reference):
      guard reference.hasPrefix("github:"), !reference.contains("?") else { return nil }
      let parts = reference.dropFirst("github:".utf8.count).split(
        separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count >= 2, !parts.contains(where: \.isEmpty) else { return nil }
      let revision = parts.count == 3 ? String(parts[2]) : "HEAD"
      return "https://github.com/\(parts[0])/\(parts[1])/archive/\(revision).tar.gz"
    }
  }
}
