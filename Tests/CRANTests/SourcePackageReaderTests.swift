import PackageMetadata
import Testing
import Transfer

@testable import CRAN

@Suite struct SourcePackageReaderTests {
  private static func bytes(_ name: String, of mirror: String) async throws -> [UInt8] {
    let client = TransferClient(configuration: TransferConfiguration())
    let url = "file://\(Mirror.fixtures)/\(mirror)/src/contrib/\(name).tar.gz"
    return try await client.fetch(TransferRequest(url: url)).body
  }

  private static func form(_ feed: (SourcePackageReader) throws -> Void, _ name: String) -> String {
    let reader = SourcePackageReader(name: name, expectedMD5: nil)
    do {
      try feed(reader)
      return String(decoding: try reader.finish(), as: UTF8.self)
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "a tarball in pieces and one that is all there come to the same",
    arguments: [
      ("cran-mirror", "alder_1.2.0"), ("cran-mirror", "oak_1.0.0"),
      ("CRAN/bad-mirror", "truncated_1.0"), ("CRAN/bad-mirror", "webpage_1.0"),
    ])
  func wholeOrInPieces(mirror: String, file: String) async throws {
    let bytes = try await Self.bytes(file, of: mirror)
    let name = String(file.prefix { $0 != "_" })
    let whole = Self.form({ try $0.receive(whole: bytes) }, name)
    let pieces = Self.form(
      { reader in
        for start in stride(from: 0, to: bytes.count, by: 100) {
          let piece = Array(bytes[start..<min(start + 100, bytes.count)])
          _ = try piece.withUnsafeBytes { try reader.receive($0) }
        }
      }, name)
    #expect(!whole.isEmpty)
    #expect(whole == pieces)
  }

  @Test(
    "the rest of a large package is left packed only where nothing in it can matter",
    arguments: [
      ("NeedsCompilation: no", 600, true, true), ("NeedsCompilation:  no ", 600, true, true),
      ("NeedsCompilation: no", 600, false, false), ("NeedsCompilation: no", 100, true, false),
      ("NeedsCompilation: yes", 600, true, false), ("License: GPL-3", 600, true, false),
      ("NeedsCompilation: no\nSystemRequirements: pandoc", 600, true, false),
    ])
  func sparing(fields: String, kibibytes: Int, isWhole: Bool, isSpared: Bool) throws {
    var tar = Self.entry("big/R/early.R", Array("Sys.which('pandoc')".utf8))
    tar += Self.entry("big/DESCRIPTION", Array("Package: big\nVersion: 1.0\n\(fields)\n".utf8))
    tar += Self.entry("big/data/all.rda", [UInt8](repeating: 65, count: kibibytes << 10))
    tar += Self.entry("big/configure", Array("pkg-config --libs libxml-2.0\n".utf8))
    tar += [UInt8](repeating: 0, count: 1024)
    let contents = try Tarball.read(tar, package: "big", isWhole: isWhole)
    #expect(contents.scan.hints.contains("pkg-config:libxml-2.0") == !isSpared)
    // Code counts only beside SystemRequirements, wherever DESCRIPTION stands.
    #expect(contents.scan.hints.contains("calls:Sys.which") == fields.contains("pandoc"))
  }

  @Test("whether a script is executable is told by the tarball")
  func modes() throws {
    let bash = Array("#!/bin/bash\n".utf8)
    func hints(_ mode: String) throws -> [String] {
      var tar = Self.entry("a/DESCRIPTION", Array("Package: a\nVersion: 1.0\n".utf8))
      tar += Self.entry("a/configure", bash, mode: mode)
      tar += Self.entry("a/src/run", bash, mode: mode)
      tar += Self.entry("a/src/Makevars", Array("all:\n\t./run\n".utf8))
      tar += [UInt8](repeating: 0, count: 1024)
      return try Tarball.read(tar, package: "a").scan.hints
    }
    #expect(try hints("0000755") == ["shebang:configure", "shebang:src/run"])
    #expect(try hints("0000644") == ["chmod:configure", "shebang:configure"])
  }

  @Test("what was read ahead is what would have been read")
  func readAhead() async throws {
    for (mirror, names) in [
      ("cran-mirror", ["alder", "nosuch", "larch", "birch", "fir"]),
      ("CRAN/bad-mirror", ["wrongsum", "webpage", "outside", "repeated"]),
    ] {
      let repository = try CRANRepository.cran(mirror: "file://\(Mirror.fixtures)/\(mirror)")
      let client = TransferClient(configuration: TransferConfiguration())
      let ahead = CRANReadingAhead(client: client)
      await ahead.begin(names, in: [repository])
      let configuration = CRANConfiguration(repositories: [repository])
      let early = CRANCatalog(configuration: configuration, client: client, ahead: ahead)
      let plain = CRANCatalog(configuration: configuration, client: client)
      for name in names {
        #expect(await Self.outcome(name, early) == Self.outcome(name, plain))
      }
      await ahead.end()
    }
  }

  private static func outcome(_ name: String, _ catalog: CRANCatalog) async -> String {
    do {
      let project = try await catalog.project(.cran(name))
      let release = project.release(at: project.versions.count - 1)
      return "\(try await catalog.sourcePackage(of: release))"
    } catch {
      return "\(error)"
    }
  }

  /// One file of a tar archive (POSIX.1-1988).
  private static func entry(
    _ path: String, _ contents: [UInt8], mode: String = "0000644"
  ) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at offset: Int) {
      for (place, byte) in text.utf8.enumerated() { header[offset + place] = byte }
    }
    let size = String(contents.count, radix: 8)
    put(path, at: 0)
    put(mode, at: 100)
    put(String(repeating: "0", count: 11 - size.utf8.count) + size, at: 124)
    put("00000000000", at: 136)
    put("        0", at: 148)
    put("ustar", at: 257)
    put("00", at: 263)
    let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
    put(String(repeating: "0", count: 6 - sum.utf8.count) + sum + "\0", at: 148)
    let padding = (512 - contents.count % 512) % 512
    return header + contents + [UInt8](repeating: 0, count: padding)
  }
}
