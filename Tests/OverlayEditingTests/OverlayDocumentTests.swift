import Derivations
import OverlayEditing
import PackageMetadata
import TestSupport
import Testing

@Suite struct OverlayDocumentTests {
  private func document(_ text: String) throws -> OverlayDocument {
    try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
  }

  private func inserted(
    _ text: String, _ derivations: [Derivation], _ era: Dialect.Era = .modern
  ) throws -> String {
    String(
      decoding: try document(text).inserting(derivations, for: Samples.target(era)), as: UTF8.self)
  }

  private func small(_ name: String, _ version: String, comment: [String] = []) -> Derivation {
    Derivation(
      id: .pypi(name), attribute: name, comment: comment,
      expression: .apply(
        .python("buildPythonPackage"),
        .set(
          [.value("pname", .string(name)), .value("version", .string(version))],
          isRecursive: true)))
  }

  @Test func replacingKeepsWhatAPersonWroteAboveIt() throws {
    let before = """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
            # pinned by Kim
            # needed by old
            foo = pyfinal.buildPythonPackage rec {
              pname = "foo";
              version = "1.0";
            }; # do not touch
          })
        ];
      }
      """
    let after = """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
            # pinned by Kim
            # asked for
            # needed by new
            foo = pyfinal.buildPythonPackage rec {
              pname = "foo";
              version = "2.0";
            }; # do not touch
          })
        ];
      }
      """
    #expect(
      try inserted(before, [small("foo", "2.0", comment: ["asked for", "needed by new"])]) == after)
  }

  struct Refusal: Sendable {
    let text: String
    var era = Dialect.Era.modern
  }

  static let refusals = [
    Refusal(text: "\u{FEFF}final: prev: { }\n"),
    Refusal(
      text: "final: prev: {\n  a = ;\n}\n"),
    Refusal(
      text: "{ a = 1; }\n"),
    Refusal(
      text: "{ a = import ./x.nix; }\n"),
    Refusal(
      text: """
        final: prev: {
          pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (import ./python.nix) ];
        }
        """),
    Refusal(
      text: """
        final: prev: {
          pythonPackagesExtensions = prev.lib.optional true (final.callIt prev);
        }
        """),
    Refusal(
      text: """
        final: prev: {
          pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (a: b: { c = 1; }) ];
        }
        """,
      era: .legacy),
    Refusal(
      text: """
        final: prev: {
          python36 = prev.python36.override { packageOverrides = a: b: { c = 1; }; };
        }
        """),
    Refusal(
      text: """
        final: prev: {
          pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
            (a: b: { foo = a.callPackage ./foo.nix { }; })
          ];
        }
        """),
    Refusal(
      text: """
        final: prev: {
          pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
            (a: b: { inherit (final.mine) foo; })
          ];
        }
        """),
  ]

  @Test(arguments: refusals)
  func refusing(_ refusal: Refusal) throws {
    let error = #expect(throws: OverlayEditingError.self) {
      try inserted(refusal.text, [small("foo", "1.0")], refusal.era)
    }
    expectGolden(error?.description, refusal.text)
  }

  @Test func removingWhatIsNotThere() throws {
    #expect(throws: OverlayEditingError.absent(attribute: "foo", path: "overlay.nix")) {
      try document("final: prev: { }").removing([(.pypi, "foo")])
    }
  }

  @Test func hostileNamesStayInert() throws {
    let name = "x\"; evil = builtins.abort \"${y}\n# z"
    let hostile = Derivation(
      id: PackageID(ecosystem: .pypi, name: name), attribute: name,
      comment: ["needed by a\n}; b = 1;"], expression: .string(name))
    let text = try inserted("final: prev:\n{ }\n", [hostile])
    let packages = try document(text).packages
    #expect(packages.map(\.attribute) == [name])
    #expect(
      String(decoding: try document(text).removing([(.pypi, name)]), as: UTF8.self)
        == "final: prev:\n{ }\n")
  }

  @Test func variablesThatAreTakenAreAvoided() throws {
    let text = try inserted(
      "final: prev:\nlet\n  python = prev.python3;\nin\n{\n  mine = python;\n}\n",
      [small("foo", "1.0")])
    #expect(text.contains("prev.pythonPackagesExtensions ++ [ pythonOverlay ];"))
    #expect(text.contains("\n  python = prev.python3;\n"))
  }

  struct Listing: Sendable {
    let binding: String
    let version: String?
    let dependencies: [String]
  }

  static let listings = [
    Listing(
      binding:
        "buildPythonPackage rec { pname = \"foo\"; version = \"1\"; dependencies = with a; [ x y ]; }",
      version: "1", dependencies: ["x", "y"]),
    Listing(
      binding:
        "let version = \"2\"; in a.buildPythonPackage { inherit version; dependencies = [ a.d ] ++ final.lib.optionals true [ b.e ]; }",
      version: "2", dependencies: ["d", "e"]),
    Listing(
      binding:
        "a.callPackage ({ buildPythonPackage, f }: buildPythonPackage { name = \"foo-3.1\"; propagatedBuildInputs = [ f ]; }) { }",
      version: "3.1", dependencies: ["f"]),
    Listing(
      binding: "b.foo.overridePythonAttrs (old: rec { version = \"4.${minor}\"; minor = \"0\"; })",
      version: "4.0", dependencies: []),
    Listing(binding: "a.mystery", version: nil, dependencies: []),
  ]

  @Test(arguments: listings)
  func listing(_ listing: Listing) throws {
    let packages = try document(
      """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (a: b: { foo = \(listing.binding); })
        ];
      }
      """
    ).packages
    #expect(packages.map(\.attribute) == ["foo"])
    #expect(packages.first?.version == listing.version)
    #expect(packages.first?.dependencies == listing.dependencies)
  }

  @Test(
    "arguments without names get some where they are needed, and lose them with the last package",
    arguments: [
      "_: _: { }\n", "_: prev: {\n  a = prev.b;\n}\n", "_: final: { }\n", "final: _: { }\n",
    ])
  func naming(_ text: String) throws {
    let document = try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
    let derivations = Samples.derivations(.modern)
    let result = try document.holding(derivations, for: Samples.target(.modern))
    #expect(!String(decoding: result.bytes, as: UTF8.self).hasPrefix("_:"))
    let removed = try result.removing(derivations.map { ($0.id.ecosystem, $0.attribute) })
    #expect(String(decoding: removed, as: UTF8.self) == text)
  }

  @Test(
    "a function is added to a list without packages that can be seen, and goes with the last one",
    arguments: [
      ("[ ]", "[ (pyfinal: _: {\n    # asked for\n    adagio = "), ("[]", "[ (pyfinal: _: {\n"),
      ("[ prev.theirs ]", "[ prev.theirs (pyfinal: _: {\n    # asked"),
      ("[\n    prev.theirs # theirs\n  ]", "# theirs\n    (pyfinal: _: {\n      # asked"),
      ("[\n    # none\n  ]", "# none\n  (pyfinal: _: {\n    # asked"),
      ("(prev.more ++ [ (prev.make 1) ])", "(prev.make 1) (pyfinal: _: {\n"),
    ])
  func list(_ list: String, _ words: String) throws {
    let text =
      "final: prev: {\n  pythonPackagesExtensions = prev.pythonPackagesExtensions ++ \(list);\n}\n"
    let document = try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
    let derivations = Samples.derivations(.modern)
    let target = Samples.target(.modern)
    let result = try document.holding(derivations, for: target)
    let after = String(decoding: result.bytes, as: UTF8.self)
    #expect(after.contains(words), "\(after)")
    #expect(try result.holding(derivations, for: target).bytes == result.bytes)
    let removed = try result.removing(derivations.map { ($0.id.ecosystem, $0.attribute) })
    #expect(String(decoding: removed, as: UTF8.self) == text)
  }

  @Test("the overlay is the function with packages, not one that helps to make them")
  func helperFunction() throws {
    let text = """
      { lib }:
      let
        make = hash: set: set.make { inherit hash; };
      in
      lib.foldr lib.composeExtensions (_: _: { }) ([
        (final: prev: {
          pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
            (pf: pp: { first = make "a" pf; })
          ];
        })
      ] ++ [ ])

      """
    let document = try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
    let access = try #require(document.access)
    #expect(access.usage(of: "import ./overlay.nix") == nil)
    #expect(
      access.overlays(in: "X", packages: "P").hasPrefix("[ ((let f = X; given = let known = P; in"))
  }

  @Test(
    "how an overlay is reached in its file",
    arguments: [
      ("final: prev: { }", "(import ./o.nix)", false),
      ("{ a ? 1 }: final: prev: { }", "(import ./o.nix { })", false),
      ("{ a }: final: prev: { }", nil, false),
      ("{ default = final: prev: { }; }", "(import ./o.nix).default", false),
      ("{ a ? 1 }: { b.overlay = final: prev: { }; }", "(import ./o.nix { }).b.overlay", false),
      ("[ (final: prev: { }) ]", "import ./o.nix", true),
      ("{ nixpkgs.overlays = [ (final: prev: { }) ]; }", "(import ./o.nix).nixpkgs.overlays", true),
      ("{ pkgs, ... }: { nixpkgs.overlays = [ (final: prev: { }) ]; }", nil, true),
      (
        "{ lib ? 1 }: lib.composeManyExtensions [ (final: prev: { }) ]", "(import ./o.nix { })",
        false
      ),
    ])
  func usage(_ text: String, usage: String?, isList: Bool) throws {
    let document = try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
    let access = try #require(document.access)
    #expect(access.usage(of: "import ./o.nix") == usage)
    #expect(access.isList == isList)
  }
}
