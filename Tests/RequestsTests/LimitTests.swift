import TestSupport
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

  private static let cases: [(name: String, text: String)] = [
    (
      "environment.yml", file("dependencies: [", "x", 4 << 20, "]\n")
    ),
    (
      "environment.yml", file("", "k: v\n", 50_001)
    ),
    (
      "environment.yml", file("dependencies: [", "a,", 100_000, "]\n")
    ),
    (
      "renv.lock", file("{\"Packages\": {}", " ", 12 << 20, "}")
    ),
  ]

  @Test("each limit is told", arguments: 0..<4)
  func limits(_ number: Int) {
    let (name, text) = Self.cases[number]
    expectGolden(problem(name, text), "\(number)")
  }

  @Test("what is at the limit is read")
  func atTheLimit() {
    let entries = (0..<40_000).map { "  - p\($0)" }.joined(separator: "\n")
    #expect(problem("environment.yml", "dependencies:\n" + entries + "\n") == nil)
  }
}
