import TestSupport
import Testing

@testable import Versions

/// Intervals over small whole numbers, checked against plain sets of half steps.
@Suite struct VersionSetTests {
  typealias Numbers = VersionSet<Int>

  @Test func wordsOfEveryShape() {
    let cases: [(Numbers, String)] = [
      (.empty, "none"), (.full, "any"), (.singleton(3), "==3"), (.below(3), "<3"),
      (.atMost(3), "<=3"), (.above(3), ">3"), (.atLeast(3), ">=3"), (.between(3, 5), ">=3,<5"),
      (.between(5, 3), "none"), (.between(3, 3), "none"),
      (.between(.exclusive(3), .inclusive(5)), ">3,<=5"),
      (.between(.inclusive(3), .inclusive(3)), "==3"),
      (.between(.unbounded, .unbounded), "any"),
      (.singleton(3).complement, "!=3"),
      (.below(2).union(.atLeast(4)), "<2 or >=4"),
      (.between(1, 2).union(.between(2, 3)), ">=1,<3"),
      (.below(2).union(.above(2)), "!=2"),
      (.below(2).union(.above(2)).union(.singleton(2)), "any"),
      (Numbers([4, 2, 4, 1]), "==1 or ==2 or ==4"),
    ]
    for (set, words) in cases { #expect(set.description == words) }
  }

  @Test func singletonsAreKnown() {
    #expect(Numbers.singleton(3).singleton == 3)
    #expect(Numbers.atLeast(3).intersection(.atMost(3)).singleton == 3)
    #expect(Numbers.between(3, 4).singleton == nil)
    #expect(Numbers.empty.singleton == nil)
    #expect(Numbers.full.singleton == nil)
    #expect(Numbers.singleton(3).complement.excludedSingleton == 3)
  }

  @Test func simplifyingKeepsMembersAndDropsEnds() {
    let known = [1, 2, 3, 4, 5]
    let holes = Numbers.between(2, 3).union(.between(.exclusive(2), .inclusive(4)))
    let gaps = Numbers([2, 3, 4])
    #expect(gaps.simplified(among: known).description == ">=2,<=4")
    #expect(holes.simplified(among: known).description == ">=2,<=4")
    #expect(Numbers.between(1, 9).simplified(among: known).isFull)
    #expect(Numbers.between(0, 3).simplified(among: known).description == "<3")
    #expect(Numbers.singleton(9).simplified(among: known).isEmpty)
    #expect(Numbers.between(3, 9).simplified(among: []) == Numbers.between(3, 9))
  }

  @Test func sharesDivideTheOrder() {
    let known = [1, 3, 4]
    #expect(Numbers.share(of: 1, among: known).description == "<3")
    #expect(Numbers.share(of: 3, among: known).description == ">=3,<4")
    #expect(Numbers.share(of: 4, among: known).description == ">=4")
    #expect(Numbers.share(of: 2, among: known).description == "==2")
    #expect(Numbers.share(of: 2, among: []).description == "==2")
    #expect(Numbers.share(of: 2, among: [2]).isFull)
  }

  /// Ends are even, probes both even and odd: an odd probe stands for "strictly between".
  static func randomSet(_ generator: inout SeededGenerator) -> Numbers {
    var set = Numbers.empty
    for _ in 0..<Int.random(in: 0...4, using: &generator) {
      let low = Int.random(in: 0...10, using: &generator) * 2
      let high = Int.random(in: 0...10, using: &generator) * 2
      func bound(_ value: Int) -> Numbers.Bound {
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: .unbounded
        case 1...3: .inclusive(value)
        default: .exclusive(value)
        }
      }
      set = set.union(.between(bound(low), bound(high)))
      if Int.random(in: 0..<4, using: &generator) == 0 { set = set.complement }
    }
    return set
  }

  @Test func algebraAgreesWithPlainSets() {
    var generator = SeededGenerator(seed: 7)
    let probes = Array(-1...23)
    func members(_ set: Numbers) -> Set<Int> { Set(probes.filter(set.contains)) }
    for _ in 0..<3000 {
      let first = Self.randomSet(&generator)
      let second = Self.randomSet(&generator)
      let (some, others) = (members(first), members(second))
      #expect(members(first.union(second)) == some.union(others))
      #expect(members(first.intersection(second)) == some.intersection(others))
      #expect(members(first.subtracting(second)) == some.subtracting(others))
      #expect(members(first.complement) == Set(probes).subtracting(some))
      #expect(first.isSubset(of: second) == some.isSubset(of: others))
      #expect(first.isDisjoint(with: second) == some.isDisjoint(with: others))
      let relation = first.relation(to: second)
      #expect((relation == .subset) == some.isSubset(of: others))
      #expect(
        (relation == .overlapping) != (some.isSubset(of: others) || some.isDisjoint(with: others)))
      // Canonical: the same members mean the same value, however it was made.
      #expect((first == second) == (some == others))
      #expect(first.union(second) == second.union(first))
      #expect(first.subtracting(second) == first.intersection(second.complement))
      #expect(first.union(second).complement == first.complement.intersection(second.complement))
      #expect(first.mapped { $0 * 3 }.mapped { $0 / 3 } == first)
      #expect(first.ends == first.ends.sorted())
      let rebuilt = first.intervals.reduce(Numbers.empty) {
        $0.union(.between($1.lower, $1.upper))
      }
      #expect(rebuilt == first)
      let known = stride(from: 0, through: 20, by: 2).filter {
        _ in Bool.random(using: &generator)
      }
      let simple = first.simplified(among: known)
      for version in known { #expect(simple.contains(version) == first.contains(version)) }
      if !known.isEmpty { #expect(simple.intervals.count <= first.intervals.count + 1) }
    }
  }
}
