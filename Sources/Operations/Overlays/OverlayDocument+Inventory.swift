import OverlayEditing
import PackageMetadata

extension OverlayDocument {
  /// The packages as planning sees them.
  var inventory: [SnapshotInventory.Entry] {
    packages.map { entry in
      SnapshotInventory.Entry(
        id: entry.id, attribute: entry.attribute,
        // The placeholder for a version that the text does not state is not a version of any ecosystem.
        versionText: entry.version ?? "(unknown version)", needs: entry.dependencies)
    }
  }
}
