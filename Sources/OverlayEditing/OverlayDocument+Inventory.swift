package import Planning

extension OverlayDocument {
  /// The packages as planning sees them; those without a readable version are left out.
  package var inventory: [SnapshotInventory.OverlayPackage] {
    packages.compactMap { entry in
      guard let version = entry.version else { return nil }
      return SnapshotInventory.OverlayPackage(
        id: entry.id, attribute: entry.attribute, versionText: version, needs: entry.dependencies)
    }
  }
}
