import PackageMetadata
import Testing

@testable import Planning

@Suite struct WindowsTests {
  /// What is for Windows alone is refused.
  @Test func whatIsForWindowsAlone() async {
    let index = FixtureIndex(["foo 1.0 windows; code: x = 1"])
    let lines = await failure(["foo"], index: index, inventory: FixtureInventory([]))
    #expect(lines.first == "no artifact: foo: its classifiers say that it is for Windows only")
  }
}
