import PackageMetadata
import TestSupport
import Testing
import Versions

@testable import CRAN

@Suite struct DescriptionTests {
  private func description(_ fields: String) throws(CRANError) -> Description {
    try Description(parsing: Array("Package: tree\nVersion: 1.0-2\n\(fields)\n".utf8))
  }

  @Test func requirementsAreDependsImportsAndLinkingToLessBase() throws {
    let tree = try description(
      """
      Depends: R (>=
        3.5), methods, MASS (>= 7.3-1)
      Imports: leaf,, root (>= 1.0),
      LinkingTo: leaf (>= 2.0), Rcpp
      Suggests: knitr
      Enhances: bark
      """)
    let expected = ["MASS (>= 7.3-1)", "leaf (>= 2.0)", "root (>= 1.0)", "Rcpp"]
    #expect(tree.requirements.map(\.description) == expected)
    #expect(tree.requiresR.description == ">= 3.5")
    #expect(tree.version.text == "1.0-2")
  }

  @Test(arguments: [
    ("Imports", "xy (about 3)"),
    ("Imports", "xy >= 3"),
    ("Imports", "9lives"),
    ("Depends", "R (>= )"),
    ("LinkingTo", "xy (>= 1.0) y"),
    ("Imports", "x/y"),
    ("Depends", "R (>= 99999999999999999999)"),
  ]) func malformedRequirementsAreErrors(field: String, text: String) {
    let error = #expect(throws: CRANError.self) { try description("\(field): \(text)") }
    guard case .malformedField(field, text: text, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    expectGolden(reason, "\(field): \(text)")
  }

  @Test func missingAndMalformedFieldsAreNamed() {
    func error(_ text: String) -> CRANError? {
      do {
        _ = try Description(parsing: Array(text.utf8))
        return nil
      } catch {
        return error
      }
    }
    #expect(error("Version: 1.0\n") == .missingField("Package"))
    #expect(error("Package: a1\n") == .missingField("Version"))
    #expect(error("") == .missingField("Package"))
    #expect(error("Package: a b\nVersion: 1.0\n")?.description.contains("'Package'") == true)
    #expect(error("Package: ab\nVersion: one\n")?.description.contains("'Version'") == true)
  }

  @Test func whatIsOutsideOfCRANIsNamed() throws {
    let tree = try description(
      "Remotes: a/b,\n c/d\nAdditional_repositories: https://x.example\nTitle: A\nTitle: B")
    expectGolden(tree.notes)
    #expect(tree.title == "B")
  }

  @Test func metadata() throws {
    let tree = try description(
      """
      Depends: R (>= 4.1), tcltk
      Title: Trees
        of All Sorts
      License: GPL (>= 2)
      URL: see <https://tree.example/>, https://other.example
      SystemRequirements: zlib
      """)
    let metadata = tree.metadata(provenance: "here")
    #expect(metadata.requirements == .known([]))
    #expect(metadata.requiresR?.description == ">= 4.1")
    #expect(metadata.summary == "Trees of All Sorts")
    #expect(metadata.homePage == "https://tree.example/")
    #expect(metadata.licence.text == "GPL (>= 2)")
    #expect(metadata.systemRequirements == "zlib")
    #expect(tree.usesTcl)
  }

  @Test(arguments: [
    ("ggplot2", true), ("data.table", true), ("R6", true), ("a", false), ("2x", false),
    ("x.", false), ("x_y", false), ("x/y", false), ("", false), ("..", false), ("é1", false),
  ]) func names(name: String, isValid: Bool) {
    #expect(RPackageName.isValid(name) == isValid)
  }

  @Test(arguments: [
    ("GGPLOT2", ["ggplot2", "ggplot"]), ("dplry", ["dplyr"]), ("dat.table", ["data.table"]),
    ("ggplot2", ["ggplot"]), ("zzzzzz", []), ("shiny", ["Shiny", "shinyFX"]), ("", []),
  ]) func nearNames(name: String, near: [String]) {
    let names = ["Shiny", "data.table", "dplyr", "ggplot", "ggplot2", "shinyFX", "stringr"]
    #expect(RPackageName.near(name, in: names) == near)
  }
}
