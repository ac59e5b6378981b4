import NixSyntax
package import PackageMetadata

extension OverlayDocument {
  /// The attributes of packages that get into the Python or R in use.
  package func attributes(
    reaching target: TargetNixpkgs, in ecosystem: Ecosystem
  ) -> Set<String> {
    let choice = SiteChoice(self, for: target)
    let sites = search.sites.filter { $0.ecosystem == ecosystem && choice.reaches($0) }
    return Set(sites.flatMap { $0.set.bindings.compactMap(\.name) })
  }
}
