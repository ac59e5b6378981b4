import Testing

/// Failures of Nix itself, told by every verb that runs it.
@Suite(.enabled(if: Program.hasNix, "nix-instantiate is not on PATH"))
struct TroubleTests {
  private static let overlay = """
    final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pyfinal: pyprev: {
          stem = pyfinal.buildPythonPackage {
            pname = "stem";
            version = "1.0";
            src = pyfinal.fetchPypi {
              pname = "stem";
              version = "1.0";
              hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
            };
          };
        })
      ];
    }

    """

  /// Verbs, and whether they run Nix where the packages of nixpkgs are known already.
  private static let verbs: [(words: [String], runsNixAgain: Bool)] = [
    (["index"], false), (["import", "pypi:leafy"], true), (["update"], false),
    (["shell", "pypi:leafy"], true), (["image", "pypi:numpy"], true), (["check"], true),
    (["check", "--build"], true), (["cache", "export", "served"], true),
  ]

  @Test(
    "each verb says what Nix itself fails of, and not that the tree is to be fixed",
    arguments: [
      (
        "cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused",
        "cannot reach the Nix daemon: "
      ),
      (
        "opening lock file \"/nix/var/nix/db/big-lock\": Permission denied",
        "no permission for the Nix store: "
      ),
      ("remounting \"/nix/store\" writable: Invalid argument", "the Nix store is read-only: "),
      (
        "creating directory '/gone/nix-build-5640-0': No such file or directory",
        "Nix cannot use the directory for builds: "
      ),
      (
        "syntax error in configuration line 'foo' in \"/etc/nix/nix.conf\"",
        "Nix's configuration has an error: "
      ),
      (
        "access to absolute path '/t' is forbidden in pure evaluation mode (use '--impure')",
        "Nix is set to evaluate purely ('pure-eval'), without files and NIX_PATH: "
      ),
      (
        "access to absolute path '/t' is forbidden in restricted mode",
        "Nix is set to evaluate only what it is told to ('restrict-eval'): "
      ),
    ])
  func troubles(words: String, headline: String) throws {
    let program = try Program()
    defer { program.remove() }
    let path = program.breakable()
    for isKnown in [false, true] {
      if isKnown {
        program.write("", to: "broken")
        let index = try program.nixgraft("index", path: path)
        #expect(index.code == 0, "\(index.errors)")
      }
      program.write("error: \(words)\n", to: "broken")
      for verb in Self.verbs where verb.runsNixAgain || !isKnown {
        program.write(Self.overlay, to: "overlay.nix")
        let outcome = try program.nixgraft(verb.words, path: path)
        #expect(outcome.code == 2, "\(verb.words) \(outcome.output) \(outcome.errors)")
        #expect(
          outcome.errors.contains("error: \(headline)\(words)\n"), "\(verb.words) \(outcome.errors)"
        )
        #expect(!outcome.errors.contains("fix the tree"), "\(verb.words)")
        #expect(program.text("overlay.nix") == Self.overlay, "\(verb.words)")
        #expect(program.text("shell.nix") == nil && program.text("image.nix") == nil)
      }
    }
  }
}

extension Program {
  /// The programs of Nix, which fail with the words in the file `broken` where that has some.
  ///
  /// - Returns: The PATH that they are found on.
  fileprivate func breakable() -> String {
    for name in ["nix", "nix-instantiate", "nix-build", "nix-store"] {
      guard let real = Self.find(name) else { continue }
      _ = fake(
        name,
        "[ -s '\(folder)/broken' ] && { cat '\(folder)/broken' >&2; exit 1; }\nexec '\(real)' \"$@\"\n"
      )
    }
    return "\(folder):/usr/bin:/bin"
  }
}
