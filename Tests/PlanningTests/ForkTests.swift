import PackageMetadata
import Testing

@testable import Planning

@Suite struct ForkTests {
  /// A module that a fork installs, which what needs both brings, is not had from the original as well.
  @Test(arguments: ["gauge-fork", "other"])
  func modulesOfForks(beside: String) async throws {
    let plan = try await plan(
      ["app"],
      index: FixtureIndex([
        "app 1.0: foo, \(beside)", "foo 1.0; code: import gauge", "gauge-fork 2.0; part: gauge",
        "other 2.0",
      ]),
      inventory: FixtureInventory(["gauge 4.1; imports gauge"]))
    let isForked = beside == "gauge-fork"
    #expect(lines(of: plan).contains("= gauge 4.1") == !isForked)
    let note = Note.importsFork(.pypi("gauge-fork"))
    #expect(plan.package(.pypi("foo"))?.notes.contains(note) == isForked)
  }
}
