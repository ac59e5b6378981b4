import PackageMetadata
import TestSupport
import Testing
import Versions

@testable import Planning

/// Reasons of several releases as one.
@Suite struct UnusableReasonTests {
  @Test(arguments: [
    [">=3.14"],
    [">=3.14", ">=3.15"],
    ["<3.12", "<=3.11"],
    [">=3.14", "<3.12"],
    ["!=3.13.*", "<3.12"],
    ["~=3.14", ">3.14"],
  ])
  func boundsOnPython(_ bounds: [String]) throws {
    let python = try #require(PythonVersion("3.13.11"))
    let reasons = try bounds.map {
      UnusableReason.needsPython([try SpecifierSet(parsing: $0)], has: python)
    }
    let merged = reasons.dropFirst().reduce(reasons[0]) { $0.merged(with: $1) }
    expectGolden(PlanWording.predicate(merged), bounds.joined(separator: ", "))
  }

  @Test func otherReasonsStayAsTheyAre() {
    #expect(UnusableReason.yanked.merged(with: .noFiles) == .yanked)
  }
}
