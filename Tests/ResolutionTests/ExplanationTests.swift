import Resolution
import Testing
import Versions

/// Long proofs made short, and how they read.
@Suite struct ExplanationTests {
  /// An application of many releases, the requirements of which change now and then, above a pin.
  static func application() -> World {
    var world = World([
      "root 1.0.0 -> app any, plugin any", "plugin 1.0.0 -> app >=2.0.0", "numpy 2.3.0",
      "array 1.0.0 -> numpy <2.0.0", "array 1.1.0 -> numpy <2.1.0",
      "array 2.0.0 -> numpy <2.2.0",
    ])
    world.restrictions["numpy"] = Restriction(
      to: .singleton(Number(2, 3)), reason: "is not what nixpkgs has")
    for index in 0..<12 {
      let array = Number(1, index / 6)
      world.add("app", Number(2, index), .dependencies([Need("array", .atLeast(array))]))
    }
    return world
  }

  static func nixpkgsWords(_ world: World) -> Vocabulary<Name, Number, String> {
    Vocabulary(
      root: "the request", rootNeeds: "you ask for", failure: "no versions fit",
      package: { $0.text }, versions: { "\($0) \(words($1))" },
      simplified: { $1.simplified(among: world.known[$0] ?? []) },
      predicate: { $0 },
      unavailable: { name, reason in
        reason == "is not what nixpkgs has" ? "nixpkgs has \(name) 2.3.0" : nil
      })
  }

  @Test func manyReleasesMakeFewSentences() async throws {
    let world = Self.application()
    let explanation = try #require(await world.explanation())
    let short = explanation.simplified()
    #expect(
      short.sentences(in: Self.nixpkgsWords(world)) == [
        "Because every version of array depends on numpy <2.2.0 but nixpkgs has numpy 2.3.0, "
          + "array is forbidden.",
        "So, because you ask for app which depends on array >=1.0.0, no versions fit.",
      ])
    #expect(short.packages == ["app", "array", "numpy"])
    #expect(short.facts.count <= explanation.facts.count)
  }

  @Test func whatCanNotBeSeenWithoutTryingStaysAsItIs() async throws {
    // Three packages, each of two versions, no two of which may be chosen alike: pigeonholes.
    var lines = ["root 1.0.0 -> a any, b any, c any"]
    for name in ["a", "b", "c"] {
      for version in 1...2 {
        let others = ["a", "b", "c"].filter { $0 != name }.map { "\($0) !=\(version).0.0" }
        lines.append("\(name) \(version).0.0 -> \(others.joined(separator: ", "))")
      }
    }
    let explanation = try #require(await World(lines).explanation())
    let short = explanation.simplified()
    #expect(short.facts == explanation.facts)
    let sentences = short.sentences(in: plainWords)
    #expect(sentences.last?.hasSuffix("version solving failed.") == true)
    // A conclusion that is quoted has been given its number before.
    for number in 1...9 where sentences.contains(where: { $0.contains("(\(number))") }) {
      let first = sentences.firstIndex { $0.contains("(\(number))") } ?? 0
      #expect(sentences[first].hasSuffix("(\(number))."))
    }
  }

  @Test func theFactsNameTheSides() async throws {
    let world = World([
      "root 1.0.0 -> left any, right any, unrelated any", "left 1.0.0 -> shared <2.0.0",
      "right 1.0.0 -> shared >=2.0.0", "shared 1.0.0", "shared 2.0.0", "unrelated 1.0.0",
    ])
    let explanation = try #require(await world.explanation()).simplified()
    #expect(explanation.packages == ["left", "right", "shared"])
    #expect(
      Set(explanation.facts) == [
        .dependency("root", .singleton(Number(1)), on: "left", .full),
        .dependency("root", .singleton(Number(1)), on: "right", .full),
        .dependency("left", .full, on: "shared", .below(Number(2))),
        .dependency("right", .full, on: "shared", .atLeast(Number(2))),
      ])
  }

  @Test func partsAreNamed() async throws {
    let world = World([
      "root 1.0.0 -> foo[x] any, bar any", "foo 2.0.0", "foo[x] 2.0.0", "foo 1.0.0",
      "bar 1.0.0 -> foo <2.0.0", "baz 1.0.0",
    ])
    let explanation = try #require(await world.explanation()).simplified()
    let sentences = explanation.sentences(in: world.words)
    #expect(sentences.count <= 4)
    #expect(sentences.contains { $0.contains("foo[x]") })
  }
}
