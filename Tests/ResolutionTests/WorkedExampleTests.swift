import Resolution
import Testing

/// A problem with its answer.
struct Example: Sendable, CustomTestStringConvertible {
  let name: String
  let releases: [String]
  var solution: [String]?
  var sentences: [String] = []

  var testDescription: String { name }
}

/// The worked examples of Dart's document on Pubgrub, and a few from its solver's tests.
@Suite struct WorkedExampleTests {
  static let solvable: [Example] = [
    Example(
      name: "no conflicts",
      releases: [
        "root 1.0.0 -> foo ^1.0.0", "foo 1.0.0 -> bar ^1.0.0", "bar 1.0.0", "bar 2.0.0",
      ],
      solution: ["bar 1.0.0", "foo 1.0.0"]),
    Example(
      name: "avoiding conflict during decision making",
      releases: [
        "root 1.0.0 -> foo ^1.0.0, bar ^1.0.0", "foo 1.1.0 -> bar ^2.0.0", "foo 1.0.0",
        "bar 1.0.0", "bar 1.1.0", "bar 2.0.0",
      ],
      solution: ["bar 1.1.0", "foo 1.0.0"]),
    Example(
      name: "performing conflict resolution",
      releases: [
        "root 1.0.0 -> foo >=1.0.0", "foo 2.0.0 -> bar ^1.0.0", "foo 1.0.0",
        "bar 1.0.0 -> foo ^1.0.0",
      ],
      solution: ["foo 1.0.0"]),
    Example(
      name: "conflict resolution with a partial satisfier",
      releases: [
        "root 1.0.0 -> foo ^1.0.0, target ^2.0.0", "foo 1.1.0 -> left ^1.0.0, right ^1.0.0",
        "foo 1.0.0", "left 1.0.0 -> shared >=1.0.0", "right 1.0.0 -> shared <2.0.0",
        "shared 2.0.0", "shared 1.0.0 -> target ^1.0.0", "target 2.0.0", "target 1.0.0",
      ],
      solution: ["foo 1.0.0", "target 2.0.0"]),
    Example(
      name: "a package that needs itself",
      releases: ["root 1.0.0 -> foo any", "foo 1.0.0 -> foo any", "foo 2.0.0 -> foo <2.0.0"],
      solution: ["foo 1.0.0"]),
    Example(
      name: "a cycle",
      releases: [
        "root 1.0.0 -> foo any", "foo 1.0.0 -> bar any", "bar 1.0.0 -> foo any",
        "bar 2.0.0 -> foo >=2.0.0",
      ],
      solution: ["bar 1.0.0", "foo 1.0.0"]),
    Example(
      name: "a release that can't be used",
      releases: ["root 1.0.0 -> foo any", "foo 1.0.0", "foo 2.0.0 ! is broken"],
      solution: ["foo 1.0.0"]),
    Example(name: "nothing to do", releases: ["root 1.0.0"], solution: []),
    Example(
      name: "parts have their package's version",
      releases: [
        "root 1.0.0 -> foo[x] any, bar any", "foo 2.0.0", "foo[x] 2.0.0 -> baz any", "foo 1.0.0",
        "foo[x] 1.0.0 -> baz any", "bar 1.0.0 -> foo <2.0.0", "baz 1.0.0",
      ],
      solution: ["bar 1.0.0", "baz 1.0.0", "foo 1.0.0", "foo[x] 1.0.0"]),
  ]

  static let impossible: [Example] = [
    Example(
      name: "linear error reporting",
      releases: [
        "root 1.0.0 -> foo ^1.0.0, baz ^1.0.0", "foo 1.0.0 -> bar ^2.0.0",
        "bar 2.0.0 -> baz ^3.0.0", "baz 1.0.0", "baz 3.0.0",
      ],
      sentences: [
        "Because every version of foo depends on bar ^2.0.0 which depends on baz ^3.0.0, "
          + "every version of foo requires baz ^3.0.0.",
        "So, because root depends on both baz ^1.0.0 and foo ^1.0.0, version solving failed.",
      ]),
    Example(
      name: "branching error reporting",
      releases: [
        "root 1.0.0 -> foo ^1.0.0", "foo 1.0.0 -> a ^1.0.0, b ^1.0.0",
        "foo 1.1.0 -> x ^1.0.0, y ^1.0.0", "a 1.0.0 -> b ^2.0.0", "b 1.0.0", "b 2.0.0",
        "x 1.0.0 -> y ^2.0.0", "y 1.0.0", "y 2.0.0",
      ],
      sentences: [
        "Because foo <1.1.0 depends on a ^1.0.0 which depends on b ^2.0.0, "
          + "foo <1.1.0 requires b ^2.0.0.",
        "And because foo <1.1.0 depends on b ^1.0.0, foo <1.1.0 is forbidden (1).",
        "Because foo >=1.1.0 depends on x ^1.0.0 which depends on y ^2.0.0, "
          + "foo >=1.1.0 requires y ^2.0.0.",
        "And because foo >=1.1.0 depends on y ^1.0.0, foo >=1.1.0 is forbidden.",
        "And because foo <1.1.0 is forbidden (1), foo is forbidden.",
        "So, because root depends on foo ^1.0.0, version solving failed.",
      ]),
    Example(
      name: "no version",
      releases: ["root 1.0.0 -> foo ^2.0.0", "foo 1.0.0"],
      sentences: [
        "Because root depends on foo ^2.0.0 which doesn't match any versions, "
          + "version solving failed."
      ]),
    Example(
      name: "no package",
      releases: ["root 1.0.0 -> foo any"],
      sentences: [
        "Because root depends on foo which doesn't match any versions, version solving failed."
      ]),
    Example(
      name: "a request that contradicts itself",
      releases: ["root 1.0.0 -> foo <1.0.0, foo >1.0.0", "foo 0.5.0", "foo 2.0.0"],
      sentences: [
        "Because root depends on both foo <1.0.0 and foo >1.0.0, version solving failed."
      ]),
    Example(
      name: "no possible version",
      releases: ["root 1.0.0 -> foo none", "foo 0.5.0"],
      sentences: ["Because root depends on no possible version of foo, version solving failed."]),
    Example(
      name: "no usable release",
      releases: ["root 1.0.0 -> foo any", "foo 1.0.0 ! is broken", "foo 2.0.0 ! is broken"],
      sentences: ["Because root depends on foo which is broken, version solving failed."]),
    Example(
      name: "two requests against each other",
      releases: [
        "root 1.0.0 -> foo any, bar any", "foo 1.0.0 -> shared ^2.0.0",
        "bar 1.0.0 -> shared ^3.0.0", "shared 2.0.0", "shared 3.0.0",
      ],
      sentences: [
        "Because every version of foo depends on shared ^2.0.0 and every version of bar depends on "
          + "shared ^3.0.0, foo is incompatible with bar.",
        "So, because root depends on both bar and foo, version solving failed.",
      ]),
  ]

  @Test(arguments: solvable)
  func isSolved(_ example: Example) async {
    #expect(await World(example.releases).solution() == example.solution)
  }

  @Test(arguments: impossible)
  func isExplained(_ example: Example) async throws {
    let explanation = try #require(await World(example.releases).explanation())
    #expect(explanation.sentences(in: plainWords) == example.sentences)
  }
}
