import Basics
import TestSupport
import Testing

@testable import Transfer

/// Passwords from the program `keyring`, for which a stand-in on PATH answers.
@Suite struct KeyringTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  /// A stand-in that notes its arguments and has a password for `user` at one service.
  private func standIn(for service: String, _ step: String = "echo 'p:w @/1'") throws {
    let text = """
      #!/bin/sh
      echo "$@" >>'\(scratch.path)/asked'
      [ "$1 $2 $3" = "get \(service) me@here" ] || exit 1
      \(step)
      """
    makeProgram(
      at: scratch.path + "/keyring", of: try scratch.write(Array(text.utf8), to: "keyring.text"))
  }

  private var asked: [String] {
    (Files.trimmedText(of: scratch.path + "/asked") ?? "").split(separator: "\n").map(String.init)
  }

  private func known(_ url: String) -> Credentials {
    var credentials = Credentials()
    _ = credentials.takeIndex(from: url, environment: { _ in nil })
    return credentials
  }

  /// The URL of a request; versions of libcurl write escapes in either case.
  private func applied(_ credentials: Credentials, _ url: String) -> String {
    credentials.applied(to: url).lowercased()
  }

  private func keyring(_ url: String) -> Keyring {
    Keyring(completing: known(url), path: scratch.path)
  }

  @Test("a password is asked for once, by the address of the index, and goes to its server alone")
  func byAddress() async throws {
    try standIn(for: "https://h.example/simple")
    let keyring = self.keyring("https://me%40here@h.example/simple")
    for _ in 0..<2 {
      let found = try await keyring.credentials(for: "https://h.example/files/a.whl")
      #expect(
        applied(found, "https://h.example/x") == "https://me%40here:p%3aw%20%40%2f1@h.example/x")
      #expect(found.applied(to: "https://other.example/x") == "https://other.example/x")
    }
    let other = try await keyring.credentials(for: "https://other.example/x")
    #expect(other == known("https://me%40here@h.example/simple"))
    #expect(asked == ["get https://h.example/simple me@here"])
  }

  @Test("then by the host; where there is none, the name alone is sent")
  func byHost() async throws {
    try standIn(for: "h.example")
    let found = try await keyring("https://me%40here@h.example/simple")
      .credentials(for: "https://h.example/")
    #expect(
      applied(found, "https://h.example/x") == "https://me%40here:p%3aw%20%40%2f1@h.example/x")
    try standIn(for: "nowhere")
    let none = try await keyring("https://me%40here@h.example/simple")
      .credentials(for: "https://h.example/")
    #expect(none.applied(to: "https://h.example/x") == "https://me%40here@h.example/x")
  }

  @Test(
    "it is not asked where there is a password, or no name",
    arguments: ["https://me:known@h.example/simple", "https://h.example/simple"])
  func notAsked(_ url: String) async throws {
    try standIn(for: "h.example")
    let found = try await keyring(url).credentials(for: url)
    #expect(found == known(url))
    #expect(asked.isEmpty)
  }

  @Test("a program that is missing, or cannot be run, is an error; what it says is not shown")
  func missing() async throws {
    let url = "https://me%40here@h.example/simple"
    let error = await #expect(throws: TransferError.self) {
      try await keyring(url).credentials(for: url)
    }
    expectGolden(error?.description)
    try standIn(for: "https://h.example/simple", "echo secret >&2; exit 3")
    #expect(try await keyring(url).credentials(for: url) == known(url))
  }

  @Test("the environment's user name counts too")
  func environment() async throws {
    try standIn(for: "https://h.example/simple")
    var credentials = Credentials()
    let plain = credentials.takeIndex(from: "https://h.example/simple") {
      $0 == "NIXGRAFT_INDEX_H_EXAMPLE_USERNAME" ? "me@here" : nil
    }
    let found = try await Keyring(completing: credentials, path: scratch.path)
      .credentials(for: plain)
    #expect(applied(found, plain) == "https://me%40here:p%3aw%20%40%2f1@h.example/simple")
  }
}
