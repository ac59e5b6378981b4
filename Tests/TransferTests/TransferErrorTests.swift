import TestSupport
import Testing

@testable import Transfer

@Suite struct TransferErrorTests {
  private static let url = "http://h/"

  @Test func says() {
    let errors: [TransferError] = [
      .unreachable(url: Self.url, reason: "it broke", attempts: 4),
      .status(url: Self.url, status: 401, attempts: 1),
      .status(url: Self.url, status: 503, attempts: 2),
      .busy(url: Self.url, status: 429, retryAfter: 90), .tooLarge(url: Self.url, limit: 10),
      .unrecorded(url: Self.url, directory: "/r"),
    ]
    expectGolden(errors.map(\.description))
  }
}
