import Glibc
import Nixpkgs
import Testing

/// An overlay in `Fixtures/Overlays`, and what it is when packages have been imported into it.
struct OverlayFixture: CustomTestStringConvertible, Sendable {
  let name: String
  let era: Dialect.Era
  /// The attribute of the python set that the import reaches.
  var pythonSet = "python3Packages"
  /// Whether there is no overlay before the import.
  var isNew = false
  /// What the file has to be called with to be an overlay.
  var arguments = ""

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
  ]

  static var folder: String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Fixtures/Overlays"
  }

  var overlayPath: String { "\(Self.folder)/\(name)/overlay.nix" }
  var insertedPath: String { "\(Self.folder)/\(name)/inserted.nix" }

  var overlay: [UInt8]? { isNew ? nil : Self.read(overlayPath) }
  var inserted: [UInt8]? { Self.read(insertedPath) }

  static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return result }
      result += buffer[..<count]
    }
  }

  /// Writes what an import gives, to be looked at and kept; only on demand.
  static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    defer { fclose(file) }
    fwrite(bytes, 1, bytes.count, file)
  }

  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
