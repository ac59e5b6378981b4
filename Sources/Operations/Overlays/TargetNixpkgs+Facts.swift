import Nixpkgs
import OverlayEditing
import PackageMetadata

extension TargetNixpkgs {
  /// What an overlay's text has to know of a snapshot.
  init(_ facts: SnapshotFacts) {
    self.init(
      version: facts.version, era: facts.dialect.era,
      python: facts.python.map { [$0.attribute, $0.versionedAttribute] } ?? [],
      interpreters: facts.interpreters.map(\.attribute))
  }
}
