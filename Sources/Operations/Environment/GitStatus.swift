import Basics
import Nix

/// What git knows of files: a flake sees no others.
struct GitStatus: Sendable {
  let tool: NixTool
  /// The directory of the flake.
  let folder: String

  /// Those of some files that a flake cannot see yet, in their order; empty outside a repository, and
  /// where there is no git to ask.
  ///
  /// - Throws: `Failure` for a file that git ignores: adding it needs a decision.
  func untracked(among paths: [String]) async throws(Failure) -> [String] {
    let files = paths.map { Files.absolute($0) }
    guard let tracked = await answer(["ls-files", "-z", "--full-name", "--"] + files),
      let root = await answer(["rev-parse", "--show-toplevel"])?.first
    else { return [] }
    let known = Set(tracked.map { "\(root)/\($0)" })
    let missing = zip(paths, files).filter { !known.contains(FilePlace($0.1).path) }
    guard !missing.isEmpty else { return [] }
    let ignored = await answer(["check-ignore", "--"] + missing.map(\.1)) ?? []
    if let first = missing.first(where: { ignored.contains($0.1) }) {
      throw Failure(
        .editClash, "git ignores '\(first.0)', so the flake cannot see it; nothing was written",
        hints: [
          "remove it from .gitignore, or add it anyway: git add -f \(word: first.0)",
          "or name another file: \(name: .overlay)",
        ])
    }
    return missing.map(\.0)
  }

  /// What git prints, in pieces; `nil` if it fails.
  private func answer(_ words: [String]) async -> [String]? {
    guard
      let result = try? await tool.run(
        NixTool.Job("git", ["-C", folder, "-c", "core.quotePath=false"] + words)),
      result.succeeded
    else { return nil }
    return result.output.split { $0 == 0 || $0 == 0x0A }.map { String(decoding: $0, as: UTF8.self) }
  }
}
