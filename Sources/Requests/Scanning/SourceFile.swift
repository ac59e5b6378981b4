import Basics
import FoundationEssentials

/// A file of code, taken apart by language.
struct SourceFile {
  enum Language: Hashable {
    case python, r
  }

  /// A piece of code with the line that it begins on, from 1.
  struct Piece {
    let language: Language
    let bytes: [UInt8]
    let line: Int
  }

  let path: String
  let pieces: [Piece]
  /// Languages of pieces that are not scanned.
  let others: Set<String>

  /// The endings of files that are scanned.
  static let endings = [".py", ".pyw", ".ipynb", ".r", ".rmd", ".qmd"]

  init(path: String, bytes: [UInt8]) {
    self.path = path
    let name = path.lowercased()
    if name.hasSuffix(".ipynb") {
      (pieces, others) = Self.notebook(bytes)
    } else if name.hasSuffix(".rmd") || name.hasSuffix(".qmd") {
      (pieces, others) = Self.chunks(bytes)
    } else {
      let language: Language = name.hasSuffix(".r") ? .r : .python
      (pieces, others) = ([Piece(language: language, bytes: bytes, line: 1)], [])
    }
  }

  // MARK: - Notebooks

  private struct Notebook: Decodable {
    struct Metadata: Decodable {
      struct Kernel: Decodable {
        let language: String?
        let name: String?
      }
      struct Language: Decodable {
        let name: String?
      }
      let kernelspec: Kernel?
      let languageInfo: Language?

      enum CodingKeys: String, CodingKey {
        case kernelspec
        case languageInfo = "language_info"
      }
    }
    struct Source: Decodable {
      let text: String

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let lines = try? container.decode([String].self) {
          text = lines.joined()
        } else {
          text = try container.decode(String.self)
        }
      }
    }
    struct Cell: Decodable {
      let kind: String?
      let source: Source?

      enum CodingKeys: String, CodingKey {
        case kind = "cell_type"
        case source
      }
    }
    struct Worksheet: Decodable {
      let cells: [Cell]?
    }
    let metadata: Metadata?
    let cells: [Cell]?
    /// Notebooks of format 3.
    let worksheets: [Worksheet]?
  }

  private static func notebook(_ bytes: [UInt8]) -> ([Piece], Set<String>) {
    guard JSONCheck.firstFault(in: bytes) == nil,
      let notebook = try? JSONDecoder().decode(Notebook.self, from: Data(bytes))
    else { return ([], []) }
    let name =
      notebook.metadata?.languageInfo?.name ?? notebook.metadata?.kernelspec?.language ?? "python"
    guard let language = language(name) else { return ([], [name]) }
    let cells = notebook.cells ?? (notebook.worksheets ?? []).flatMap { $0.cells ?? [] }
    var pieces: [Piece] = []
    var others: Set<String> = []
    for (index, cell) in cells.enumerated() where cell.kind == "code" {
      guard let text = cell.source?.text else { continue }
      var own = language
      if text.hasPrefix("%%") {
        let magic = text.dropFirst(2).prefix { !$0.isWhitespace }
        switch magic {
        case "R": own = .r
        case "time", "timeit", "capture", "prun", "python", "python3": break
        default:
          others.insert(String(magic))
          continue
        }
      }
      // Lines for the shell and for IPython mean nothing to Python.
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        .map { line in
          let start = line.first { $0 != " " && $0 != "\t" }
          return start == "%" || start == "!" || start == "?" ? "" : line
        }
      pieces.append(
        Piece(
          language: own, bytes: Array(lines.joined(separator: "\n").utf8), line: index + 1))
    }
    return (pieces, others)
  }

  private static func language(_ name: some StringProtocol) -> Language? {
    switch name.lowercased() {
    case "python", "python3", "ipython", "py": .python
    case "r", "ir": .r
    default: nil
    }
  }

  // MARK: - Markdown

  /// The chunks of R Markdown and Quarto: from "```{r name, …}" to "```".
  private static func chunks(_ bytes: [UInt8]) -> ([Piece], Set<String>) {
    var pieces: [Piece] = []
    var others: Set<String> = []
    var open: (fence: Int, language: Language?, line: Int)?
    var content: [UInt8] = []
    var prose: [UInt8] = []
    var number = 0
    for line in bytes.split(separator: 0x0a, omittingEmptySubsequences: false) {
      number += 1
      let text = ASCII.trimmed(String(decoding: line, as: UTF8.self))
      let fence = text.prefix { $0 == "`" }.count
      if let chunk = open {
        if fence >= chunk.fence, text.count == fence {
          if let language = chunk.language {
            pieces.append(Piece(language: language, bytes: content, line: chunk.line))
          }
          open = nil
          content = []
        } else {
          content += Array(line) + [0x0a]
        }
        continue
      }
      let head = text.dropFirst(fence)
      if fence >= 3, head.first == "{" {
        let name = head.dropFirst().prefix { $0.isLetter || $0.isNumber }
        let language = language(name)
        if language == nil, !name.isEmpty { others.insert(String(name)) }
        open = (fence, language, number + 1)
      } else if fence >= 3 {
        open = (fence, nil, number + 1)
      } else {
        prose += Array(line) + [0x0a]
      }
    }
    if let chunk = open, let language = chunk.language {
      pieces.append(Piece(language: language, bytes: content, line: chunk.line))
    }
    // Code within a line: `r pkg::f(x)`.
    for part in prose.split(separator: UInt8(ascii: "`")) where part.starts(with: Array("r ".utf8))
    {
      pieces.append(Piece(language: .r, bytes: Array(part.dropFirst(2)), line: 1))
    }
    return (pieces, others)
  }
}
