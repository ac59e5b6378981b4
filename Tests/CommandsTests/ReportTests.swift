import FoundationEssentials
import TestSupport
import Testing

@testable import Commands
@testable import Operations

/// Reports as text, coloured and not, and as JSON: what is in `Fixtures/Commands`.
///
/// With `NIXGRAFT_REGENERATE` set, the files are written instead.
@Suite struct ReportTests {
  private static let style = Style(isColored: false)

  private static var reports: [(name: String, lines: [Line], document: any Encodable)] {
    [
      (
        "error", ErrorText(error: Sample.failure, style: style, wording: Wording()).lines,
        ErrorDocument(Sample.failure, in: Wording())
      ),
      (
        "cache",
        {
          let text = CacheText(preparation: Sample.preparation, style: style, isVerbose: false)
          return text.before + text.after
        }(),
        CacheDocument(Sample.preparation, isSent: true, in: Wording())
      ),
      (
        "check",
        CheckText(report: Sample.check, style: style, wording: Wording(), isVerbose: false).lines,
        CheckDocument(Sample.check, in: Wording())
      ),
      (
        "refresh",
        RefreshText(
          report: Sample.refresh, options: Refresh.Options(), style: style, isQuiet: false,
          isVerbose: false
        ).lines,
        Sample.refresh.entries.map { RefreshDocument($0) }
      ),
    ]
  }

  private static func json(_ document: any Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(document), as: UTF8.self)
  }

  @Test(arguments: ["error", "cache", "check", "refresh"])
  func golden(name: String) throws {
    let report = try #require(Self.reports.first { $0.name == name })
    let text = report.lines.map { $0.text + "\n" }.joined()
    let found = text + (try Self.json(report.document)) + "\n"
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }
    let path = "\(root)/Fixtures/Commands/\(name).txt"
    if getenv("NIXGRAFT_REGENERATE") != nil {
      _ = FileManager.default.createFile(atPath: path, contents: Data(found.utf8))
    }
    let kept = try #require(FileManager.default.contents(atPath: path))
    #expect(found == String(decoding: kept, as: UTF8.self))
  }

  @Test("without colour no line has a control character, whatever an index or a log says")
  func isInert() {
    for report in Self.reports {
      for scalar in report.lines.map(\.text).joined().unicodeScalars {
        #expect(scalar.value >= 0x20 && scalar.value != 0x202E, "\(report.name)")
      }
    }
  }

  @Test("what is interpolated into a line is escaped, and what is coloured or literal is not")
  func escapes() {
    let hostile = "a\u{1B}[2J\u{202E}"
    let style = Style(isColored: true)
    let line: Line = "> \(hostile) \(style.added("\(hostile)")) \(7)"
    #expect(line.text == "> a\\u{1b}[2J\\u{202e} \u{1B}[32ma\\u{1b}[2J\\u{202e}\u{1B}[0m 7")
    #expect([line, line].joined(separator: "\n").text == line.text + "\n" + line.text)
  }
}
