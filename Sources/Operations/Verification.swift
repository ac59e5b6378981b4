import NixSyntax
import Nixpkgs
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
    guard !packages.isEmpty else { return nil }
    // Beside the overlay, so that what it imports by a relative path is found.
    let trial = "\(path).nixgraft-trial"
    try TextFile.write(text, to: trial)
    defer { TextFile.remove(trial) }
    let tool = NixTool(environment: workspace.environment)
    let attributes = packages.map { package in
      package.id.ecosystem == .pypi
        ? "\(set).\(Self.string(package.attribute))" : "rPackages.\(Self.string(package.attribute))"
    }
    let expression = """
      { entry, overlay }:
      let
        pkgs = import entry {
          overlays = [ (import overlay) ];
          config = { allowUnfree = true; allowBroken = true; };
        };
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
    return result.succeeded
      ? nil : Self.message(of: String(decoding: result.errors, as: UTF8.self))
  }

  /// The package of nixpkgs that a complaint is about: it is there by name, yet can't be had.
  func culprit(of complaint: String, in plan: Plan) -> PlannedPackage? {
    plan.packages.filter { $0.action == .nixpkgs }.first { package in
      ["\(package.attribute)-\(package.version)", "\(package.id.name)-\(package.version)"].contains
      {
        complaint.contains($0)
      }
    }
  }

  private var set: String { snapshot.facts.python?.packageSet ?? "python3Packages" }

  /// A Nix string literal.
  private static func string(_ text: String) -> String {
    NixLiteral.string(text)
  }

  /// The last error of Nix's words, on one line.
  private static func message(of text: String) -> String {
    let lines = text.split(separator: "\n").map(String.init)
    let errors = lines.filter { $0.hasPrefix("error:") }
    let line = errors.last { $0.utf8.count > 8 } ?? lines.last ?? "Nix says nothing"
    return line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line
  }
}
