import FoundationEssentials
import Synchronization
public import Testing

/// Compares words for people with the golden ones in `Fixtures/Words`, so that no test has to be changed
/// for a message: `NIXGRAFT_REGENERATE=1` writes them anew.
///
/// Each file of tests has one there, and each test a section in it; `part` tells several texts of a test apart.
public func expectGolden(
  _ lines: [String]?, _ part: String = "", test: String = #function, file: String = #fileID,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let suite = file.prefix { $0 != "." }
  let name = part.split(whereSeparator: \.isNewline).joined(separator: " ")
  let section = test.prefix { $0 != "(" } + (name.isEmpty ? "" : ": \(name)")
  let said = (lines ?? []).flatMap { $0.split(separator: "\n") }.map(String.init)
  let kept = goldenWords.withLock { $0.section(String(section), of: String(suite), now: said) }
  #expect(said == kept, sourceLocation: sourceLocation)
}

/// Compares a line of words for people with the golden one.
public func expectGolden(
  _ line: String?, _ part: String = "", test: String = #function, file: String = #fileID,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  expectGolden(
    line.map { [$0] }, part, test: test, file: file, sourceLocation: sourceLocation)
}

private let goldenWords = Mutex(GoldenWords())

/// The golden words of the suites that were asked for so far.
private struct GoldenWords {
  private var suites: [String: [String: [String]]] = [:]

  /// A section of a suite's file; where they are regenerated, what is said now becomes it.
  mutating func section(_ name: String, of suite: String, now said: [String]) -> [String]? {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let path = "\(root)/Fixtures/Words/\(suite).txt"
    var sections = suites[suite] ?? Self.read(path)
    if getenv("NIXGRAFT_REGENERATE") != nil {
      sections[name] = said
      let text = sections.sorted { $0.key < $1.key }
        .map { "# \($0.key)\n" + $0.value.map { "\($0)\n" }.joined() }.joined(separator: "\n")
      let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
      try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
    }
    suites[suite] = sections
    return sections[name]
  }

  private static func read(_ path: String) -> [String: [String]] {
    let text = FileManager.default.contents(atPath: path).map {
      String(decoding: $0, as: UTF8.self)
    }
    var sections: [String: [String]] = [:]
    var name = ""
    for line in (text ?? "").split(separator: "\n") {
      if line.hasPrefix("# ") {
        name = String(line.dropFirst(2))
        sections[name] = []
      } else {
        sections[name, default: []].append(String(line))
      }
    }
    return sections
  }
}
