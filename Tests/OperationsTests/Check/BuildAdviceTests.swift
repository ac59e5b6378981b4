import PackageMetadata
import Testing

@testable import Commands
@testable import Nix
@testable import Nixpkgs
@testable import Operations

/// What is made of the logs of failed builds.
@Suite struct BuildAdviceTests {
  private static func advice(
    _ lines: [String], isPython: Bool = true, importers: [String: PackageID] = [:]
  ) throws -> String? {
    let overlay =
      isPython
      ? try SampleOverlay(python: [SampleOverlay.Package(attribute: "tool")])
      : try SampleOverlay(r: [SampleOverlay.Package(attribute: "tool")])
    defer { overlay.delete() }
    let package = try #require(
      try List(List.Options(overlayPath: overlay.path)).run().graph.packages.first)
    return BuildAdvice(
      package: package, overlayPath: overlay.path, importersModules: importers
    ).advice(for: lines).map(Wording().text)
  }

  @Test(
    "the cause is found among the lines",
    arguments: [
      (["a.c:1:10: fatal error: curl/curl.h: No such file or directory"], "'curl'"),
      (["b.c:2:10: fatal error: 'zlib.h' file not found"], "'zlib'"),
      (
        [
          "collision between `/nix/store/4s80r4dvcagzjd8k4a2956chvjjjwpjc-mlflow-3.17.2/bin/mlflow' "
            + "and `/nix/store/dlsxmw7ka7666060h6hl1l9x7hd9b5xl-mlflow-skinny-3.17.2/bin/mlflow'"
        ], "'mlflow-3.17.2' and 'mlflow-skinny-3.17.2' both contain 'bin/mlflow'"
      ),
      (
        [
          "pkgs.buildEnv error: two given paths contain a conflicting subpath:",
          "  `/nix/store/4s80r4dvcagzjd8k4a2956chvjjjwpjc-one-1/bin/x' and",
          "  `/nix/store/dlsxmw7ka7666060h6hl1l9x7hd9b5xl-two-2/bin/x'",
        ], "postInstall = \"rm $out/bin/x\";"
      ),
      (["x.c:1:1: fatal error: some/odd.h: No such file or directory"], "the nixpkgs package"),
      (["/usr/bin/ld: cannot find -lxml2: No such file or directory"], "'libxml2'"),
      (["Package libpq was not found in the pkg-config search path."], "'libpq'"),
      (["No package 'openssl' found"], "'openssl'"),
      (["Run-time dependency cairo found: NO (tried pkgconfig)"], "'cairo'"),
      (["FileNotFoundError: [Errno 2] No such file or directory: 'cmake'"], "'cmake'"),
      (["/bin/sh: 1: swig: not found"], "'swig'"),
      (["  - numpy<2 not satisfied by version 2.3.1"], "--relax numpy"),
      (["  - wrapt not installed"], "'wrapt'"),
      (["ERROR Missing dependencies:", "\thatch-vcs>=0.3"], "'hatch-vcs'"),
      (["the build backend 'poetry.core.masonry.api' is missing from build-system"], "'poetry'"),
      (["ModuleNotFoundError: No module named 'setuptools_scm'"], "'build-system'"),
      (
        [
          "Running phase: pythonImportsCheckPhase", "ModuleNotFoundError: No module named 'attrs'",
        ], "add the package that has it to its 'dependencies'"
      ),
      (
        [
          "pythonImportsCheckPhase",
          "ImportError: cannot import name 'Styles' from 'structlog.dev' (/nix/store/"
            + "4s80r4dvcagzjd8k4a2956chvjjjwpjc-python3.13-structlog-25.5.0/lib/structlog/dev.py)",
        ], "--override structlog"
      ),
      (
        [
          "pythonImportsCheckPhase",
          "ModuleNotFoundError: No module named 'pandas.core.col'; 'pandas.core' is not a package",
        ], "--override pandas"
      ),
      (
        [
          "pythonImportsCheckPhase", "ModuleNotFoundError: No module named 'tool.missing'",
        ], "fix 'pythonImportsCheck'"
      ),
      (["urllib3.exceptions.NewConnectionError: failed"], "network"),
      (["Could not resolve host: example.org"], "network"),
      (["ImportError: libGL.so.1: cannot open shared object file: No such file"], "'libGL'"),
      (["error: failed to get `serde` as a dependency of package"], "Cargo"),
      (["LookupError: setuptools-scm was unable to detect version for /build/x."], "PRETEND"),
      (["======= FAILURES ======="], "doCheck"),
      (["cc1plus: No space left on device"], "disk is full"),
      (["g++: fatal error: Killed signal terminated program cc1plus"], "memory"),
    ])
  func python(lines: [String], words: String) throws {
    let advice = try Self.advice(["compiling", ""] + lines + ["", "error: failed"])
    #expect(advice?.contains(words) == true, "\(advice ?? "nothing")")
  }

  @Test(arguments: [
    (
      ["ERROR: dependencies ‘bit64’, ‘R.oo’ are not available for package ‘tool’"],
      "'final.rPackages.R_oo', 'final.rPackages.bit64'"
    ),
    (["Error: there is no package called ‘cpp11’"], "'final.rPackages.cpp11'"),
    (
      ["Error: namespace ‘cli’ 3.4.1 is being loaded, but >= 3.6.0 is required"],
      "--override cran:cli"
    ),
    (
      ["Error: object ‘ansi_grepl’ is not exported by 'namespace:cli'"], "--override cran:cli"
    ),
    (["Error in download.file(): cannot open URL 'https://example.org'"], "network"),
  ])
  func r(lines: [String], words: String) throws {
    let advice = try Self.advice(lines, isPython: false)
    #expect(advice?.contains(words) == true, "\(advice ?? "nothing")")
  }

  @Test("a module of what needs the package is not a requirement")
  func circle() throws {
    let lines = ["pythonImportsCheckPhase", "ModuleNotFoundError: No module named 'host'"]
    let advice = try Self.advice(lines, importers: ["host": .pypi("host-project")])
    #expect(advice?.contains("remove 'pythonImportsCheck'") == true, "\(advice ?? "")")
  }

  @Test("a file that has changed is sought where its fetch stands, in the overlay")
  func changedFile() throws {
    let overlay = try SampleOverlay(python: [SampleOverlay.Package(attribute: "tool")])
    defer { overlay.delete() }
    let package = try #require(
      try List(List.Options(overlayPath: overlay.path)).run().graph.packages.first)
    let advice = BuildAdvice(package: package, overlayPath: "over/lay.nix")
      .advice(for: [], failure: .hashMismatch).map(Wording().text)
    #expect(advice?.contains("nixgraft refresh over/lay.nix shows") == true, "\(advice ?? "")")
  }

  @Test(
    "what ended a build is told as its reason, and what to do fits it",
    arguments: [
      ("builder failed due to signal 9 (Killed)", "ended by signal 9 (Killed)", "--max-jobs 1"),
      (
        "Cannot build '/a.drv'.\nReason: missing system features\nRequired features: {kvm, magic}\n"
          + "Available features: {kvm}", "no machine has the feature 'magic'", "--builders"
      ),
      (
        "Cannot build '/a.drv'.\nReason: local builds are disabled (max-jobs = 0)",
        "local builds are disabled (max-jobs = 0)", "--max-jobs 1"
      ),
      (
        "output '/nix/store/r8drmzjisqnbpza4dzbkxvggzxwlnhij-x' is not allowed to refer to the "
          + "following paths:\n  /nix/store/m5nchs9jb8dssi8rnl385hlbn7fi9dr7-python3",
        "its output refers to 'python3', which it must not", "disallowedReferences"
      ),
      ("timed out after 10 seconds", "it timed out after 10 seconds", "--timeout"),
      ("killed after writing more than 99 bytes of log", "longer than 99 bytes", "max-build-log"),
      ("failed to produce output path for output 'man'", "the output 'man'", "'outputs'"),
    ])
  func reasons(text: String, reason: String, advice: String) throws {
    let overlay = try SampleOverlay(python: [SampleOverlay.Package(attribute: "tool")])
    defer { overlay.delete() }
    let package = try #require(
      List(List.Options(overlayPath: overlay.path)).run().graph.packages.first)
    let failure = NixBuild.Failure(derivation: "/a.drv", text: text)
    #expect(failure.reason.contains(reason), "\(failure.reason)")
    let words = BuildAdvice(package: package, overlayPath: overlay.path)
      .advice(for: [], failure: failure.kind).map(Wording().text)
    #expect(words?.contains(advice) == true, "\(words ?? "")")
  }

  @Test("why R or Python cannot load a package is the error, not a warning after it")
  func loading() {
    #expect(
      LoadCheck.cause(in: [
        "Error: package or namespace load failed for 'x'", "In addition: Warning message:",
        "  was built under another R", "Execution halted",
      ]) == "Error: package or namespace load failed for 'x'")
    #expect(
      LoadCheck.cause(in: [
        "Traceback (most recent call last):", "  File \"x\"", "ImportError: no y",
        "x.py:1: DeprecationWarning: old",
      ]) == "ImportError: no y")
  }

  @Test("only what an environment needs is at fault, and the same each time")
  func causes() {
    let failures = Dictionary(
      uniqueKeysWithValues: ["/c.drv", "/b.drv", "/a.drv", "/d.drv"].map { path in
        (path, NixBuild.Failure(derivation: path, text: "builder failed with exit code 1"))
      })
    let causes = CheckBuild.causes(among: failures, of: ["/d.drv", "/b.drv", "/c.drv", "/e.drv"])
    #expect(causes.map(\.derivation) == ["/b.drv", "/c.drv", "/d.drv"])
  }

  @Test("nothing is made of what says nothing")
  func silence() throws {
    #expect(try Self.advice([]) == nil)
    #expect(try Self.advice(["error: it went wrong", "‘’", "No module named '", "''"]) == nil)
  }
}
