import PackageMetadata
import Testing

@testable import Operations

/// What a round of planning hands to the next.
@Suite struct PlanningRoundTests {
  @Test func whatARoundFindsIsKept() {
    var round = PlanningRound(forgotten: [.pypi("asked")])
    #expect(round.hasMoreArchives)
    round.apply(.unusable([.pypi("broken")]))
    round.apply(.archives)
    round.apply(.unusable([.pypi("also")]))
    #expect(!round.hasMoreArchives)
    #expect(round.unusable == [.pypi("asked"), .pypi("broken"), .pypi("also")])
  }

  /// What a user wants to be missing is not news.
  @Test func onlyWhatTurnedOutUnusableIsReported() {
    var round = PlanningRound(forgotten: [.pypi("asked")])
    round.apply(.unusable([.pypi("broken"), .pypi("asked")]))
    #expect(round.warnings == [.unevaluable(.pypi("broken"))])
  }

  @Test func theFirstReasonForAPackageStays() {
    var round = PlanningRound()
    round.apply(.blocked([1: .noFetch]))
    round.apply(.blocked([1: .onNoIndex, 2: .sourceStays]))
    #expect(round.blocked == [1: .noFetch, 2: .sourceStays])
  }
}
