import Testing

@testable import Commands

/// Differences of texts by lines.
@Suite struct LineDiffTests {
  private static func text(_ lines: [String]) -> [UInt8] {
    Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func kept(_ numbers: ClosedRange<Int>) -> [LineDiff.Line] {
    numbers.map { .kept("line \($0)") }
  }

  private let lines = (1...1000).map { "line \($0)" }

  @Test("of a long text the changes are shown, with three lines around each")
  func far() {
    var other = lines
    other[499] = "line five hundred"
    var changed: [LineDiff.Line] = Self.kept(497...499)
    changed.append(.removed("line 500"))
    changed.append(.added("line five hundred"))
    changed += Self.kept(501...503)
    #expect(LineDiff(from: Self.text(lines), to: Self.text(other)).lines == changed)

    other.insert("before", at: 0)
    other.append("after")
    var all: [LineDiff.Line] = [.added("before")]
    all += Self.kept(1...3)
    all.append(.gap)
    all += changed
    all.append(.gap)
    all += Self.kept(998...1000)
    all.append(.added("after"))
    #expect(LineDiff(from: Self.text(lines), to: Self.text(other)).lines == all)
  }

  @Test("a line among equal ones is added once, wherever it begins to differ")
  func repeated() {
    let equal = [String](repeating: "same", count: 40)
    let result = LineDiff(from: Self.text(equal), to: Self.text(equal + ["same"])).lines
    #expect(result == [.kept("same"), .kept("same"), .kept("same"), .added("same")])
  }

  @Test("texts without a line break at their ends, and without any line")
  func ends() {
    #expect(LineDiff(from: [], to: Array("a".utf8)).lines == [.removed(""), .added("a")])
    #expect(
      LineDiff(from: Array("a\nb".utf8), to: Array("a\nc".utf8)).lines
        == [.kept("a"), .removed("b"), .added("c")])
    #expect(LineDiff(from: [], to: []).lines == [])
  }
}
