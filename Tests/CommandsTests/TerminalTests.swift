import TestSupport
import Testing

@testable import Commands
@testable import Operations

/// What fits a terminal, and what its last line says.
@Suite struct TerminalTests {
  @Test(
    "lines break between words, under their own indent",
    arguments: [
      (
        "  = nixpkgs alpha 1, beta 2, gamma 3", 24, ["  = nixpkgs alpha 1,", "    beta 2, gamma 3"]
      ),
      ("short", 24, ["short"]),
      (
        "  a-word-that-is-longer-than-the-terminal x", 24,
        ["  a-word-that-is-longer-than-the-terminal", "    x"]
      ),
      (
        "hint: to relax: nixgraft import pypi:a --relax b", 30,
        ["hint: to relax: nixgraft \\", "  import pypi:a --relax b"]
      ),
      ("error: git ignores the overlay", 22, ["error: git ignores the", "  overlay"]),
      ("columns   keep their   spaces", 40, ["columns   keep their   spaces"]),
      ("名前 名前 名前 名前 名前", 22, ["名前 名前 名前 名前", "  名前"]),
    ])
  func wrapping(line: String, width: Int, pieces: [String]) {
    #expect(Line(line).wrapped(to: width) == pieces)
    #expect(
      pieces.allSatisfy { TextWidth.columns(of: $0) <= width || !$0.dropFirst(4).contains(" ") })
  }

  @Test func codeIsNotBroken() {
    let code = Line("    +         pythonImportsCheck = [ \"a\" ];")
    #expect(code.verbatim.wrapped(to: 22) == [code.text])
  }

  @Test func coloursTakeNoRoom() {
    let line = Style(isColored: true).added("+ import") + Line(" alpha beta")
    #expect(line.wrapped(to: 21) == [line.text])
    #expect(TextWidth.columns(of: line.text) == 19)
  }

  @Test func aLineIsCutToTheTerminal() {
    #expect(TextWidth.prefix(of: "reading nixpkgs", columns: 20) == "reading nixpkgs")
    #expect(TextWidth.prefix(of: "reading nixpkgs", columns: 10) == "reading n…")
    #expect(TextWidth.prefix(of: "名前名前", columns: 6) == "名前…")
  }

  @Test func theLastThingHeardIsShown() {
    let start = ContinuousClock.now
    var activity = ProgressActivity()
    #expect(activity.text(at: start) == nil)
    activity.note(.step("evaluating the overlay"), at: start)
    expectGolden(activity.text(at: start), "1")
    expectGolden(activity.text(at: start + .seconds(4)), "2")
    expectGolden(activity.text(at: start + .seconds(64)), "3")
    activity.note(.reading(done: 4200, count: 10000), at: start)
    expectGolden(activity.text(at: start), "4")
    activity.note(.fetching(url: "a"), at: start)
    activity.note(.fetching(url: "b"), at: start)
    activity.note(.fetched(url: "a"), at: start)
    expectGolden(activity.text(at: start), "5")
    activity.note(.fetched(url: "b"), at: start)
    expectGolden(activity.text(at: start), "6")
  }
}
