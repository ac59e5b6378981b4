import Basics
import Testing

@testable import Transfer

@Suite struct ConfigurationTests {
  @Test(arguments: [
    (["XDG_CACHE_HOME": "/c", "HOME": "/h"], "/c/nixgraft"),
    (["XDG_CACHE_HOME": "c", "HOME": "/h"], "/h/.cache/nixgraft"),
    (["HOME": "/h"], "/h/.cache/nixgraft"), (["HOME": ""], nil), ([:], nil),
  ])
  func cacheFolder(environment: [String: String], folder: String?) {
    #expect(CacheDirectory.path(environment: environment) == folder)
  }

  @Test func durationsBecomeWholeNumbers() {
    let timeouts = TransferConfiguration.Timeouts(
      connect: .microseconds(1), stall: .milliseconds(1001), total: .seconds(1 << 40))
    let settings = CurlSettings(TransferConfiguration(timeouts: timeouts))
    #expect(settings.connectMilliseconds == 1)
    #expect(settings.stallSeconds == 2)
    #expect(settings.totalMilliseconds == 86_400_000)
  }
}
