import Nixpkgs
import PackageMetadata
import Testing

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
    let package = try #require(try List(overlayPath: overlay.path).run().graph.packages.first)
    return BuildAdvice(package: package, importersModules: importers).advice(for: lines)
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
        ], "'mlflow-3.17.2' and 'mlflow-skinny-3.17.2' both bring 'bin/mlflow'"
      ),
      (
        [
          "pkgs.buildEnv error: two given paths contain a conflicting subpath:",
          "  `/nix/store/4s80r4dvcagzjd8k4a2956chvjjjwpjc-one-1/bin/x' and",
          "  `/nix/store/dlsxmw7ka7666060h6hl1l9x7hd9b5xl-two-2/bin/x'",
        ], "postInstall = \"rm $out/bin/x\";"
      ),
      (["x.c:1:1: fatal error: some/odd.h: No such file or directory"], "the package of nixpkgs"),
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
    (["Error in download.file(): cannot open URL 'https://example.org'"], "network"),
  ])
  func r(lines: [String], words: String) throws {
    let advice = try Self.advice(lines, isPython: false)
    #expect(advice?.contains(words) == true, "\(advice ?? "nothing")")
  }

  @Test("a module of what needs the package is no requirement")
  func circle() throws {
    let lines = ["pythonImportsCheckPhase", "ModuleNotFoundError: No module named 'host'"]
    let advice = try Self.advice(lines, importers: ["host": .pypi("host-project")])
    #expect(advice?.contains("take 'pythonImportsCheck' out") == true, "\(advice ?? "")")
  }

  @Test("nothing is made of what says nothing")
  func silence() throws {
    #expect(try Self.advice([]) == nil)
    #expect(try Self.advice(["error: it went wrong", "‘’", "No module named '", "''"]) == nil)
  }

  @Test(
    "what a cache says is told with what to do",
    arguments: [
      ("unable to upload 'https://c/nar': HTTP error 403", "refuses it", "credentials"),
      ("AWS error uploading 'nar': AccessDenied", "refuses it", "AWS_PROFILE"),
      ("unable to upload 'https://c/x': HTTP error 405", "takes no uploads", "address"),
      ("Could not resolve host: c", "can't be reached", "network"),
      ("Host key verification failed.", "lets nobody in", "ssh"),
      (
        "cannot add path '/nix/store/x' because it lacks a valid signature", "signed paths",
        "--secret-key"
      ),
      ("creating directory '/x': Permission denied", "can't be written", "permissions"),
      ("writing to file: No space left on device", "disk is full", "free some space"),
    ])
  func caches(line: String, words: String, hint: String) {
    let error = CacheCopying.failure([line], to: .store("https://c"))
    #expect(error.exitCode == 2)
    #expect(error.explanation.contains(words), "\(error)")
    #expect(error.hints.contains { $0.contains(hint) }, "\(error)")
  }
}
