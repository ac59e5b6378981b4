import Testing

/// The jobs of Documentation/automation, run as GitHub and GitLab run their script parts.
@Suite(
  .enabled(
    if: Program.hasNix && Program.find("jq") != nil && Program.find("git") != nil,
    "Nix, jq or git is not on PATH"))
struct AutomationTests {
  /// A provider's job: its file, and where `update-overlay` goes.
  struct Job: CustomTestStringConvertible {
    let file: String
    let directory: String
    let testDescription: String
  }

  static let jobs = [
    Job(file: "github.yml", directory: ".github", testDescription: "GitHub"),
    Job(file: "gitlab.yml", directory: ".gitlab", testDescription: "GitLab"),
  ]

  /// The block of a job's file that runs `update-overlay`.
  static func script(of job: Job) throws -> String {
    let text = try #require(Program.document("automation/\(job.file)"))
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let use = try #require(lines.firstIndex { $0.contains("\(job.directory)/update-overlay \"") })
    func indent(_ line: Substring) -> Int { line.prefix { $0 == " " }.count }
    let start = try #require(lines[..<use].lastIndex { $0.hasSuffix("|") })
    let depth = indent(lines[start + 1])
    return lines[(start + 1)...].prefix { $0.isEmpty || indent($0) >= depth }
      .map { String($0.dropFirst(depth)) }.joined(separator: "\n")
  }

  /// A repository with an overlay, a remote, and a `nixgraft` and a `gh` on PATH.
  private func repository(_ job: Job, overlay: String) throws -> Program {
    let program = try Program()
    program.write(overlay, to: "kept.nix")
    let recording = "\(Program.root)/Fixtures/EndToEnd/recording"
    let tree = "\(Program.root)/Fixtures/Snapshots/tiny/modern"
    let made = try program.run(
      [
        "bash", "-euc",
        """
        git init -q --bare remote.git
        git -C remote.git config receive.advertisePushOptions true
        git init -q work
        cd work
        git config user.name test && git config user.email test@example.org
        git remote add origin ../remote.git
        mv ../kept.nix overlay.nix
        mkdir "$1"
        cp "$2/Documentation/automation/update-overlay" "$1/"
        git add -A && git commit -qm start && git push -q origin HEAD
        mkdir ../bin
        printf '#!/bin/sh\\nexec %s "$@" --nixpkgs %s --replay-from %s --cache-dir %s\\n' \\
          "$3" "$4" "$5" "$PWD/../cache" > ../bin/nixgraft
        printf '#!/bin/sh\\n[ "$2" = create ] || exit 1\\nprintf "%%s\\\\n" "$@"\\n' > ../bin/gh
        chmod +x ../bin/*
        """, "bash", job.directory, Program.root, Program.executable, tree, recording,
      ], path: nil)
    try #require(made.code == 0, "\(made.errors)")
    return program
  }

  private func run(_ job: Job, in program: Program) throws -> Program.Outcome {
    try program.run(
      [
        "bash", "-c",
        """
        cd work
        export PATH="$PWD/../bin:$PATH" BRANCH=nixgraft/overlay RUNNER_TEMP="$PWD/.." CI_SERVER_HOST=example.org
        export GIT_TRACE_PACKET=0
        bash -euc "$1"
        """, "bash", Self.script(of: job),
      ], path: nil)
  }

  private func inRemote(_ program: Program, _ arguments: String...) throws -> String {
    try program.run(
      ["git", "-C", "remote.git"] + arguments, path: nil
    ).output
  }

  @Test("what changed is pushed and described", arguments: jobs)
  func changes(job: Job) throws {
    let maker = try Program()
    defer { maker.remove() }
    _ = try maker.nixgraft("import", "pypi:budding==1.0")
    let program = try repository(job, overlay: try #require(maker.text("overlay.nix")))
    defer { program.remove() }
    let outcome = try run(job, in: program)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(
      try inRemote(program, "log", "-1", "--format=%B", "nixgraft/overlay") == """
        overlay: pypi:budding 1.0 -> 2.0

        ### Updated

        - `pypi:budding` `1.0` → `2.0`

        ### New requirements

        - `pypi:newleaf` `1.0`, needed by `pypi:budding`

        ### Removed

        - `pypi:oldleaf`: `nothing needs it any more`

        Checked against nixpkgs `26.05pre`: 2 packages evaluated.


        """)
    #expect(
      try inRemote(program, "show", "nixgraft/overlay:overlay.nix").contains("version = \"2.0\""))
    if job.directory == ".github" {
      #expect(outcome.output.contains("--title\noverlay: pypi:budding 1.0 -> 2.0\n"))
    }
    // The next run has nothing to do.
    let again = try run(job, in: program)
    #expect(again.code == 0, "\(again.errors)")
    #expect(again.errors.contains("nothing to do"))
  }

  @Test("where nixgraft fails nothing is pushed, and the reason is in the log", arguments: jobs)
  func failure(job: Job) throws {
    let program = try repository(job, overlay: "final: prev: { broken")
    defer { program.remove() }
    let outcome = try run(job, in: program)
    #expect(outcome.code == 2)
    #expect(outcome.errors.contains("overlay.nix"), "\(outcome.errors)")
    #expect(try inRemote(program, "branch", "--list", "nixgraft/overlay").isEmpty)
  }
}
