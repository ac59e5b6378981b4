import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// What holds of every plan, whatever the index.
@Suite struct PropertyTests {

  /// An index of packages that want much of each other, and of each other's extras.
  static func index(_ seed: UInt64) -> [String] {
    var generator = SeededGenerator(seed: seed)
    let packages = 4 + generator.number(below: 6)
    let versions = 2 + generator.number(below: 9)
    func need() -> String {
      let name = "p\(generator.number(below: packages))"
      let extra = ["", "", "[x]", "[y]", "[x,y]"][generator.number(below: 5)]
      let version = 1 + generator.number(below: versions)
      let bound = ["", ">=\(version)", "<=\(version)", "==\(version)", "!=\(version)"]
      return name + extra + bound[generator.number(below: 5)]
    }
    func needs(_ limit: Int) -> String {
      (0..<generator.number(below: limit)).map { _ in need() }.joined(separator: ", ")
    }
    var lines: [String] = []
    for package in 0..<packages {
      for version in 1...versions {
        lines.append(
          "p\(package) \(version): \(needs(3)); extra x: \(needs(3)); extra y: \(needs(2))")
      }
    }
    return lines
  }

  /// Every requirement of a chosen release, and of its chosen extras, is met or said to be relaxed.
  @Test(arguments: 0..<12)
  func everyRequirementIsMet(_ block: Int) async throws {
    var solved = 0
    for seed in 0..<UInt64(30) {
      let index = FixtureIndex(Self.index(UInt64(block) * 1000 + seed))
      let requests = ["p0[x]", "p1", "p2[y]"]
      let plan: Plan
      do {
        plan = try await PlanningTests.plan(requests, index: index)
      } catch {
        continue
      }
      solved += 1
      var pending = requests.map(requirement)
      var seen: Set<PlanNode> = []
      while let wanted = pending.popLast() {
        let package = try #require(plan.package(wanted.id))
        let project = try await index.project(wanted.id)
        let version = try #require(project.versions.first { $0.description == package.version })
        #expect(wanted.constraint.contains(version), "\(wanted) of seed \(seed)")
        let place = try #require(project.index(of: version))
        let metadata = try await index.metadata(of: project.release(at: place))
        guard case .known(let requirements) = metadata.requirements else { continue }
        for extra in [""] + wanted.extras {
          guard seen.insert(.extra(wanted.id, extra)).inserted else { continue }
          pending += requirements.filter {
            $0.marker.map { $0.extraNames == [extra] } ?? extra.isEmpty
          }
        }
      }
    }
    #expect(solved > 5)
  }
}
