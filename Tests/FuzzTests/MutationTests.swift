import Basics
import TestSupport
import Testing

/// Files changed at random, given to every reader: nothing crashes.
///
/// `NIXGRAFT_MUTATIONS` says how many for each (200 else); the numbers are the same in each run.
@Suite struct MutationTests {
  private static let runs = Host.variable("NIXGRAFT_MUTATIONS").flatMap { Int($0) } ?? 200

  @Test("readers bear any bytes", arguments: FuzzReader.allCases)
  func mutations(_ reader: FuzzReader) throws {
    let corpus = try Corpus.files(for: reader)
    #expect(!corpus.isEmpty)
    for file in corpus { reader.read(file) }
    let number = FuzzReader.allCases.firstIndex(of: reader) ?? 0
    var generator = SeededGenerator(seed: UInt64(number))
    for _ in 0..<Self.runs {
      var bytes = corpus.randomElement(using: &generator) ?? []
      for _ in 0..<(1 + generator.number(below: 5)) {
        Self.mutate(&bytes, corpus, &generator)
      }
      reader.read(bytes)
    }
  }

  private static let pieces = [
    "\"", "'", "{", "}", "[", "]", "(", ")", "<", ">", "=", ",", ";", ":", "\n", "\r\n", "\\",
    "\\u",
    "\0", "\t", "#", "@", "://", "..", "/", "!=", "~=", "===", "&#x", "<!--", "-->", "<a ",
    "\"\"\"",
    "\u{FEFF}", "\u{202E}", "é", "- ", "&a", "*a", "---", "null", "[[a]]", "99999999999999999999",
    "-r file", "--hash=", "${X}", "''", "${", "Package: ", "Requires-Dist: ", "; extra == 'x'",
  ]

  private static func mutate(
    _ bytes: inout [UInt8], _ corpus: [[UInt8]], _ generator: inout SeededGenerator
  ) {
    let place = generator.number(below: bytes.count + 1)
    let end = min(bytes.count, place + generator.number(below: 40))
    switch generator.number(below: 7) {
    case 0: bytes.removeSubrange(place..<end)
    case 1: bytes.removeSubrange(place...)
    case 2: bytes.insert(UInt8(generator.number(below: 256)), at: place)
    case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4:
      let other = corpus.randomElement(using: &generator) ?? []
      bytes.insert(contentsOf: other.prefix(generator.number(below: 100)), at: place)
    case 5 where place < bytes.count: bytes[place] ^= 1 << UInt8(generator.number(below: 8))
    default:
      let piece = pieces.randomElement(using: &generator) ?? ""
      bytes.insert(contentsOf: piece.utf8, at: place)
    }
  }
}

/// What the changes begin with: the reader's directory in `Fixtures/Fuzz`, and fixtures of other tests.
enum Corpus {
  private static let root =
    #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" } + "/Fixtures"

  static func files(for reader: FuzzReader) throws -> [[UInt8]] {
    var paths = try below("Fuzz/\(reader.rawValue)", nil)
    try #require(!paths.isEmpty)
    switch reader {
    case .nix: paths += try below("Overlays", "nix")
    case .jsonPage: paths += try below("EndToEnd/recording", "json")
    case .toml: paths += try below("Requests", "toml") + below("Requests", "lock")
    case .project, .lockFile, .requirementsFile, .environment, .pipfile, .script, .renvLock:
      paths += try below("Requests", nil)
    case .zipDirectory, .archive:
      paths += try below("Archives", nil) + below("EndToEnd/recording", nil)
    case .metadata: paths += try below("EndToEnd/recording", "metadata")
    case .description: paths += try below("Requests/description", nil)
    default: break
    }
    return try paths.map { try Files.read($0) }.filter { $0.count < 1 << 16 }
  }

  private static func below(_ folder: String, _ ending: String?) throws -> [String] {
    let path = folder.hasPrefix("/") ? folder : "\(root)/\(folder)"
    return try Files.names(in: path).flatMap { name throws -> [String] in
      let inner = "\(path)/\(name)"
      if Files.isDirectory(inner) { return try below(inner, ending) }
      return ending.map { name.hasSuffix(".\($0)") } ?? true ? [inner] : []
    }
  }
}
