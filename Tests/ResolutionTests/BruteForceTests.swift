import Resolution
import TestSupport
import Testing
import Versions

/// Small random problems, each checked against a search through all assignments.
@Suite struct BruteForceTests {
  static let names: [Name] = ["a", "b", "c", "d", "a[x]"]

  static func problem(_ seed: UInt64) -> World {
    var generator = SeededGenerator(seed: seed)
    var world = World([])
    var counts: [Name: Int] = [:]
    func need(_ generator: inout SeededGenerator) -> Need {
      let name = names.randomElement(using: &generator) ?? "a"
      let low = Number(Int.random(in: 0...3, using: &generator))
      let high = Number(Int.random(in: 1...4, using: &generator))
      let set: Numbers =
        switch Int.random(in: 0..<8, using: &generator) {
        case 0: .full
        case 1: .atLeast(low)
        case 2: .below(high)
        case 3: .singleton(low)
        case 4: .singleton(low).complement
        case 5: .between(min(low, high), max(low, high))
        default: .atMost(high)
        }
      return Need(name, set)
    }
    for name in names {
      let count = counts[name.base] ?? Int.random(in: 1...3, using: &generator)
      counts[name.base] = count
      for version in 0..<count {
        if Int.random(in: 0..<12, using: &generator) == 0 {
          world.add(name, Number(version + 1), .unavailable(reason: "is broken"))
          continue
        }
        let needs = (0..<Int.random(in: 0...2, using: &generator)).map { _ in need(&generator) }
        world.add(name, Number(version + 1), .dependencies(needs))
      }
      if Int.random(in: 0..<20, using: &generator) == 0 {
        world.restrictions[name] = Restriction(
          to: .singleton(Number(Int.random(in: 1...3, using: &generator))), reason: "is pinned")
      }
    }
    world.needs = (0..<Int.random(in: 1...3, using: &generator)).map { _ in need(&generator) }
    return world
  }

  /// Whether the versions meet all needs.
  static func isSolution(_ versions: [Name: Number], of world: World) -> Bool {
    func isMet(_ needs: [Need]) -> Bool {
      needs.allSatisfy { need in versions[need.package].map(need.versions.contains) ?? false }
    }
    return isMet(world.needs)
      && versions.allSatisfy { name, version in
        guard case .dependencies(let needs) = world.releases[name]?[version] else { return false }
        if name.base != name, versions[name.base] != version { return false }
        if let restriction = world.restrictions[name], !restriction.versions.contains(version) {
          return false
        }
        return isMet(needs)
      }
  }

  /// Whether any choice of one version or none for each package passes a test.
  static func isPossible(_ world: World, where test: ([Name: Number]) -> Bool) -> Bool {
    func search(_ index: Int, _ versions: [Name: Number]) -> Bool {
      if index == names.count { return test(versions) }
      if search(index + 1, versions) { return true }
      for version in world.known[names[index]] ?? [] {
        var more = versions
        more[names[index]] = version
        if search(index + 1, more) { return true }
      }
      return false
    }
    return search(0, [:])
  }

  /// The packages that the root needs, directly or not.
  static func needed(_ versions: [Name: Number], in world: World) -> Set<Name> {
    var seen: Set<Name> = []
    var queue = world.needs.map(\.package)
    while let name = queue.popLast() {
      guard seen.insert(name).inserted else { continue }
      queue.append(name.base)
      if let version = versions[name],
        case .dependencies(let needs) = world.releases[name]?[version]
      {
        queue += needs.map(\.package)
      }
    }
    return seen
  }

  /// Whether a fact is true of the world.
  static func isTrue(_ fact: Proof.Fact, in world: World) -> Bool {
    switch fact {
    case .root: return true
    case .variant(let name, let base, _): return name.base == base
    case .noVersions(let name, let set):
      return !(world.known[name] ?? []).contains(where: set.contains)
    case .unavailable(let name, let set, "is pinned"):
      return world.restrictions[name].map { set.isDisjoint(with: $0.versions) } ?? false
    case .unavailable(let name, let set, let reason):
      return (world.known[name] ?? []).filter(set.contains).allSatisfy {
        world.releases[name]?[$0] == .unavailable(reason: reason)
      }
    case .dependency("root", _, let other, let allowed):
      return Self.common(world.needs, on: other).contains { $0.isSubset(of: allowed) }
    case .dependency(let name, let set, let other, let allowed):
      if name.base == other, set.isSubset(of: allowed) { return true }
      return (world.known[name] ?? []).filter(set.contains).allSatisfy { version in
        guard case .dependencies(let needs) = world.releases[name]?[version] else { return false }
        if name == other {
          return needs.contains { $0.package == other && !$0.versions.contains(version) }
        }
        return Self.common(needs, on: other).contains { $0.isSubset(of: allowed) }
          || name.base == other && allowed.contains(version)
      }
    }
  }

  /// What needs say about one package, each for itself and all together.
  static func common(_ needs: [Need], on name: Name) -> [Numbers] {
    let sets = needs.filter { $0.package == name }.map(\.versions)
    let parts = needs.filter { $0.package.base == name && $0.package != name }.map(\.versions)
    return sets.isEmpty ? parts : sets + parts + [sets.reduce(.full) { $0.intersection($1) }]
  }

  /// Whether the choice of versions agrees with a fact.
  static func agrees(_ versions: [Name: Number], with fact: Proof.Fact) -> Bool {
    switch fact {
    case .root: return true
    case .variant(let name, let base, let version):
      return versions[base] != version || versions[name].map { $0 == version } ?? true
    case .noVersions(let name, let set), .unavailable(let name, let set, _):
      return versions[name].map { !set.contains($0) } ?? true
    case .dependency(let name, let set, let other, let allowed):
      let applies = name == "root" || (versions[name].map(set.contains) ?? false)
      if applies, name == other { return false }
      return !applies || (versions[other].map(allowed.contains) ?? false)
    }
  }

  @Test(arguments: 0..<4)
  func agreesWithSearchThroughEverything(_ block: Int) async throws {
    var solved = 0
    for seed in 0..<100 {
      let world = Self.problem(UInt64(block * 1000 + seed))
      let outcome = await world.solve()
      switch outcome.result {
      case .solved(let versions):
        solved += 1
        #expect(Self.isSolution(versions, of: world), "seed \(block) \(seed)")
        #expect(Set(versions.keys).isSubset(of: Self.needed(versions, in: world)))
      case .failed(let explanation):
        let isPossible = Self.isPossible(world) { Self.isSolution($0, of: world) }
        #expect(!isPossible, "seed \(block) \(seed)")
        for proof in [explanation, explanation.simplified()] {
          for fact in proof.facts {
            #expect(Self.isTrue(fact, in: world), "\(fact), seed \(block) \(seed)")
          }
          let agree = Self.isPossible(world) { versions in
            proof.facts.allSatisfy { Self.agrees(versions, with: $0) }
          }
          #expect(!agree, "the facts don't contradict each other, seed \(block) \(seed)")
          let sentences = proof.sentences(in: plainWords)
          #expect(sentences.last?.hasSuffix("version solving failed.") == true)
        }
      }
    }
    // Both kinds must be there for this to say anything.
    #expect(solved > 20 && solved < 80)
  }

  @Test func fewerNeedsNeverBreakASolvableProblem() async {
    for seed in 0..<300 {
      let world = Self.problem(UInt64(50_000 + seed))
      guard await world.solution() != nil else { continue }
      for index in world.needs.indices {
        var smaller = world
        smaller.needs.remove(at: index)
        #expect(await smaller.solution() != nil, "seed \(seed)")
      }
    }
  }

  @Test func theOrderOfNeedsDoesNotMatter() async {
    for seed in 0..<200 {
      var world = Self.problem(UInt64(90_000 + seed))
      let first = await world.solution()
      let sentences = await world.explanation()?.sentences(in: plainWords)
      world.needs.reverse()
      #expect(await world.solution() == first, "seed \(seed)")
      let contradicts = Set(world.needs.map(\.package)).count < world.needs.count
      if !contradicts {
        #expect(await world.explanation()?.sentences(in: plainWords) == sentences)
      }
    }
  }
}
