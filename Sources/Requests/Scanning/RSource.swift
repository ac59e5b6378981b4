import Basics
import CRAN

/// R code as far as it tells which packages it uses; nothing of it is run.
///
///     library(dplyr)            dplyr
///     requireNamespace("sf")    sf
///     ggplot2::aes(x)           ggplot2
enum RSource {
  /// A package that is used, with its line from 1.
  struct Use: Hashable {
    let name: String
    let line: Int
  }

  private static let loaders: Set<String> = [
    "library", "require", "requireNamespace", "loadNamespace", "attachNamespace",
    "p_load", "use",
  ]

  /// The packages that code uses, in order, in time linear in its length.
  static func uses(in bytes: some Collection<UInt8>) -> [Use] {
    var scan = Scan(bytes: Array(bytes))
    return scan.run()
  }

  private struct Scan {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    var found: [Use] = []
    /// The last word, and whether only blanks have come since.
    var word: String?
    /// The call whose first argument is awaited.
    var call: String?

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() -> [Use] {
      while position < bytes.count {
        let byte = bytes[position]
        switch byte {
        case 0x0a:
          line += 1
          position += 1
        case 0x20, 0x09, 0x0d: position += 1
        case UInt8(ascii: "#"):
          while position < bytes.count, bytes[position] != 0x0a { position += 1 }
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
          let text = string(byte)
          if byte == UInt8(ascii: "`") { word = text } else { argument(text) }
        case _ where isNameStart(byte): name()
        case UInt8(ascii: ":")
        where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: ":"):
          if let word { add(word) }
          word = nil
          call = nil
          position += 2
          while position < bytes.count, bytes[position] == UInt8(ascii: ":") { position += 1 }
        case UInt8(ascii: "("):
          call = word.flatMap { RSource.loaders.contains($0) ? $0 : nil }
          word = nil
          position += 1
        case UInt8(ascii: ")"), UInt8(ascii: ","):
          // `library(dplyr)`: the argument is a bare name.
          if let call, let word, call != "loadNamespace", call != "requireNamespace" { add(word) }
          if byte == UInt8(ascii: ")") || call != "p_load" { call = nil }
          word = nil
          position += 1
        case UInt8(ascii: "="):
          // `library(package = dplyr)` names its argument; `p_load(char = x)` none.
          if word != "package" { call = nil }
          word = nil
          position += 1
        default:
          word = nil
          call = nil
          position += 1
        }
      }
      return found
    }

    private func isNameStart(_ byte: UInt8) -> Bool {
      ASCII.isLetter(byte) || byte == UInt8(ascii: ".") || byte >= 0x80
    }

    private mutating func name() {
      let start = position
      while position < bytes.count,
        isNameStart(bytes[position]) || ASCII.isDigit(bytes[position])
          || bytes[position] == UInt8(ascii: "_")
      {
        position += 1
      }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      // A raw string: r"(…)", R"---[…]---".
      if text == "r" || text == "R", position < bytes.count,
        bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'")
      {
        argument(rawString())
        return
      }
      word = text
    }

    private mutating func argument(_ text: String) {
      if call != nil { add(text) }
      if call != "p_load" { call = nil }
      word = nil
    }

    private mutating func string(_ quote: UInt8) -> String {
      position += 1
      var text: [UInt8] = []
      while position < bytes.count, bytes[position] != quote {
        if bytes[position] == UInt8(ascii: "\\"), quote != UInt8(ascii: "`") { position += 1 }
        guard position < bytes.count else { break }
        if bytes[position] == 0x0a { line += 1 }
        text.append(bytes[position])
        position += 1
      }
      position += 1
      return String(decoding: text, as: UTF8.self)
    }

    private mutating func rawString() -> String {
      let quote = bytes[position]
      var index = position + 1
      var dashes = 0
      while index < bytes.count, bytes[index] == UInt8(ascii: "-") {
        dashes += 1
        index += 1
      }
      let pairs: [UInt8: UInt8] = [0x28: 0x29, 0x5b: 0x5d, 0x7b: 0x7d]
      guard index < bytes.count, let close = pairs[bytes[index]] else { return string(quote) }
      let end = [close] + Array(repeating: UInt8(ascii: "-"), count: dashes) + [quote]
      let start = index + 1
      index = start
      while index < bytes.count {
        if bytes[index] == 0x0a { line += 1 }
        if bytes[index] == close, bytes[index...].starts(with: end) {
          position = index + end.count
          return String(decoding: bytes[start..<index], as: UTF8.self)
        }
        index += 1
      }
      position = bytes.count
      return ""
    }

    private mutating func add(_ name: String) {
      guard RPackageName.isValid(name), !RPackageName.base.contains(name) else { return }
      found.append(Use(name: name, line: line))
    }
  }
}
