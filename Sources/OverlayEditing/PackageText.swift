import Derivations
import NixSyntax
import PackageMetadata

/// The lines of a package as they stand in an overlay.
struct PackageText {
  /// The final package set; nil where no name for it can be seen.
  let packages: String?
  /// The final python or R set.
  let own: String
  let ecosystem: Ecosystem

  /// The layout with the names that count at the place of the package.
  var layout: NixLayout {
    NixLayout(
      scopes: NixLayout.Scopes(
        packages: packages ?? "pkgs", pythonPackages: ecosystem == .pypi ? own : "pyfinal",
        rPackages: ecosystem == .cran ? own : "\(packages ?? "pkgs").rPackages"))
  }

  /// The binding with its comments, indented by two spaces a level.
  func lines(_ derivation: Derivation) -> [String] {
    guard packages == nil, derivation.expression.usesPackages else {
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

extension NixExpression {
  /// Whether the expression refers to the package set.
  var usesPackages: Bool {
    switch self {
    case .scope(let scope): scope != .pythonPackages
    case .string, .boolean, .integer, .name: false
    case .interpolation(let parts):
      parts.contains { part in
        if case .expression(let expression) = part { expression.usesPackages } else { false }
      }
    case .select(let base, _): base.usesPackages
    case .lookup(let base, let key, let fallback):
      base.usesPackages || key.usesPackages || fallback.usesPackages
    case .list(let elements): elements.contains { $0.usesPackages }
    case .set(let bindings, _):
      bindings.contains { binding in
        if case .value(_, let value) = binding.content { value.usesPackages } else { false }
      }
    case .apply(let function, let argument): function.usesPackages || argument.usesPackages
    case .infix(let left, _, let right): left.usesPackages || right.usesPackages
    }
  }
}
