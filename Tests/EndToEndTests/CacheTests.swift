import FoundationEssentials
import TestSupport
import Testing

/// `cache` through the executable, with a second, empty store that takes from what was exported.
@Suite(.enabled(if: Program.canBuild, Program.cannotBuild), .serialized)
struct CacheTests {
  private static let shell = """
    let
      pkgs = import <nixpkgs> { overlays = [ (import ./overlay.nix) ]; };
    in
    pkgs.mkShell {
      name = "environment";
      buildInputs = [
        (pkgs.python3.withPackages (ps: [ ps.cached ]))
        pkgs.R
        pkgs.rPackages.MASS
      ];
      shellHook = "";
    }
    """

  private static let overlay = """
    final: prev: {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
        (pyfinal: pyprev: {
          cached = pyfinal.buildPythonPackage {
            pname = "cached";
            version = "1.0";
            format = "other";
            buildCommand = ''
              mkdir -p $out/${pyfinal.python.sitePackages}
              echo 'answer = 42' > $out/${pyfinal.python.sitePackages}/cached.py
            '';
          };
        })
      ];
    }
    """

  private struct Sent: Decodable {
    struct Path: Decodable {
      let path: String
      let size: Int
      let alreadyThere: Bool
    }

    let source: String
    let roots: [String]
    let paths: [Path]
    let publicKey: String?
    let secretKeyFile: String?
    let nixConf: [String]
    let sent: Bool
  }

  private static func sent(_ outcome: Program.Outcome) throws -> Sent {
    try JSONDecoder().decode(Sent.self, from: Data(outcome.output.utf8))
  }

  /// Takes paths into the store below `store` of the program's directory, from its cache alone.
  private func take(
    _ roots: [String], into store: String, from cache: String, key: String, _ program: Program
  ) throws -> Program.Outcome {
    let nix = try #require(Program.find("nix-store"))
    return try program.run(
      [
        nix, "--store", "\(program.folder)/\(store)", "--realise", "--option", "substituters",
        "file://\(program.folder)/\(cache)", "--option", "require-sigs", "true", "--option",
        "trusted-public-keys", key, "--option", "max-jobs", "0",
      ] + roots, path: nil)
  }

  private func removeStores(_ program: Program) {
    _ = try? program.run(["/bin/chmod", "-R", "u+w", program.folder], path: nil)
    program.remove()
  }

  @Test("an empty store takes the shell's environment from an export, signatures checked")
  func roundTrip() throws {
    let program = try Program()
    defer { removeStores(program) }
    program.write(Self.overlay, to: "overlay.nix")
    program.write(Self.shell, to: "shell.nix")
    let dry = try program.building(["cache", "export", "cache", "--dry-run"])
    #expect(dry.code == 0, "\(dry.errors)")
    #expect(access("\(program.folder)/cache", F_OK) != 0)

    let outcome = try program.building([
      "cache", "export", "cache", "--generate-key", "test-1", "--secret-key", "keys/secret",
      "--json",
    ])
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    let sent = try Self.sent(outcome)
    #expect(sent.source == "shell.nix")
    #expect(sent.sent)
    let names = sent.paths.map(\.path)
    for part in ["cached-1.0", "-R-", "MASS"] {
      #expect(names.contains { $0.contains(part) }, "\(part) in \(names)")
    }
    let key = try #require(sent.publicKey)
    #expect(key.hasPrefix("test-1:"))
    #expect(sent.nixConf.contains("extra-trusted-public-keys = \(key)"))
    var status = stat()
    #expect(stat("\(program.folder)/keys/secret", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let secret = try #require(program.text("keys/secret"))
    #expect(!outcome.output.contains(secret.dropFirst(7).prefix(20)))
    #expect(program.text("keys/secret.public")?.contains(key) == true)

    let taken = try take(sent.roots, into: "store", from: "cache", key: key, program)
    #expect(taken.code == 0, "\(taken.errors)")
    for path in sent.paths {
      #expect(access("\(program.folder)/store\(path.path)", F_OK) == 0, "\(path.path)")
    }
    let stranger = "test-1:" + String(repeating: "A", count: 43) + "="
    let refused = try take(sent.roots, into: "other", from: "cache", key: stranger, program)
    #expect(refused.code != 0)

    let again = try Self.sent(
      program.building([
        "cache", "push", "--to", "file://\(program.folder)/cache",
        "--secret-key", "keys/secret", "--json",
      ]))
    #expect(again.publicKey == key)
    #expect(again.paths.allSatisfy { $0.alreadyThere })
  }

  @Test("without a shell.nix it is the overlay that goes, into a folder with blanks")
  func overlayAlone() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(Self.overlay, to: "overlay.nix")
    let outcome = try program.building(["cache", "export", "a 'cache'", "--compression", "none"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("overlay.nix"))
    #expect(outcome.errors.contains("nothing is signed"))
    #expect(program.text("a 'cache'/nix-cache-info")?.contains("StoreDir: /nix/store") == true)
  }

  @Test(
    "an overlay goes in whatever form its file has it, and what is not free with it",
    arguments: [
      "[ (final: prev: { }) (OVERLAY) ]", "{ default = OVERLAY; }", "{ a ? 1 }: OVERLAY",
      "{ lib }: OVERLAY", "OVERLAY",
    ])
  func overlayForms(form: String) throws {
    let program = try Program()
    defer { program.remove() }
    // As nixpkgs refuses what is not free unless it is told otherwise.
    let overlay = Self.overlay.replacing(
      "format =", with: "allowed = assert final.config.allowUnfree or false; 1;\n        format =")
    program.write(form.replacing("OVERLAY", with: overlay), to: "overlay.nix")
    let outcome = try program.building(["cache", "export", "cache", "--dry-run"])
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
  }

  @Test(
    "what cannot be done is told with what to do",
    arguments: [
      (["export", "cache", "--secret-key", "nowhere"], Int32(2), "there is no key 'nowhere'"),
      (["export", "cache", "--secret-key", "overlay.nix"], 2, "is not a secret key"),
      (["export", "/dev/null/cache"], 2, "cannot make the directory"),
      (["export", "overlay.nix"], 2, "is not a directory"),
      (["export", "cache", "--file", "nowhere.nix"], 2, "cannot read 'nowhere.nix'"),
      (["push", "--to", "cachix:mine"], 2, "cachix"),
      (["push", "--to", "elsewhere"], 64, "is not the address of a cache"),
      (["push", "--to", "nonsense://cache"], 2, "nonsense://cache"),
      (["export", "cache", "--generate-key", "a:b"], 64, "cannot name a key"),
      (["export", "keys", "--secret-key", "keys/secret"], 64, "would be published"),
      (["export", "keys/", "--secret-key", "./keys/secret"], 64, "would be published"),
      (["push", "--to", "file:///?x=1", "--secret-key", "secret"], 64, "would be published"),
    ])
  func refusals(arguments: [String], code: Int32, words: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(Self.overlay, to: "overlay.nix")
    let outcome = try program.building(["cache"] + arguments)
    #expect(outcome.code == code, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
  }
}
