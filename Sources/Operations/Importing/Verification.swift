import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// A trial of an overlay's text before it is put in its place: Nix evaluates what it adds.
struct Verification: Sendable {
  let workspace: Workspace
  let snapshot: Snapshot

  /// Evaluates packages to their derivations, with `text` as an overlay.
  ///
  /// - Returns: Nix's own words when one does not evaluate.
  func complaint(
    about packages: [PlannedPackage], in text: [UInt8], of path: String
  ) async throws(OperationError) -> String? {
    try await complaint(
      about: packages.map { ($0.id.ecosystem, $0.attribute) }, in: text, of: path)
  }

  /// Evaluates attributes to derivations, with `text` as an overlay.
  ///
  /// - Returns: Nix's own words when one does not evaluate.
  func complaint(
    about packages: [(ecosystem: Ecosystem, attribute: String)], in text: [UInt8], of path: String
  ) async throws(OperationError) -> String? {
    guard !packages.isEmpty,
      let access = (try? OverlayDocument(bytes: text, path: path))?.access
    else { return nil }
    // Beside the overlay, so that what it imports by a relative path is found.
    let trial = "\(path).nixgraft-trial"
    try TextFile.write(text, to: trial)
    defer { TextFile.remove(trial) }
    let tool = NixTool(environment: workspace.environment)
    let attributes = packages.map { package in
      package.ecosystem == .pypi
        ? "\(set).\(Self.string(package.attribute))" : "rPackages.\(Self.string(package.attribute))"
    }
    let expression = """
      { entry, overlay }:
      let
        with-overlays = overlays: import entry {
          inherit overlays;
          config = { allowUnfree = true; allowBroken = true; };
        };
        pkgs = with-overlays
          \(access.overlays(in: "(import overlay)", packages: "(with-overlays [ ])"));
      in
      [ \(attributes.map { "pkgs.\($0).drvPath" }.joined(separator: " ")) ]
      """
    let result: NixTool.Result
    do {
      result = try await tool.run(
        "nix-instantiate",
        [
          "--eval", "--strict", "--json", "--expr", expression, "--arg", "entry",
          "/. + \(Self.string(snapshot.location.entry))", "--arg", "overlay",
          "/. + \(Self.string(TextFile.absolute(trial)))",
        ])
    } catch {
      throw OperationError(error)
    }
    guard !result.succeeded else { return nil }
    let words = String(decoding: result.errors, as: UTF8.self)
    // What depends on the overlay's caller can't be tried here.
    return words.contains(OverlayAccess.unknownArgument) ? nil : Self.message(of: words)
  }

  var set: String { snapshot.facts.python?.packageSet ?? "python3Packages" }

  /// A Nix string literal.
  static func string(_ text: String) -> String {
    NixLiteral.string(text)
  }

  /// The last error of Nix's words, on one line.
  static func message(of text: String) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let errors = lines.filter { $0.hasPrefix("error:") }
    let line = errors.last { $0.utf8.count > 8 } ?? lines.last ?? "Nix says nothing"
    return line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line
  }
}
