import Nixpkgs
import Testing

@testable import Nix
@testable import Operations

/// What only Nix can tell of a fetch, asked of the stand-in for nixpkgs.
@Suite(.enabled(if: NixTool().path(of: "nix-instantiate") != nil, "Nix is not on PATH"))
struct NixFetchTests {
  private func refresh(_ folder: RefreshFolder) async throws -> Refresh.Report {
    var options = Refresh.Options()
    options.paths = [folder.file]
    var settings = WorkspaceOptions()
    settings.replayDirectory = RefreshFolder.fixture("Refresh/recording")
    settings.cacheDirectory = folder.path + "/cache"
    settings.nixpkgs = RefreshFolder.fixture("nixpkgs")
    return try await Refresh(options, workspace: Workspace(settings)).run()
  }

  @Test func tellsWhatTakesEvaluation() async throws {
    let folder = try RefreshFolder(
      """
      final: prev: {
        broken = prev.fetchurl { url = prev.noSuchThing; sha256 = ""; };
        one = prev.fetchurl {
          url = "https://example.org/${builtins.concatStringsSep "." [ "flat" "txt" ]}"; sha256 = "";
        };
        two = { type = "derivation"; name = "two"; src = final.fetchurl {
          urls = builtins.tail [ "https://x.org" "https://example.org/flat.txt" ]; sha256 = ""; }; };
      }
      """)
    let report = try await refresh(folder)
    #expect(report.entries.map(\.attribute) == ["broken", "one", "two.src"])
    #expect(report.entries.map(\.verdict) == [.skipped, .filled, .filled])
    #expect(report.entries.first?.reason?.words.contains("noSuchThing") == true)
  }

  @Test func callsAPackageFile() async throws {
    let folder = try RefreshFolder(
      """
      { fetchurl }:
      { type = "derivation"; name = "x"; src = fetchurl {
        url = "https://example.org/${builtins.head [ "flat" ]}.txt"; sha256 = ""; }; }
      """)
    #expect(try await refresh(folder).entries.map(\.verdict) == [.filled])
  }
}
