import NixSyntax
import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Parses Nix files to lossless trees, as `nix-instantiate --parse` parses them; it loads nothing
/// that parsing does not need.
@main
enum ParseBenchmark {
  static func main() {
    for file in CommandLine.arguments.dropFirst() {
      guard let bytes = try? bytes(of: file) else { fail("'\(file)' can't be read") }
      let tree = SyntaxTree.parse(bytes)
      if tree.text != bytes { fail("'\(file)' lost bytes") }
      if let diagnostic = tree.diagnostics.first { fail("'\(file)': \(diagnostic)") }
      print("\(file): \(bytes.count) bytes")
    }
  }

  private static func fail(_ words: String) -> Never {
    print(words)
    exit(1)
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
