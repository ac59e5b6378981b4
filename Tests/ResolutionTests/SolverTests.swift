import Resolution
import Testing
import Versions

/// How the solver is stepped, and how much it does.
@Suite struct SolverTests {
  static func start(_ needs: [Need]) -> Solver<Name, Number, String> {
    Solver(root: "root", version: Number(1), requirements: needs)
  }

  @Test func aQuestionStandsUntilItIsAnswered() {
    var solver = Self.start([Need("foo", .full)])
    func question() -> String {
      switch solver.next() {
      case .choose(let name, let versions): "choose \(name) \(words(versions))"
      case .expand(let name, let version): "expand \(name) \(version)"
      case .solved(let versions): "solved \(versions)"
      case .failed: "failed"
      }
    }
    #expect(question() == "choose foo any")
    solver.answer(Expansion.dependencies([]))
    #expect(question() == "choose foo any")
    solver.answer(.unavailable(.atLeast(Number(2)), reason: "is broken"))
    #expect(question() == "choose foo <2.0.0")
    solver.answer(.version(Number(1), share: .full))
    #expect(question() == "expand foo 1.0.0")
    solver.answer(.version(Number(1), share: .full))
    #expect(question() == "expand foo 1.0.0")
    #expect(solver.attempts(at: "foo") == 0)
    solver.answer(Expansion.dependencies([]))
    #expect(question() == "solved [foo: 1.0.0]")
    #expect(question() == "solved [foo: 1.0.0]")
    #expect(solver.attempts(at: "foo") == 1)
  }

  @Test func answersThatMissTheQuestionEndTheSearch() {
    for answer: Candidate<Number, String> in [
      .version(Number(5), share: .full), .unavailable(.singleton(Number(5)), reason: ""), .none,
    ] {
      var solver = Self.start([Need("foo", .below(Number(2)))])
      _ = solver.next()
      solver.answer(answer)
      guard case .failed(let explanation) = solver.next() else {
        Issue.record("solved")
        continue
      }
      #expect(explanation.packages == ["foo"])
    }
  }

  @Test func exactNeedsComeFirst() async {
    let world = World([
      "root 1.0.0 -> a any, b any, c any", "a 1.0.0 -> z 1.0.0", "b 1.0.0", "c 1.0.0", "z 1.0.0",
    ])
    let asked = Log()
    let provider = WorldProvider(world: world) { hint in
      if case .required(let name, _) = hint { asked.add(name.text) }
    }
    _ = await provider.solve(root: "root", version: Number(1), requirements: world.needs)
    // A package is announced when it is first required, and each time more is known of it.
    #expect(asked.lines == ["a", "b", "c", "c", "b", "a", "z", "z"])
    var solver = Self.start(world.needs)
    var order: [String] = []
    loop: while true {
      switch solver.next() {
      case .choose(let name, _):
        solver.answer(.version(Number(1), share: .full))
        order.append(name.text)
      case .expand(let name, _):
        let exact = Need("z", .singleton(Number(1)))
        solver.answer(.dependencies(name == "a" ? [exact] : []))
      case .solved, .failed: break loop
      }
    }
    #expect(order == ["a", "z", "b", "c"])
  }

  /// A part that is named with `==` is more urgent, yet its package is asked about first.
  @Test func aPackageGoesBeforeItsParts() {
    var solver = Self.start([Need("foo[x]", .full), Need("bar", .full)])
    var order: [String] = []
    loop: while true {
      switch solver.next() {
      case .choose(let name, _):
        solver.answer(.version(Number(1), share: .full))
        order.append(name.text)
      case .expand(let name, _):
        let exact = [Need("baz[y]", .singleton(Number(1))), Need("foo", .full)]
        solver.answer(.dependencies(name == "bar" ? exact : []))
      case .solved(let versions):
        #expect(Set(versions.keys) == ["foo", "foo[x]", "bar", "baz", "baz[y]"])
        break loop
      case .failed: break loop
      }
    }
    #expect(order == ["bar", "baz", "baz[y]", "foo", "foo[x]"])
  }

  @Test func restrictionsHoldFromTheOutset() async throws {
    var world = World([
      "root 1.0.0 -> app any", "app 3.0.0 -> lib >=3.0.0", "app 2.0.0 -> lib >=2.0.0",
      "app 1.0.0 -> lib >=1.0.0", "lib 1.0.0", "lib 2.0.0", "lib 3.0.0",
    ])
    world.restrictions["lib"] = Restriction(to: .singleton(Number(2)), reason: "is not in nixpkgs")
    #expect(await world.solution() == ["app 2.0.0", "lib 2.0.0"])
    world.needs = [Need("app", .atLeast(Number(3)))]
    let explanation = try #require(await world.explanation())
    #expect(
      explanation.simplified().sentences(in: plainWords) == [
        "Because app >=3.0.0 depends on lib >=3.0.0 which is not in nixpkgs, "
          + "app >=3.0.0 is forbidden.",
        "So, because root depends on app >=3.0.0, version solving failed.",
      ])
  }

  /// A client and a library of many releases each, where each client needs one release of the
  /// library, as boto3 does of botocore.
  static func lockstep(_ count: Int) -> World {
    var world = World([])
    for index in 1...count {
      let exact = Need("core", .singleton(Number(1, index)))
      world.add("client", Number(1, index), .dependencies([exact]))
      world.add("tool", Number(2, index), .dependencies([exact]))
      world.add("core", Number(1, index), .dependencies([Need("net", .below(Number(2)))]))
    }
    world.add("net", Number(1), .dependencies([]))
    world.add("net", Number(2), .dependencies([]))
    return world
  }

  @Test func thousandsOfReleasesInLockstepTakeFewSteps() async {
    var world = Self.lockstep(2000)
    world.needs = [Need("client", .full), Need("tool", .full)]
    let easy = await world.solve()
    #expect(easy.decisionCount < 10)
    // All but the oldest releases of one are excluded, so the other must come all the way down.
    world.needs.append(Need("core", .atMost(Number(1, 10))))
    let hard = await world.solve()
    guard case .solved(let versions) = hard.result else {
      Issue.record("unsolved")
      return
    }
    #expect(versions["client"] == Number(1, 10))
    #expect(hard.decisionCount < 2 * 2000)
  }

  @Test func aContradictionAmongThousandsOfReleasesIsFound() async throws {
    var world = Self.lockstep(1000)
    world.needs = [Need("client", .full), Need("net", .atLeast(Number(2)))]
    let outcome = await world.solve()
    #expect(outcome.decisionCount < 3 * 1000)
    guard case .failed(let explanation) = outcome.result else {
      Issue.record("solved")
      return
    }
    #expect(
      explanation.simplified().sentences(in: world.words) == [
        "Because every version of client depends on core which depends on net <2.0.0, "
          + "every version of client requires net <2.0.0.",
        "So, because root depends on both client and net >=2.0.0, version solving failed.",
      ])
  }

  @Test func packagesOftenRejectedComeForward() async {
    // Each release of `late` stands against `early`; only going back to choose `late` first helps to
    // see soon that only its oldest release fits.
    var world = World(["root 1.0.0 -> early any, middle any, late any", "late 0.1.0"])
    for index in 1...40 {
      world.add("early", Number(index), .dependencies([Need("shared", .singleton(Number(index)))]))
      world.add("shared", Number(index), .dependencies([]))
      world.add("middle", Number(index), .dependencies([]))
      let other = Need("shared", .singleton(Number(index + 100)))
      world.add("late", Number(index), .dependencies([other]))
    }
    let outcome = await world.solve()
    guard case .solved(let versions) = outcome.result else {
      Issue.record("unsolved")
      return
    }
    #expect(versions["late"] == Number(0, 1))
    #expect(versions["early"] == Number(40))
    #expect(outcome.decisionCount < 100)
  }

  @Test func manyRejectionsLetTheNextBeFetchedInBatches() async {
    var world = World(["root 1.0.0 -> app any, lib <1.0.0", "lib 0.5.0"])
    for index in 1...60 {
      world.add("app", Number(1, index), .dependencies([Need("lib", .atLeast(Number(index)))]))
    }
    let batches = Log()
    let provider = WorldProvider(world: world) { hint in
      if case .backtracking(let name, let version, _, let count) = hint {
        batches.add("\(name) \(version) \(count)")
      }
    }
    _ = await provider.solve(root: "root", version: Number(1), requirements: world.needs)
    #expect(batches.lines == ["app 1.55.0 5", "app 1.50.0 10", "app 1.40.0 20", "app 1.20.0 40"])
  }
}
