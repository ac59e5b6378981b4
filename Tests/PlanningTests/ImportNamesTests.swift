import PackageMetadata
import Testing

@testable import Planning

@Suite struct ImportNamesTests {
  private func package(
    _ name: String, neededBy: [String] = [], _ importNames: [String]
  ) -> PlannedPackage {
    var package = PlannedPackage(
      id: PackageID(ecosystem: .pypi, name: name), displayName: name, version: "1.0",
      action: .import, isRequested: false, attribute: name, reason: "not in nixpkgs")
    package.neededBy = neededBy.map { PackageID(ecosystem: .pypi, name: $0) }
    package.importNames = importNames
    return package
  }

  /// What lies in the namespace of a project that needs it may use that project.
  @Test(arguments: [
    ("lang-graph", "lang_graph.prebuilt", []),
    ("other", "lang_graph.prebuilt", ["lang_graph.prebuilt"]),
    ("lang-graph", "lang_graph_prebuilt", ["lang_graph_prebuilt"]),
  ])
  func hostedImportNames(_ needer: String, _ name: String, _ expected: [String]) {
    let hosted = package("lang-graph-prebuilt", neededBy: [needer], [name])
    var plan = Plan(
      packages: [hosted, package("lang-graph", ["lang_graph.graph"])], requested: [])
    plan.forgetHostedImportNames()
    #expect(plan.packages.map(\.checkedImportNames) == [expected, ["lang_graph.graph"]])
  }
}
