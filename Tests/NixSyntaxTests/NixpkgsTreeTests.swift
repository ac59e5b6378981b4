import Foundation
import Testing

@testable import NixSyntax

/// Checks over whole nixpkgs trees; each is skipped unless an environment variable names one.
///
/// `NIXGRAFT_NIXPKGS_26_05` and `NIXGRAFT_NIXPKGS_20_09` are paths of trees. The comparison with
/// Nix needs `nix-instantiate` 2.8.
@Suite("Whole nixpkgs trees")
struct NixpkgsTreeTests {
  private static let trees = ["NIXGRAFT_NIXPKGS_26_05", "NIXGRAFT_NIXPKGS_20_09"]
    .compactMap { ProcessInfo.processInfo.environment[$0] }

  private static let nix = (ProcessInfo.processInfo.environment["PATH"] ?? "")
    .split(separator: ":").map { $0 + "/nix-instantiate" }
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  private static func files(of tree: String) throws -> [String] {
    let root = URL(filePath: tree).resolvingSymlinksInPath()
    let files = FileManager.default.enumerator(
      at: root, includingPropertiesForKeys: [.isRegularFileKey])
    return (files?.compactMap { $0 as? URL } ?? []).filter { url in
      url.pathExtension == "nix"
        && (try? url.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
    }.map { $0.path() }.sorted()
  }

  /// What Nix prints for a file; nil if it rejects it, undefined variables apart.
  private static func form(of file: String, wrapped: Bool = false) throws -> String? {
    let process = Process()
    process.executableURL = URL(filePath: nix ?? "")
    process.currentDirectoryURL = URL(filePath: file).deletingLastPathComponent()
    process.arguments = ["--parse"] + (wrapped ? ["-"] : [file])
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    if wrapped {
      let text = Data("with {}; ".utf8) + (try Data(contentsOf: URL(filePath: file)))
      try input.fileHandleForWriting.write(contentsOf: text)
    }
    try input.fileHandleForWriting.close()
    let form = try output.fileHandleForReading.readToEnd() ?? Data()
    let problem = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus == 0 { return String(decoding: form.dropLast(), as: UTF8.self) }
    guard !wrapped, String(decoding: problem, as: UTF8.self).contains("undefined variable") else {
      return nil
    }
    return try Self.form(of: file, wrapped: true).map { String($0.dropFirst(11).dropLast()) }
  }

  @Test("Every file is kept byte for byte, and rejected only if Nix does", arguments: trees)
  func lossless(_ tree: String) throws {
    let files = try Self.files(of: tree)
    #expect(files.count > 10_000)
    for file in files {
      let source = [UInt8](try Data(contentsOf: URL(filePath: file)))
      let parsed = SyntaxTree.parse(source)
      #expect(parsed.text == source, "\(file)")
      guard !parsed.isValid, Self.nix != nil else { continue }
      #expect(try Self.form(of: file) == nil, "\(file): \(parsed.diagnostics)")
    }
  }

  @Test(
    "Structure is Nix's for 2,000 files", .enabled(if: nix != nil, "Nix is not on PATH"),
    arguments: trees)
  func structure(_ tree: String) throws {
    let files = try Self.files(of: tree)
    let step = max(1, files.count / 2000)
    let home = ProcessInfo.processInfo.environment["HOME"] ?? "/"
    for file in stride(from: 0, to: files.count, by: step).map({ files[$0] }) {
      let parsed = SyntaxTree.parse([UInt8](try Data(contentsOf: URL(filePath: file))))
      let expected = try Self.form(of: file)
      #expect(parsed.isValid == (expected != nil), "\(file): \(parsed.diagnostics)")
      guard let expected, parsed.isValid else { continue }
      let directory = URL(filePath: file).deletingLastPathComponent().path()
      let form = try CanonicalForm.text(of: parsed, directory: directory, home: home)
      #expect(
        CanonicalOrder.sorted(form) == CanonicalOrder.sorted(expected), "\(file)")
    }
  }
}
