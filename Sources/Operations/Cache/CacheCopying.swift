import Basics
import Nix
import Synchronization

/// The copying of store paths to a cache, by `nix copy` or cachix.
struct CacheCopying: Sendable {
  let options: Cache.Options
  let tool: NixTool
  let progress: (@Sendable (WorkProgress) -> Void)?

  func run(_ preparation: Cache.Preparation) async throws(Failure) {
    switch preparation.destination {
    case .cachix(let name):
      try await run(
        NixTool.Job("cachix", ["push", name] + preparation.roots), to: preparation.destination)
    case .folder(let path):
      try OwnDirectory.makeAll(
        path, mode: 0o755, hint: "fix the permissions above it, or name another directory")
      // Nix releases differ in how they read a path with special characters in a URL.
      let link = try Link(to: path)
      defer { link.remove() }
      try await copy(preparation, to: "file://\(link.path)")
    case .store(let url):
      if let key = preparation.key, !preparation.destination.isBinaryCache {
        try await run(
          NixStore(tool: tool).signing(preparation.roots, keyFile: key.path),
          to: preparation.destination)
      }
      try await copy(preparation, to: url)
    }
  }

  private func copy(_ preparation: Cache.Preparation, to url: String) async throws(Failure) {
    var url = url
    var link: Link?
    defer { link?.remove() }
    if preparation.destination.isBinaryCache {
      var settings: [String] = []
      if !url.contains("compression=") { settings.append("compression=\(options.compression)") }
      if let key = preparation.key {
        let made = try Link(to: key.path)
        link = made
        settings.append("secret-key=\(made.path)")
      }
      if !settings.isEmpty {
        url += (url.contains("?") ? "&" : "?") + settings.joined(separator: "&")
      }
    }
    try await run(
      NixStore(tool: tool).copying(preparation.roots, to: url),
      to: preparation.destination)
  }

  private func run(
    _ job: NixTool.Job, to destination: CacheDestination
  ) async throws(Failure) {
    let steps = CopyingSteps()
    let progress = progress
    let ending: NixTool.Ending
    do {
      ending = try await tool.stream(job) { line in
        if case .count(let done, let expected)? = steps.take(line), expected > 0 {
          progress?(.step("copying \(min(done + 1, expected)) of \(expected) store paths"))
        }
      }
    } catch {
      throw error == .interrupted ? .interrupted : Failure(error)
    }
    do {
      try ending.requireEnd(of: job)
    } catch {
      throw error == .interrupted ? .interrupted : Failure(error)
    }
    guard !ending.succeeded else { return }
    throw Self.failure(steps.errors, to: destination)
  }

  /// Why a cache rejected the upload, with what to do.
  static func failure(_ errors: [String], to destination: CacheDestination) -> Failure {
    let lines: [String] = errors.joined(separator: "\n").split(separator: "\n").map(String.init)
      .filter { line in line.contains { $0 != " " } }.map(cleaned)
    let words = lines.last ?? "it gave no reason"
    for (marks, what, hint) in kinds {
      guard let line = lines.last(where: { line in marks.contains { line.has($0) } }) else {
        continue
      }
      return Failure(
        .network, "'\(destination.text)' \(what): \(line)", hints: [hint])
    }
    if let trouble = NixTrouble(lines: lines) { return Failure(trouble) }
    return Failure(.network, "'\(destination.text)' rejected the upload: \(words)")
  }

  /// A line without Nix's marks, and without its word that it tries again.
  private static func cleaned(_ line: String) -> String {
    var line = line[...]
    for mark in ["warning: ", "error: "] where line.hasPrefix(mark) {
      line = line.dropFirst(mark.utf8.count)
    }
    if let end = line.range(ofText: "; retrying in") { line = line[..<end.lowerBound] }
    return String(line)
  }

  private static let kinds: [([String], String, Hint)] = [
    (
      [
        "HTTP error 401", "HTTP error 403", "AccessDenied", "Access Denied", "InvalidAccessKeyId",
        "SignatureDoesNotMatch", "ExpiredToken", "Unauthorized", "Forbidden",
      ],
      "refuses access",
      """
      set its credentials: a netrc ('netrc-file = FILE' in nix.conf) for https, AWS_PROFILE or \
      AWS_ACCESS_KEY_ID for s3, cachix authtoken for cachix
      """
    ),
    (
      [
        "HTTP error 404", "HTTP error 405", "HTTP error 501", "does not support PUT",
        "NoSuchBucket", "is not writable", "writing to this binary cache is not supported",
      ],
      "does not accept uploads", "check that the address is a cache that you can write to"
    ),
    (
      ["does not appear to be a binary cache"], "is not a binary cache",
      """
      check the address; a new cache needs a file 'nix-cache-info' with the line \
      'StoreDir: /nix/store'
      """
    ),
    (
      [
        "Host key verification failed", "Permission denied (", "failed to start SSH",
        "cannot connect to '",
      ],
      "refused the login", "check that 'ssh' to that host works without a password"
    ),
    (
      [
        "Could not resolve host", "Couldn't resolve host", "Couldn't connect", "Failed to connect",
        "Connection refused", "Connection timed out", "Network is unreachable",
      ],
      "cannot be reached", "check the address and the network, then run the command again"
    ),
    (
      ["lacks a valid signature", "lacks a signature"], "requires signed paths",
      "sign them with \(option: .secretKey("FILE")), whose public key the other side must trust"
    ),
    (
      ["don't know how to open Nix store"], "is not a kind of store that this Nix knows",
      "use for example s3://bucket, https://host, ssh://host, file:///directory or cachix:NAME"
    ),
    (
      ["Permission denied", "Operation not permitted", "Read-only file system"],
      "cannot be written", "fix its permissions, or name another place"
    ),
    (
      ["is not a recognised", "secret key", "key is corrupt"], "cannot be signed for",
      "check that \(name: .secretKey) names a secret key that nix-store generated"
    ),
  ]
}

/// A short name for a path, without anything that a URL could trip over.
private struct Link {
  private let folder: TemporaryDirectory?
  let path: String

  init(to target: String) throws(Failure) {
    if target.utf8.allSatisfy({ ASCII.isAlphanumeric($0) || "-_./".utf8.contains($0) }) {
      folder = nil
      path = target
      return
    }
    let made = try OwnDirectory.make(for: "cache")
    path = made.path + "/it"
    do {
      try Files.makeLink(at: path, to: target)
    } catch {
      made.remove()
      throw Failure(.file, "cannot make a link in '\(made.path)': \(error.reason)")
    }
    folder = made
  }

  func remove() {
    folder?.remove()
  }
}

/// The steps of a run as they come, and its last words.
final class CopyingSteps: Sendable {
  private struct State {
    var reader = NixEventReader()
    var messages: [String] = []
    var errors: [String] = []
  }

  /// How many messages, and how many errors, are kept.
  static let limit = 200

  private let state = Mutex(State())

  func take(_ line: [UInt8]) -> NixBuildEvent? {
    state.withLock { state in
      let event = state.reader.event(of: line)
      switch event {
      case .error(let text): Self.add(text, to: &state.errors)
      // Lines that are not Nix's own, such as ssh's or cachix's, may have the reason.
      case .message(let text): Self.add(text, to: &state.messages)
      default: break
      }
      return event
    }
  }

  private static func add(_ text: String, to texts: inout [String]) {
    if texts.count >= 2 * limit { texts.removeFirst(limit) }
    texts.append(text)
  }

  /// The last messages, then the last errors, which say more.
  var errors: [String] {
    state.withLock { $0.messages.suffix(Self.limit) + $0.errors.suffix(Self.limit) }
  }
}
