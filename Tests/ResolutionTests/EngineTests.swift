import TestSupport
import Testing
import Versions

@testable import Resolution

/// The parts of which the search is made.
@Suite struct EngineTests {
  static let terms: [Term<Int>] = [
    .any, .present(.full), .present(.atLeast(3)), .not(.atLeast(3)), .present(.singleton(2)),
    .not(.singleton(2)), .not(.full), .present(.empty), .not(.empty),
    Term(versions: .below(5), allowsAbsence: true),
  ]

  /// What a term allows, among some versions and absence.
  static func allowed(_ term: Term<Int>) -> Set<Int?> {
    Set((0..<7).map { Optional($0) }.filter { term.versions.contains($0 ?? 0) })
      .union(term.allowsAbsence ? [nil] : [])
  }

  @Test func termsAreSetsOfVersionsAndAbsence() {
    let all = Self.allowed(.any)
    for first in Self.terms {
      let some = Self.allowed(first)
      #expect(Self.allowed(first.complement) == all.subtracting(some))
      for second in Self.terms {
        let others = Self.allowed(second)
        #expect(Self.allowed(first.intersection(second)) == some.intersection(others))
        #expect(Self.allowed(first.union(second)) == some.union(others))
        #expect(first.isSubset(of: second) == some.isSubset(of: others))
        #expect(first.isDisjoint(with: second) == some.isDisjoint(with: others))
        switch first.relation(to: second) {
        case .subset: #expect(some.isSubset(of: others))
        case .disjoint: #expect(some.isDisjoint(with: others))
        case .overlapping: #expect(!some.isSubset(of: others) && !some.isDisjoint(with: others))
        }
      }
    }
  }

  @Test func marksOrderAsVersionsDo() {
    var order = VersionOrder<Int>()
    var generator = SeededGenerator(seed: 3)
    var current: [Int: Mark] = [:]
    var spreads = 0
    // Descending towards a bound exhausts the room between two marks again and again.
    let random = (0..<300).map { _ in Int.random(in: 0..<5000, using: &generator) }
    for version in [0] + (1...300).reversed().map({ $0 * 10 }) + random {
      if let renamed = order.add(version) {
        spreads += 1
        for (known, mark) in current { current[known] = renamed[mark] }
      }
      current[version] = order.mark(of: version)
      for (known, mark) in current {
        #expect(order.mark(of: known) == mark)
        #expect(order.version(of: mark) == known)
      }
    }
    #expect(spreads > 2)
    let byMark = current.sorted { $0.value < $1.value }.map(\.key)
    #expect(byMark == byMark.sorted())
    #expect(order.version(of: -1) == nil)
  }

  @Test func theQueueRanksByUrgencyThenByDiscovery() {
    var queue = DecisionQueue()
    // 1 is part of 0.
    for base in [0, 0, 2, 3, 4] { queue.addPackage(base: base) }
    for package in [2, 1, 0, 3, 4] { queue.require(package, isExact: package == 4) }
    for package in 0...4 { queue.invalidate(package) }
    func picks() -> [Int] {
      var picks: [Int] = []
      while let package = queue.pick(where: { _ in true }) { picks.append(package) }
      return picks
    }
    #expect(picks() == [4, 2, 0, 1, 3])
    queue.markOftenAffected(3)
    let news = [0, 0, 3].map { queue.markOftenCulprit($0) }
    #expect(news == [true, false, false])
    for package in 0...4 { queue.invalidate(package) }
    #expect(picks() == [4, 3, 0, 1, 2])
    queue.invalidate(2)
    let none = queue.pick { _ in false }
    #expect(none == nil)
    queue.retract([2])
    #expect(picks() == [2])
  }
}
