/// An import statement anywhere in a file, in functions too, with what makes it less than certain.
///
/// ```python
/// import os.path, numpy as np      # os.path, numpy
/// def plot():
///     from google.cloud import storage   # google.cloud with the name storage
/// try:
///     import ujson                 # guarded
/// except ImportError:
///     import json                  # guarded
/// ```
package struct ImportMention: Hashable, Sendable {
  /// How many dots come before the name.
  package let level: Int
  /// The dotted name; empty for `from . import x`.
  package let module: String
  /// What is taken from the module.
  package let names: [String]
  /// The line, from 1.
  package let line: Int
  /// Whether the file goes on without it: it is in a `try` that catches a failed import, in its
  /// handler, or under a condition on types, the version or the system.
  package internal(set) var isGuarded: Bool

  /// The most that are kept of one file.
  private static let limit = 20_000

  /// All import statements of a file, in time linear in its length; anything can be read.
  package static func all(in bytes: [UInt8]) -> [ImportMention] {
    let text = PythonText(bytes)
    var lexer = PythonLexer(text)
    var reader = Reader(text: text)
    while let line = lexer.next(), reader.mentions.count < limit { reader.read(line) }
    return reader.mentions
  }

  private struct Reader {
    let text: PythonText
    var mentions: [ImportMention] = []
    private var blocks: [Block] = []

    /// A block that decides over imports in it.
    private struct Block {
      let indentation: Int
      let kind: Kind
      /// Where in `mentions` its own begin.
      let start: Int

      enum Kind {
        case attempt, handler, condition
      }
    }

    init(text: PythonText) { self.text = text }

    mutating func read(_ line: PythonLexer.Line) {
      var tokens = line.tokens
      guard let first = tokens.first else { return }
      // An `except` belongs to the `try` of its own indentation.
      while let block = blocks.last, block.indentation >= line.indentation {
        if block.indentation == line.indentation, block.kind == .attempt, text.is(first, "except") {
          blocks.removeLast()
          let catches = catchesImport(tokens)
          if catches {
            for index in block.start..<mentions.count { mentions[index].isGuarded = true }
          }
          // Later handlers of the same `try` are looked at as well.
          blocks.append(block)
          if catches {
            blocks.append(
              Block(
                indentation: line.indentation + 1, kind: .handler, start: mentions.count))
          }
          break
        }
        blocks.removeLast()
      }
      if text.is(first, "try") {
        blocks.append(
          Block(indentation: line.indentation, kind: .attempt, start: mentions.count))
      } else if text.is(first, "if") || text.is(first, "elif"), isOnSurroundings(tokens) {
        blocks.append(
          Block(indentation: line.indentation, kind: .condition, start: mentions.count))
      }
      // Statements are parted by semicolons, and may follow a colon on its line.
      while let token = tokens.first {
        if text.is(token, "import") || text.is(token, "from") {
          statement(&tokens, line: line.number)
        }
        guard
          let end = tokens.firstIndex(where: { text.is($0, ";") || text.is($0, ":") })
        else { return }
        tokens = tokens[(end + 1)...]
      }
    }

    private var isGuarded: Bool { blocks.contains { $0.kind != .attempt } }

    private func catchesImport(_ tokens: ArraySlice<PythonToken>) -> Bool {
      let head = tokens.dropFirst().prefix { !text.is($0, ":") }
      return head.isEmpty
        || head.contains {
          text.is($0, "ImportError") || text.is($0, "ModuleNotFoundError")
            || text.is($0, "Exception") || text.is($0, "BaseException")
        }
    }

    /// Whether a condition asks for types, the version of Python or the system.
    private func isOnSurroundings(_ tokens: ArraySlice<PythonToken>) -> Bool {
      tokens.contains {
        text.is($0, "TYPE_CHECKING") || text.is($0, "version_info") || text.is($0, "platform")
          || text.is($0, "PY2") || text.is($0, "PY3") || text.is($0, "MYPY")
      }
    }

    private mutating func statement(_ tokens: inout ArraySlice<PythonToken>, line: Int) {
      let isFrom = tokens.first.map { text.is($0, "from") } ?? false
      tokens = tokens.dropFirst()
      var level = 0
      while let token = tokens.first, token.kind == .symbol,
        text.text(token).allSatisfy({ $0 == "." })
      {
        level += token.end - token.start
        tokens = tokens.dropFirst()
      }
      guard isFrom else {
        repeat {
          guard let module = dotted(&tokens) else { return }
          mentions.append(
            ImportMention(
              level: 0, module: module, names: [], line: line, isGuarded: isGuarded))
          skipAlias(&tokens)
        } while take(",", &tokens)
        return
      }
      let module = dotted(&tokens) ?? ""
      guard let word = tokens.first, text.is(word, "import"), level > 0 || !module.isEmpty else {
        return
      }
      tokens = tokens.dropFirst()
      _ = take("(", &tokens)
      var names: [String] = []
      while let name = tokens.first, name.kind == .name {
        names.append(text.text(name))
        tokens = tokens.dropFirst()
        skipAlias(&tokens)
        guard take(",", &tokens) else { break }
      }
      mentions.append(
        ImportMention(level: level, module: module, names: names, line: line, isGuarded: isGuarded))
    }

    private func dotted(_ tokens: inout ArraySlice<PythonToken>) -> String? {
      var parts: [String] = []
      while let token = tokens.first, token.kind == .name, !text.is(token, "import") {
        parts.append(text.text(token))
        tokens = tokens.dropFirst()
        guard take(".", &tokens) else { break }
      }
      return parts.isEmpty ? nil : parts.joined(separator: ".")
    }

    private func skipAlias(_ tokens: inout ArraySlice<PythonToken>) {
      if let word = tokens.first, text.is(word, "as") { tokens = tokens.dropFirst(2) }
    }

    private func take(_ symbol: StaticString, _ tokens: inout ArraySlice<PythonToken>) -> Bool {
      guard let token = tokens.first, text.is(token, symbol) else { return false }
      tokens = tokens.dropFirst()
      return true
    }
  }
}
