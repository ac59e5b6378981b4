import Foundation
import Testing

@testable import Nix

/// What is understood of errors of evaluation, by what Nix 2.8, 2.26 and 2.34 said of the same file.
@Suite struct NixErrorReportTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/Nix/errors")
  private static let versions = ["2.8", "2.26", "2.34"]

  private func errors(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.folder.appending(path: "\(name).txt")))
  }

  @Test("the place is that of the error, with a trace and without", arguments: versions)
  func place(version: String) throws {
    for name in ["missing", "missing-trace"] {
      let errors = try errors("\(version)-\(name)")
      #expect(
        NixMessage.complaint(of: errors, in: "/t/t.nix")
          == NixMessage.Complaint(message: "attribute 'missingattr' missing", line: 3, column: 12))
      #expect(
        NixMessage.lastLine(of: errors) == "attribute 'missingattr' missing (at /t/t.nix:3:12)")
    }
  }

  @Test("words that begin with a line feed are told", arguments: versions)
  func lineFeed(version: String) throws {
    #expect(NixMessage.complaint(of: try errors("\(version)-abort"), in: "").message == "first")
    for name in ["throw", "throw-trace"] {
      let errors = try errors("\(version)-\(name)")
      #expect(NixMessage.complaint(of: errors, in: "").message == "thrown")
      #expect(NixMessage.lastLine(of: errors).hasPrefix("thrown"))
    }
  }

  @Test("a file that is missing is told with what led to it", arguments: versions)
  func imported(version: String) throws {
    let complaint = NixMessage.complaint(of: try errors("\(version)-import-trace"), in: "/t/t.nix")
    #expect(complaint.message.contains("/t/none.nix"))
    #expect(complaint.line == 6)
  }

  @Test("git without a network is known for that", arguments: versions)
  func fetchGit(version: String) throws {
    let errors = try errors("\(version)-fetchgit")
    #expect(NixFailure(errors: errors).isForWantOfNetwork)
    if version != "2.26" {
      #expect(
        NixMessage.complaint(of: errors, in: "").message.hasSuffix(
          "unable to access 'https://github.invalid/x/y/': Could not resolve host: github.invalid"))
    }
    // Each of its errors by itself, without what git says.
    for line in NixMessage.lines(of: errors) where line.hasPrefix("       error: ") {
      #expect(NixFailure(errors: Array(("error:\n" + line).utf8)).isForWantOfNetwork)
    }
  }

  @Test("a warning is no error")
  func warnings() {
    let errors = Array(
      """
      warning: error: unable to download 'https://a/b': Couldn't resolve host name (6); retrying in 9 ms
      warning: error: No space left on device
      error: attribute 'x' missing
      """.utf8)
    #expect(!NixFailure(errors: errors).isForWantOfNetwork)
    #expect(NixTrouble(errors: errors) == nil)
    #expect(NixMessage.lastLine(of: errors) == "attribute 'x' missing")
    #expect(
      NixMessage.lastLine(of: Array("error: warning: something is off\n".utf8))
        == "warning: something is off")
    #expect(NixMessage.lastLine(of: Array("warning: only this\n".utf8)) == "it gave no reason")
    #expect(
      NixMessage.ofWarning("warning: error: unable to download 'a'; retrying in 9 ms (attempt 1/5)")
        == "unable to download 'a'")
  }

  @Test("words that look like an error or a place are words")
  func words() {
    let errors = Array(
      """
      error:
             … while calling the 'throw' builtin
               at /t/a.nix:1:1:
                  1| throw "first\\nerror: second\\nat /x:1:2"

             error: first
             error: second
             of three
             at /t/b.nix:4:5:
                  4| x
      """.utf8)
    let report = NixErrorReport(NixMessage.lines(of: errors))
    #expect(report?.words == ["first", "error: second", "of three"])
    #expect(report?.places.map(\.line) == [4, 1])
  }

  @Test(
    "troubles of Nix itself",
    arguments: [
      (
        "creating directory '/gone/nix-build-5640-0': No such file or directory",
        .temporaryDirectory
      ),
      (
        "creating directory \"/gone/nix-build-5664-208447\": Permission denied", .temporaryDirectory
      ),
      ("getting status of '/gone': No such file or directory", .temporaryDirectory),
      ("illegal configuration line 'foo bar' in 'NIX_CONFIG'", .configuration),
      ("syntax error in configuration line 'foo' in \"/etc/nix/nix.conf\"", .configuration),
      ("configuration setting 'max-jobs' should be 'auto' or an integer", .configuration),
      ("option 'sandbox' has invalid value 'maybe'", .configuration),
      ("file '/none.conf' included from 'NIX_CONFIG' not found", .configuration),
      (
        "access to absolute path '/t' is forbidden in pure eval mode (use '--impure' to override)",
        .pureEvaluation
      ),
      (
        "access to absolute path '/t' is forbidden in pure evaluation mode (use '--impure')",
        .pureEvaluation
      ),
      ("cannot look up '<nixpkgs>' in pure evaluation mode", .pureEvaluation),
      ("access to absolute path '/t' is forbidden in restricted mode", .restrictedEvaluation),
      ("access to URI 'https://a/x' is forbidden in restricted mode", .restrictedEvaluation),
      ("opening lock file \"/nix/var/nix/db/big-lock\": Permission denied", .storeNotPermitted),
      (
        "could not set permissions on '/nix/var/nix/profiles/per-user' to 755: Operation not permitted",
        .storeNotPermitted
      ),
      ("remounting \"/nix/store\" writable: Invalid argument", .storeReadOnly),
      (
        "cannot connect to socket at '/nix/var/nix/daemon-socket/socket': Connection refused",
        .daemonUnreachable
      ),
      ("attribute 'getFlake' missing", .flakesDisabled),
      (
        "experimental Nix feature 'flakes' is disabled; add '--extra-experimental-features flakes' to enable it",
        .flakesDisabled
      ),
      ("experimental Nix feature 'impure-derivations' is disabled", nil),
      ("don't know how to open Nix store with scheme 'nonsense'", .unknownStore),
      ("the group 'nixbld' specified in 'build-users-group' does not exist", .noBuildUsers),
      (
        "this system does not support the kernel namespaces that are required for sandboxing",
        .noSandbox
      ),
      ("getting status of '/t/none.nix': No such file or directory", nil),
      ("attribute 'x' missing", nil),
    ] as [(String, NixTrouble.Kind?)])
  func troubles(words: String, kind: NixTrouble.Kind?) {
    for line in ["error: \(words)", "       error: \(words)"] {
      #expect(NixTrouble(lines: [line], temporaryDirectory: "/gone")?.kind == kind)
    }
    #expect(NixTrouble(lines: ["warning: \(words)"], temporaryDirectory: "/gone") == nil)
  }
}
