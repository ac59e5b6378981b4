import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// R packages, which have lower bounds only.
@Suite struct RPlanningTests {
  private let index = FixtureIndex(
    [
      "ggforce 0.5 2025-12-01 sdist: ggplot2>=4.0, tidy.select",
      "ggforce 0.4 2025-10-01 sdist: ggplot2>=3.5",
      "ggforce 0.1 2016-01-01 sdist", "ggplot2 3.0.0", "ggplot2 3.5.2", "ggplot2 4.0.0",
      "tidy.select 1.0-2",
    ], ecosystem: .cran)

  @Test func archivedReleaseWithinTheHorizon() async throws {
    let inventory = FixtureInventory(["ggplot2 3.5.2"], ecosystem: .cran)
    let plan = try await plan(["ggforce"], index: index, inventory: inventory)
    #expect(lines(of: plan) == ["+ ggforce 0.4", "= ggplot2 3.5.2"])
    #expect(plan.packages[0].heldBack?.words == "0.5 by ggplot2 (>= 4.0)")
  }

  @Test func attributesHaveNoDots() async throws {
    let inventory = FixtureInventory(["ggplot2 4.0.0"], ecosystem: .cran)
    let plan = try await plan(["ggforce"], index: index, inventory: inventory)
    #expect(
      plan.packages.map { "\($0.id.name) \($0.version) \($0.attribute)" } == [
        "ggforce 0.5 ggforce", "ggplot2 4.0.0 ggplot2", "tidy.select 1.0-2 tidy_select",
      ])
  }

  @Test func tooOldPin() async {
    let inventory = FixtureInventory(["ggplot2 3.0.0"], ecosystem: .cran)
    let lines = await failure(["ggforce"], index: index, inventory: inventory)
    expectGolden(lines.last)
  }
}
