import FoundationEssentials
import Testing

/// A table of recorded cases: rows of columns with tabs between, after a line that says what they
/// are.
struct Table: Sendable {
  let rows: [[String]]

  /// The table of a file in the project's Fixtures.
  init(_ path: String) throws {
    var root = String(#filePath).split(separator: "/", omittingEmptySubsequences: false)
    root.removeLast(3)
    let file = root.joined(separator: "/") + "/Fixtures/" + path
    let text = try String(contentsOfFile: file, encoding: .utf8)
    rows = text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    try #require(rows.count > 100)
  }
}
