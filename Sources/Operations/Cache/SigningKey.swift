import Basics
import ContentHash
import Nix

/// The key that a binary cache is signed with, in a file that only its owner may read.
///
/// Nix's secret keys are `NAME:` and in base-64 an Ed25519 seed with the public key after it. The
/// secret is read to find the public key, and goes nowhere.
package struct SigningKey: Hashable, Sendable {
  package let path: String
  package let name: String
  /// `NAME:` and the key in base-64, for `trusted-public-keys`.
  package let publicKey: String
  /// Whether others than its owner may read the file.
  package let isExposed: Bool

  /// Reads the key in a file.
  init(path: String) throws(Failure) {
    guard let bytes = try TextFile.read(path, allowsPipes: true) else {
      throw Failure(
        .file, "there is no key '\(path)'",
        hints: [
          """
          name the file of a secret key with \(name: .secretKey), or generate one: \
          \(option: .newKey("NAME"))
          """
        ])
    }
    let text = bytes.filter { $0 > 0x20 }
    let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.startIndex
    let key = text.isEmpty ? nil : Base64.decode(text[text.index(after: colon)...])
    guard colon > text.startIndex, let key, key.count == 64 else {
      let isPublic = key?.count == 32
      throw Failure(
        .file,
        "'\(path)' is not a secret key of Nix" + (isPublic ? " but a public one" : ""),
        hints: ["generate one: \(option: .newKey("NAME"))"])
    }
    self.path = Files.absolute(path)
    name = String(decoding: text[..<colon], as: UTF8.self)
    publicKey = name + ":" + Base64.encode(Array(key.suffix(32)))
    isExposed = Files.status(of: path).map { $0.permissions & 0o077 != 0 } ?? false
  }

  /// Where a new key is kept if no file was named: the user's configuration.
  static func defaultPath(of name: String) -> String {
    let home = Host.variable("HOME") ?? "."
    let base = Host.variable("XDG_CONFIG_HOME") ?? ""
    return (base.hasPrefix("/") ? base : "\(home)/.config") + "/nixgraft/keys/\(name).secret"
  }

  /// Whether a key's file, or what it is a link to, is in a directory or below; neither need be there.
  static func isKept(_ path: String, in folder: String) -> Bool {
    let folder = place(of: folder)
    let absolute = Files.absolute(path)
    let link = place(of: Files.parent(of: absolute)) + [Substring(Files.name(of: absolute))]
    return place(of: path).starts(with: folder) || link.starts(with: folder)
  }

  /// The parts of a path, with links followed as far as there is something.
  private static func place(of path: String) -> [Substring] {
    var there = Files.absolute(path).split(separator: "/").filter { $0 != "." }
    var rest: [Substring] = []
    while let last = there.last, !Files.exists("/" + there.joined(separator: "/")) {
      rest.append(last)
      there.removeLast()
    }
    var parts = FilePlace("/" + there.joined(separator: "/")).path.split(separator: "/")
    for part in rest.reversed() {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }

  /// Makes a key.
  static func generate(
    _ name: String, at path: String, tool: NixTool
  ) async throws(Failure) -> SigningKey {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x21...0x7E).contains(byte) && byte != UInt8(ascii: ":") && byte != UInt8(ascii: "/")
    }
    guard isPlain, !name.isEmpty, !name.hasPrefix(".") else {
      throw Failure(
        .input, "'\(name)' cannot name a key",
        hints: ["use the cache's host and a number, as in 'cache.example.org-1'"])
    }
    if Files.status(of: path, followsLinks: false) != nil {
      throw Failure(
        .editClash, "there is a key '\(path)' already",
        hints: ["to sign with it: \(option: .secretKey(path))"])
    }
    try OwnDirectory.makeAll(
      Files.parent(of: Files.absolute(path)), mode: 0o700,
      hint: "name another file for the key with \(name: .secretKey)")
    do {
      try await NixStore(tool: tool).makeKey(named: name, at: path)
    } catch {
      throw Failure(error).adding(["cannot generate a key at '\(path)'"])
    }
    do {
      try Files.setPermissions(0o600, of: path)
    } catch {
      throw Failure(.file, "cannot set the permissions of '\(path)': \(error)")
    }
    return try SigningKey(path: path)
  }
}
