import Testing

/// `update` through the executable, from recorded answers.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct UpdateTests {
  @Test("what moved, what is new and what nothing needs any more; a second run changes nothing")
  func moves() throws {
    let program = try Program()
    defer { program.remove() }
    let old = try program.nixgraft("import", "pypi:budding==1.0")
    #expect(old.code == 0, "\(old.errors)")
    let check = try program.nixgraft("update", "--check")
    #expect(check.code == 1, "\(check.errors)")
    let outcome = try program.nixgraft("update")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("~ update budding 1.0 → 2.0"))
    #expect(outcome.output.contains("+ import newleaf 1.0"))
    #expect(outcome.output.contains("- remove oldleaf 1.0"))
    let updated = program.text("overlay.nix")
    let again = try program.nixgraft("update")
    #expect(again.output.contains("nothing to update"))
    #expect(program.text("overlay.nix") == updated)
    #expect(try program.nixgraft("update", "--check").code == 0)
    // The same as an import of the new release into an empty overlay.
    _ = try program.nixgraft("import", "pypi:budding", "--overlay", "fresh.nix")
    #expect(updated == program.text("fresh.nix"))
  }

  @Test("a dry run writes nothing, and the plan in JSON tells the old version")
  func dryRun() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.nixgraft("import", "pypi:budding==1.0")
    let before = program.text("overlay.nix")
    let outcome = try program.nixgraft("update", "--dry-run", "--json")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(#""old" : "1.0""#))
    #expect(outcome.output.contains(#""package" : "pypi:oldleaf""#))
    #expect(program.text("overlay.nix") == before)
    let shown = try program.nixgraft("update", "--dry-run")
    #expect(shown.output.contains(#"-       version = "1.0";"#))
  }

  @Test("a bound of a package that stays holds another back, and it is said")
  func heldBack() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.nixgraft("import", "pypi:holder", "pypi:shared-leaf==1.0")
    let outcome = try program.nixgraft("update", "shared-leaf")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("2.0 is available, held back by shared-leaf<2 of holder"))
    #expect(outcome.output.contains("nothing to update"))
  }

  @Test("what must move with a named package moves, and it is said; others stay")
  func alongside() throws {
    let program = try Program()
    defer { program.remove() }
    _ = try program.nixgraft(
      "import", "pypi:mover==1.0", "pypi:shared-leaf==1.0", "pypi:budding==1.0")
    let outcome = try program.nixgraft("update", "mover")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("~ update mover 1.0 → 2.0"))
    #expect(outcome.output.contains("~ update shared-leaf 1.0 → 2.0  not named"))
    #expect(!outcome.output.contains("budding"))
    #expect(try #require(program.text("overlay.nix")).contains(#"pname = "budding";"#))
  }

  private static let handmade = """
    self: super: {
      # python, by hand
      pythonPackagesExtensions = super.pythonPackagesExtensions ++ [
        (pself: psuper: {
          handmade = pself.buildPythonPackage rec {
            pname = "handmade";
            version = "1.0";
            format = "setuptools"; /* for now */
            src = super.fetchPypi {
              inherit pname version;
              sha256 = "HASH";
            };
            patches = [ ./a.patch ]; # until 1.0 is gone
            propagatedBuildInputs = with pself; [ six oldleaf ];
            preBuild = "echo 1.0";
          };
          oldleaf = pself.buildPythonPackage rec {
            pname = "oldleaf"; version = "1.0"; format = "wheel";
            src = super.fetchPypi { inherit pname version format; sha256 = ""; };
          };
        })
      ];
    }

    """

  @Test("in what a person wrote, version, hash and requirements change and nothing else")
  func byHand() throws {
    let program = try Program()
    defer { program.remove() }
    let zeros = String(repeating: "0", count: 52)
    let text = Self.handmade.replacing("HASH", with: zeros)
    program.write(text, to: "overlay.nix")
    let outcome = try program.nixgraft("update", "handmade")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let after = try #require(program.text("overlay.nix"))
    let digits = try #require(after.split(separator: "sha256 = \"").dropFirst().first)
      .prefix { $0 != "\"" }
    #expect(digits.utf8.count == 52)
    #expect(digits != zeros)
    var expected = text.replacing(zeros, with: digits)
    for (old, new) in [
      ("version = \"1.0\";\n        format", "version = \"2.0\";\n        format"),
      ("[ six oldleaf ]", "[ six newleaf ]"),
    ] {
      expected = expected.replacing(old, with: new)
    }
    let start = try #require(after.firstRange(of: "      # needed by handmade\n"))
    let end = try #require(after.firstRange(of: "      oldleaf = "))
    #expect(after[..<start.lowerBound] + after[end.lowerBound...] == expected[...])
  }

  @Test("a package in a file of its own is moved there")
  func ownFile() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
            handmade = pyfinal.callPackage ./handmade.nix { };
            oldleaf = pyprev.six;
            newleaf = pyprev.six;
          })
        ];
      }

      """, to: "overlay.nix")
    let before = """
      { lib, buildPythonPackage, fetchPypi, six, oldleaf }:

      buildPythonPackage rec {
        pname = "handmade";
        version = "1.0"; # see CHANGES
        pyproject = true;
        src = fetchPypi { inherit pname version; hash = lib.fakeHash; };
        dependencies = [ oldleaf six ];
      }

      """
    program.write(before, to: "handmade.nix")
    let overlay = program.text("overlay.nix")
    let outcome = try program.nixgraft("update", "handmade", nixpkgs: "nixpkgs")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(program.text("overlay.nix") == overlay)
    let after = try #require(program.text("handmade.nix"))
    #expect(after.hasPrefix("{ lib, buildPythonPackage, fetchPypi, six, newleaf }:"))
    #expect(after.contains("version = \"2.0\"; # see CHANGES"))
    #expect(after.contains("dependencies = [ newleaf six ];"))
    #expect(after.contains("hash = \"sha256-"))
  }

  private static let mirror = "file://\(Program.root)/Fixtures/cran-mirror"

  /// An overlay of an R package, and what its lines are after an update.
  struct RCase: Sendable, CustomTestStringConvertible {
    let name: String
    let before: [String]
    let after: [String]
    let words: [String]
    var testDescription: String { "\(name) \(before)" }
  }

  private static let rCases = [
    // Nothing but the version has to change.
    RCase(
      name: "ivy", before: ["pname = \"ivy\"; version = \"0.9\";", "${pname}_${version}.tar.gz"],
      after: ["pname = \"ivy\"; version = \"1.0.0\";", "mirror://cran/${pname}_${version}.tar.gz"],
      words: ["~ update ivy 0.9 → 1.0.0"]),
    // The newest needs what is nowhere, and an older one is in the archive.
    RCase(
      name: "pine", before: ["name = \"pine-0.8.0\";", "pine_0.8.0.tar.gz"],
      after: ["name = \"pine-0.9.0\";", "\"mirror://cran/Archive/pine/pine_0.9.0.tar.gz\""],
      words: ["~ update pine 0.8.0 → 0.9.0", "1.0.0 is available, held back by alder (>= 9.0)"]),
    RCase(
      name: "pine", before: ["name = \"pine-0.8.0\";", "Archive/pine/pine_0.8.0.tar.gz"],
      after: ["name = \"pine-0.9.0\";", "\"mirror://cran/Archive/pine/pine_0.9.0.tar.gz\""],
      words: ["~ update pine 0.8.0 → 0.9.0"]),
    // The newest is for a later R.
    RCase(
      name: "fir", before: ["name = \"fir-2.0.9\";", "Archive/fir/fir_2.0.9.tar.gz"],
      after: ["name = \"fir-2.1.0\";", "\"mirror://cran/Archive/fir/fir_2.1.0.tar.gz\""],
      words: ["~ update fir 2.0.9 → 2.1.0", "3.0.0 is available, held back by R (>= 99.0)"]),
    // Of two current ones that for this R.
    RCase(
      name: "nutmeg", before: ["name = \"nutmeg-0.1\";", "Archive/nutmeg/nutmeg_0.1.tar.gz"],
      after: ["name = \"nutmeg-1.0.0\";", "\"mirror://cran/nutmeg_1.0.0.tar.gz\""],
      words: ["~ update nutmeg 0.1 → 1.0.0"]),
    // It left CRAN.
    RCase(
      name: "elm", before: ["name = \"elm-0.9.1\";", "Archive/elm/elm_0.9.1.tar.gz"],
      after: ["name = \"elm-1.0.0\";", "\"mirror://cran/Archive/elm/elm_1.0.0.tar.gz\""],
      words: ["~ update elm 0.9.1 → 1.0.0", "removed from its repository"]),
  ]

  @Test("an R package moves to the newest release that fits, current or not", arguments: rCases)
  func r(_ test: RCase) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      """
      self: super: {
        rPackages = super.rPackages.override {
          overrides = {
            \(test.name) = super.rPackages.buildRPackage rec {
              \(test.before[0])
              src = super.fetchurl { url = "mirror://cran/\(test.before[1])"; sha256 = ""; };
              propagatedBuildInputs = [ ]; # none so far
            };
          };
        };
      }

      """, to: "overlay.nix")
    let outcome = try program.nixgraft("update", test.name, "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    for words in test.words { #expect(outcome.output.contains(words), "\(outcome.output)") }
    let after = try #require(program.text("overlay.nix"))
    for text in test.after { #expect(after.contains(text), "\(after)") }
    #expect(after.contains("# none so far"))
    #expect(!after.contains("sha256 = \"\""))
    let again = try program.nixgraft("update", test.name, "--cran-mirror", Self.mirror)
    #expect(again.code == 0 && again.output.contains("nothing to update"), "\(again.errors)")
    let refresh = try program.nixgraft("refresh", "--check", "--cran-mirror", Self.mirror)
    #expect(refresh.code == 0, "\(refresh.output) \(refresh.errors)")
  }

  @Test("R packages that nixgraft wrote are as a fresh import would write them after an update")
  func rImported() throws {
    let program = try Program()
    defer { program.remove() }
    let old = try program.nixgraft(
      "import", "cran:birch@0.1-9", "cran:cedar", "--cran-mirror", Self.mirror)
    #expect(old.code == 0, "\(old.errors)")
    let outcome = try program.nixgraft("update", "--cran-mirror", Self.mirror)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("~ update birch 0.1-9 → 0.3-1"), "\(outcome.output)")
    _ = try program.nixgraft(
      "import", "cran:birch", "cran:cedar", "--overlay", "fresh.nix", "--cran-mirror", Self.mirror)
    #expect(program.text("overlay.nix") == program.text("fresh.nix"))
  }

  @Test(
    "requests that cannot be met end with a reason and the right exit code",
    arguments: [
      ("nobody-has-this", Int32(1), "does not contain"), ("leafy>=2", 64, "is more than a name"),
      ("private", 1, "cannot be updated"),
    ])
  func refusals(name: String, code: Int32, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    let text = """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
            private = pyfinal.buildPythonPackage { pname = "private"; version = "1"; src = ./.; };
          })
        ];
      }

      """
    program.write(text, to: "overlay.nix")
    let outcome = try program.nixgraft("update", name)
    #expect(outcome.code == code, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(program.text("overlay.nix") == text)
  }

  @Test("without an overlay it is said how to start one")
  func nothing() throws {
    let program = try Program()
    defer { program.remove() }
    let outcome = try program.nixgraft("update")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("there is no overlay"))
  }
}
