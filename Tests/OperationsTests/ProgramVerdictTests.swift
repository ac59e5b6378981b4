import Nix
import TestSupport
import Testing

@testable import Operations

/// What programs of Nix throw, and what it is read as.
@Suite struct ProgramVerdictTests {
  @Test func `each code is thrown by a program`() {
    let programs = [
      PackageResources.verification_nix, PackageResources.shell_trial_nix,
      PackageResources.flake_trial_nix,
    ].map { String(decoding: $0, as: UTF8.self) }.joined()
    for verdict in ProgramVerdict.allCases {
      #expect(programs.contains("throw \"nixgraft:\(verdict.rawValue)"))
    }
  }

  @Test(arguments: [
    ("nixgraft:foreign", ProgramVerdict.foreign, ""),
    ("nixgraft:unknown-input:flake-parts", .unknownInput, "flake-parts"),
    ("nixgraft:no-shell:x86_64-linux\nmore", .noShell, "x86_64-linux"),
    ("nixgraft:unheard-of", nil, ""), ("attribute 'foreign' missing", nil, ""), ("", nil, ""),
  ])
  func codes(message: String, verdict: ProgramVerdict?, detail: String) {
    let thrown = ProgramVerdict.thrown(in: NixMessage.Complaint(message: message))
    #expect(thrown?.verdict == verdict)
    #expect(thrown?.detail ?? "" == detail)
  }
}
