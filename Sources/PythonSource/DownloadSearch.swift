import Basics

/// Whether a setup.py downloads whenever it builds, read without running it.
///
/// What stands below a condition is left to whoever sets what that asks for, but for one that asks whether a
/// file is there: it is not.
///
/// ```python
/// class build_ext(_build_ext):
///     def run(self):
///         if self.static: self.prepare()      # not taken
///         self.fetch()                        # downloads
///     def fetch(self): urlretrieve(…)
/// ```
package struct DownloadSearch {
  private static let calls: Set<String> = ["urlopen", "urlretrieve"]
  /// Methods that setuptools calls.
  private static let commands: Set<String> = [
    "run", "build_extension", "build_extensions", "build_libraries", "initialize_options",
    "finalize_options",
  ]
  private static let absences: Set<String> = [
    "exists", "isfile", "isdir", "is_file", "is_dir", "glob",
  ]

  private let text: PythonText
  /// What a function calls whenever it runs, by its name; nil is the script's own level.
  private var called: [String?: Set<String>] = [:]

  /// Whether a script does so; where it gives setuptools no commands of its own, what its functions do counts
  /// only if it calls them.
  package static func downloads(_ script: [UInt8], hasCommands: Bool) -> Bool {
    guard calls.union(["requests", "wget"]).contains(where: { mentions($0, script) }) else {
      return false
    }
    let text = PythonText(script)
    var search = DownloadSearch(text: text)
    search.read(SetupBlock.nodes(of: text), of: nil)
    return search.reachesDownload(from: hasCommands ? commands : [])
  }

  /// Programs that fetch what a build in JavaScript needs.
  private static let fetchers: Set<Substring> = ["bun", "npm", "npx", "pnpm", "yarn"]

  /// The first of the programs that download which a script mentions outside of its comments.
  package static func fetcher(in script: [UInt8]) -> String? {
    let text = PythonText(script)
    var lexer = PythonLexer(text)
    while let line = lexer.next() {
      for token in line.tokens where token.kind == .string || token.kind == .name {
        let words = text.text(token).split { !$0.isLetter && $0 != "_" && $0 != "-" }
        if let word = words.first(where: fetchers.contains) { return String(word) }
      }
    }
    return nil
  }

  private static func mentions(_ word: String, _ script: [UInt8]) -> Bool {
    var word = word
    return word.withUTF8 { ByteSearch.range(of: $0, in: script[...]) } != nil
  }

  private init(text: PythonText) { self.text = text }

  private mutating func read(_ nodes: [SetupBlock.Node], of function: String?) {
    // Whether the condition before asks for a file: what stands below its `else` runs without one.
    var asksForFile = false
    for node in nodes {
      guard let first = node.tokens.first else { continue }
      let word = first.kind == .name ? text.text(first) : ""
      if word != "elif", word != "else" { asksForFile = false }
      switch word {
      case "def" where node.tokens.count > 1:
        let name = text.text(node.tokens[1])
        take(node.tokens.dropFirst(2), of: name)
        read(node.body, of: name)
      case "class": read(node.body, of: function)
      case "if", "elif":
        let isAbsence = node.tokens.contains {
          $0.kind == .name && Self.absences.contains(text.text($0))
        }
        asksForFile = asksForFile || isAbsence
        if isAbsence {
          take(node.tokens[...], of: function)
          read(node.body, of: function)
        } else {
          readFunctions(node.body)
        }
      case "else" where asksForFile: read(node.body, of: function)
      case "else", "except": readFunctions(node.body)
      // What a script tries of itself, it may do without.
      case "try" where function == nil: readFunctions(node.body)
      default:
        take(node.tokens[...], of: function)
        read(node.body, of: function)
      }
    }
  }

  /// Reads the functions that stand below what may not run.
  private mutating func readFunctions(_ nodes: [SetupBlock.Node]) {
    for node in nodes {
      guard let first = node.tokens.first else { continue }
      if text.is(first, "def") || text.is(first, "class") {
        read([node], of: nil)
      } else {
        readFunctions(node.body)
      }
    }
  }

  private mutating func take(_ tokens: ArraySlice<PythonToken>, of function: String?) {
    for index in tokens.indices.dropLast()
    where tokens[index].kind == .name && text.is(tokens[index + 1], "(") {
      var name = text.text(tokens[index])
      // `requests.get(`, `wget.download(`
      if index > tokens.startIndex + 1, text.is(tokens[index - 1], ".") {
        let owner = text.text(tokens[index - 2])
        if owner == "requests" && name == "get" || owner == "wget" && name == "download" {
          name = "urlopen"
        }
      }
      called[function, default: []].insert(name)
    }
  }

  private func reachesDownload(from commands: Set<String>) -> Bool {
    var waiting: [String?] = [nil] + commands.sorted().map(Optional.some)
    var seen = Set(waiting)
    while let function = waiting.popLast() {
      for name in called[function] ?? [] {
        if Self.calls.contains(name) { return true }
        if called[name] != nil, seen.insert(name).inserted { waiting.append(name) }
      }
    }
    return false
  }
}
