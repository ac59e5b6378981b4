import Derivations
import Nix
import Nixpkgs
import PackageMetadata

/// What to do about a build that failed, judged by its log.
///
/// The rules stand in the order of how sure they are of the cause; the first that knows a line wins.
struct BuildAdvice: Sendable {
  let package: OverlayPackage
  let overlayPath: String
  /// The options to repeat in commands.
  var typedOptions: [String] = []
  /// The modules of those packages of the overlay that need this one.
  var importersModules: [String: PackageID] = [:]

  /// The advice for a log, the oldest line first; `nil` where the cause is not known.
  func advice(for log: [String], failure: NixBuild.Failure.Kind = .builder) -> String? {
    switch failure {
    case .timeout:
      return "raise --timeout or --max-silent-time if it only takes long; else find out what it "
        + "waits for: the last lines above tell how far it came"
    case .hashMismatch:
      return "the file at its URL is another than when it was imported: "
        + "\(command(["refresh", file])) shows and mends it"
    case .noMachine:
      return "give a machine that can build it with --builders, or leave it to one that reads "
        + "release.nix"
    case .builder: break
    }
    let lines = log.map { Substring($0) }
    for rule in [
      disk, memory, requirements, backend, nativeInput, tool, rust, scmVersion, rRequirement,
      network,
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

  private func command(_ words: [String]) -> String {
    (["nixgraft"] + words + typedOptions).map(OperationError.quoted).joined(separator: " ")
  }

  private var isPython: Bool { package.id.ecosystem == .pypi }
  private var name: String { package.id.name }
  private var wheelCommand: String {
    command(["remove", package.id.description]) + " && "
      + command(["import", package.id.description, "--prefer", "wheel"])
  }

  private func disk(_ lines: [Substring]) -> String? {
    guard
      lines.contains(where: {
        $0.has("No space left on device") || $0.has("Disk quota exceeded")
      })
    else { return nil }
    return "the disk is full: free some space (nix-collect-garbage), or set TMPDIR, where builds "
      + "take place, to a folder of another disk"
  }

  private func memory(_ lines: [Substring]) -> String? {
    guard
      lines.contains(where: {
        $0.has("Killed signal terminated program") || $0.has("virtual memory exhausted")
          || $0.has("cannot allocate memory") || $0.has("Cannot allocate memory")
          || $0.hasPrefix("MemoryError")
      })
    else { return nil }
    return "it ran out of memory: build less at a time, with --max-jobs 1 -- --cores 1"
  }

  /// A bound of upstream that nixpkgs does not meet.
  private func requirements(_ lines: [Substring]) -> String? {
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
      return "nixpkgs has another '\(first)' than upstream allows; to ignore the bound: "
        + command(["remove", package.id.description]) + " && "
        + command(
          ["import", package.id.description]
            + Set(unmet).sorted().flatMap { ["--relax", $0] })
    }
    guard !absent.isEmpty else { return nil }
    return "add what it requires to its 'dependencies': "
      + Set(absent).sorted().map { "'\($0)'" }.joined(separator: ", ")
  }

  private static func requirementName(_ text: Substring) -> String {
    String(text.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) })
  }

  /// A build backend, or something that it needs.
  private func backend(_ lines: [Substring]) -> String? {
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
    let names = missing.sorted().map { "'\($0)'" }.joined(separator: ", ")
    return "its build needs \(names): add it to 'build-system' (on an older nixpkgs, "
      + "'nativeBuildInputs')"
  }

  private static func module(_ text: String) -> String {
    String(text.prefix { $0 != ":" && $0 != "." }).split(separator: "_").joined(separator: "-")
  }

  private static func missingModule(_ line: Substring) -> String? {
    line.between("No module named '", "'").map { String($0.prefix { $0 != "." }) }
  }

  private static func isPastBuild(_ line: Substring) -> Bool {
    line.has("pythonImportsCheckPhase") || line.has("installCheckPhase")
      || line.has("runtimeDepsCheck") || line.has("pytestCheckPhase")
      || line.has("installing ") && line.has(".whl") || line.has("Successfully built")
      || line.hasPrefix("built ") && line.hasSuffix(".whl")
  }

  /// A header, a library or a module of pkg-config.
  private func nativeInput(_ lines: [Substring]) -> String? {
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

  private func native(_ what: String, keys: [String], more: String = "") -> String {
    let attribute = keys.lazy.compactMap { NativeRules.standard.attribute(forHint: $0) }.first
    let input = attribute.map { "'\($0)'" } ?? "the package of nixpkgs that has it"
    return "\(what): add \(more)\(input) to its 'buildInputs'"
  }

  /// A program that is not on PATH.
  private func tool(_ lines: [Substring]) -> String? {
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

  private func rust(_ lines: [Substring]) -> String? {
    guard
      lines.contains(where: {
        $0.has("cargo metadata") || $0.has("failed to get `") || $0.has("Cargo.lock")
          || $0.has("static.crates.io") || $0.has("index.crates.io") || $0.has("can't find Rust")
          || $0.has("rustup") || $0.has("maturin failed")
      })
    else { return nil }
    return isPython
      ? "it is built with Cargo, which wants its crates fetched beforehand "
        + "(rustPlatform.fetchCargoVendor); where upstream has a wheel: \(wheelCommand)"
      : "it is built with Cargo, which wants its crates fetched beforehand "
        + "(rustPlatform.fetchCargoVendor, with 'cargoSetupHook')"
  }

  private func scmVersion(_ lines: [Substring]) -> String? {
    guard lines.contains(where: { $0.has("unable to detect version for") }) else { return nil }
    return "its version is told by git, which the sources lack: set "
      + "'env.SETUPTOOLS_SCM_PRETEND_VERSION = version;'"
  }

  private func rRequirement(_ lines: [Substring]) -> String? {
    guard !isPython else { return nil }
    for line in lines {
      let words = line.split { "‘’'`“”".contains($0) }.map(String.init)
      if line.hasPrefix("ERROR: dependenc"), line.has("available for package") {
        // Of the quoted texts the last is the package itself.
        let quoted = stride(from: 1, to: words.count, by: 2).map { words[$0] }.dropLast()
        if !quoted.isEmpty { return rAdding(Array(quoted)) }
      }
      if line.has("there is no package called"), words.count >= 2 { return rAdding([words[1]]) }
    }
    return nil
  }

  private func rAdding(_ names: [String]) -> String {
    "add to its 'propagatedBuildInputs' and 'nativeBuildInputs': "
      + names.sorted().map { name in
        "'final.rPackages."
          + name.split(separator: ".", omittingEmptySubsequences: false)
          .joined(separator: "_") + "'"
      }.joined(separator: ", ")
  }

  private func network(_ lines: [Substring]) -> String? {
    let marks = [
      "Temporary failure in name resolution", "Could not resolve host", "Couldn't resolve host",
      "Name or service not known", "Network is unreachable", "NewConnectionError",
      "Failed to establish a new connection", "getaddrinfo", "cannot open URL",
      "unable to resolve", "Failed to connect to", "urlopen error",
    ]
    guard lines.contains(where: { line in marks.contains { line.has($0) } }) else { return nil }
    return "its build reaches for the network, which Nix does not give it: fetch the file with "
      + "'fetchurl' and hand it to the build, or look for upstream's switch to do without"
      + (isPython ? "; where upstream has a wheel: \(wheelCommand)" : "")
  }

  /// Two packages of an environment that bring the same file.
  private func collision(_ lines: [Substring]) -> String? {
    guard
      let first = lines.firstIndex(where: {
        $0.has("collision between") || $0.has("contain a conflicting subpath")
      })
    else { return nil }
    // The store's folder and a hash stand before a package's name.
    let files = lines[first...].prefix(3).joined(separator: " ").split(separator: " ")
      .map { $0.filter { !"'`\"".contains($0) } }
      .filter { $0.hasPrefix("/") && $0.has("/store/") }
      .map { $0.split(separator: "/").drop { $0 != "store" }.dropFirst() }
    guard files.count >= 2, let one = files[0].first, let other = files[1].first else { return nil }
    let file = files[0].dropFirst().joined(separator: "/")
    return "'\(one.dropFirst(33))' and '\(other.dropFirst(33))' both bring '\(file)': take it out "
      + "of one of them in the overlay, with postInstall = \"rm $out/\(file)\";"
  }

  /// A module that is not there when the built package is imported.
  private func module(_ lines: [Substring]) -> String? {
    guard isPython else { return nil }
    for line in lines.reversed() {
      if line.has("No module named 'distutils'") {
        return "it wants 'distutils', which Python 3.12 took away: take a newer version, or add "
          + "'setuptools' to its 'dependencies'"
      }
      guard let name = Self.missingModule(line) else { continue }
      if package.attribute == name {
        return "it does not bring the module '\(name)': mend 'pythonImportsCheck'"
      }
      if let needer = importersModules[name] {
        return "it imports '\(name)' of \(needer), which in turn needs it: take "
          + "'pythonImportsCheck' out of it, since it can only be imported beside \(needer.name)"
      }
      return "it imports '\(name)', which it does not declare: add the package that has it to its "
        + "'dependencies'"
    }
    return nil
  }

  private func sharedLibrary(_ lines: [Substring]) -> String? {
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

  private func tests(_ lines: [Substring]) -> String? {
    guard
      lines.contains(where: {
        $0.has("= FAILURES =") || $0.has("= ERRORS =") || $0.has("short test summary info")
          || $0.hasPrefix("FAILED (") || $0.has("pytestCheckPhase") || $0.has("installCheckPhase")
          || $0.has("checkPhase")
      })
    else { return nil }
    return isPython
      ? "its tests fail: leave out those that can't pass in a build (disabledTests), or all "
        + "(doCheck = false)"
      : "its tests fail: set 'doCheck = false;'"
  }
}
