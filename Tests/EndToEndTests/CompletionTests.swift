import Testing

/// What bash offers after TAB, by the script that `--generate-completion-script` writes.
@Suite struct CompletionTests {
  private static let overlay = """
    final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (pf: pp: {
        flupy = pf.buildPythonPackage { pname = "flupy"; version = "1.2.3"; };
        shared = pf.buildPythonPackage { pname = "shared"; version = "1"; };
        "a;b" = pf.buildPythonPackage { pname = "a;b"; version = "1"; };
      }) ];
      rPackages = prev.rPackages.override { overrides = {
        shared = final.rPackages.buildRPackage { name = "shared-1"; };
      }; };
    }
    """

  private static let script = """
    source <("$0" --generate-completion-script bash)
    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
    function=$(complete -p nixgraft | sed 's/.*-F \\([^ ]*\\).*/\\1/')
    PATH=$(dirname "$0"):$PATH
    $function nixgraft "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\\n' "${COMPREPLY[@]}" | LC_ALL=C sort
    """

  @Test(arguments: [
    (["re"], ["refresh", "remove"]),
    (["remove", ""], ["cran:shared", "flupy", "pypi:shared"]),
    (["why", "fl"], ["flupy"]),
    (["remove", "--overlay", "other.nix", ""], []),
    (["update", "--prere"], ["--prerelease"]),
    (["list", "--color", "a"], ["always", "auto"]),
  ])
  func bashCompletes(words: [String], offered: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(Self.overlay, to: "overlay.nix")
    let bash = try #require(Program.find("bash"))
    let outcome = try program.run(
      [bash, "-c", Self.script, Program.executable, "nixgraft"] + words, path: nil)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").map(String.init) == offered)
  }

  @Test("names with a colon are offered as each shell takes them", arguments: ["zsh", "fish"])
  func colons(shell: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(Self.overlay, to: "overlay.nix")
    let bash = try #require(Program.find("bash"))
    let outcome = try program.run(
      [
        bash, "-c",
        #"SAP_SHELL="$1" "$0" ---completion remove -- positional@0 2 0 nixgraft remove """#,
        Program.executable, shell,
      ], path: nil)
    let offered = outcome.output.split(separator: "\n").map(String.init)
    let colon = shell == "zsh" ? "\\:" : ":"
    #expect(offered.contains("flupy"))
    #expect(offered.contains("cran\(colon)shared"), "\(offered)")
  }
}
