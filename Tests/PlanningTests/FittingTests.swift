import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// The rules of choice between releases, and between a release and what is there.
@Suite struct FittingTests {
  // MARK: - Pins

  @Test func whatIsThereIsUsed() async throws {
    let index = ["foo 1.0: numpy>=1, bar", "bar 2.0", "bar 1.0"]
    #expect(
      try await planned("foo", index: index, pins: ["numpy 2.3.5", "other 1.0"])
        == ["+ bar 2.0", "+ foo 1.0", "= numpy 2.3.5"])
  }

  @Test func requestForWhatIsThereWritesNothing() async throws {
    let index = FixtureIndex(["numpy 3.0"])
    let plan = try await plan(
      ["numpy>=2"], index: index, inventory: FixtureInventory(["numpy 2.3.5 -> six", "six 1.17"]))
    #expect(lines(of: plan) == ["= numpy 2.3.5", "= six 1.17"])
    #expect(plan.written.isEmpty)
    #expect(plan.package(.pypi("numpy"))?.isRequested == true)
  }

  /// gitdb of nixpkgs has a smmap that it says it does not want; that is nixpkgs' business.
  @Test func edgesOutOfPinsHaveNoBounds() async throws {
    let index = ["foo 1.0: gitdb", "gitdb 4.0: smmap<6", "smmap 5.0", "smmap 6.0"]
    #expect(
      try await planned("foo", index: index, pins: ["gitdb 4.0 -> smmap", "smmap 6.0"])
        == ["+ foo 1.0", "= gitdb 4.0", "= smmap 6.0"])
  }

  @Test func pinThatIsNoReleaseIsAccepted() async throws {
    let index = FixtureIndex(["foo 1.0: iam>=4,<5, cv>=4.13.0.80", "iam 4.2", "cv 4.13.0.90"])
    let plan = try await plan(
      ["foo"], index: index, inventory: FixtureInventory(["iam 3.31.3", "cv 4.13.0"]))
    #expect(
      lines(of: plan) == [
        "= cv 4.13.0", "+ foo 1.0 [cv>=4.13.0.80 has 4.13.0; iam>=4,<5 has 3.31.3]",
        "= iam 3.31.3",
      ])
    expectGolden(plan.package(.pypi("foo"))?.words)
  }

  /// Some bounds are known to hold, whatever the code says.
  @Test func boundsOfWhatIsKnownToBreakDoNotGiveWay() async throws {
    let name = "antlr4-python3-runtime"
    let index = ["\(name) 4.7", "\(name) 4.9", "\(name) 4.10", "\(name) 4.13"]
    let pins = ["\(name) 4.13"]
    for bound in ["==4.10", ">=4.9,<4.13"] {
      #expect(
        try await planned("foo", index: index + ["foo 1.0: \(name)\(bound)"], pins: pins)
          == ["= \(name) 4.13", "+ foo 1.0 [\(name)\(bound) has 4.13]"])
    }
    for bound in ["==4.7", "<4.10"] {
      await #expect(throws: PlanningError.self) {
        try await planned("foo", index: index + ["foo 1.0: \(name)\(bound)"], pins: pins)
      }
    }
  }

  @Test func pinWithoutVersionIsAccepted() async throws {
    let index = ["foo 1.0: bar>=2", "bar 2.0"]
    #expect(
      try await planned("foo", index: index, pins: ["bar unstable-2024-01-01"])
        == ["= bar unstable-2024-01-01", "+ foo 1.0 [bar>=2 has unstable-2024-01-01]"])
  }

  @Test func pinThatNoIndexHasIsAccepted() async throws {
    #expect(
      try await planned("foo", index: ["foo 1.0: bar>=2"], pins: ["bar 1.0"])
        == ["= bar 1.0", "+ foo 1.0 [bar>=2 has 1.0]"])
  }

  @Test func overlayCountsAsThere() async throws {
    let index = ["foo 1.0: bar", "bar 1.0", "bar 2.0"]
    #expect(
      try await planned("foo", index: index, pins: ["overlay: bar 1.0"])
        == ["o bar 1.0", "+ foo 1.0"])
  }

  // MARK: - Strict, then relaxed

  static let relaxable = [
    "foo 2.0 2025-12-01: bar<2", "foo 1.9 2025-11-01: bar<2", "foo 0.1 2019-01-01", "bar 1.0",
    "bar 2.0",
  ]

  @Test func boundBelowThePinGivesWay() async throws {
    #expect(
      try await planned("foo", index: Self.relaxable, pins: ["bar 2.0"])
        == ["= bar 2.0", "+ foo 2.0 [bar<2 has 2.0]"])
  }

  @Test(arguments: ["<2", "<=1.0", "==1.0", "~=1.0", "!=2.0", ">=1,<2", "===1.0"])
  func boundsThatGiveWay(_ bound: String) async throws {
    let index = ["foo 2.0: bar\(bound)", "bar 1.0", "bar 2.0"]
    #expect(
      try await planned("foo", index: index, pins: ["bar 2.0"])
        == ["= bar 2.0", "+ foo 2.0 [bar\(bound) has 2.0]"])
  }

  @Test(arguments: [">=3", ">2.0", "==3.0", "~=3.0", ">=3,<4"])
  func boundsThatStayHard(_ bound: String) async throws {
    let index = ["foo 2.0: bar\(bound)", "bar 2.0", "bar 3.0"]
    let lines = await failure("foo", index: index, pins: ["bar 2.0"])
    #expect(lines.first?.contains("bar 2.0") == true)
    #expect(!lines.contains("no failure"))
  }

  /// An older release within the horizon that fits goes before a newer one that does not.
  @Test func strictGoesFirst() async throws {
    let index = ["foo 2.0 2025-12-01: bar<2", "foo 1.9 2025-11-01", "bar 1.0", "bar 2.0"]
    #expect(
      try await planned("foo", index: index, pins: ["bar 2.0"]) == ["+ foo 1.9"])
  }

  @Test func noMoreGivesWayThanMust() async throws {
    // Of the two ways out of the conflict one is enough; 'baz' can keep its bound.
    let index = [
      "foo 2.0 2025-12-01: bar<2, mid", "mid 2.0 2025-12-01: baz<2", "mid 1.0 2025-11-01",
      "bar 1.0", "bar 2.0", "baz 1.0", "baz 2.0",
    ]
    #expect(
      try await planned("foo", index: index, pins: ["bar 2.0", "baz 2.0"])
        == ["= bar 2.0", "+ foo 2.0 [bar<2 has 2.0]", "+ mid 1.0"])
  }

  /// Two requirers of one pin are judged apart.
  @Test func boundsGiveWayOneByOne() async throws {
    let index = [
      "foo 2.0 2025-12-01: numpy<2, baz", "baz 2.0 2025-12-01: numpy<2",
      "baz 1.9 2025-11-01: numpy",
      "numpy 1.26", "numpy 2.3",
    ]
    #expect(
      try await planned("foo", index: index, pins: ["numpy 2.3"])
        == ["+ baz 1.9", "+ foo 2.0 [numpy<2 has 2.3]", "= numpy 2.3"])
  }

  @Test func strictRelaxesNothing() async {
    let lines = await failure("foo", index: Self.relaxable, pins: ["bar 2.0"]) {
      $0.isStrict = true
    }
    expectGolden(lines)
  }

  @Test func relaxByHand() async throws {
    let index = ["foo 2.0: bar>=3", "bar 2.0", "bar 3.0"]
    #expect(
      try await planned("foo", index: index, pins: ["bar 2.0"]) {
        $0.relaxed = [.pypi("bar")]
      } == ["= bar 2.0", "+ foo 2.0 [bar>=3 has 2.0]"])
  }

  @Test func relaxByHandAlsoUnderStrict() async throws {
    #expect(
      try await planned("foo", index: Self.relaxable, pins: ["bar 2.0"]) {
        $0.relaxed = [.pypi("bar")]
        $0.isStrict = true
      } == ["= bar 2.0", "+ foo 2.0 [bar<2 has 2.0]"])
  }

  @Test func relaxOfWhatIsFree() async throws {
    let index = ["foo 1.0: bar<2, baz", "baz 1.0: bar>=2", "bar 1.0", "bar 2.0"]
    #expect(
      try await planned("foo", index: index) { $0.relaxed = [.pypi("bar")] }
        == ["+ bar 2.0", "+ baz 1.0", "+ foo 1.0 [bar<2 has 2.0]"])
  }

  // MARK: - Overrides

  @Test func override() async throws {
    let index = FixtureIndex(["foo 1.0: bar>=3", "bar 2.0", "bar 3.0", "bar 4.0"])
    var options = PlanningOptions()
    options.overrides = [.pypi("bar")]
    let plan = try await plan(
      ["foo"], index: index,
      inventory: FixtureInventory(["bar 2.0 as bar_2", "user 1.0 -> bar_2"]), options: options)
    #expect(lines(of: plan) == ["~ bar 4.0", "+ foo 1.0"])
    let bar = plan.package(.pypi("bar"))
    #expect(bar?.attribute == "bar_2")
    #expect(bar?.reason == .replacedAsAsked(.nixpkgs, "2.0"))
  }

  @Test func requestThatExcludesThePinReplacesIt() async throws {
    let index = FixtureIndex(["foo 1.0: baz", "baz 1.0", "bar 3.0", "bar 2.0"])
    let inventory = FixtureInventory(["bar 2.0", "baz 1.0 -> bar"])
    let plan = try await plan(["foo", "bar>=3"], index: index, inventory: inventory)
    #expect(lines(of: plan) == ["~ bar 3.0", "= baz 1.0", "+ foo 1.0"])
    #expect(plan.package(.pypi("bar"))?.reason == .excludedByRequest(.nixpkgs, "2.0"))
    #expect(plan.package(.pypi("bar"))?.neededBy == [.pypi("baz")])
  }

  static let replaceable = [
    "plot 3.10: num>=2", "plot 2.0 2025-12-01: num", "num 2.3", "num 1.9", "num 1.2",
    "foo 1.0: plot",
  ]

  @Test func whatReplacesIsWhatTheOthersAskFor() async throws {
    let pins = ["num 2.3", "plot 3.10 -> num"]
    let lines = await failure("plot==3.10", "num<2", index: Self.replaceable, pins: pins)
    expectGolden(lines)
    #expect(
      try await planned("foo", "num<2", index: Self.replaceable, pins: pins) {
        $0.overrides = [.pypi("plot")]
      } == ["+ foo 1.0", "~ num 1.9", "~ plot 2.0"])
  }

  @Test func whatNixpkgsDoesNotKeepToItselfIsNoBound() async throws {
    // A bound that nixpkgs breaks, and a version that is not a release.
    for pins in [["num 1.9", "plot 3.10 -> num"], ["num 2.3", "plot 9.9 -> num"]] {
      #expect(
        try await planned("foo", "num==1.2", index: Self.replaceable, pins: pins)
          == ["+ foo 1.0", "~ num 1.2", "= plot \(pins[1].split(separator: " ")[1])"])
    }
  }

  @Test func whatIsAskedForHoldsAlsoWhereBoundsGiveWay() async throws {
    let pins = ["num 2.3", "plot 3.10 -> num"]
    #expect(
      try await planned("foo", "num<2", index: Self.replaceable, pins: pins) {
        $0.relaxed = [.pypi("num")]
      } == ["+ foo 1.0", "~ num 1.9", "= plot 3.10"])
  }

  @Test func nothingElseIsReplaced() async {
    let index = ["foo 1.0: bar>=3, baz>=3", "bar 3.0", "bar 2.0", "baz 3.0", "baz 2.0"]
    let lines = await failure("foo", "bar>=3", index: index, pins: ["bar 2.0", "baz 2.0"])
    #expect(lines.contains { $0.contains("baz 2.0") })
    #expect(lines.contains { $0.hasSuffix("override baz") })
  }

  // MARK: - Second versions

  @Test func pinBringsAnotherAttributeOfAProject() async throws {
    let pins = ["protobuf 6.33", "protobuf 4.25 as protobuf4", "old 1.0 -> protobuf4"]
    let index = ["foo 1.0: old", "old 1.0", "protobuf 6.33", "protobuf 4.25"]
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory(pins))
    #expect(lines(of: plan) == ["+ foo 1.0", "= old 1.0", "= protobuf 4.25"])
    #expect(plan.package(.pypi("protobuf"))?.attribute == "protobuf4")
  }

  @Test func secondVersionInTheClosureIsAConflict() async {
    let pins = [
      "protobuf 6.33", "protobuf 4.25 as protobuf4", "old 1.0 -> protobuf4", "new 1.0 -> protobuf",
    ]
    let index = ["foo 1.0: old, new", "old 1.0", "new 1.0", "protobuf 6.33", "protobuf 4.25"]
    let lines = await failure("foo", index: index, pins: pins)
    expectGolden(lines)
  }

  @Test func boundIsSaidAsItIsWritten() async {
    let pins = ["protobuf 6.33", "protobuf 4.25 as protobuf4"]
    let index = ["foo 1.0: protobuf<4.20,>=4", "protobuf 6.33", "protobuf 4.25"]
    let lines = await failure("foo", index: index, pins: pins) { $0.isStrict = true }
    expectGolden(lines.first)
  }

  static let variants = ["protobuf 6.33", "protobuf 4.25 as protobuf4"]

  /// Two versions cannot be in one environment, so a bound gives way first.
  @Test func aBoundGivesWayBeforeAnotherAttributeIsUsed() async throws {
    let index = ["foo 1.0: protobuf<5", "protobuf 6.33", "protobuf 4.25"]
    #expect(
      try await planned("foo", index: index, pins: Self.variants)
        == ["+ foo 1.0 [protobuf<5 has 6.33]", "= protobuf 6.33"])
  }

  @Test func anotherAttributeIsUsedWhereNothingElseHelps() async throws {
    let pins = ["protobuf 4.25", "protobuf 6.33 as protobuf6"]
    let index = ["foo 1.0: protobuf>=5", "protobuf 6.33", "protobuf 4.25"]
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory(pins))
    #expect(lines(of: plan) == ["+ foo 1.0", "= protobuf 6.33"])
    #expect(plan.package(.pypi("protobuf"))?.attribute == "protobuf6")
    #expect(plan.package(.pypi("foo"))?.needs.dependencies.map(\.attribute) == ["protobuf6"])
    expectGolden(plan.package(.pypi("foo"))?.words)
  }

  @Test func anotherAttributeIsUsedWhereNoBoundMayGiveWay() async throws {
    let index = ["foo 1.0: protobuf<5", "protobuf 6.33", "protobuf 4.25"]
    #expect(
      try await planned("foo", index: index, pins: Self.variants) { $0.isStrict = true }
        == ["+ foo 1.0", "= protobuf 4.25"])
  }

  @Test func anotherAttributeIsNotUsedBesideTheUsual() async throws {
    let index = ["foo 1.0: protobuf<5, new", "new 1.0", "protobuf 6.33", "protobuf 4.25"]
    #expect(
      try await planned("foo", index: index, pins: Self.variants + ["new 1.0 -> protobuf"])
        == ["+ foo 1.0 [protobuf<5 has 6.33]", "= new 1.0", "= protobuf 6.33"])
  }

  @Test func importsJoinInWithAnotherAttribute() async throws {
    let index = ["foo 1.0: old, protobuf", "old 1.0", "protobuf 6.33", "protobuf 4.25"]
    #expect(
      try await planned("foo", index: index, pins: Self.variants + ["old 1.0 -> protobuf4"])
        == ["+ foo 1.0", "= old 1.0", "= protobuf 4.25"])
  }

  @Test func requestsAreForTheUsualAttribute() async throws {
    let index = ["foo 1.0: protobuf<5", "protobuf 6.33", "protobuf 4.25"]
    #expect(
      try await planned("foo", "protobuf", index: index, pins: Self.variants)
        == ["+ foo 1.0 [protobuf<5 has 6.33]", "= protobuf 6.33"])
  }

  /// `torch-bin` is not an older torch, but another build of it.
  @Test func onlyNumberedAttributesAreVariants() async throws {
    let index = ["foo 1.0: torch<2.5", "torch 2.9", "torch 2.4"]
    #expect(
      try await planned("foo", index: index, pins: ["torch 2.9", "torch 2.4 as torch-bin"])
        == ["+ foo 1.0 [torch<2.5 has 2.9]", "= torch 2.9"])
  }
}
