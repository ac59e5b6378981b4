import Testing

@testable import Requests

/// Files that would take much memory or time end at a limit that is named.
@Suite struct LimitTests {
  private func problem(_ name: String, _ text: String) -> String? {
    let reader = RequestReader { _ in .bytes(Array(text.utf8)) }
    do {
      _ = try reader.read(name)
      return nil
    } catch {
      return error.description
    }
  }

  private static func file(
    _ head: String, _ part: String, _ count: Int, _ tail: String = ""
  ) -> String {
    head + String(repeating: part, count: count) + tail
  }

  private static let cases: [(name: String, text: String, problem: String)] = [
    (
      "environment.yml", file("dependencies: [", "x", 4 << 20, "]\n"),
      "environment.yml: not valid YAML: it is larger than 4 MiB"
    ),
    (
      "environment.yml", file("", "k: v\n", 50_001),
      "environment.yml:50001: not valid YAML: it has more than 100000 entries"
    ),
    (
      "environment.yml", file("dependencies: [", "a,", 100_000, "]\n"),
      "environment.yml:1: not valid YAML: it has more than 100000 entries"
    ),
    (
      "renv.lock", file("{\"Packages\": {}", " ", 12 << 20, "}"),
      "renv.lock: the file has 12582928 bytes, over the limit of 12 MiB"
    ),
  ]

  @Test("each limit is told", arguments: 0..<4)
  func limits(_ number: Int) {
    let (name, text, expected) = Self.cases[number]
    #expect(problem(name, text) == expected)
  }

  @Test("what is at the limit is read")
  func atTheLimit() {
    let entries = (0..<40_000).map { "  - p\($0)" }.joined(separator: "\n")
    #expect(problem("environment.yml", "dependencies:\n" + entries + "\n") == nil)
  }
}
