import Basics
import Derivations
import Nix
import Nixpkgs
import PackageMetadata

/// What to do about a build that failed, judged by its log.
///
/// The rules are ordered by how sure they are of the cause; the first that knows a line wins.
struct BuildAdvice: Sendable {
  let package: OverlayPackage
  let overlayPath: String
  /// The modules of those packages of the overlay that need this one.
  var importersModules: [String: PackageID] = [:]

  /// The advice for a log, the oldest line first; `nil` if the cause is not known.
  func advice(for log: [String], failure: NixBuild.Failure.Kind = .other) -> Phrase? {
    failure.advice(package, file: file) ?? advice(for: log)
      ?? (failure.isOutOfMemory ? Self.lessMemory : nil)
  }

  private static let lessMemory: Phrase =
    "it ran out of memory: build less at a time, with \(option: .maxJobs(1)) \(option: .cores(1))"

  private func advice(for log: [String]) -> Phrase? {
    let lines = log.map { Substring($0) }
    for rule in [
      disk, memory, requirements, backend, nativeInput, tool, rust, scmVersion, rRequirement,
      network, lostName,
      module, sharedLibrary, collision, tests,
    ] {
      if let advice = rule(lines) { return advice }
    }
    return nil
  }

  /// The file that the package's fetch is in.
  private var file: String {
    guard let file = package.files.first else { return overlayPath }
    let folder = overlayPath.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let name = file.hasPrefix("./") ? String(file.dropFirst(2)) : file
    return name.hasPrefix("/") || folder.isEmpty
      ? name : "\(folder.joined(separator: "/"))/\(name)"
  }

  private var isPython: Bool { package.id.ecosystem == .pypi }
  private var name: String { package.id.name }
  private var wheelCommand: Phrase { importingAnew([.prefer("wheel")]) }

  /// The commands that import the package again with further options.
  private func importingAnew(_ options: [Invocation.Option]) -> Phrase {
    let names = [package.id.description]
    return """
      \(command: Invocation(.remove, names)) && \
      \(command: Invocation(.import, names, options: options))
      """
  }

  private func disk(_ lines: [Substring]) -> Phrase? {
    guard
      lines.contains(where: {
        $0.has("No space left on device") || $0.has("Disk quota exceeded")
      })
    else { return nil }
    return """
      the disk is full: free some space (nix-collect-garbage), or set TMPDIR, where builds run, to \
      a directory on another disk
      """
  }

  private func memory(_ lines: [Substring]) -> Phrase? {
    guard
      lines.contains(where: {
        $0.has("Killed signal terminated program") || $0.has("virtual memory exhausted")
          || $0.has("cannot allocate memory") || $0.has("Cannot allocate memory")
          || $0.hasPrefix("MemoryError")
      })
    else { return nil }
    return Self.lessMemory
  }

  /// A bound of upstream that nixpkgs does not meet.
  private func requirements(_ lines: [Substring]) -> Phrase? {
    guard isPython else { return nil }
    var unmet: [String] = []
    var absent: [String] = []
    for line in lines {
      let line = line.drop { " -".contains($0) }
      if let end = line.range(ofText: " not satisfied by version ") {
        unmet.append(Self.requirementName(line[..<end.lowerBound]))
      } else if line.hasSuffix(" not installed") {
        let words = line.dropLast(" not installed".count)
        if !words.contains(" ") { absent.append(Self.requirementName(words)) }
      }
    }
    if let first = unmet.first {
      return """
        nixpkgs' version of '\(first)' is not one that upstream allows; to ignore the bound: \
        \(importingAnew(Set(unmet).sorted().map { .relax(.pypi($0)) }))
        """
    }
    guard !absent.isEmpty else { return nil }
    return "add what it requires to its 'dependencies': \(Self.list(Set(absent)))"
  }

  private static func requirementName(_ text: Substring) -> String {
    String(text.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) })
  }

  /// A build backend, or something that it needs.
  private func backend(_ lines: [Substring]) -> Phrase? {
    guard isPython else { return nil }
    var missing: Set<String> = []
    var isList = false
    for line in lines {
      if isList {
        let item = line.drop { " \t".contains($0) }
        if item.count < line.count, !item.isEmpty {
          missing.insert(String(item.prefix { !" <>=!~;[".contains($0) }))
          continue
        }
        isList = false
      }
      if line.has("Missing dependencies:") || line.has("Missing build dependencies") {
        isList = true
      } else if let name = line.between("the build backend '", "'") {
        missing.insert(Self.module(name))
      } else if let name = line.between("Backend '", "' is not available") {
        missing.insert(Self.module(name))
      } else if let name = line.between("Cannot import '", "'"), line.has("ackend") {
        missing.insert(Self.module(name))
      }
    }
    // While a wheel is made, a module that is not there is one that the build needs.
    if missing.isEmpty, !lines.contains(where: { Self.isPastBuild($0) }) {
      for line in lines {
        if let name = Self.missingModule(line) { missing.insert(name) }
      }
      missing.remove("distutils")
    }
    guard !missing.isEmpty else { return nil }
    return """
      its build needs \(Self.list(missing)): add it to 'build-system' (on an older nixpkgs, \
      'nativeBuildInputs')
      """
  }

  private static func list(_ names: Set<String>) -> String {
    names.sorted().map { "'\($0)'" }.joined(separator: ", ")
  }

  private static func module(_ text: String) -> String {
    String(text.prefix { $0 != ":" && $0 != "." }).split(separator: "_").joined(separator: "-")
  }

  private static func missingModule(_ line: Substring) -> String? {
    line.between("No module named '", "'").map { $0.topLevelModule }
  }

  private static func isPastBuild(_ line: Substring) -> Bool {
    line.has("pythonImportsCheckPhase") || line.has("installCheckPhase")
      || line.has("runtimeDepsCheck") || line.has("pytestCheckPhase")
      || line.has("installing ") && line.has(".whl") || line.has("Successfully built")
      || line.hasPrefix("built ") && line.hasSuffix(".whl")
  }

  /// A header, a library or a module of pkg-config.
  private func nativeInput(_ lines: [Substring]) -> Phrase? {
    for line in lines {
      if line.has("fatal error: ") || line.has("error: ") {
        if let header = line.between("fatal error: ", ": No such file")
          ?? line.between("fatal error: '", "' file not found")
        {
          if header == "Python.h" { continue }
          return native("the header '\(header)' is missing", keys: Self.keys(ofHeader: header))
        }
      }
      if let found = line.range(ofText: "cannot find -l") {
        let library = String(
          line[found.upperBound...].prefix { !": \t".contains($0) })
        return native("the library '\(library)' is missing", keys: ["lib:\(library)"])
      }
      if let module = Self.pkgConfigModule(line) {
        return native(
          "pkg-config finds no '\(module)'", keys: ["pkg-config:\(module)"],
          more: "'pkg-config' to 'nativeBuildInputs', ")
      }
    }
    return nil
  }

  private static func pkgConfigModule(_ line: Substring) -> String? {
    if let name = line.between("No package '", "' found") { return name }
    if let name = line.between("Package '", "', required by") { return name }
    if let name = line.between("Package ", " was not found in the pkg-config search path") {
      return name
    }
    if let name = line.between("Dependency \"", "\" not found") { return name }
    guard line.has("ependency"), let name = line.between("ependency ", " found: NO") else {
      return nil
    }
    return name.split(separator: " ").first.map(String.init)
  }

  private static func keys(ofHeader header: String) -> [String] {
    let parts = header.split(separator: "/")
    let stem = parts.last.map { $0.prefix { $0 != "." } } ?? ""
    var words = parts.count > 1 ? [parts[0], stem] : [stem]
    // `zlib.h` is of `z`, `libpq-fe.h` of `pq`.
    for word in words where word.hasPrefix("lib") {
      words.append(word.dropFirst(3))
      words.append(word.dropFirst(3).prefix { $0 != "-" })
    }
    for word in words where word.hasSuffix("lib") { words.append(word.dropLast(3)) }
    return words.flatMap { ["lib:\($0)", "pkg-config:\($0)", "pkg-config:lib\($0)", "\($0)"] }
  }

  private func native(_ what: String, keys: [String], more: String = "") -> Phrase {
    let attribute = keys.lazy.compactMap { NativeRules.standard.attribute(forHint: $0) }.first
    let input = attribute.map { "'\($0)'" } ?? "the nixpkgs package that has it"
    return "\(what): add \(more)\(input) to its 'buildInputs'"
  }

  /// A program that is not on PATH.
  private func tool(_ lines: [Substring]) -> Phrase? {
    for line in lines {
      var program = line.between("No such file or directory: '", "'")
      if program?.contains("/") == true { program = nil }
      if program == nil, line.hasSuffix(": command not found") || line.hasSuffix(": not found"),
        !line.has("dependency")
      {
        let words = line.split(separator: ":").map { $0.drop { $0 == " " } }
        if words.count >= 2 { program = String(words[words.count - 2]) }
      }
      if program == nil, line.has("make: "), let name = line.between("make: ", ": No such file") {
        program = name
      }
      if program == nil,
        line.has("CMake must be installed") || line.has("requires cmake")
          || line.has("the 'cmake' tool is")
      {
        program = "cmake"
      }
      guard let program, !program.contains(" "), !program.contains("/"), !program.isEmpty else {
        continue
      }
      let attribute = NativeRules.standard.attribute(forHint: "tool:\(program)") ?? program
      return "its build calls '\(program)': add '\(attribute)' to its 'nativeBuildInputs'"
    }
    return nil
  }

  private func rust(_ lines: [Substring]) -> Phrase? {
    guard
      lines.contains(where: {
        $0.has("cargo metadata") || $0.has("failed to get `") || $0.has("Cargo.lock")
          || $0.has("static.crates.io") || $0.has("index.crates.io") || $0.has("can't find Rust")
          || $0.has("rustup") || $0.has("maturin failed")
      })
    else { return nil }
    return isPython
      ? """
      it is built with Cargo, which needs its crates fetched beforehand \
      (rustPlatform.fetchCargoVendor); if upstream has a wheel: \(wheelCommand)
      """
      : """
      it is built with Cargo, which needs its crates fetched beforehand \
      (rustPlatform.fetchCargoVendor, with 'cargoSetupHook')
      """
  }

  private func scmVersion(_ lines: [Substring]) -> Phrase? {
    guard lines.contains(where: { $0.has("unable to detect version for") }) else { return nil }
    return """
      it gets its version from git, which the sources lack: set \
      'env.SETUPTOOLS_SCM_PRETEND_VERSION = version;'
      """
  }

  private func rRequirement(_ lines: [Substring]) -> Phrase? {
    guard !isPython else { return nil }
    for line in lines {
      let words = line.split { "‘’'`“”".contains($0) }.map(String.init)
      if line.hasPrefix("ERROR: dependenc"), line.has("available for package") {
        // Of the quoted texts the last is the package itself.
        let quoted = stride(from: 1, to: words.count, by: 2).map { words[$0] }.dropLast()
        if !quoted.isEmpty { return rAdding(Array(quoted)) }
      }
      if line.has("there is no package called"), words.count >= 2 { return rAdding([words[1]]) }
      // A bound that was relaxed, or a function that only a newer release has.
      if line.has("is being loaded, but"), words.count >= 2 { return rReplacing(words[1]) }
      if line.has("is not exported by"),
        let last = words.last(where: { $0.hasPrefix("namespace:") })
      {
        return rReplacing(String(last.dropFirst("namespace:".count)))
      }
    }
    return nil
  }

  private func rReplacing(_ other: String) -> Phrase {
    """
    it does not work with the release of '\(other)' that is there; to replace that: \
    \(importingAnew([.override(.cran(other))]))
    """
  }

  private func rAdding(_ names: [String]) -> Phrase {
    let attributes = names.map { "final.rPackages.\(String($0.map { $0 == "." ? "_" : $0 }))" }
    return
      "add to its 'propagatedBuildInputs' and 'nativeBuildInputs': \(Self.list(Set(attributes)))"
  }

  private func network(_ lines: [Substring]) -> Phrase? {
    let marks = [
      "Temporary failure in name resolution", "Could not resolve host", "Couldn't resolve host",
      "Name or service not known", "Network is unreachable", "NewConnectionError",
      "Failed to establish a new connection", "getaddrinfo", "cannot open URL",
      "unable to resolve", "Failed to connect to", "urlopen error",
    ]
    guard lines.contains(where: { line in marks.contains { line.has($0) } }) else { return nil }
    return """
      its build uses the network, which Nix does not allow: fetch the file with 'fetchurl' and pass \
      it to the build, or look for an upstream switch that avoids it\
      \(isPython ? "; if upstream has a wheel: \(wheelCommand)" : "" as Phrase)
      """
  }

  /// Two packages of an environment that bring the same file.
  private func collision(_ lines: [Substring]) -> Phrase? {
    guard
      let first = lines.firstIndex(where: {
        $0.has("collision between") || $0.has("contain a conflicting subpath")
      })
    else { return nil }
    // The store's directory and a hash come before a package's name.
    let files = lines[first...].prefix(3).joined(separator: " ").split(separator: " ")
      .map { $0.filter { !"'`\"".contains($0) } }
      .filter { $0.hasPrefix("/") && $0.has("/store/") }
      .map { $0.split(separator: "/").drop { $0 != "store" }.dropFirst() }
    guard files.count >= 2, let one = files[0].first, let other = files[1].first else { return nil }
    let file = files[0].dropFirst().joined(separator: "/")
    return """
      '\(one.dropFirst(33))' and '\(other.dropFirst(33))' both contain '\(file)': remove it from \
      one of them in the overlay, with postInstall = "rm $out/\(file)";
      """
  }

  /// A name or a module that another package, which is there, does not have at its version.
  private func lostName(_ lines: [Substring]) -> Phrase? {
    guard isPython else { return nil }
    for line in lines.reversed() {
      if let name = line.between("cannot import name '", "' from '"),
        let owner = Self.owner(ofPathIn: line), owner != name, owner != self.name
      {
        return replacing(.pypi(owner[...]), lacking: name)
      }
      // Python names a module in full where it has found the package around it.
      guard let dotted = line.between("No module named '", "'"), dotted.contains(".") else {
        continue
      }
      let top = dotted.prefix { $0 != "." }
      guard top != package.id.likelyModule[...], importersModules[String(top)] == nil else {
        continue
      }
      return replacing(.pypi(top), lacking: dotted)
    }
    return nil
  }

  private func replacing(_ other: PackageID, lacking name: String) -> Phrase {
    """
    the release of '\(other.name)' that is there does not have '\(name)', which it imports; to replace \
    that release: \(importingAnew([.override(other)]))
    """
  }

  /// The project in a path of the store: `structlog` of `/nix/store/HASH-python3.13-structlog-25.5.0/lib`.
  private static func owner(ofPathIn line: Substring) -> String? {
    guard let place = line.range(ofText: "/store/") else { return nil }
    let part = line[place.upperBound...].prefix { $0 != "/" }.dropFirst(33)
    guard part.hasPrefix("python") else { return nil }
    let words = part.split(separator: "-").dropFirst()
    let name = words.prefix { $0.first?.isNumber != true }.joined(separator: "-")
    return name.isEmpty || name == "env" ? nil : PythonName.normalised(name[...])
  }

  /// A module that is not there when the built package is imported.
  private func module(_ lines: [Substring]) -> Phrase? {
    guard isPython else { return nil }
    for line in lines.reversed() {
      if line.has("No module named 'distutils'") {
        return """
          it imports 'distutils', which Python 3.12 removed: use a newer version, or add \
          'setuptools' to its 'dependencies'
          """
      }
      guard let name = Self.missingModule(line) else { continue }
      if package.attribute == name {
        return "it does not contain the module '\(name)': fix 'pythonImportsCheck'"
      }
      if let needer = importersModules[name] {
        return """
          it imports '\(name)' of \(needer), which in turn needs it: remove 'pythonImportsCheck' \
          from it, since it can only be imported together with \(needer.name)
          """
      }
      return """
        it imports '\(name)', which it does not declare: add the package that has it to its \
        'dependencies'
        """
    }
    return nil
  }

  private func sharedLibrary(_ lines: [Substring]) -> Phrase? {
    for line in lines.reversed() {
      guard line.has("cannot open shared object file"),
        let piece = line.split(separator: " ").first(where: { $0.has(".so") })
      else { continue }
      let file = piece.filter { !"':".contains($0) }
      let stem = file.prefix { $0 != "." }
      let key = "lib:" + (stem.hasPrefix("lib") ? stem.dropFirst(3) : stem)
      return native("the library '\(file)' is not found", keys: [key])
        + ", and 'autoPatchelfHook' to 'nativeBuildInputs' if it came as a wheel"
    }
    return nil
  }

  private func tests(_ lines: [Substring]) -> Phrase? {
    guard
      lines.contains(where: {
        $0.has("= FAILURES =") || $0.has("= ERRORS =") || $0.has("short test summary info")
          || $0.hasPrefix("FAILED (") || $0.has("pytestCheckPhase") || $0.has("installCheckPhase")
          || $0.has("checkPhase")
      })
    else { return nil }
    return isPython
      ? """
      its tests fail: disable those that cannot pass in a build (disabledTests), or all \
      (doCheck = false)
      """
      : "its tests fail: set 'doCheck = false;'"
  }
}
