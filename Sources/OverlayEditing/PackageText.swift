import Derivations
import NixSyntax
import PackageMetadata

/// The lines of a package as they are in an overlay.
struct PackageText {
  /// The final package set; nil if no name for it can be seen.
  let packages: String?
  /// The final python or R set.
  let own: String
  let ecosystem: Ecosystem
  /// nixpkgs' own R set; nil where no name for it can be seen.
  var before: String?

  /// The layout with the names that count at the place of the package.
  var layout: NixLayout {
    NixLayout(
      scopes: NixLayout.Scopes(
        packages: packages ?? "pkgs", pythonPackages: ecosystem == .pypi ? own : "pyfinal",
        rPackages: ecosystem == .cran ? own : "\(packages ?? "pkgs").rPackages",
        rPackagesBefore: before ?? own))
  }

  /// The binding with its comments, indented by two spaces a level.
  func lines(_ derivation: Derivation) -> [String] {
    if before == nil, let fresh = derivation.fresh {
      return lines(
        Derivation(
          id: derivation.id, attribute: derivation.attribute, comment: derivation.comment,
          expression: fresh))
    }
    guard packages == nil, derivation.expression.refers(where: { $0 != .pythonPackages }) else {
      return layout.binding(derivation)
    }
    // Where the inner arguments hide the outer ones, `callPackage` is how every era hands out the
    // package set.
    let name = NixLiteral.attributeName(derivation.attribute)
    return derivation.comment.map { NixLiteral.comment($0) }
      + ["\(name) = \(own).callPackage (", "  { pkgs }:"]
      + layout.lines(derivation.expression).map { $0.isEmpty ? $0 : "  " + $0 }
      + [") { };"]
  }
}
