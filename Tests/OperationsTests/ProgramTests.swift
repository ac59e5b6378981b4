import Nix
import Testing

@testable import Operations

/// Every Nix program parses by itself, and is evaluated by the tests of what runs it.
@Suite(.enabled(if: NixTool().path(of: "nix-instantiate") != nil, "Nix is not on PATH"))
struct ProgramTests {
  @Test(arguments: [
    PackageResources.packages_nix, PackageResources.check_nix,
    PackageResources.closure_file_nix, PackageResources.closure_overlay_nix,
    PackageResources.fetches_nix, PackageResources.flake_trial_nix,
    PackageResources.shell_trial_nix, PackageResources.usable_nix,
    PackageResources.verification_nix,
  ])
  func isAFunction(program: [UInt8]) async throws {
    let text = NixProgram("builtins.isFunction (\(NixProgram(program).text)\n)")
    guard case .value(true, _) = try await NixEvaluation(text).value(Bool.self) else {
      Issue.record("not a function")
      return
    }
  }
}
