import OverlayEditing
import Planning

extension OverlayDocument {
  /// What stands for a version that the text does not tell; it is no version of any ecosystem.
  static let unknownVersion = "(unknown version)"

  /// The packages as planning sees them.
  var inventory: [SnapshotInventory.OverlayPackage] {
    packages.map { entry in
      SnapshotInventory.OverlayPackage(
        id: entry.id, attribute: entry.attribute,
        versionText: entry.version ?? Self.unknownVersion, needs: entry.dependencies)
    }
  }
}
