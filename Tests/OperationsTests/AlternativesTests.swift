import Nixpkgs
import Planning
import Testing

@testable import Operations

/// Which other interpreters of a nixpkgs are worth a try.
@Suite struct AlternativesTests {
  static let interpreters = [
    ("pypy311", "3.11"), ("python2", "2.7"), ("python27", "2.7"), ("python3", "3.13"),
    ("python310", "3.10"), ("python311", "3.11"), ("python312", "3.12"), ("python313", "3.13"),
    ("python314", "3.14"), ("python315", ""),
  ].map { SnapshotFacts.Interpreter(attribute: $0.0, version: $0.1) }

  @Test(arguments: [
    ([3, 13, 11], ["python314", "python312", "python311", "python310"]),
    ([3, 10, 4], ["python311", "python312", "python313", "python314"]),
    ([2, 7, 18], []),
  ])
  func nearestFirst(_ current: [Int], _ expected: [String]) {
    let others = Import.others(than: current, among: Self.interpreters)
    #expect(others.map(\.attribute) == expected)
  }
}
