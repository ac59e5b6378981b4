import FoundationEssentials

/// The archives in `Fixtures/Archives`.
enum Fixture {
  static func path(_ name: String) -> String {
    // This file is Tests/ArchivesTests/Fixture.swift.
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    parts += ["Fixtures", "Archives", Substring(name)]
    return parts.joined(separator: "/")
  }

  static func bytes(_ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: URL(filePath: path(name))))
  }
}
