import OverlayEditing
import PackageMetadata
import TestSupport
import Testing

/// The shells of other hands with packages added, and new files, evaluated by Nix on a real nixpkgs
/// where the environment names one.
@Suite struct EnvironmentEvaluationTests {
  /// Whether a tree can evaluate a shell.
  ///
  /// It cannot if the shell needs other files, needs attributes that it does not have, or replaces
  /// `packageOverrides` of an old tree, which wipes those of every overlay.
  private static func isFor(_ era: Dialect.Era, _ fixture: ShellFixture) -> Bool {
    let text = String(decoding: fixture.input, as: UTF8.self)
    let elsewhere = [
      "fetch", "./nix", "npins", "outputs =", "enterShell", "perSystem", "./application",
      "pkgs:\nwith",
    ]
    let later = ["mkShellNoCC", "packageOverrides", "radianWrapper"]
    let earlier = ["python37", "buildFHSUserEnv", "rstudioWrapper", "buildPythonPackage"]
    return !(elsewhere + (era == .modern ? earlier : later)).contains { text.contains($0) }
  }

  @Test(
    .enabled(
      if: !OverlayEvaluationTests.trees.isEmpty, "no NIXGRAFT_NIXPKGS_… names a tree"),
    arguments: OverlayEvaluationTests.trees)
  func extendedShellsHaveThePackages(era: Dialect.Era, tree: String) throws {
    for fixture in ShellFixture.all where Self.isFor(era, fixture) {
      let path = fixture.expectedPath
      let takesPackages = fixture.input.starts(with: Array("{ pkgs".utf8))
      let names = try requisites(
        of: path, tree: tree,
        arguments: takesPackages && !fixture.input.contains(UInt8(ascii: "?"))
          ? "--arg pkgs 'import <nixpkgs> { }'" : "")
      for package in ["-grafted-", "-tabulate-"]
        + (fixture.additions.r.isEmpty ? [] : ["r-stringr-"])
      {
        #expect(names.contains(package), "\(fixture.name) has no \(package): \(names.suffix(400))")
      }
      if !fixture.additions.r.isEmpty {
        #expect(names.contains("graft.r-1.0"), "\(fixture.name)")
      }
    }
  }

  @Test(
    .enabled(
      if: !OverlayEvaluationTests.trees.isEmpty, "no NIXGRAFT_NIXPKGS_… names a tree"),
    arguments: OverlayEvaluationTests.trees)
  func newFilesEvaluate(era: Dialect.Era, tree: String) throws {
    var text = EnvironmentText(
      name: "new", tree: .expression("<nixpkgs>"), interpreter: "python3")
    text.python = ["numpy", "grafted"]
    text.r = ["ggplot2", "graft_r", "data_table"]
    text.overlay = FileReference(
      relative: "overlay.nix", absolute: "\(ShellFixture.folder)/overlay.nix")
    var image = EnvironmentText.Image()
    image.isModern = era == .modern
    var streamed = image
    streamed.isStreamed = true
    for content in [text.shell, text.image(image), text.image(streamed)] {
      // Beside the overlay that it names.
      let path = "\(ShellFixture.folder)/new-\(getpid())-\(era).nix"
      try OverlayFixture.write(Array(content.utf8), to: path)
      defer { unlink(path) }
      let names = try requisites(of: path, tree: tree)
      for package in ["-numpy-", "-grafted-", "ggplot2", "graft.r-1.0", "data.table"] {
        #expect(names.contains(package), "\(package) is not in \(content)")
      }
    }
  }

  /// The names of what the derivation of a file is built from.
  private func requisites(
    of path: String, tree: String, arguments: String = ""
  ) throws -> String {
    let entry = tree.hasSuffix(".nix") ? tree : "\(tree)/pkgs/top-level/impure.nix"
    return output(
      "export NIX_CONFIG='substituters ='; drv=$(nix-instantiate -I nixpkgs='\(entry)' "
        + "-I nixpkgs-unstable='\(entry)' \(arguments) '\(path)' 2>/tmp/nixgraft-errors-\(getpid())) && "
        + "nix-store -qR $drv || tail -1 /tmp/nixgraft-errors-\(getpid()); "
        + "rm -f /tmp/nixgraft-errors-\(getpid())")
  }

  private func output(_ command: String) -> String {
    guard let pipe = popen(command, "r") else { return "no shell" }
    defer { pclose(pipe) }
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { return String(decoding: result, as: UTF8.self) }
      result += buffer[..<count]
    }
  }
}
