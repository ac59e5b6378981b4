internal import FoundationEssentials

/// What a flake reference stands for, by `nix flake metadata`; Nix fetches it where it is not in the
/// store.
package struct FlakeMetadata: Hashable, Sendable, Decodable {
  /// The attributes that the reference is locked by (the Nix manual, "nix flake": lock files).
  package struct Locked: Hashable, Sendable, Decodable {
    package let type: String
    package let owner: String?
    package let repo: String?
    package let rev: String?
    package let narHash: String?
  }

  /// Where its files are: a path in the store.
  package let path: String
  /// The reference with its revision.
  package let url: String
  package let locked: Locked?
}

extension NixTool {
  /// Whether the user's settings have `nix develop` and its kin on, so that commands need no option.
  package func hasFlakes() async -> Bool {
    for words in [["config", "show", "experimental-features"], ["show-config"]] {
      guard let result = try? await run(Job("nix", words)), result.succeeded else { continue }
      return NixMessage.lines(of: result.output).contains { line in
        (words.count == 3 || line.hasPrefix("experimental-features ="))
          && line.split(separator: " ").contains("flakes")
      }
    }
    return false
  }

  /// Looks a flake reference up.
  ///
  /// - Throws: `NixError.failed` in Nix's words where it cannot be fetched.
  package func flakeMetadata(of reference: String) async throws(NixError) -> FlakeMetadata {
    let result = try await run(
      Job(
        "nix",
        [
          "--extra-experimental-features", "nix-command flakes", "flake", "metadata", "--json",
          "--no-write-lock-file", reference,
        ]))
    guard result.succeeded else {
      if let trouble = NixTrouble(errors: result.errors) { throw .trouble(trouble) }
      throw .failed(program: "nix", words: NixMessage.complaint(of: result.errors, in: "").message)
    }
    do {
      return try JSONDecoder().decode(FlakeMetadata.self, from: Data(result.output))
    } catch {
      throw .unreadable(reason: "\(error)")
    }
  }
}
