import Derivations
import Testing

@testable import Nixpkgs

/// The attributes that rules name, in whole nixpkgs trees of two eras.
@Suite(.enabled(if: !realTrees.isEmpty, "no NIXGRAFT_NIXPKGS_… names a tree"))
struct NativeRuleNamesTests {
  /// What a tree does not have under any name: what came later, or was taken out.
  private static let absent: [String: Set<String>] = [
    "NIXGRAFT_NIXPKGS_26_05": ["phantomjs2", "tclPackages.tktable"],
    "NIXGRAFT_NIXPKGS_20_09": [
      "bedops", "cgl", "gmt", "gretl", "highs", "latte-integrale", "libsbml", "libtorch-bin",
      "libxcrypt", "mafft", "nng", "openbugs", "python3Packages.tensorflow", "quantlib", "quarto",
      "symphony", "tclPackages.tktable",
    ],
  ]

  /// Written in Haskell; a tree may come without its packages.
  private static let haskell: Set<String> = ["hledger", "pandoc"]

  @Test(
    "each rule has a name of each era",
    arguments: realTrees.filter { absent[$0.name] != nil })
  func names(tree: RealTree) async throws {
    let path = try #require(variable(tree.name))
    let absent = try #require(Self.absent[tree.name])
    try await withFolder { folder in
      let options = SnapshotOptions(nixpkgs: path, cacheDirectory: folder)
      let snapshot = try await Snapshot.load(options)
      let rules = NativeRules.standard
      let found = try await snapshot.topLevel(rules.attributes, options: options)
      let nameless = rules.alternatives.filter { names in !names.contains { found[$0] != nil } }
      #expect(Set(nameless.compactMap(\.first)).subtracting(Self.haskell) == absent)
    }
  }
}
