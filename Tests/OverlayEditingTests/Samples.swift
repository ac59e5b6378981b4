import Derivations
import PackageMetadata

@testable import OverlayEditing

/// Snapshots and derivations for the tests.
enum Samples {
  static let modern = TargetNixpkgs(
    version: "26.05pre", era: .modern, python: ["python3", "python313"],
    interpreters: ["python312", "python313"])

  static let legacy = TargetNixpkgs(
    version: "20.09", era: .legacy, python: ["python3", "python38"],
    interpreters: ["python37", "python38"])

  static func target(_ era: Dialect.Era) -> TargetNixpkgs { era == .modern ? modern : legacy }

  /// Two python packages, one of which needs the other, and one R package.
  static func derivations(_ era: Dialect.Era) -> [Derivation] {
    [
      python(
        "triad", "1.0.3", hash: "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4=",
        needs: ["six"], comment: ["needed by adagio"], era: era),
      python(
        "adagio", "0.2.6", hash: "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo=",
        needs: ["triad"], comment: ["asked for"], era: era),
      r(
        "snakecase", "0.11.0", hash: "1ky1x2cp5rd0ffd9m1fji9sq4z4jsrpxzg30brw8bb4ihfjj114r",
        needs: ["stringi", "stringr"], comment: ["asked for"]),
    ]
  }

  static func python(
    _ name: String, _ version: String, hash: String, needs: [String], comment: [String],
    era: Dialect.Era
  ) -> Derivation {
    let isModern = era == .modern
    let fetcher: NixExpression = isModern ? .packages("fetchPypi") : .python("fetchPypi")
    let source = NixExpression.set(
      [.inherit("pname", "version"), .value(isModern ? "hash" : "sha256", .string(hash))],
      isRecursive: false)
    var bindings: [NixBinding] = [
      .value("pname", .string(name)),
      .value("version", .string(version)),
      isModern
        ? .value("pyproject", .boolean(true)) : .value("format", .string("setuptools")),
      .value("src", .apply(fetcher, source), startsGroup: true),
    ]
    if isModern {
      bindings.append(
        .value("build-system", .list([.python("setuptools")]), startsGroup: true))
    }
    bindings += [
      .value(
        isModern ? "dependencies" : "propagatedBuildInputs",
        .list(needs.map { .python($0) }), startsGroup: true),
      .value("doCheck", .boolean(false), startsGroup: true),
      .value(
        "meta",
        .set([.value("license", .packages("lib", "licenses", "asl20"))], isRecursive: false),
        startsGroup: true),
    ]
    return Derivation(
      id: .pypi(name), attribute: name, comment: comment,
      expression: .apply(.python("buildPythonPackage"), .set(bindings, isRecursive: true)))
  }

  static func r(
    _ name: String, _ version: String, hash: String, needs: [String], comment: [String]
  ) -> Derivation {
    let file = "\(name)_\(version).tar.gz"
    let urls: [NixExpression] = [
      .string("https://cran.r-project.org/src/contrib/\(file)"),
      .string("https://cran.r-project.org/src/contrib/Archive/\(name)/\(file)"),
    ]
    let inputs = NixExpression.list(needs.map { .r($0) })
    let bindings: [NixBinding] = [
      .value("name", .string("\(name)-\(version)")),
      .value(
        "src",
        .apply(
          .packages("fetchurl"),
          .set([.value("urls", .list(urls)), .value("sha256", .string(hash))], isRecursive: false)),
        startsGroup: true),
      .value("propagatedBuildInputs", inputs, startsGroup: true),
      .value("nativeBuildInputs", inputs),
    ]
    return Derivation(
      id: .cran(name), attribute: name, comment: comment,
      expression: .apply(.r("buildRPackage"), .set(bindings, isRecursive: false)))
  }
}

extension OverlayDocument {
  /// The overlay's bytes with packages put in or replaced.
  func inserting(
    _ derivations: [Derivation], for target: TargetNixpkgs
  ) throws(OverlayEditingError) -> [UInt8] {
    try holding(derivations, for: target).bytes
  }

  /// The overlay's bytes without some packages.
  func removing(_ attributes: [(Ecosystem, String)]) throws(OverlayEditingError) -> [UInt8] {
    try without(attributes).bytes
  }
}
