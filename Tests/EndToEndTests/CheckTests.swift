import Testing

/// `check` through the executable, on overlays of tiny packages that Nix builds.
@Suite(.enabled(if: Program.canBuild, Program.cannotBuild), .serialized)
struct CheckTests {
  /// A package in Python that the shell makes, with further attributes.
  private static func module(_ name: String, _ command: String, _ more: String = "") -> String {
    """
        \(name) = pyfinal.buildPythonPackage {
          pname = "\(name)";
          version = "1.0";
          format = "other";
          \(more)
          buildCommand = ''
            site=$out/${pyfinal.python.sitePackages}
            mkdir -p $site
            \(command)
          '';
        };

    """
  }

  private static func r(_ name: String, _ version: String, _ needs: String) -> String {
    """
        \(name) = final.rPackages.buildRPackage {
          name = "\(name)-\(version)";
          src = \(Program.root)/Fixtures/cran-mirror/src/contrib/\(name)_\(version).tar.gz;
          propagatedBuildInputs = [ \(needs) ];
          nativeBuildInputs = [ \(needs) ];
        };

    """
  }

  private static func overlay(python: [String], r: [String] = []) -> String {
    """
    final: prev:
    let
      python = pyfinal: pyprev: {
    \(python.joined())
      };
      r = {
    \(r.joined())
      };
    in
    {
      pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [ python ];
      rPackages =
        prev.rPackages
        // prev.rPackages.override (old: {
          overrides = (old.overrides or { }) // r;
        });
    }
    """
  }

  private static let alder = r(
    "alder", "1.2.0", "")
  private static let birch = r(
    "birch", "0.3-1",
    "final.rPackages.alder")

  @Test("one broken package is reported with its log's end, the rest as good")
  func oneBroken() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      Self.overlay(
        python: [
          Self.module("fine", "echo 'def half(x): return x / 2' > $site/fine.py"),
          Self.module(
            "user", "echo 'import fine' > $site/user.py", "dependencies = [ pyfinal.fine ];"),
          Self.module(
            "broken",
            """
            for number in $(seq 60); do echo "line $number"; done
            echo 'x.c:1:10: fatal error: libxml/parser.h: No such file or directory'
            exit 7
            """),
        ], r: [Self.alder, Self.birch]), to: "overlay.nix")
    let outcome = try program.building(["check", "--build", "--json"])
    #expect(outcome.code == 1, "\(outcome.output) \(outcome.errors)")
    let checks = try Program.checks(outcome)
    #expect(checks.count == 5)
    let broken = try #require(checks["pypi:broken"])
    #expect(broken.status == "failed")
    #expect(broken.stage == "build")
    #expect(broken.reason == "does not build: exit code 7")
    #expect(broken.log.last?.contains("libxml/parser.h") == true)
    #expect(broken.log.dropLast().last == "line 60")
    #expect(broken.advice?.contains("'libxml2'") == true)
    for name in ["pypi:fine", "pypi:user", "cran:alder", "cran:birch"] {
      let check = try #require(checks[name])
      #expect(check.status == "ok", "\(check)")
      #expect(check.stage == "loading")
      #expect(check.loaded == [String(name.split(separator: ":")[1])])
      #expect(check.outPath?.hasPrefix("/nix/store/") == true)
    }
    #expect(checks["cran:birch"]?.version == "0.3-1")
    #expect(checks["cran:birch"]?.attribute == "rPackages.birch")

    let text = try program.building(["check", "--build"])
    #expect(text.code == 1, "\(text.output) \(text.errors)")
    #expect(text.output.contains("what to do: the header 'libxml/parser.h' is missing"))
    #expect(text.output.contains("4 built and loaded, 1 failed"))
    #expect(!text.output.contains("\u{1B}"))
    let good = try program.building(["check", "user", "cran:birch", "--build"])
    #expect(good.code == 0, "\(good.output) \(good.errors)")
  }

  @Test("a plug-in that imports its host is loaded beside it")
  func plugIn() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      Self.overlay(python: [
        Self.module("plug-in", "echo 'import the_host' > $site/plug_in.py"),
        Self.module(
          "the-host", "echo 'name = 1' > $site/the_host.py", "dependencies = [ pyfinal.plug-in ];"),
      ]), to: "overlay.nix")
    let outcome = try program.building(["check", "--build", "--json"])
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    let plugIn = try #require(try Program.checks(outcome)["pypi:plug-in"])
    #expect(plugIn.loaded == ["plug_in"])
    #expect(plugIn.reason == "loads together with pypi:the-host")
  }

  @Test("what needs a broken package is not tried, and what hangs is ended")
  func blockedAndHanging() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      Self.overlay(python: [
        Self.module("hangs", "echo waiting; sleep 600"),
        Self.module("above", "exit 0", "dependencies = [ pyfinal.hangs ];"),
        Self.module("loads-not", "echo 'import nowhere_at_all' > $site/loads_not.py"),
        Self.module(
          "astray", "exit 0",
          "src = final.fetchurl { url = \"file:///nowhere/a.tar.gz\"; "
            + "sha256 = \"0000000000000000000000000000000000000000000000000000\"; };"),
      ]), to: "overlay.nix")
    let outcome = try program.building(["check", "--build", "--json", "--timeout", "3"])
    #expect(outcome.code == 1, "\(outcome.output) \(outcome.errors)")
    let checks = try Program.checks(outcome)
    let hangs = try #require(checks["pypi:hangs"])
    #expect(hangs.status == "failed")
    #expect(hangs.reason?.contains("timed out after 3 seconds") == true)
    #expect(hangs.advice?.contains("--timeout") == true)
    #expect(hangs.log == ["waiting"])
    #expect(checks["pypi:above"]?.status == "skipped")
    #expect(checks["pypi:above"]?.notTriedFor == ["pypi:hangs"])
    let stranger = try #require(checks["pypi:loads-not"])
    #expect(stranger.status == "failed")
    #expect(stranger.stage == "loading")
    #expect(stranger.advice?.contains("'nowhere_at_all'") == true)
    let astray = try #require(checks["pypi:astray"])
    #expect(astray.reason?.contains("cannot fetch its file") == true, "\(astray)")
  }

  @Test(
    "what does not evaluate is told with Nix's words and its place, also what no code can catch")
  func evaluation() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      Self.overlay(python: [
        Self.module("a", "exit 0", "dependencies = [ pyfinal.nobody-has-this ];"),
        Self.module("b", "exit 0", "dependencies = [ pyfinal.a ];"),
        "    c = throw \"c is not for you\";\n",
        Self.module("d", "exit 0", "dependencies = [ pyfinal.c ];"),
        Self.module("e", "exit 0"),
        "    f = pyfinal.buildPythonPackage 7;\n",
      ]), to: "over lay'.nix")
    let outcome = try program.building(["check", "--json", "--overlay", "over lay'.nix"])
    #expect(outcome.code == 1, "\(outcome.output) \(outcome.errors)")
    let checks = try Program.checks(outcome)
    #expect(
      checks.mapValues(\.status) == [
        "pypi:a": "failed", "pypi:b": "skipped", "pypi:c": "failed", "pypi:d": "skipped",
        "pypi:e": "ok", "pypi:f": "failed",
      ])
    #expect(checks["pypi:a"]?.reason?.contains("attribute 'nobody-has-this' missing") == true)
    #expect(checks["pypi:a"]?.place?.hasPrefix("over lay'.nix:") == true)
    #expect(checks["pypi:a"]?.advice?.hasSuffix(" pypi:nobody-has-this") == true)
    #expect(checks["pypi:a"]?.advice?.contains("--overlay 'over lay'\\''.nix'") == true)
    #expect(checks["pypi:c"]?.reason?.contains("c is not for you") == true)
    #expect(checks["pypi:d"]?.notTriedFor == ["pypi:c"])
    #expect(checks["pypi:e"]?.drvPath?.hasSuffix("-e-1.0.drv") == true)
  }

  @Test("release.nix has one job a package, and evaluates")
  func release() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      Self.overlay(python: [Self.module("fine", "exit 0")], r: [Self.alder]), to: "overlay.nix")
    let outcome = try program.building(["check", "--release", "jobs.nix"])
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    let jobs = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "-E",
      """
      let jobs = import ./jobs.nix { nixpkgs = \(Program.standIn); }; in
      map (job: job.name) [ jobs.python.fine jobs.r.alder ]
      """)
    #expect(jobs.output.contains("fine-1.0"), "\(jobs.errors)")
    #expect(jobs.output.contains("alder-1.2.0"))
    let again = try program.building(["check", "--release", "jobs.nix"])
    #expect(again.output.contains("up to date"))
    program.write("{ }\n", to: "other.nix")
    let refused = try program.building(["check", "--release", "other.nix"])
    #expect(refused.code == 1)
    #expect(program.text("other.nix") == "{ }\n")
  }

  @Test(
    "release.nix takes the overlay in whatever form its file has it",
    arguments: ["[ (final: prev: { }) (OVERLAY) ]", "{ default = OVERLAY; }", "{ a ? 1 }: OVERLAY"])
  func releaseOfForms(form: String) throws {
    let program = try Program()
    defer { program.remove() }
    let overlay = """
      final: prev: {
        pythonPackagesExtensions = prev.pythonPackagesExtensions ++ [
          (pyfinal: pyprev: {
      \(Self.module("fine", "exit 0"))
          })
        ];
      }
      """
    program.write(form.replacing("OVERLAY", with: overlay), to: "overlay.nix")
    let outcome = try program.building(["check", "--release", "jobs.nix"])
    #expect(outcome.code == 0, "\(outcome.output) \(outcome.errors)")
    let jobs = try program.tool(
      "nix-instantiate", "--eval", "--strict", "--json", "-E",
      "(import ./jobs.nix { nixpkgs = \(Program.standIn); }).python.fine.name")
    #expect(jobs.output.contains("fine-1.0"), "\(jobs.errors)")
  }

  @Test("release.nix is refused, with what to do, where only its user knows how to call an overlay")
  func releaseOfArguments() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(
      "{ lib }: " + Self.overlay(python: [Self.module("fine", "exit 0")]), to: "overlay.nix")
    let outcome = try program.building(["check", "--release", "jobs.nix"])
    #expect(outcome.code == 1, "\(outcome.output)")
    #expect(outcome.errors.contains("give each argument a default"), "\(outcome.errors)")
    #expect(program.text("jobs.nix") == nil)
    #expect(try program.building(["check"]).code == 0)
  }

  @Test(
    "Nix's own failures are told as such, with what to do",
    arguments: [
      (
        "error: opening lock file '/nix/var/nix/db/big-lock': Permission denied", "no permission",
        "nix-daemon"
      ),
      ("error: writing to file: No space left on device", "disk is full", "nix-collect-garbage"),
      (
        "error: cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused",
        "daemon", "systemctl start"
      ),
      ("error: interrupted by the user", "interrupted", "again"),
    ])
  func troubles(message: String, what: String, hint: String) throws {
    let program = try Program()
    defer { program.remove() }
    program.write(Self.overlay(python: [Self.module("unbuilt", "exit 1")]), to: "overlay.nix")
    let path = program.fake("nix-build", "cat >&2 <<'END'\n\(message)\nEND\nexit 1\n")
    let outcome = try program.building(["check", "--build"], path: path)
    #expect(outcome.code == 2, "\(outcome.output) \(outcome.errors)")
    #expect(outcome.errors.contains(what), "\(outcome.errors)")
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test("a signal ends the build with its children")
  func interrupted() throws {
    let program = try Program()
    defer { program.remove() }
    program.write(Self.overlay(python: [Self.module("endless", "sleep 7213")]), to: "overlay.nix")
    let command = """
      "$0" check --build --nixpkgs '\(Program.standIn)' & child=$!
      for i in $(seq 100); do pgrep -f '^sleep 7213' >/dev/null && break; sleep 0.1; done
      pgrep -f '^sleep 7213' >/dev/null || echo "was not built" >&2
      kill -INT $child; wait $child; code=$?
      for i in $(seq 30); do pgrep -f '^sleep 7213' >/dev/null || break; sleep 0.1; done
      if pgrep -f '^sleep 7213' >/dev/null; then echo "still running" >&2; fi
      exit $code
      """
    let outcome = try program.run(["/bin/sh", "-c", command, Program.executable], path: nil)
    #expect(outcome.code == 130, "\(outcome.errors)")
    #expect(outcome.errors.contains("interrupted"))
    #expect(!outcome.errors.contains("still running"))
    #expect(!outcome.errors.contains("was not built"))
  }
}
