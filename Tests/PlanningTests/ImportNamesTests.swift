import PackageMetadata
import Testing

@testable import Planning

@Suite struct ImportNamesTests {
  /// What lies in the namespace of a project that needs it may use that project.
  @Test(arguments: [
    ("lang-graph", "lang_graph.prebuilt", []),
    ("other", "lang_graph.prebuilt", ["lang_graph.prebuilt"]),
    ("lang-graph", "lang_graph_prebuilt", ["lang_graph_prebuilt"]),
  ])
  func hostedImportNames(_ needer: String, _ name: String, _ expected: [String]) {
    let hosted = PlannedPackage(
      id: .pypi("lang-graph-prebuilt"), version: "1.0", action: .import, isRequested: false,
      attribute: "lang-graph-prebuilt", reason: .missing, neededBy: [.pypi(needer)],
      build: BuildDetails(importNames: [name]))
    #expect(hosted.checkedImportNames(of: hosted.build) == expected)
  }
}
