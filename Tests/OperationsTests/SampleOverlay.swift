import FoundationEssentials
import Operations

/// An overlay in a directory of its own, of packages told in short.
struct SampleOverlay {
  /// A package: `needs` are attributes, `comment` lines stand above it.
  struct Package {
    var attribute: String
    var comment: [String] = []
    var needs: [String] = []
    var buildNeeds: [String] = []
    /// Other lines of the derivation.
    var extra: [String] = []
  }

  let folder: URL
  var path: String { folder.appending(path: "overlay.nix").path }

  init(text: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appending(path: "nixgraft-verbs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  init(python: [Package] = [], r: [Package] = [], outside: [String] = []) throws {
    try self.init(text: Self.text(python: python, r: r, outside: outside))
  }

  var text: String {
    get throws { String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) }
  }

  func delete() { try? FileManager.default.removeItem(at: folder) }

  static func text(python: [Package], r: [Package] = [], outside: [String] = []) -> String {
    var lines = ["final: prev: {"]
    if !python.isEmpty {
      lines.append("  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [")
      lines.append("    (pyfinal: pyprev: {")
      for package in python {
        lines += package.comment.map { "      # " + $0 }
        lines.append("      \(package.attribute) = pyfinal.buildPythonPackage {")
        lines.append("        pname = \"\(package.attribute)\";")
        lines.append("        version = \"1.0\";")
        lines.append("        build-system = [ \(list(package.buildNeeds, "pyfinal"))];")
        lines.append("        dependencies = [ \(list(package.needs, "pyfinal"))];")
        lines += package.extra.map { "        " + $0 }
        lines += ["      };", ""]
      }
      lines += ["    })", "  ];"]
    }
    if !r.isEmpty {
      lines.append("  rPackages = prev.rPackages.override { overrides = {")
      for package in r {
        lines += package.comment.map { "      # " + $0 }
        lines.append("      \(package.attribute) = final.rPackages.buildRPackage {")
        lines.append("        name = \"\(package.attribute)-2.0\";")
        lines.append(
          "        propagatedBuildInputs = [ \(list(package.needs, "final.rPackages"))];")
        lines += ["      };", ""]
      }
      lines.append("  }; };")
    }
    lines += outside.map { "  " + $0 }
    return (lines + ["}", ""]).joined(separator: "\n")
  }

  private static func list(_ attributes: [String], _ set: String) -> String {
    attributes.map { "\(set).\($0) " }.joined()
  }
}
