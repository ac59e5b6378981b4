import Basics

/// A look at the files of a source package for what it takes to build them.
struct TarballScan {
  /// What a file of the package is worth reading for.
  enum Interest: Equatable {
    case description
    case script(BuildScript.Kind)
    /// R code.
    case code
    /// What may be a script for an interpreter that its first line names.
    case firstLine
  }

  /// The greatest size of a script that is read, in bytes.
  static let maximumScript = 8 << 20
  /// How many bytes of scripts and of code are looked at together.
  private static let maximumKept = 32 << 20
  /// How many scripts are noted for their interpreters.
  private static let maximumMisplaced = 1000

  private var found: Set<String> = []
  private var ownLibraries: Set<String> = []
  private var testedLibraries: Set<String> = []
  private var downloaders: Set<String> = []
  private var hasVendoredCrates = false
  /// Whether DESCRIPTION has SystemRequirements, without which R code says nothing of programs.
  private var namesSystemRequirements = true
  /// Whether DESCRIPTION says that nothing is compiled and has no system requirements.
  private(set) var needsNothing = false
  /// Whether the tarball has a configure script that R refuses to run.
  private var hasPlainConfigure = false
  /// Executable files for an interpreter that Nix's sandbox has at another place.
  private var misplaced: [String] = []
  /// The texts of scripts, for the names of other scripts in them.
  private var scripts: [[UInt8]] = []
  private var code: [[UInt8]] = []
  private var codeMayMatter = false
  /// How many bytes of scripts and of code are still kept.
  private var spare = Self.maximumKept
  /// Whether code that R runs when it loads the package downloads something.
  private var downloadsOnLoad = false
  /// Whether R code was seen.
  private(set) var hasSeenCode = false
  /// A configure script that autoconf made, which is long and says little.
  private var generated: [UInt8]?
  private var hasSourceOfConfigure = false

  /// The hints, as `BuildMetadata` has them, sorted.
  var hints: [String] {
    found.filter { hint in
      guard hint.hasPrefix("lib") else { return true }
      let name = hint.drop { $0 != ":" }.dropFirst()
      let isOwn = ownLibraries.contains(String(name))
      return (!isOwn || testedLibraries.contains(String(name)))
        && !(hint.hasPrefix("lib?:") && found.contains("lib:\(name)"))
    }.sorted()
  }

  /// Sentences worth telling the user.
  var notes: [String] {
    let crates =
      found.contains("rust") && !hasVendoredCrates
      ? [
        "it is built with Cargo but does not contain its crates, and Nix's sandbox does not allow downloads"
      ]
      : []
    let onLoad =
      downloadsOnLoad
      ? [
        "its R code seems to download files when the package is installed or loaded, which Nix's"
          + " sandbox forbids while it is built"
      ] : []
    return crates + onLoad
      + downloaders.sorted().map { path in
        "'\(quotable(path))' seems to download files while the package is built, which"
          + " Nix's sandbox forbids"
      }
  }

  /// Takes a file's path, without the package's own directory; the result says whether to read it.
  mutating func take(path: [Substring], isExecutable: Bool = false) -> Interest? {
    if path == ["configure"] {
      hasPlainConfigure = !isExecutable
      return .script(.configure)
    }
    if let interest = self.interest(in: path) { return interest }
    // R runs cleanup, and configure or make whatever else it names.
    let isOfBuild = path == ["cleanup"] || path.count > 1 && Self.folders.contains(path[0])
    return isOfBuild && isExecutable ? .firstLine : nil
  }

  /// The directories whose scripts a build may run.
  private static let folders: Set<Substring> = ["tools", "src", "inst"]

  private mutating func interest(in path: [Substring]) -> Interest? {
    guard let name = path.last else { return nil }
    if name == "Cargo.toml", path.count == 1 || path[0] == "src" { found.insert("rust") }
    if path.contains(where: { $0.hasPrefix("vendor") }) { hasVendoredCrates = true }
    if path.count == 1 {
      switch name {
      case "DESCRIPTION": return .description
      case "configure.ac", "configure.in": return .script(.configure)
      default: return nil
      }
    }
    if path.count == 2, path[0] == "tools", !name.contains("win") {
      return Self.hasSuffix(name, [".R", ".r", ".sh", ".py"]) ? .script(.other) : nil
    }
    if path.count == 2, path[0] == "R" {
      hasSeenCode = true
      return Self.hasSuffix(name, [".R", ".r", ".S", ".q"]) ? .code : nil
    }
    guard path.count == 2, path[0] == "src" else { return nil }
    if Self.hasSuffix(name, [".f", ".f90", ".f95", ".f03", ".for", ".F", ".F90"]) {
      found.insert("fortran")
    }
    switch name {
    case "install.libs.R": return .script(.other)
    case "Makevars", "Makevars.in", "Makefile", "Makefile.in", "Makevars.am":
      return .script(.makevars)
    default: return nil
    }
  }

  /// Takes the text of DESCRIPTION.
  mutating func take(description file: [UInt8]) {
    let lines = file.split(separator: UInt8(ascii: "\n"))
    namesSystemRequirements = lines.contains { $0.starts(with: "SystemRequirements:".utf8) }
    let isCompiled = !lines.contains { line in
      let field = "NeedsCompilation:".utf8
      return line.starts(with: field) && DCFText.trimmed(line.dropFirst(field.count)) == Self.no
    }
    needsNothing = !isCompiled && !namesSystemRequirements
  }

  /// Takes a script's text.
  mutating func take(_ script: [UInt8], kind: BuildScript.Kind, path: String) {
    if script.count <= spare {
      spare -= script.count
      scripts.append(script)
    }
    if path == "configure", BuildScript.isMadeByAutoconf(script) {
      generated = script
      return
    }
    if path.hasPrefix("configure.") { hasSourceOfConfigure = true }
    read(script, kind: kind, path: path)
  }

  /// Ends the scan: what autoconf made is read only where what it was made from is not there.
  mutating func finish() {
    if let generated, !hasSourceOfConfigure {
      read(generated, kind: .configure, path: "configure")
    }
    generated = nil
    noteInterpreters()
    noteCode()
    // Code seen before DESCRIPTION was read needlessly.
    if !namesSystemRequirements { found.remove(Self.search) }
  }

  private mutating func read(_ script: [UInt8], kind: BuildScript.Kind, path: String) {
    let script = BuildScript(script, kind: kind)
    found.formUnion(script.hints)
    ownLibraries.formUnion(script.ownLibraries)
    testedLibraries.formUnion(script.testedLibraries)
    if script.downloads { downloaders.insert(path) }
  }

  /// Takes the beginning of an executable file, or of `configure`.
  mutating func take(firstLineOf beginning: [UInt8], path: String) {
    guard misplaced.count < Self.maximumMisplaced,
      let interpreter = Interpreter(firstLineOf: beginning), interpreter.isMisplaced
    else { return }
    misplaced.append(path)
    if let tool = interpreter.tool, path == "configure" { found.insert("tool:\(tool)") }
  }

  /// Notes the scripts to patch: what R runs itself, and what a script of the build names.
  private mutating func noteInterpreters() {
    if hasPlainConfigure { found.insert("chmod:configure") }
    guard !misplaced.isEmpty else { return }
    func name(of path: String) -> Substring { path.split(separator: "/").last ?? path[...] }
    let names = Set(misplaced.map { ArraySlice(Array(name(of: $0).utf8)) })
    let lengths = Set(names.map(\.count))
    var named: Set<ArraySlice<UInt8>> = []
    for script in scripts {
      for word in script.split(whereSeparator: { !RPackageName.isOfFileName($0) })
      where lengths.contains(word.count) && names.contains(word) { named.insert(word) }
    }
    var paths: Set<String> = []
    for path in misplaced {
      let isRun =
        path == "configure" || path == "cleanup"
        || named.contains(ArraySlice(Array(name(of: path).utf8)))
      guard isRun else { continue }
      let isPlain = path.utf8.allSatisfy {
        RPackageName.isOfFileName($0) || $0 == UInt8(ascii: "/")
      }
      paths.insert(isPlain ? path : String(path.prefix { $0 != "/" }))
    }
    // A long list says less than the directories.
    let kept = paths.count <= 8 ? paths : Set(paths.map { String($0.prefix { $0 != "/" }) })
    for path in kept { found.insert("shebang:\(path)") }
    scripts = []
  }

  /// Notes what R code does while it is installed or loaded.
  private mutating func noteCode() {
    defer { code = [] }
    guard codeMayMatter else { return }
    let marks = RCode.marks(of: code)
    if marks.contains(.home) { found.insert("home:load") }
    downloadsOnLoad = marks.contains(.download)
  }

  /// What is noted of R code that looks for programs, for which R runs `which`.
  private static let search = "calls:Sys.which"
  private static let no = ArraySlice("no".utf8)

  /// Takes R code, of which only so much counts.
  mutating func take(code: [UInt8]) {
    if code.count <= spare {
      spare -= code.count
      self.code.append(code)
      codeMayMatter = codeMayMatter || RCode.mayMatter(code)
    }
    guard namesSystemRequirements, !found.contains(Self.search) else { return }
    let call = "Sys.which("
    code.withUnsafeBytes { code in
      var position = 0
      while let place = ByteSearch.first(UInt8(ascii: "S"), in: code, from: position) {
        if code[place...].starts(with: call.utf8) {
          found.insert(Self.search)
          return
        }
        position = place + 1
      }
    }
  }

  private static func hasSuffix(_ name: Substring, _ endings: [String]) -> Bool {
    endings.contains { name.hasSuffix($0) }
  }
}
