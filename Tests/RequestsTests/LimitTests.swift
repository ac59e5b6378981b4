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

  @Test(
    "each limit is told",
    arguments: [
      (
        "environment.yml", "dependencies: [" + String(repeating: "x", count: 4 << 20) + "]\n",
        "environment.yml: not valid YAML: it is larger than 4 MiB"
      ),
      (
        "environment.yml", String(repeating: "k: v\n", count: 50_001),
        "environment.yml:50001: not valid YAML: it has more than 100000 entries"
      ),
      (
        "environment.yml", "dependencies: [" + String(repeating: "a,", count: 100_000) + "]\n",
        "environment.yml:1: not valid YAML: it has more than 100000 entries"
      ),
      (
        "renv.lock", "{\"Packages\": {}" + String(repeating: " ", count: 12 << 20) + "}",
        "renv.lock: the file has 12582928 bytes, more than are read"
      ),
    ])
  func limits(_ name: String, _ text: String, _ expected: String) {
    #expect(problem(name, text) == expected)
  }

  @Test("what is at the limit is read")
  func atTheLimit() {
    let entries = (0..<40_000).map { "  - p\($0)" }.joined(separator: "\n")
    #expect(problem("environment.yml", "dependencies:\n" + entries + "\n") == nil)
  }
}
