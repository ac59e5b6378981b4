import PackageMetadata
import TestSupport
import Testing

/// Imports into every fixture, evaluated by Nix on a real nixpkgs where the environment names one.
@Suite struct OverlayEvaluationTests {
  static let trees: [(era: Dialect.Era, path: String)] = [
    (Dialect.Era.modern, "NIXGRAFT_NIXPKGS_26_05"), (.legacy, "NIXGRAFT_NIXPKGS_20_09"),
  ].compactMap { era, variable in OverlayFixture.environment(variable).map { (era, entry(of: $0)) }
  }

  /// The way in that does not refuse an old Nix, where a whole tree is named.
  private static func entry(of tree: String) -> String {
    let entry = "\(tree)/pkgs/top-level/impure.nix"
    return access(entry, R_OK) == 0 ? entry : tree
  }

  @Test(.enabled(if: !trees.isEmpty, "no NIXGRAFT_NIXPKGS_… names a tree"), arguments: trees)
  func importedPackagesEvaluate(era: Dialect.Era, tree: String) throws {
    let fixtures = OverlayFixture.all.filter { $0.era == era }
    // The derivations of R packages below the imported one are nixpkgs' own affair: its list of them
    // is not in every copy of a tree.
    let r =
      era == .modern
      ? "snakecase.name == \"r-snakecase-0.11.0\""
      : "builtins.isString snakecase.drvPath && map (d: d.name) snakecase.propagatedBuildInputs"
        + " == map (d: d.name) [ pkgs.rPackages.stringi pkgs.rPackages.stringr ]"
    let checks = fixtures.map { fixture in
      """
        (let
          pkgs = import (\(tree)) {
            config = { };
            overlays = \(fixture.overlays(tree: tree));
          };
          python = pkgs.\(fixture.pythonSet);
          inherit (pkgs.rPackages) snakecase;
          needs = name: drv: builtins.elem name (map (d: d.pname or "") drv.propagatedBuildInputs);
        in
        if builtins.isString python.adagio.drvPath && needs "triad" python.adagio
          && needs "six" python.triad && \(r)
        then "" else "\(fixture.name) ")
      """
    }
    let expression = "builtins.concatStringsSep \"\" [\n\(checks.joined(separator: "\n"))\n]"
    let path = "/tmp/nixgraft-overlays-\(getpid())-\(era).nix"
    try OverlayFixture.write(Array(expression.utf8), to: path)
    defer { unlink(path) }
    #expect(output("nix-instantiate --eval \(path) 2>&1") == "\"\"\n")
  }

  private func output(_ command: String) -> String {
    guard let pipe = popen(command, "r") else { return "no shell" }
    defer { pclose(pipe) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { return String(decoding: result, as: UTF8.self) }
      result += buffer[..<count]
    }
  }
}
