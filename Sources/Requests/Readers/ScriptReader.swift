import PackageMetadata
import TOML
import Versions

/// The reader of scripts that state their requirements (PEP 723).
enum ScriptReader {
  static func read(_ bytes: [UInt8], path: String) throws(RequestProblem) -> RequestSet {
    let text = RequirementsReader.decoded(bytes)
    guard let block = try block(in: text, path: path) else {
      throw RequestProblem(Place(path), .missingKey("# /// script"))
    }
    let root: TOMLTable
    do throws(TOMLTable.Failure) {
      root = try TOMLTable.parse(Array(block.content.utf8))
    } catch {
      throw RequestProblem(
        Place(path, line: block.line + error.line, column: error.column + 2),
        .syntax(format: "TOML", reason: error.reason))
    }
    var set = RequestSet(path: path, kind: .pythonScript)
    let uv = root.table("tool")?.table("uv")
    ProjectReader.readIndexes(uv: uv, poetry: nil, pdm: nil, into: &set)
    var sources = ProjectSources(indexes: set.indexes)
    sources.readUV(uv)
    ProjectReader.readPython(root.string("requires-python"), key: "requires-python", into: &set)
    ProjectReader.add(
      root.strings("dependencies"), key: "dependencies", scope: .main, sources: sources, into: &set)
    return set
  }

  /// The TOML of the block, with the line of its first mark; nil if there is none.
  private static func block(
    in text: String, path: String
  ) throws(RequestProblem) -> (content: String, line: Int)? {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var found: (content: String, line: Int)?
    var index = 0
    while index < lines.count {
      guard lines[index] == "# /// script" else {
        index += 1
        continue
      }
      var end = index + 1
      var last: Int?
      while end < lines.count, lines[end] == "#" || lines[end].hasPrefix("# ") {
        // The last mark in a row of comment lines closes the block.
        if lines[end] == "# ///" { last = end }
        end += 1
      }
      guard let last else {
        index += 1
        continue
      }
      guard found == nil else {
        throw RequestProblem(
          Place(path, line: index + 1),
          .syntax(format: "script", reason: "it has two blocks of requirements"))
      }
      let content = lines[(index + 1)..<last].map { $0.dropFirst($0.count > 1 ? 2 : 1) }
        .joined(separator: "\n")
      found = (content, index + 1)
      index = last + 1
    }
    return found
  }
}
