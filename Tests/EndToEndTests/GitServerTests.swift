import Testing

/// Packages of repositories on a git server of the machine itself.
@Suite(
  .enabled(if: Program.canBuild, Program.cannotBuild),
  .enabled(
    if: Program.find("git") != nil && Program.find("python3") != nil,
    "git or python3 is not on PATH"))
struct GitServerTests {
  /// Branches, annotated and light tags, subdirectories, computed versions, submodules, pointers of Git LFS and
  /// remotes of R packages, with archives of GitHub's and of GitLab's form; the script compares commits and
  /// hashes with git's and `nix-prefetch-url --unpack`'s.
  @Test("commits and hashes are Nix's own; branches move, and tags and commits stay")
  func loopback() throws {
    let program = try Program()
    defer { program.remove() }
    let python = try #require(Program.find("python3"))
    let outcome = try program.run(
      [
        python, "\(Program.root)/Tests/Scripts/git-sources", "--nixgraft", Program.executable,
        "--nixpkgs", Program.standIn,
      ], path: nil, variables: ["XDG_CACHE_HOME": "\(program.folder)/cache"])
    #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").count == 19, "\(outcome.output)")
  }
}
