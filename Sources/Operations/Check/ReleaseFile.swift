import Basics
import NixSyntax
import OverlayEditing
import PackageMetadata

/// A release.nix: one job for each package of an overlay, for Hydra, nix-eval-jobs and nix-build.
package struct ReleaseFile: Sendable {
  /// A file that was written.
  package struct Written: Hashable, Sendable {
    package let path: String
    package let jobs: Int
    package let isChanged: Bool
  }

  /// How every such file begins, by which it is known again.
  private static let header =
    "# One job for each package of the overlay, written by nixgraft."

  private let path: String
  /// The overlays in the overlay's file, as that one names them.
  private let overlays: String

  /// A file for the packages of an overlay.
  ///
  /// - Throws: `Failure` of kind `edit-clash` if no file can take the overlay in.
  init(path: String, of graph: OverlayGraph) throws(Failure) {
    var overlay = FilePlace(path).reference(to: FilePlace(graph.path))
    overlay.access = graph.access
    if let access = graph.access, access.usage(of: "") == nil {
      throw Failure(
        .editClash,
        "'\(graph.path)' is called with arguments that only its user knows, so '\(path)' cannot "
          + "use it",
        hints: [
          """
          give each argument a default, such as '{ lib ? import <nixpkgs/lib> }:', or omit \
          \(name: .release)
          """
        ])
    }
    self.path = path
    overlays = overlay.overlays
  }

  /// Writes the file.
  ///
  /// - Throws: `Failure` of kind `edit-clash` if someone else's file is in the way.
  func write(_ packages: [PackageCheck]) throws(Failure) -> Written {
    let before = try TextFile.read(path)
    if let before, !before.starts(with: Array("# One job for each package of the overlay".utf8)) {
      throw Failure(
        .editClash, "'\(path)' exists, and was not written by nixgraft",
        hints: ["name another file with \(name: .release), or move this one away"])
    }
    let bytes = Array(text(packages).utf8)
    if bytes != before { try TextFile.write(bytes, to: path) }
    return Written(path: path, jobs: packages.count, isChanged: bytes != before)
  }

  private func text(_ packages: [PackageCheck]) -> String {
    var lines = [
      Self.header, "#", "#   nix-build release.nix -A python",
      "#   nix-eval-jobs release.nix", "#",
      "# Hydra takes it as it is, with a nixpkgs as input; write it again when the overlay changes.",
      "{", "  nixpkgs ? <nixpkgs>,", "  system ? builtins.currentSystem,", "}:", "let",
      "  pkgs = import nixpkgs {", "    inherit system;",
      "    overlays = \(overlays);", "  };", "in", "{",
    ]
    for (job, ecosystem) in [("python", Ecosystem.pypi), ("r", .cran)] {
      let members = packages.filter { $0.id.ecosystem == ecosystem }
      guard !members.isEmpty else { continue }
      lines += ["  \(job) = {", "    recurseForDerivations = true;"]
      for set in Set(members.map(Self.set)).sorted() {
        let names = members.filter { Self.set($0) == set }.map(\.attributeName)
        lines.append("    inherit (pkgs.\(set))")
        lines += Set(names).sorted().map { "      \(NixLiteral.attributeName($0))" }
        lines.append("      ;")
      }
      lines.append("  };")
    }
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  /// The set's path, with names quoted where they must be.
  private static func set(_ package: PackageCheck) -> String {
    let set = package.attribute.dropLast(package.attributeName.utf8.count + 1)
    return NixLiteral.attributePath(set.split(separator: ".").map(String.init))
  }
}
