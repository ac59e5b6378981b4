import TestSupport
import Testing

/// Files that are none, runs at the same time, secrets, and runs that are killed.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH")) struct FaultTests {
  @Test(
    "an overlay that is not a regular file is refused before it is read",
    arguments: [
      ["import", "pypi:leafy"], ["update"], ["remove", "leafy"], ["refresh"], ["list"],
      ["shell", "pypi:leafy"], ["check"],
    ])
  func pipes(_ arguments: [String]) throws {
    let program = try Program()
    defer { program.remove() }
    #expect(try program.tool("mkfifo", "\(program.folder)/overlay.nix").code == 0)
    let outcome = try program.run(
      [try #require(Program.find("timeout")), "30", Program.executable] + arguments + [
        "--nixpkgs", Program.tinyTree, "--cache-dir", "cache", "--replay-from",
        "\(Program.root)/Fixtures/EndToEnd/recording",
      ], path: nil)
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("'overlay.nix': not a regular file"), "\(outcome.errors)")
    #expect(!program.files.contains { $0.contains("nixgraft-") }, "\(program.files)")
  }

  @Test("a directory is refreshed without what links lead to outside of it")
  func links() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("hello\n", to: "it")
    let text = "{ a = fetchurl { url = \"file://\(program.folder)/it\"; sha256 = \"\"; }; }\n"
    program.write(text, to: "outside.nix")
    #expect(try program.tool("mkdir", "\(program.folder)/in").code == 0)
    program.write(text, to: "in/plain.nix")
    for (target, name) in [("../outside.nix", "out.nix"), ("plain.nix", "own.nix")] {
      #expect(try program.tool("ln", "-s", target, "\(program.folder)/in/\(name)").code == 0)
    }
    #expect(try program.tool("mkfifo", "\(program.folder)/in/pipe.nix").code == 0)
    let outcome = try program.live("refresh", "in")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(program.text("outside.nix") == text)
    #expect(program.text("in/plain.nix")?.contains("\"\"") == false)
    #expect(try program.live("refresh", "in/out.nix").code == 0)
    #expect(program.text("outside.nix") != text)
  }

  @Test("runs at the same time wait for each other, and lose nothing")
  func writers() throws {
    let program = try Program()
    defer { program.remove() }
    let names = ["leafy", "budding", "graftling", "holder"]
    let command =
      names.map { name in
        "\"$0\" import 'pypi:\(name)' --nixpkgs '\(Program.tinyTree)' --cache-dir cache --replay-from "
          + "'\(Program.root)/Fixtures/EndToEnd/recording' >\(name).out 2>&1 & "
      }.joined() + "wait"
    _ = try program.run(["/bin/sh", "-c", command, Program.executable], path: nil)
    let list = try program.nixgraft("list").output
    for name in names {
      #expect(list.contains(name), "\(program.text("\(name).out") ?? "")")
    }
    #expect(!program.files.contains { $0.contains("nixgraft-") }, "\(program.files)")
  }

  @Test("a run that is killed takes Nix along, and the next one removes what it left")
  func killed() throws {
    let program = try Program()
    defer { program.remove() }
    let real = try #require(Program.find("nix-instantiate"))
    let folder = program.fake(
      "nix-instantiate",
      "case \"$*\" in *nixgraft-trial*) echo $$ >tried; exec sleep 60;; *) exec '\(real)' \"$@\";; esac\n"
    )
    let command = """
      PATH='\(folder)':"$PATH" "$0" import pypi:leafy --nixpkgs '\(Program.tinyTree)' --cache-dir cache \
        --replay-from '\(Program.root)/Fixtures/EndToEnd/recording' & child=$!
      for i in $(seq 100); do [ -s tried ] && break; sleep 0.1; done
      kill -KILL $child; wait $child; sleep 0.5; grep -qs '^State:.[RSD]' /proc/$(cat tried)/status && echo alive; true
      """
    let outcome = try program.run(["/bin/sh", "-c", command, Program.executable], path: nil)
    if Program.find("setpriv") != nil { #expect(!outcome.output.contains("alive")) }
    #expect(program.files.contains { $0.contains("nixgraft-trial") }, "\(program.files)")
    #expect(try program.nixgraft("import", "pypi:leafy").code == 0)
    #expect(!program.files.contains { $0.contains("nixgraft-") }, "\(program.files)")
  }

  @Test("a closed standard output or error is never a file that a result is written to")
  func closedStreams() throws {
    let program = try Program()
    defer { program.remove() }
    program.write("final: prev: { }\n", to: "overlay.nix")
    for (streams, code) in [(">&-", 2), ("2>&-", 0), ("<&- 2>&-", 0)] {
      let outcome = try program.run(
        ["/bin/sh", "-c", "\"$0\" hash overlay.nix \(streams)", Program.executable], path: nil)
      #expect(outcome.code == code, "\(streams)")
    }
    for argument in ["--help", "--version", "hash"] {
      let outcome = try program.run(
        ["/bin/sh", "-c", "\"$0\" \(argument) overlay.nix >/dev/full", Program.executable],
        path: nil)
      #expect(outcome.code == 2, "\(argument)")
      let words = "error: cannot write to standard output: no space left on device\n"
      #expect(outcome.errors == words)
      // Behind a reader that has left, the code alone tells.
      let unread = try program.run(
        [
          "/bin/sh", "-c", "(sleep 0.2; \"$0\" \(argument) overlay.nix; echo $? >code) | true",
          Program.executable,
        ], path: nil)
      #expect(unread.errors.isEmpty && program.text("code") == "2\n")
    }
    #expect(program.text("overlay.nix") == "final: prev: { }\n")
  }

  @Test("credentials of addresses are in nothing that is shown, stored or written")
  func secrets() throws {
    let program = try Program()
    defer { program.remove() }
    let secret = "s3cr3t"
    let address = "http://someone:\(secret)@127.0.0.1:9"
    let commands = [
      ["import", "pypi:leafy", "--index-url", "\(address)/simple"],
      ["import", "leafy", "--index-url", "\(address)/simple"],
      ["import", "pypi:leafy @ \(address)/leafy-1.1-py3-none-any.whl"],
      ["import", "cran:here", "--cran-mirror", address],
      ["hash", "\(address)/file"], ["hash", "--frobnicate", "\(address)/file"],
      ["import", "--from", "wanted.txt"], ["refresh", "file.nix"], ["\(address)/x"],
      ["cache", "push", "--to", address],
    ]
    program.write(
      "--index-url \(address)/simple\nleafy @ \(address)/leafy-1.1.tar.gz\n", to: "wanted.txt")
    program.write(
      "{ a = fetchurl { url = \"\(address)/it\"; sha256 = \"\"; }; }\n", to: "file.nix")
    for command in commands {
      for options in [[], ["--json"]] {
        let outcome = try program.live(command + options)
        #expect(outcome.code != 0, "\(command)")
        #expect(!(outcome.output + outcome.errors).contains(secret), "\(command)")
      }
    }
    _ = try program.tool("rm", "\(program.folder)/wanted.txt", "\(program.folder)/file.nix")
    let found = try program.tool("grep", "-rl", secret, program.folder)
    #expect(found.output == "", "\(found.output)")
  }
}
