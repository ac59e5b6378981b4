import Derivations
import OverlayEditing
import PackageMetadata
import Testing

/// Packages moved to other releases in text of several hands.
@Suite struct RevisingTests {
  /// `triad` 1.0 needs `six` and `oldie`; 2.0 needs `newbie` in place of `oldie`.
  private static func triad(_ version: String, _ needs: [String]) -> Derivation {
    Samples.python(
      "triad", version, hash: version == "1.0" ? oldHash : newHash, needs: needs,
      comment: ["asked for"], era: .modern)
  }

  private static let oldHash = "sha256-t7BS9e5AgFu5NHWVrwz4i9/4VZZ+H782zBCNj7ODK/4="
  private static let newHash = "sha256-DDJ2jzq6DgUnOzb5QgpIIDTyUQ8FkXEEDX6YujQSjXo="

  private static let revision = PackageRevision(
    ecosystem: .pypi, attribute: "triad", oldVersion: "1.0", newVersion: "2.0",
    base: triad("1.0", ["oldie", "six"]), revised: triad("2.0", ["newbie", "six"]))

  /// The same move with derivations as newer trees take them, as functions of their final attributes.
  private static let newerRevision = PackageRevision(
    ecosystem: .pypi, attribute: "triad", oldVersion: "1.0", newVersion: "2.0",
    base: newer(triad("1.0", ["oldie", "six"])), revised: newer(triad("2.0", ["newbie", "six"])))

  private static func newer(_ derivation: Derivation) -> Derivation {
    Derivation(
      id: derivation.id, attribute: derivation.attribute, comment: derivation.comment,
      expression: derivation.expression.referring(by: "finalAttrs"))
  }

  private static func overlay(_ package: String, lets: String = "") -> String {
    """
    final: prev:
    {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pyfinal: pyprev: \(lets){
    \(package)
        })
      ];
    }

    """
  }

  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let before: String
    let after: String
    var lets = ""
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "the old names of lists, a scope, an order of its own, and words in between",
      before: """
              # ours, since 2021
              triad = pyfinal.buildPythonPackage rec {
                pname = "triad";
                version = "1.0"; # keep
                src = final.fetchurl {
                  url = "https://x.example/triad-${version}/triad-1.0.tar.gz";
                  hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
                };
                propagatedBuildInputs = with pyfinal; [ six oldie mine ];
                patches = [ ./triad-1.0.patch ];
                doCheck = true; # with 1.0, too
              };
        """,
      after: """
              # ours, since 2021
              triad = pyfinal.buildPythonPackage rec {
                pname = "triad";
                version = "2.0"; # keep
                src = final.fetchurl {
                  url = "https://x.example/triad-${version}/triad-2.0.tar.gz";
                  hash = "sha256-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
                };
                propagatedBuildInputs = with pyfinal; [ six mine newbie ];
                patches = [ ./triad-1.0.patch ];
                doCheck = true; # with 1.0, too
              };
        """),
    Case(
      name: "arguments of callPackage come and go",
      before: """
              triad = pyfinal.callPackage (
                {
                  buildPythonPackage,
                  fetchPypi,
                  oldie,
                  six,
                }:
                buildPythonPackage rec {
                  pname = "triad";
                  version = "1.0";
                  src = fetchPypi { inherit pname version; sha256 = ""; };
                  dependencies = [
                    oldie # why
                    six
                  ];
                }
              ) { };
        """,
      after: """
              triad = pyfinal.callPackage (
                {
                  buildPythonPackage,
                  fetchPypi,
                  six,
                  newbie,
                }:
                buildPythonPackage rec {
                  pname = "triad";
                  version = "2.0";
                  src = fetchPypi { inherit pname version; sha256 = ""; };
                  dependencies = [
                    newbie
                    six
                  ];
                }
              ) { };
        """),
    Case(
      name: "a wheel needs nothing to be built, and a helper is given what it takes",
      before: """
              triad = mk {
                pname = "triad";
                version = "1.0";
                dependencies = [ pyfinal.six ];
              };
        """,
      after: """
              triad = mk {
                pname = "triad";
                version = "2.0";
                dependencies = [ pyfinal.newbie pyfinal.six ];
              };
        """,
      lets: "let mk = { pname, version, dependencies }: pyfinal.foo; in "),
    Case(
      name: "a version bound by `let`, and an addition to a list in parts",
      before: """
              triad = let version = "1.0"; in pyfinal.buildPythonPackage {
                pname = "triad";
                inherit version;
                src = pyfinal.fetchPypi { pname = "triad"; inherit version; hash = ""; };
                dependencies = [ pyfinal.six ]
                  ++ final.lib.optionals final.stdenv.isLinux [ pyfinal.oldie ];
              };
        """,
      after: """
              triad = let version = "2.0"; in pyfinal.buildPythonPackage {
                pname = "triad";
                inherit version;
                src = pyfinal.fetchPypi { pname = "triad"; inherit version; hash = ""; };
                dependencies = [ pyfinal.newbie pyfinal.six ]
                  ++ final.lib.optionals final.stdenv.isLinux [ ];
              };
        """),
    Case(
      name: "what is ours but for one line is ours but for that line",
      before: """
              # asked for
              triad = pyfinal.buildPythonPackage rec {
                pname = "triad";
                version = "1.0";
                pyproject = true;

                src = final.fetchPypi {
                  inherit pname version;
                  hash = "\(oldHash)";
                };

                patches = [ ./fix.patch ];

                build-system = [ pyfinal.setuptools ];

                dependencies = [
                  pyfinal.oldie
                  pyfinal.six
                ];

                doCheck = true;

                meta = {
                  license = final.lib.licenses.asl20;
                };
              };
        """,
      after: """
              # asked for
              triad = pyfinal.buildPythonPackage rec {
                pname = "triad";
                version = "2.0";
                pyproject = true;

                src = final.fetchPypi {
                  inherit pname version;
                  hash = "\(newHash)";
                };

                patches = [ ./fix.patch ];

                build-system = [ pyfinal.setuptools ];

                dependencies = [
                  pyfinal.newbie
                  pyfinal.six
                ];

                doCheck = true;

                meta = {
                  license = final.lib.licenses.asl20;
                };
              };
        """),
    Case(
      name: "the same where a function has another name for what it is given",
      before: """
              # asked for
              triad = pyfinal.buildPythonPackage (self: {
                pname = "triad";
                version = "1.0";
                pyproject = true;

                src = final.fetchPypi {
                  inherit (self) pname version;
                  hash = "\(oldHash)";
                };

                patches = [ ./fix.patch ];

                build-system = [ pyfinal.setuptools ];

                dependencies = [
                  pyfinal.oldie
                  pyfinal.six
                ];

                doCheck = true;

                meta = {
                  license = final.lib.licenses.asl20;
                };
              });
        """,
      after: """
              # asked for
              triad = pyfinal.buildPythonPackage (self: {
                pname = "triad";
                version = "2.0";
                pyproject = true;

                src = final.fetchPypi {
                  inherit (self) pname version;
                  hash = "\(newHash)";
                };

                patches = [ ./fix.patch ];

                build-system = [ pyfinal.setuptools ];

                dependencies = [
                  pyfinal.newbie
                  pyfinal.six
                ];

                doCheck = true;

                meta = {
                  license = final.lib.licenses.asl20;
                };
              });
        """),
  ]

  /// Whatever form new packages are written in, what is there keeps its own.
  @Test(arguments: cases, [revision, newerRevision])
  func revising(_ example: Case, _ revision: PackageRevision) throws {
    let before = Self.overlay(example.before, lets: example.lets)
    let document = try OverlayDocument(bytes: Array(before.utf8), path: "overlay.nix")
    let revised = try document.revising([revision])
    #expect(revised.obstacles.isEmpty)
    #expect(
      String(decoding: revised.document.bytes, as: UTF8.self)
        == Self.overlay(example.after, lets: example.lets))
  }

  @Test(
    "what nixgraft wrote is written as an import of the new release would",
    arguments: [revision, newerRevision])
  func ours(_ revision: PackageRevision) throws {
    let empty = try OverlayDocument(bytes: nil, path: "overlay.nix")
    let old = try empty.holding([try #require(revision.base)], for: Samples.modern)
    let new = try empty.holding([revision.revised], for: Samples.modern)
    let isNewer = String(decoding: new.bytes, as: UTF8.self).contains("(finalAttrs: {")
    #expect(isNewer == (revision == Self.newerRevision))
    let revised = try old.revising([revision])
    #expect(
      String(decoding: revised.document.bytes, as: UTF8.self)
        == String(decoding: new.bytes, as: UTF8.self))
  }

  @Test(
    "a package that cannot be moved stays as it is",
    arguments: [
      ("triad = pyfinal.foo;", RevisionObstacle.noSet),
      ("triad = pyfinal.build { version = builtins.readFile ./v; };", .noVersionText),
      (
        "triad = pyfinal.build { inherit version; }; other = pyfinal.build { inherit version; };",
        .sharedVersion(with: "other")
      ),
    ])
  func obstacles(package: String, obstacle: RevisionObstacle) throws {
    let text = Self.overlay(package, lets: "let version = \"1.0\"; in ")
    let document = try OverlayDocument(bytes: Array(text.utf8), path: "overlay.nix")
    let revised = try document.revising([Self.revision])
    #expect(revised.obstacles["triad"] == obstacle)
    #expect(revised.document.bytes == Array(text.utf8))
  }
}
