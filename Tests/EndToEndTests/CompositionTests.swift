import Testing

/// The trees that the environment names.
private let trees = Program.realTrees("26_05", "20_09")

/// How overlays that set `rPackages` compose on real nixpkgs trees, where the environment names some:
/// nixgraft's own, and those that others write.
@Suite(
  .enabled(
    if: Program.hasNix && !trees.isEmpty,
    "Nix is not on PATH, or no NIXGRAFT_NIXPKGS_… names a tree"), .serialized)
struct CompositionTests {
  /// A way to add an R package to nixpkgs.
  enum Form: String, CaseIterable {
    /// `config.rPackageOverrides`.
    case config
    /// `.override { overrides = …; }`.
    case plain
    /// `.override (old: …)` that keeps what is there.
    case composing
    /// `prev.rPackages // { … }`.
    case merging
    /// What `import` writes.
    case ours

    /// What others write to add a package called `name` and to replace nixpkgs' R6; nil for what
    /// is not an overlay of others.
    func overlay(adding name: String) -> String? {
      let set = """
        { \(name) = \(Self.package(name)); R6 = \(Self.package("R6")); }
        """
      let packages =
        switch self {
        case .config, .ours: String?.none
        case .plain: "prev.rPackages.override { overrides = \(set); }"
        case .composing:
          "prev.rPackages.override (old: { overrides = (old.overrides or { }) // \(set); })"
        case .merging: "prev.rPackages // \(set)"
        }
      return packages.map { "(final: prev: { rPackages = \($0); })" }
    }

    static func package(_ name: String) -> String {
      """
      final.rPackages.buildRPackage { name = "\(name)-99"; src = final.writeText "x" ""; }
      """
    }
  }

  /// Two forms, the later one over the earlier, and whether what the earlier one added is still
  /// there; what the later one adds always is.
  static let compositions: [(earlier: Form, later: Form, survives: Bool)] = [
    (.plain, .plain, false), (.config, .plain, false), (.merging, .plain, false),
    (.plain, .composing, true), (.config, .composing, true),
    (.config, .ours, true), (.plain, .ours, true), (.composing, .ours, true),
    (.merging, .ours, true), (.ours, .ours, true),
    (.ours, .plain, false), (.ours, .composing, true), (.ours, .merging, true),
  ]

  @Test("an earlier overlay's packages survive where they can", arguments: trees)
  func compositions(tree: String) throws {
    let program = try Program()
    defer { program.remove() }
    for (name, file) in [("alder", "earlier.nix"), ("maple.data", "later.nix")] {
      let outcome = try program.nixgraft(
        "import", "cran:\(name)", "--overlay", file, "--cran-mirror", Self.mirror, nixpkgs: tree)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    let worlds = Self.compositions.map { earlier, later, _ in
      let overlays = [
        earlier == .ours ? "(import ./earlier.nix)" : earlier.overlay(adding: "alder") ?? "",
        later == .ours ? "(import ./later.nix)" : later.overlay(adding: "maple_data") ?? "",
      ]
      let config =
        earlier == .config
        ? "rPackageOverrides = final: { alder = \(Form.package("alder")); "
          + "R6 = \(Form.package("R6")); };" : ""
      return "(here { \(config) } [ \(overlays.joined(separator: " ")) ])"
    }
    program.write(
      """
      let
        here = config: overlays: import \(Self.entry(of: tree)) { inherit config overlays; };
        names = pkgs: {
          earlier = pkgs.rPackages ? alder && pkgs.rPackages.alder ? drvPath;
          later = builtins.isString pkgs.rPackages.maple_data.drvPath;
          # processx needs R6.
          seen = builtins.any (d: d.name == "r-R6-99") pkgs.rPackages.processx.propagatedBuildInputs;
        };
      in map names [ \(worlds.joined(separator: "\n")) ]
      """, to: "worlds.nix")
    let answer = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "worlds.nix")
    #expect(answer.code == 0, "\(answer.errors)")
    let found = answer.output.split(separator: "}").filter { $0.contains("earlier") }
    try #require(found.count == Self.compositions.count)
    for (world, composition) in zip(found, Self.compositions) {
      let name = "\(composition.earlier) → \(composition.later)"
      #expect(world.contains("\"earlier\":\(composition.survives)"), "\(name): \(world)")
      #expect(world.contains("\"later\":true"), "\(name): \(world)")
      if composition.later == .ours, composition.earlier != .ours {
        // What an earlier overlay replaced, nixpkgs' own packages get, but not of `//`, which
        // never told them.
        let isSeen = composition.earlier != .merging
        #expect(world.contains("\"seen\":\(isSeen)"), "\(name): \(world)")
      }
    }
  }

  @Test("R packages go into an overlay that is there, whatever its form", arguments: trees)
  func insertions(tree: String) throws {
    for form in [Form.plain, .composing, .merging] {
      let program = try Program()
      defer { program.remove() }
      let text = try #require(form.overlay(adding: "birch"))
      program.write(String(text.dropFirst().dropLast()) + "\n", to: "overlay.nix")
      let outcome = try program.nixgraft(
        "import", "cran:alder", "--cran-mirror", Self.mirror, nixpkgs: tree)
      #expect(outcome.code == 0, "\(form): \(outcome.errors)")
      try expect(["rPackages.alder", "rPackages.birch"], in: program, of: tree)
    }
  }

  @Test("one overlay holds Python and R packages", arguments: trees)
  func bothLanguages(tree: String) throws {
    let program = try Program()
    defer { program.remove() }
    for specs in [["pypi:leafy", "cran:birch"], ["cran:maple.data", "pypi:leafy"]] {
      let outcome = try program.nixgraft(
        "import", specs[0], specs[1], "--cran-mirror", Self.mirror, nixpkgs: tree)
      #expect(outcome.code == 0, "\(outcome.errors)")
    }
    try expect(
      [
        "python3Packages.leafy", "(pkgs.python3.withPackages (p: [ p.leafy ]))",
        "rPackages.alder", "rPackages.birch", "rPackages.maple_data",
        "(pkgs.rWrapper.override { packages = [ pkgs.rPackages.birch ]; })",
        "(pkgs.mkShell { buildInputs = [ pkgs.R pkgs.rPackages.birch ]; })",
      ], in: program, of: tree)
  }

  private static let mirror = "file://\(Program.root)/Fixtures/cran-mirror"

  /// The file to import: new trees refuse old versions of Nix at their front door only.
  private static func entry(of tree: String) -> String { "\(tree)/pkgs/top-level/impure.nix" }

  private func expect(_ values: [String], in program: Program, of tree: String) throws {
    let paths = values.map { $0.hasPrefix("(") ? "\($0).drvPath" : "pkgs.\($0).drvPath" }
    let expression = """
      let pkgs = import \(Self.entry(of: tree)) { overlays = [ (import ./overlay.nix) ]; };
      in [ \(paths.joined(separator: " ")) ]
      """
    let answer = try program.tool("nix-instantiate", "--eval", "--strict", "-E", expression)
    #expect(answer.code == 0, "\(answer.errors)")
  }
}
