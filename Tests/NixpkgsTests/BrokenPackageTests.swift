import Basics
import PackageMetadata
import Testing

@testable import Nix
@testable import Nixpkgs

/// What nixpkgs marks as broken, which Nix refuses to build.
@Suite struct BrokenPackageTests {
  private func row(
    _ attribute: String, _ version: String = "1", project: String? = nil, inputs: [String] = [],
    obstacle: Obstacle? = nil
  ) -> PackageRow {
    let project = project ?? attribute
    return PackageRow(
      attribute: attribute, derivationName: "python3.13-\(attribute)-\(version)", pname: project,
      version: version, sourceURL: "mirror://pypi/p/\(project)/\(project)-\(version).tar.gz",
      inputs: inputs.map { "python3.13-\($0)-1" }, obstacle: obstacle)
  }

  @Test func whatIsBrokenOrNeedsItCountsAsMissing() {
    let snapshot = Snapshot(
      facts: .sample,
      python: [
        row("saml", obstacle: .broken), row("user", inputs: ["fine", "saml"]),
        row("deep", inputs: ["user"]), row("fine"),
      ])
    for name in ["saml", "user", "deep"] {
      #expect(snapshot.pin(for: .pypi(name)) == nil)
      #expect(snapshot.blocked(.pypi(name))?.pin.attribute == name)
      #expect(snapshot.isBlocked(name, in: .pypi))
      #expect(snapshot.hasAttribute(name, in: .pypi))
    }
    #expect(snapshot.pin(for: .pypi("fine"))?.attribute == "fine")
    #expect(snapshot.blocked(.pypi("fine")) == nil)
    #expect(snapshot.blocked(.pypi("other")) == nil)
  }

  @Test func anotherAttributeOfTheProjectRemains() {
    let snapshot = Snapshot(
      facts: .sample,
      python: [
        row("jax", "2", project: "jax", obstacle: .broken), row("jax_1", "1", project: "jax"),
      ])
    #expect(snapshot.candidates(for: .pypi("jax")).map(\.attribute) == ["jax_1"])
    #expect(snapshot.blocked(.pypi("jax")) == nil)
  }

  @Test(.enabled(if: hasNix, "nix-instantiate is not on PATH"))
  func anEvaluationTells() async throws {
    try await withFolder { folder in
      let tree = "\(folder)/tree"
      try Files.makeDirectories(tree)
      let text = """
        args: import \(fixtures)/tiny/set.nix { modern = true; } (args // {
          overlays = [ (final: prev: {
            pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ (self: super: {
              marked = self.buildPythonPackage { pname = "marked"; version = "1"; meta.broken = true; };
              sound = self.buildPythonPackage { pname = "sound"; version = "1"; meta.broken = false; };
              odd = self.buildPythonPackage { pname = "odd"; version = "1"; meta.broken = throw "odd"; };
            }) ];
          }) ];
        })
        """
      try Files.replace("\(tree)/default.nix", with: Array(text.utf8))
      let snapshot = try await Snapshot.load(
        SnapshotOptions(nixpkgs: tree, cacheDirectory: "\(folder)/cache"))
      #expect(snapshot.blocked(.pypi("marked"))?.pin.attribute == "marked")
      #expect(snapshot.pin(for: .pypi("marked")) == nil)
      #expect(snapshot.pin(for: .pypi("sound"))?.attribute == "sound")
      #expect(snapshot.pin(for: .pypi("odd"))?.attribute == "odd")
    }
  }
}

/// What decides whether derivations are written as functions of their final attributes.
@Suite struct FinalAttributesTests {
  @Test(
    .enabled(if: hasNix, "nix-instantiate is not on PATH"),
    arguments: [
      ("lib.extendMkDerivation { constructDrv = stdenv.mkDerivation; }", true),
      ("{ pname, ... }@attrs: stdenv.mkDerivation attrs", false),
    ])
  func theBuildersOwnFileTells(text: String, isTaken: Bool) async throws {
    try await withFolder { folder in
      let tree = "\(folder)/tree"
      let python = "\(tree)/pkgs/development/interpreters/python"
      try Files.makeDirectories(python)
      try Files.replace("\(python)/mk-python-derivation.nix", with: Array(text.utf8))
      let set = """
        args: import \(fixtures)/tiny/set.nix { modern = true; } (args // {
          overlays = [ (final: prev: { path = ./.; }) ];
        })
        """
      try Files.replace("\(tree)/default.nix", with: Array(set.utf8))
      let snapshot = try await Snapshot.load(
        SnapshotOptions(nixpkgs: tree, cacheDirectory: "\(folder)/cache"))
      #expect(snapshot.dialect.takesFinalAttributes == isTaken)
    }
  }
}
