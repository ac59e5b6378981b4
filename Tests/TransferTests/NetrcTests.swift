import Basics
import Testing

@testable import Transfer

/// What `CURLOPT_NETRC` is set to: optional, and neither ignored nor required.
@Suite(.timeLimit(.minutes(10)))
struct NetrcTests {
  private static let entry = "machine 127.0.0.1 login filed password secret\n"

  @Test(
    "a netrc's entry is sent where the URL has no credentials, and the URL's own before it",
    arguments: [
      (entry, "", "Basic ZmlsZWQ6c2VjcmV0"), (entry, "own:word@", "Basic b3duOndvcmQ="),
      ("machine elsewhere login filed password secret\n", "", nil), (nil, "", nil),
    ])
  func isOptional(netrc: String?, own: String, sent: String?) async throws {
    let scratch = try Scratch()
    let path = scratch.path + "/netrc"
    if let netrc { try scratch.write(Array(netrc.utf8), to: "netrc") }
    let server = try LoopbackServer(.answer(200, text: "hello"))
    var configuration = TransferConfiguration.forTests()
    configuration.environment = { $0 == "NETRC" ? path : nil }
    let url = server.url().replacing("//", with: "//" + own, maxReplacements: 1)
    _ = try await TransferClient(configuration: configuration).fetch(
      TransferRequest(url: url, maximumBytes: 1 << 20))
    #expect(server.requests.map { $0.headers["authorization"] } == [sent])
  }
}
