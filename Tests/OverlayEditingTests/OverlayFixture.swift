import Basics
import OverlayEditing
import PackageMetadata
import TestSupport
import Testing

/// An overlay in `Fixtures/Overlays`, and what it is when packages have been imported into it.
struct OverlayFixture: CustomTestStringConvertible, Sendable {
  let name: String
  let era: Dialect.Era
  /// The attribute of the python set that the import reaches.
  var pythonSet = "python3Packages"
  /// Whether there is no overlay before the import.
  var isNew = false
  /// What the file has to be called with to be an overlay; `TREE` is nixpkgs.
  var arguments = ""
  /// Other files that hold packages of it, by their paths as it writes or would write them.
  var files: [String] = []
  /// Whether the file's value is a list of overlays.
  var isList = false

  var testDescription: String { name }

  static let all = [
    OverlayFixture(name: "new-modern", era: .modern, isNew: true),
    OverlayFixture(name: "new-legacy", era: .legacy, isNew: true),
    OverlayFixture(name: "extensions-inline", era: .modern),
    OverlayFixture(name: "extensions-let", era: .modern),
    OverlayFixture(name: "shadowed-names", era: .legacy, pythonSet: "python38Packages"),
    OverlayFixture(name: "composed", era: .legacy),
    OverlayFixture(name: "folded", era: .legacy),
    OverlayFixture(name: "scope", era: .modern, pythonSet: "python313Packages"),
    OverlayFixture(name: "r-attribute-set", era: .legacy),
    OverlayFixture(name: "r-function", era: .modern),
    OverlayFixture(name: "call-package", era: .modern, arguments: "{ }"),
    OverlayFixture(name: "outside-function", era: .legacy),
    OverlayFixture(name: "one-line", era: .legacy, pythonSet: "python3.pkgs"),
    OverlayFixture(name: "merged-sets", era: .modern),
    OverlayFixture(name: "alejandra", era: .modern, arguments: "{ }"),
    OverlayFixture(name: "conditional", era: .modern),
    OverlayFixture(name: "optional-sets", era: .modern),
    OverlayFixture(name: "with-scope", era: .modern),
    OverlayFixture(name: "interpreter-override", era: .modern, pythonSet: "python3.pkgs"),
    OverlayFixture(
      name: "compose-many", era: .modern, arguments: "{ lib = import (TREE + \"/lib\"); }"),
    OverlayFixture(name: "overlay-list", era: .modern, isList: true),
    OverlayFixture(name: "attribute", era: .modern, arguments: ".overlays.default"),
    OverlayFixture(name: "previous-update", era: .modern),
    OverlayFixture(name: "tabs", era: .legacy),
    OverlayFixture(
      name: "set-files", era: .modern, files: ["./nix/python.nix", "./nix/docopt.nix", "./r.nix"]),
    OverlayFixture(name: "set-function", era: .modern, files: ["./packages.nix"]),
    OverlayFixture(name: "crlf", era: .modern, pythonSet: "python313Packages"),
    OverlayFixture(name: "unnamed-argument", era: .modern),
    OverlayFixture(name: "recursive", era: .modern, pythonSet: "python313.pkgs"),
  ]

  static var folder: String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Fixtures/Overlays"
  }

  var overlayPath: String { "\(Self.folder)/\(name)/overlay.nix" }
  var insertedPath: String { path(ofInserted: "overlay.nix") }

  /// The path of a file after the import: beside the overlay, or in a directory if there are several.
  func path(ofInserted file: String) -> String {
    "\(Self.folder)/\(name)/" + (files.isEmpty ? "inserted.nix" : "inserted/\(file)")
  }

  /// The overlay before or after the import, with its files.
  func document(isInserted: Bool = false) throws -> OverlayDocument {
    try OverlayDocument(bytes: isInserted ? inserted : overlay, path: "overlay.nix") { file in
      guard files.contains(file) else { return nil }
      return Self.read(isInserted ? path(ofInserted: file) : "\(Self.folder)/\(name)/\(file)")
    }
  }

  /// The expression of the list of overlays after an import, with a nixpkgs by its entry.
  func overlays(tree: String) -> String {
    let root =
      tree.ranges(of: "/pkgs/top-level").first.map { String(tree[..<$0.lowerBound]) } ?? tree
    let arguments = arguments.replacing("TREE", with: root)
    let separator = arguments.hasPrefix(".") ? "" : " "
    let value = "(import \(insertedPath))\(separator)\(arguments)"
    return isList ? value : "[ (\(value)) ]"
  }

  var overlay: [UInt8]? { isNew ? nil : Self.read(overlayPath) }
  var inserted: [UInt8]? { Self.read(insertedPath) }

  static func read(_ path: String) -> [UInt8]? { try? Files.read(path) }

  /// Writes what an import gives, to be looked at and kept; only on demand.
  static func write(_ bytes: [UInt8], to path: String) throws {
    try Files.replace(path, with: bytes)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
