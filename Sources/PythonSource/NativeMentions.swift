/// What a setup.py, or a script that makes an extension, says of programs and C libraries that the build
/// needs, read without running it.
///
/// ```python
/// Extension("x", ["x.c"], libraries=["z"], extra_link_args=["-lssl"])   # lib:z, lib:ssl
/// pkgconfig.parse("libxml-2.0")                                        # pkg-config:libxml-2.0
/// subprocess.check_output(["pg_config", "--libdir"])                   # tool:pg_config
/// ```
package struct NativeMentions: Hashable, Sendable {
  /// Hints: `lib:z`, `pkg-config:x`, `tool:x`, `download:`, `language:fortran`.
  package private(set) var hints: Set<String> = []
  /// Paths of scripts that cffi runs (`cffi_modules`).
  package private(set) var scripts: Set<String> = []
  /// Names of helpers that tell what builds: `RustExtension`, `skbuild`.
  package private(set) var names: Set<String> = []
  /// Paths of Cargo.toml files that it names, in order.
  package private(set) var manifests: [String] = []
  /// What it sets for CMake or Meson (`-DNAME=VALUE`); nil for what it computes.
  package private(set) var definitions: [String: String?] = [:]
  /// The directory of its CMake project (`cmake_source_dir`).
  package private(set) var sourceDirectory: String?
  /// Headers that it looks for.
  package private(set) var headers: Set<String> = []
  /// Its strings' words, and the parts of its paths.
  package private(set) var words: Set<String> = []
  /// Whether it runs a configure script.
  package private(set) var callsConfigure = false
  /// Whether it runs make.
  package private(set) var callsMake = false

  /// Whether what is read stands in a function that returns names of libraries.
  private var isLibraryFunction = false

  private static let tellingNames: Set<String> = [
    "RustExtension", "setuptools_rust", "skbuild", "pybind11", "Cython", "cythonize",
  ]
  /// The most hints of one file.
  private static let limit = 500
  /// The most words of one file that are kept.
  private static let wordLimit = 2_000

  /// Reads a script, in time linear in its length; anything can be read.
  package init(_ bytes: [UInt8]) {
    let text = PythonText(bytes)
    var lexer = PythonLexer(text)
    while let line = lexer.next(), hints.count < Self.limit { read(line.tokens, in: text) }
  }

  private mutating func read(_ tokens: ArraySlice<PythonToken>, in text: PythonText) {
    var words: [String] = []
    var asksPkgConfig = false
    var index = tokens.startIndex
    while index < tokens.endIndex {
      let token = tokens[index]
      switch token.kind {
      case .name:
        let written = text.text(token)
        if Self.tellingNames.contains(written) { names.insert(written) }
        let name = written.lowercased()
        if Self.isLibraryList(name) || name.hasSuffix("_lib") && isList(tokens[index...], in: text)
        {
          takeLibraries(tokens[(index + 1)...], in: text)
        }
        if name.contains("pkgconfig") || name.contains("pkg_config") {
          asksPkgConfig = true
          hints.insert("tool:pkg-config")
          takeModules(tokens[(index + 1)...], in: text)
        }
        if ["urlretrieve", "urlopen"].contains(name), !isImport(tokens, in: text) {
          hints.insert("download:")
        }
        if name == "cmake_source_dir", index + 2 < tokens.endIndex,
          text.is(tokens[index + 1], "="), let value = text.value(of: tokens[index + 2])
        {
          sourceDirectory = value
        }
        if name == "def" {
          // `def get_libraries(): return ["z"]`
          let next = tokens[(index + 1)...].first
          isLibraryFunction = next.map { Self.isLibraryList(text.text($0).lowercased()) } ?? false
          return
        }
        if name == "return", isLibraryFunction { takeLibraries(tokens[(index + 1)...], in: text) }
        if name == "get_info" { takeMathematics(tokens[(index + 1)...], in: text) }
      case .string:
        if let value = text.value(of: token) {
          if Self.isLibraryList(value.lowercased()), index + 1 < tokens.endIndex,
            text.is(tokens[index + 1], ":") || text.is(tokens[index + 1], "]")
          {
            takeLibraries(tokens[(index + 1)...], in: text)
          }
          take(value)
          if index == tokens.startIndex || !text.is(tokens[index - 1], ","),
            Self.isMake(value)
          {
            callsMake = true
          }
          if !Self.isProse(value) {
            words += value.split(separator: " ").prefix(20).map(String.init)
          }
        } else if let head = text.head(ofFormatted: token)?.split(separator: " ").first,
          head == "pkg-config"
        {
          // Which modules it is asked for is not known.
          hints.insert("tool:pkg-config")
        }
      case .number, .symbol: break
      }
      index += 1
    }
    if let place = words.firstIndex(where: { Self.lastPart($0) == "pkg-config" }) {
      hints.insert("tool:pkg-config")
      for word in words[(place + 1)...] { takeModule(word) }
    } else if asksPkgConfig == false, words.contains("pkgconfig") {
      hints.insert("tool:pkg-config")
    }
  }

  /// Whether a text speaks of pkg-config instead of calling it: "… pkg-config file not found".
  private static func isProse(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count > 1, lastPart(String(words[0])) != "pkg-config" else { return false }
    return !words.contains { $0.hasPrefix("--") }
  }

  /// Whether a command is make, alone or with options.
  private static func isMake(_ command: String) -> Bool {
    let words = command.split(separator: " ")
    return (words.first == "make" || words.first == "gmake")
      && (words.count == 1 || words[1].hasPrefix("-"))
  }

  /// Takes BLAS and LAPACK, as numpy's distutils names them: `get_info("lapack_opt")`.
  private mutating func takeMathematics(_ tokens: ArraySlice<PythonToken>, in text: PythonText) {
    for token in tokens.prefix(4) where token.kind == .string {
      guard let value = text.value(of: token) else { continue }
      if value.hasPrefix("blas") || value.hasPrefix("openblas") { hints.insert("lib:blas") }
      // Whatever has LAPACK's names is linked with those of BLAS.
      if value.hasPrefix("lapack") { hints.formUnion(["lib:blas", "lib:lapack"]) }
    }
  }

  /// Whether a list is assigned to the name that tokens begin with.
  private func isList(_ tokens: ArraySlice<PythonToken>, in text: PythonText) -> Bool {
    let rest = tokens.dropFirst().prefix(2)
    return rest.count == 2 && text.is(rest[rest.startIndex], "=")
      && text.is(rest[rest.startIndex + 1], "[")
  }

  private func isImport(_ tokens: ArraySlice<PythonToken>, in text: PythonText) -> Bool {
    tokens.first.map { text.is($0, "import") || text.is($0, "from") } ?? false
  }

  /// Names of lists of libraries: `libraries`, `EXT_LIBS`; not of their directories.
  private static func isLibraryList(_ name: String) -> Bool {
    name == "libraries" || name == "libs" || name.hasSuffix("_libraries") || name.hasSuffix("_libs")
  }

  /// The strings behind the name of a list, to the end of what is assigned.
  private mutating func takeLibraries(_ tokens: ArraySlice<PythonToken>, in text: PythonText) {
    var depth = 0
    var hasBegun = false
    for token in tokens.prefix(200) {
      if text.is(token, "[") || text.is(token, "(") || text.is(token, "{") {
        depth += 1
        hasBegun = true
      } else if text.is(token, "]") || text.is(token, ")") || text.is(token, "}") {
        depth -= 1
        if depth < 0 { return }
        if depth == 0, hasBegun, text.is(token, ")") { return }
      } else if depth == 0, hasBegun || text.is(token, ",") {
        if !text.is(token, "+") { return }
      }
      if token.kind == .string, let value = text.value(of: token) { takeLibrary(value) }
    }
  }

  private mutating func takeLibrary(_ name: String) {
    guard Self.isPlain(name), !Self.isFile(name) else { return }
    hints.insert("lib:\(name)")
  }

  /// Whether the name of a library is that of a file, which the build makes or has: linkers take names.
  private static func isFile(_ name: String) -> Bool {
    [".lib", ".dll", ".dylib", ".so", ".a", "."].contains(where: name.hasSuffix)
      || name.contains(".so.")
  }

  /// The strings of a call, to its end.
  private mutating func takeModules(_ tokens: ArraySlice<PythonToken>, in text: PythonText) {
    // The name may be the first of a list: `[pkg_config, "--libs", "libcdio"]`.
    var depth = tokens.first.map { text.is($0, ",") } == true ? 1 : 0
    for token in tokens.prefix(60) {
      if text.is(token, "(") || text.is(token, "[") { depth += 1 }
      if text.is(token, ")") || text.is(token, "]") {
        depth -= 1
        if depth <= 0 { return }
      }
      if depth == 0, text.is(token, "=") || text.is(token, ":") { return }
      if depth > 0, token.kind == .string, let value = text.value(of: token) {
        let words = value.split(separator: " ").prefix(20)
        // A sentence names none.
        guard words.allSatisfy({ $0.utf8.last != 0x2c && !$0.contains("://") }) else { continue }
        for word in words { takeModule(String(word)) }
      }
    }
  }

  private mutating func takeModule(_ word: String) {
    let bare = word.drop { $0 == "\"" || $0 == "'" }
    let name = bare.prefix { !"<>=\"'".contains($0) }
    let options = [
      "pkg-config", "cflags", "libs", "exists", "include_dirs", "libraries", "modversion",
      "version",
    ]
    guard Self.isPlain(String(name)), !name.hasPrefix("-"), !options.contains(String(name)),
      name.contains(where: \.isLetter), !name.contains("_dirs"), !name.hasPrefix("extra_")
    else { return }
    hints.insert("pkg-config:\(name)")
  }

  private mutating func take(_ value: String) {
    if value.hasPrefix("-l"), Self.isPlain(String(value.dropFirst(2))) {
      hints.insert("lib:\(value.dropFirst(2))")
    }
    if value == "-fopenmp" { hints.insert("flag:-fopenmp") }
    guard value.utf8.count < 200 else { return }
    take(definition: value)
    if words.count < Self.wordLimit, !value.contains(" ") {
      words.formUnion(value.split(separator: "/").map(String.init))
    }
    if value.hasSuffix(".h"), Self.isPath(value), value.utf8.count > 2 { headers.insert(value) }
    let first = Self.lastPart(String(value.prefix { $0 != " " }))
    if first.hasSuffix("-config") || first == "pg_config" || first == "mysql_config"
      || first == "mariadb_config" || first == "odbc_config"
    {
      if Self.isPlain(first), first != "pkg-config" { hints.insert("tool:\(first)") }
    }
    if ["cmake", "swig", "meson"].contains(first) { hints.insert("tool:\(first)") }
    if first == "autogen.sh" || value == "autoreconf" {
      hints.insert(value == "autoreconf" ? "tool:autoreconf" : "tool:autogen")
      callsConfigure = true
    }
    if first == "configure", value == first || value.contains("/configure") {
      callsConfigure = true
    }
    if ["apxs", "autoreconf", "bison", "flex", "msgfmt", "ninja", "perl", "protoc"].contains(value)
    {
      hints.insert("tool:\(value)")
    }
    if value.hasSuffix(".i"), value.utf8.count > 2, Self.isPath(value) {
      hints.insert("tool:swig")
    }
    for end in [".f90", ".f", ".f95", ".pyf"] where value.hasSuffix(end) && Self.isPath(value) {
      hints.insert("language:fortran")
    }
    if value.hasPrefix("git clone") || first == "wget" { hints.insert("download:") }
    if value == "JAVA_HOME" { hints.insert("tool:javac") }
    if first == "Cargo.toml", manifests.count < 20 { manifests.append(value) }
    let parts = value.split(separator: ":")
    if parts.count == 2, parts[0].hasSuffix(".py"), Self.isPath(String(parts[0])) {
      scripts.insert(String(parts[0]))
    }
  }

  /// Takes `-DNAME=VALUE`, and `-DNAME:TYPE=VALUE`.
  private mutating func take(definition value: String) {
    guard value.hasPrefix("-D"), definitions.count < 200,
      let equals = value.firstIndex(of: "=")
    else { return }
    let name = value[..<equals].dropFirst(2).prefix { $0 != ":" }
    guard Self.isPlain(String(name)) else { return }
    let text = String(value[value.index(after: equals)...])
    let isComputed = text.isEmpty || text.contains("{") || text.contains("%")
    // Branches may set it differently.
    if let known = definitions[String(name)], known != text {
      definitions[String(name)] = .some(nil)
    } else {
      definitions[String(name)] = .some(isComputed ? nil : text)
    }
  }

  private static func lastPart(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func isPath(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
  }

  /// Whether a text may be the name of a library or program.
  private static func isPlain(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 60
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
          UInt8(ascii: "."), UInt8(ascii: "+"):
          true
        default: false
        }
      }
  }
}
