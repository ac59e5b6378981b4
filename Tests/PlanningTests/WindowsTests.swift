import PackageMetadata
import TestSupport
import Testing

@testable import Planning

@Suite struct WindowsTests {
  /// What is for Windows alone is refused.
  @Test func whatIsForWindowsAlone() async {
    let index = FixtureIndex(["foo 1.0 windows; code: x = 1"])
    let lines = await failure(["foo"], index: index, inventory: FixtureInventory([]))
    expectGolden(lines.first)
  }
}
