import NixSyntax
package import Nixpkgs
package import PackageMetadata
package import Planning

extension OverlayDocument {
  /// What stands for a version that the text doesn't tell; it is no version of any ecosystem.
  package static let unknownVersion = "(unknown version)"

  /// The packages as planning sees them.
  package var inventory: [SnapshotInventory.OverlayPackage] {
    packages.map { entry in
      SnapshotInventory.OverlayPackage(
        id: entry.id, attribute: entry.attribute,
        versionText: entry.version ?? Self.unknownVersion, needs: entry.dependencies)
    }
  }

  /// The attributes of packages that get into the Python or R at hand.
  package func attributes(
    reaching facts: SnapshotFacts, in ecosystem: Ecosystem
  ) -> Set<String> {
    let choice = SiteChoice(self, facts: facts)
    let sites = search.sites.filter { $0.ecosystem == ecosystem && choice.reaches($0) }
    return Set(sites.flatMap { $0.set.bindings.compactMap(\.name) })
  }
}
