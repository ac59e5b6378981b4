import Testing

@testable import Transfer

@Suite struct TransferErrorTests {
  private static let url = "http://h/"

  @Test(arguments: [
    (
      TransferError.unreachable(url: url, reason: "it broke", attempts: 4),
      "no answer from 'http://h/' in 4 attempts: it broke; check the network and proxy settings,"
        + " or work offline with what is cached"
    ),
    (
      .status(url: url, status: 401, attempts: 1),
      "'http://h/' answered 401; put the credentials into ~/.netrc or the URL"
    ),
    (
      .status(url: url, status: 503, attempts: 2),
      "'http://h/' answered 503 in 2 attempts; the server has a problem, try again later"
    ),
    (
      .busy(url: url, status: 429, retryAfter: 90),
      "'http://h/' answered 429 and asks to wait 90 s; try again then, or with fewer transfers at a time"
    ),
    (
      .tooLarge(url: url, limit: 10),
      "the body of 'http://h/' is longer than 10 bytes; check that the URL is the right one"
    ),
    (
      .unrecorded(url: url, directory: "/r"),
      "no answer is recorded for 'http://h/' in '/r'; record it first"
    ),
  ])
  func says(error: TransferError, text: String) {
    #expect(error.description == text)
  }
}
