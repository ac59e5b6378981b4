import ArgumentParser
import NixSyntax

/// Parses Nix files to lossless trees, as `nix-instantiate --parse` parses them.
struct ParseBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Parse Nix files.")

  @Argument(help: "Nix files.")
  var files: [String]

  func run() throws {
    for file in files {
      let bytes = try FileBytes.read(file)
      let tree = SyntaxTree.parse(bytes)
      guard tree.text == bytes else { throw ValidationError("'\(file)' lost bytes") }
      if let diagnostic = tree.diagnostics.first {
        throw ValidationError("'\(file)': \(diagnostic)")
      }
      print("\(file): \(bytes.count) bytes")
    }
  }
}
