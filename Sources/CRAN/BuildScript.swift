import Basics

/// A shell, autoconf or make script of a package, read for what it links to and calls.
///
/// Nothing is executed or expanded but plain variables: what is hidden behind a computation is not
/// found.
struct BuildScript {
  /// The place of a script, which decides what in it counts.
  enum Kind {
    /// `configure`, `configure.ac`: a shell script in which only some lines are about linking.
    case configure
    /// `src/Makevars`, `src/Makefile`.
    case makevars
    /// Another script that those may call.
    case other
  }

  /// Hints as `BuildMetadata` has them.
  private(set) var hints: Set<String> = []
  /// Names of libraries that the package builds itself.
  private(set) var ownLibraries: Set<String> = []
  /// Names of libraries that it tries to link to, which so are the system's where it has them.
  private(set) var testedLibraries: Set<String> = []
  /// Whether it fetches something from the network.
  private(set) var downloads = false

  private let kind: Kind
  /// Whether autoconf made the script, so that much in it is not its author's.
  private let isGenerated: Bool
  private var variables: [String: [String]] = [:]

  private static let tools: Set<String> = [
    "autoconf", "automake", "autoreconf", "bison", "cargo", "cmake", "flex", "h5cc", "javac",
    "libtool", "mariadb_config", "meson", "msgfmt", "mysql_config", "ninja", "odbc_config",
    "patchelf", "perl", "pg_config", "protoc", "python3", "rustc", "swig", "unzip",
  ]

  /// What every script that autoconf makes mentions.
  private static let autoconfsOwn: Set<String> = [
    "autoconf", "automake", "autoreconf", "libtool", "perl", "unzip", "which",
  ]

  /// Reads the script `text`.
  init(_ text: [UInt8], kind: Kind) {
    self.kind = kind
    isGenerated = kind == .configure && Self.isMadeByAutoconf(text)
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let words = ScriptWords(line: line, isMakevars: kind == .makevars)
      if !words.isIgnored { read(words) }
    }
    // Whoever tries so many asks what a static library needs in turn, which a shared one brings.
    let guesses = hints.filter { $0.hasPrefix("lib?:") }
    if guesses.count > Self.guessLimit { hints.subtract(guesses) }
  }

  /// How many libraries a script may try before none of them counts.
  private static let guessLimit = 12

  private mutating func read(_ line: ScriptWords) {
    let words = line.words
    if let name = line.assigned {
      // What a variable is made longer by comes to what it was.
      let old = variables[name] ?? []
      let values = words.dropFirst().filter { !$0.isEmpty }.flatMap { $0 == name ? old : [$0] }
      variables[name] = Array(values.prefix(Self.callLimit))
    }
    // In a loop a variable has each of the words in turn.
    if words.count > 3, words[0] == "for", words[2] == "in" {
      variables[words[1]] = Array(words[3...].prefix { !$0.isEmpty })
    }
    if Self.fetches(words) { downloads = true }
    if !isGenerated, !line.isMessage, words.contains(where: Self.namesHome) {
      hints.insert("home:build")
    }
    guard kind != .other else { return }
    let links = kind == .makevars || line.isAboutLinking
    for (place, word) in words.enumerated() where !word.isEmpty {
      let rest = words[(place + 1)...].prefix(Self.callLimit)
      if links, word.hasPrefix("-l") { addLibrary(word.dropFirst(2)) }
      noteOwnLibrary(word)
      let program = Self.lastComponent(word)
      switch program {
      case "pkg-config", "PKG_CONFIG", "PKGCONFIG", "PKGCONF":
        guard !line.isMessage else { break }
        hints.insert("tool:pkg-config")
        let call = rest.prefix { !$0.isEmpty }
        // Without an option it is talked of, not called.
        if call.contains(where: { $0.hasPrefix("--") }) { addModules(call) }
      case "PKG_CHECK_MODULES", "PKG_CHECK_EXISTS":
        hints.insert("tool:pkg-config")
        let arguments = rest.split(separator: "", omittingEmptySubsequences: true)
        let index = program == "PKG_CHECK_EXISTS" ? 0 : 1
        if index < arguments.count { addModules(arguments[index]) }
      case "AC_CHECK_LIB":
        if let name = rest.first { addTested(name) }
      case "AC_SEARCH_LIBS":
        let arguments = rest.split(separator: "", omittingEmptySubsequences: true)
        if arguments.count > 1 { for name in arguments[1] { addTested(name) } }
      case "--ldflags":
        // What R itself was linked with, as a program that embeds it is.
        if place > 1, words[place - 2] == "CMD", words[place - 1] == "config" {
          hints.insert("ldflags-of-r")
        }
      case "which":
        let isCalled = place == 0 || words[place - 1].isEmpty || words[place - 1] == "if"
        if isCalled, !rest.isEmpty, !line.isMessage, !isGenerated { hints.insert("tool:which") }
      case "JAVA_HOME", "JAVA_LIBS", "JAVA_CPPFLAGS", "JAVA_CFLAGS":
        // `R CMD config` tells what Java R was built with, if any.
        if place == 0 || words[place - 1] != "config" { hints.insert("java") }
      default:
        guard !line.isMessage, !isGenerated || !Self.autoconfsOwn.contains(program) else { break }
        let isConfig = program.hasSuffix("-config") && !program.hasPrefix("-")
        if Self.tools.contains(program) || isConfig && RPackageName.isPlain(program) {
          hints.insert("tool:\(program)")
        }
      }
    }
  }

  static func isMadeByAutoconf(_ text: [UInt8]) -> Bool {
    String(decoding: text.prefix(1000), as: UTF8.self).contains("Generated by GNU Autoconf")
  }

  private mutating func addTested(_ name: String) {
    testedLibraries.insert(name)
    addLibrary(name[...])
  }

  private mutating func addLibrary(_ name: Substring) {
    guard name.utf8.count > 1 || name == "z" || name == "m" || name == "R" else { return }
    guard let first = name.utf8.first, first >= 0x41, RPackageName.isPlain(name) else { return }
    // What configure names may be one of several that it tries.
    hints.insert(kind == .makevars ? "lib:\(name)" : "lib?:\(name)")
  }

  /// Notes a static library that is named by its file, which so is not the system's.
  private mutating func noteOwnLibrary(_ word: String) {
    let word = word.hasSuffix(":") ? word.dropLast() : word[...]
    guard word.hasSuffix(".a") else { return }
    let name = Self.lastComponent(String(word))
    if name.hasPrefix("lib") { ownLibraries.insert(String(name.dropFirst(3).dropLast(2))) }
  }

  /// Takes the words after a call of pkg-config: options, modules, and versions after operators.
  private mutating func addModules(_ words: ArraySlice<String>) {
    var isVersion = false
    for word in words {
      if isVersion || word.hasPrefix("-") {
        // The argument of such an option is not a module.
        isVersion = !isVersion && Self.optionsWithValue.contains(word)
        continue
      }
      if word == ScriptWords.comparison {
        isVersion = true
        continue
      }
      // A list may be put together from other variables.
      for name in (variables[word] ?? [word]).flatMap({ variables[$0] ?? [$0] }) {
        let isConstant = name.utf8.allSatisfy { $0 < 0x61 || $0 > 0x7A }
        guard let first = name.utf8.first, !isConstant, RPackageName.isPlain(name),
          first >= 0x61 || first >= 0x41 && first <= 0x5A, name != "pkg-config"
        else { continue }
        hints.insert("pkg-config:\(name)")
      }
    }
  }

  /// The options of pkg-config whose value is the next word; `=` parts words too.
  private static let optionsWithValue: Set<String> = [
    "--variable", "--define-variable", "--atleast-version", "--exact-version", "--max-version",
    "--atleast-pkgconfig-version", "--with-path",
  ]

  /// How many words of a call are looked at: lines of an archive may be of any length.
  private static let callLimit = 256

  /// Whether the words call a program that gets files from the network.
  private static func fetches(_ words: [String]) -> Bool {
    if words.contains("download.file") { return true }
    let hasAddress = words.contains { $0.hasPrefix("http") || $0.hasPrefix("ftp:") }
    let namesAddress = hasAddress || words.contains("URL") || words.contains("url")
    for (place, word) in words.enumerated() {
      switch lastComponent(word) {
      case "wget", "curl":
        if place == 0 || words[place - 1].isEmpty || hasAddress,
          namesAddress,
          words[(place + 1)...].prefix(callLimit).contains(where: {
            $0.hasPrefix("-") || $0.hasPrefix("http")
          })
        {
          return true
        }
      case "git":
        if place + 1 < words.count, words[place + 1] == "clone" { return true }
      default: break
      }
    }
    return false
  }

  /// Whether the word is the user's home directory, or a path below it.
  private static func namesHome(_ word: String) -> Bool {
    word == "HOME" || word.hasPrefix("HOME/") || word.hasPrefix("~/")
  }

  private static func lastComponent(_ word: String) -> String {
    guard let slash = word.utf8.lastIndex(of: UInt8(ascii: "/")) else { return word }
    return String(word[word.utf8.index(after: slash)...])
  }
}

extension RPackageName {
  /// Whether a byte may stand in the name of a file that a command names without quotes.
  static func isOfFileName(_ byte: UInt8) -> Bool {
    ASCII.isAlphanumeric(byte) || "-_.+".utf8.contains(byte)
  }

  /// Whether `text` has only what names of libraries and modules have.
  static func isPlain(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.count < 64
      && text.utf8.allSatisfy { ASCII.isAlphanumeric($0) || "-_.+".utf8.contains($0) }
  }
}
