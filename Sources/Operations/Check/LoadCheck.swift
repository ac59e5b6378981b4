import Basics
import Nix
import Nixpkgs
import PackageMetadata

/// The trial of a built package: its modules are imported by python, or it is attached by R.
struct LoadCheck: Sendable {
  /// The result.
  struct Outcome: Sendable {
    var loaded: [String]
    /// The last lines of what it said, where it failed.
    var log: [String] = []
    var failure: String?
    /// Whether Python found no module of some name.
    var lacksModule = false
  }

  /// Seconds that loading may take where no other limit was given.
  static let defaultTimeout = 300

  private static let mark = "nixgraft loaded "

  let tool: NixTool
  let timeout: Int

  /// Loads a package in its environment.
  func run(
    _ package: OverlayPackage, _ facts: CheckEvaluation.Facts,
    in environment: CheckEvaluation.Facts.Environment
  ) async throws(Failure) -> Outcome {
    let temporary = try OwnDirectory.make(for: "load")
    defer { temporary.remove() }
    let folder = temporary.path
    let tool = tool
    var job = NixTool.Job(environment.program, [])
    switch package.id.ecosystem {
    case .pypi:
      job.arguments =
        ["-s", "-c", Self.pythonScript, facts.output, package.id.name] + facts.imports
    case .cran: job.arguments = ["--vanilla", "-e", Self.rScript, package.id.name]
    }
    job.folder = folder
    job.timeout = .seconds(timeout)
    job.endsItsChildren = true
    // Hide what the user has installed, and the home directory.
    for name in [
      "PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "R_LIBS", "R_LIBS_SITE", "R_HOME", "R_PROFILE",
      "R_ENVIRON", "VIRTUAL_ENV",
    ] {
      job.variables.updateValue(nil, forKey: name)
    }
    for (name, value) in [
      ("HOME", folder), ("XDG_CACHE_HOME", folder), ("XDG_CONFIG_HOME", folder),
      ("R_LIBS_USER", "\(folder)/none"), ("PYTHONDONTWRITEBYTECODE", "1"),
      ("PYTHONNOUSERSITE", "1"), ("MPLBACKEND", "Agg"), ("LC_ALL", "C.UTF-8"),
    ] {
      job.variables.updateValue(value, forKey: name)
    }
    let lines = LineBuffer(limit: NixBuild.logLimit)
    let ending = try await withNix { () async throws(NixError) in
      try await tool.stream(job) { lines.append(NixMessage.plain($0)) }
    }
    let loaded = NixMessage.lines(of: ending.output).filter { $0.hasPrefix(Self.mark) }
      .map { String($0.dropFirst(Self.mark.utf8.count)) }
    var outcome = Outcome(loaded: loaded)
    guard !ending.succeeded else { return outcome }
    outcome.log = lines.all
    if ending.isTimeout {
      outcome.failure = "loading it takes longer than \(timeout) seconds"
    } else if let signal = ending.signal {
      outcome.failure = "loading it ends by signal \(signal)"
    } else {
      let what = package.id.ecosystem == .pypi ? "Python cannot import it" : "R cannot load it"
      let why = lines.all.last { !$0.isEmpty && !$0.hasPrefix(" ") && $0 != "Execution halted" }
      outcome.failure = why.map { "\(what): \($0)" } ?? what
      outcome.lacksModule = why?.hasPrefix("ModuleNotFoundError") ?? false
    }
    return outcome
  }

  /// Imports what is declared, else what the built package brings.
  ///
  /// Of the latter all that are named like the project must load, or any if none is.
  private static let pythonScript = #"""
    import importlib, os, re, sys, traceback
    out, project, declared = sys.argv[1], sys.argv[2], sys.argv[3:]
    def normal(text): return re.sub(r"[-_.]+", "-", text).lower()
    def brought(folder, prefix="", depth=0):
        names = []
        for entry in sorted(os.listdir(folder)):
            path = os.path.join(folder, entry)
            if os.path.isdir(path):
                if not entry.isidentifier() or entry == "__pycache__": continue
                inside = os.listdir(path)
                if any(i == "__init__.py" or i.startswith("__init__.") and i.endswith(".so") for i in inside):
                    names.append(prefix + entry)
                elif depth < 4:
                    names += brought(path, prefix + entry + ".", depth + 1)
            elif entry.endswith((".py", ".so")):
                stem = entry.split(".")[0]
                if stem.isidentifier() and (depth == 0 or not names): names.append(prefix + stem)
        return names
    names = list(declared)
    if not names:
        library = os.path.join(out, "lib")
        for version in sorted(os.listdir(library)) if os.path.isdir(library) else []:
            site = os.path.join(library, version, "site-packages")
            if version.startswith(("python", "pypy")) and os.path.isdir(site): names += brought(site)
        odd = {"test", "tests", "testing", "docs", "doc", "example", "examples", "benchmarks", "setup", "scripts", "conftest"}
        plain = [n for n in names if not n.startswith("_") and n.split(".")[0] not in odd]
        names = plain or names
        own = [n for n in names if normal(n) == normal(project)]
        names = own + [n for n in names if n not in own]
    else:
        own = names
    loaded, failed = set(), []
    for name in names:
        try:
            importlib.import_module(name)
        except BaseException:
            failed.append((name, traceback.format_exc()))
        else:
            loaded.add(name)
            print("nixgraft loaded " + name, flush=True)
    bad = [f for f in failed if f[0] in own or not own and not loaded]
    for name, text in bad:
        print("importing " + name + ":\n" + text, file=sys.stderr, flush=True)
    sys.stdout.flush()
    os._exit(1 if bad else 0)
    """#

  private static let rScript = """
    for (name in commandArgs(TRUE)) { library(name, character.only = TRUE); \
    cat("nixgraft loaded ", name, "\\n", sep = "") }
    """
}
