import ArgumentParser
import NixSyntax
import SystemPackage

/// Parses Nix files to lossless trees, as `nix-instantiate --parse` parses them.
struct ParseBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "parse", abstract: "Parse Nix files.")

  @Argument(help: "Nix files.")
  var files: [String]

  func run() throws {
    for file in files {
      let bytes = try Self.bytes(of: file)
      let tree = SyntaxTree.parse(bytes)
      guard tree.text == bytes else { throw ValidationError("'\(file)' lost bytes") }
      if let diagnostic = tree.diagnostics.first {
        throw ValidationError("'\(file)': \(diagnostic)")
      }
      print("\(file): \(bytes.count) bytes")
    }
  }

  private static func bytes(of path: String) throws -> [UInt8] {
    let descriptor = try FileDescriptor.open(FilePath(path), .readOnly)
    return try descriptor.closeAfter {
      let size = Int(try descriptor.seek(offset: 0, from: .end))
      try descriptor.seek(offset: 0, from: .start)
      return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
        while count < size {
          let rest = UnsafeMutableRawBufferPointer(
            rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
          let read = try descriptor.read(into: rest)
          if read == 0 { return }
          count += read
        }
      }
    }
  }
}
