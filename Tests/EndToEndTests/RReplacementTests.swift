import Testing

/// R packages of nixpkgs that another version replaces.
@Suite(.enabled(if: Program.hasNix), .serialized)
struct RReplacementTests {
  /// A nixpkgs whose 'aged' 1.0 has native inputs and a phase of the packagers' own.
  private static func tree(in program: Program) {
    program.write("99", to: "tree-version")
    program.write(
      """
      { overlays ? [ ], ... }@arguments:
      import \(Program.standIn) (
        arguments
        // {
          overlays = [
            (final: prev: {
              rPackages =
                prev.rPackages
                // prev.rPackages.override (old: {
                  overrides = (old.overrides or { }) // {
                    young = final.rPackages.buildRPackage {
                      pname = "young";
                      version = "1.0";
                      src = final.writeText "young" "";
                    };
                    aged = final.rPackages.buildRPackage {
                      pname = "aged";
                      version = "1.0";
                      src = final.writeText "aged" "";
                      rCommand = "R";
                      propagatedBuildInputs = [ final.rPackages.young ];
                      nativeBuildInputs = [ final.rPackages.young final.hello-tool ];
                      postPatch = "echo of nixpkgs";
                    };
                  };
                });
              hello-tool = final.runCommand "hello-tool-1.0" { } "mkdir $out";
            })
          ] ++ overlays;
        }
      )
      """, to: "default.nix")
  }

  @Test("a replaced package keeps nixpkgs' inputs and phases, unless it is to be written anew")
  func keeps() throws {
    let program = try Program()
    defer { program.remove() }
    Self.tree(in: program)
    _ = try program.tool("mkdir", "-p", "aged")
    program.write("", to: "aged/NAMESPACE")
    program.write("#!/usr/bin/env sh\n", to: "aged/configure")
    _ = try program.tool("chmod", "755", "aged/configure")
    try program.package("aged", "2.0.0", description: "Imports: fresh")
    try program.package("fresh", description: "Title: T")
    func imported(_ options: String...) throws -> String {
      let outcome = try program.run(
        [Program.executable, "import", "cran:aged@2.0.0"] + options + [
          "--nixpkgs", program.folder, "--cran-mirror", "file://\(program.folder)/mirror",
          "--cache-dir", "\(program.folder)/cache",
        ], path: nil)
      #expect(outcome.code == 0, "\(outcome.errors)")
      return program.text("overlay.nix") ?? ""
    }
    let kept = try imported()
    #expect(kept.contains("aged = prev.rPackages.aged.overrideAttrs (old: rec {"), "\(kept)")
    program.write(
      """
      let
        aged = (import ./default.nix { overlays = [ (import ./overlay.nix) ]; }).rPackages.aged;
        names = map (input: input.name);
      in
      {
        inherit (aged) name version postPatch;
        native = names aged.nativeBuildInputs;
        propagated = names aged.propagatedBuildInputs;
      }
      """, to: "look.nix")
    let seen = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "look.nix")
    #expect(seen.code == 0, "\(seen.errors)")
    for text in [
      #""name":"r-aged-2.0.0""#, #""native":["r-fresh-1.0.0","hello-tool-1.0"]"#,
      #""propagated":["r-fresh-1.0.0"]"#,
      #""postPatch":"echo of nixpkgs\npatchShebangs configure""#,
    ] { #expect(seen.output.contains(text), "\(seen.output)") }
    let list = try program.run(
      [Program.executable, "list", "--nixpkgs", program.folder], path: nil)
    #expect(
      list.output.contains("cran:aged  2.0.0") || list.output.contains("aged   2.0.0"),
      "\(list.output)")

    try program.package("aged", "3.0.0", description: "Imports: fresh, other")
    try program.package("other", description: "Title: T")
    let updated = try program.run(
      [
        Program.executable, "update", "cran:aged", "--nixpkgs", program.folder, "--cran-mirror",
        "file://\(program.folder)/mirror", "--cache-dir", "\(program.folder)/cache",
      ], path: nil)
    #expect(updated.code == 0, "\(updated.errors)")
    let after = try program.tool("nix-instantiate", "--eval", "--strict", "--json", "look.nix")
    for text in [
      #""name":"r-aged-3.0.0""#, #""native":["r-fresh-1.0.0","r-other-1.0.0","hello-tool-1.0"]"#,
    ] { #expect(after.output.contains(text), "\(after.output) \(after.errors)") }

    _ = try program.tool("rm", "overlay.nix")
    _ = try program.tool("rm", "-r", "cache")
    let anew = try imported("--fresh")
    #expect(anew.contains("aged = final.rPackages.buildRPackage {"), "\(anew)")
  }
}
