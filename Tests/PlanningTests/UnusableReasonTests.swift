import PackageMetadata
import Testing
import Versions

@testable import Planning

/// Reasons of several releases as one.
@Suite struct UnusableReasonTests {
  @Test(arguments: [
    ([">=3.14"], "needs Python >=3.14"),
    ([">=3.14", ">=3.15"], "needs a newer Python than 3.13"),
    (["<3.12", "<=3.11"], "needs an older Python than 3.13"),
    ([">=3.14", "<3.12"], "needs another Python than 3.13"),
    (["!=3.13.*", "<3.12"], "needs another Python than 3.13"),
    (["~=3.14", ">3.14"], "needs a newer Python than 3.13"),
  ])
  func boundsOnPython(_ bounds: [String], _ words: String) throws {
    let python = try #require(PythonVersion("3.13.11"))
    let reasons = try bounds.map {
      UnusableReason.needsPython([try SpecifierSet(parsing: $0)], has: python)
    }
    let merged = reasons.dropFirst().reduce(reasons[0]) { $0.merged(with: $1) }
    #expect(PlanWording.predicate(merged) == words)
  }

  @Test func otherReasonsStayAsTheyAre() {
    #expect(UnusableReason.yanked.merged(with: .noFiles) == .yanked)
  }
}
