import Basics
import ContentHash
import Nix
import Nixpkgs
import PackageMetadata
import PyPI

extension Workspace {
  /// Has Nix run the build backends of source archives whose files do not list their requirements.
  func probe(for snapshot: Snapshot) -> MetadataProbe? {
    guard options.probes, let python = snapshot.facts.python?.attribute else { return nil }
    return MetadataProbe { archive in await probed(archive, python: python, of: snapshot.location) }
  }

  private func probed(
    _ archive: MetadataProbe.Archive, python: String, of location: NixpkgsLocation
  ) async -> MetadataProbe.Outcome {
    guard let sha256 = archive.artifact.sha256 else {
      return .failure(reason: "the index does not give its hash")
    }
    progress?(.step("having '\(archive.artifact.fileName)' compute its requirements"))
    var evaluation = evaluation(
      PackageResources.probe_nix,
      [
        "python": .string(python), "name": .string(archive.artifact.fileName),
        "url": .string(URLSecrets.removed(from: archive.artifact.url)),
        "sha256": .string(sha256.text(.base16)),
        "backend": .string(archive.backend ?? "setuptools.build_meta:__legacy__"),
        "requirements": .strings(archive.requirements),
      ])
    evaluation.entries = location.entries
    evaluation.isWriting = true
    do {
      switch try await evaluation.value(String.self) {
      case .value(let text, _): return .metadata(Array(text.utf8))
      case .failure(let failure):
        return .failure(reason: failure.lastWordsOfBuild ?? failure.complaint().message)
      }
    } catch {
      return .failure(reason: Failure(error).sentences.joined(separator: "; "))
    }
  }
}
