import PackageMetadata
import TestSupport
import Testing
import Versions

@testable import Planning

/// Which releases of a missing package may be chosen.
@Suite struct ReleaseChoiceTests {
  // MARK: - Horizon

  static let dated = [
    "foo 1.0 2019-05-01", "foo 2.0 2025-08-01: bar>=2", "foo 3.0 2025-12-01: bar>=2", "bar 1.0",
    "bar 2.0",
  ]

  /// The ancient release has no requirements, and so would always "fit".
  @Test func ancientReleaseIsNotChosen() async {
    let lines = await failure("foo", index: Self.dated, pins: ["bar 1.0"])
    expectGolden(lines)
  }

  @Test func ofSeveralBuildsOfAWheelTheLatestIsTaken() throws {
    let names = ["1", "10", "9"].map { "foo-1.0-\($0)-py3-none-any.whl" }
    let artifacts = try (names + ["foo-1.0-py3-none-any.whl"]).map { name in
      Artifact(
        fileName: name, url: "https://example.org/\(name)",
        kind: .wheel(try #require(WheelName(name))))
    }
    let usability = Usability(
      target: PythonTarget(version: try #require(PythonVersion("3.13.11"))),
      options: PlanningOptions(), accepted: .all)
    for files in [artifacts, artifacts.reversed()] {
      #expect(usability.wheels(among: files).map(\.artifact.fileName) == [names[1]])
    }
  }

  @Test func noHorizon() async throws {
    #expect(
      try await planned("foo", index: Self.dated, pins: ["bar 1.0"]) { $0.horizon = nil }
        == ["+ foo 1.0"])
  }

  @Test func requestWithVersionIsExempt() async throws {
    #expect(
      try await planned("foo<2", index: Self.dated, pins: ["bar 1.0"]) == ["+ foo 1.0"])
  }

  @Test(arguments: [1, 2])
  func horizonInMonths(_ months: Int) async {
    let index = ["foo 1.0 2025-11-01", "foo 2.0 2025-12-20: bar>=2", "bar 1.0", "bar 2.0"]
    let lines = await failure("foo", index: index, pins: ["bar 1.0"]) { $0.horizon = months }
    #expect((lines.first == "no failure") == (months == 2))
  }

  /// An old nixpkgs gets releases of its day: the horizon counts from the snapshot's date.
  @Test func horizonIsThatOfTheSnapshot() async throws {
    let index = FixtureIndex([
      "foo 1.0 2019-01-01", "foo 2.0 2020-06-01", "foo 3.0 2025-12-01: bar>=2", "bar 1.0",
      "bar 2.0",
    ])
    let old = FixtureInventory(["bar 1.0"], date: "2020-09-15")
    #expect(lines(of: try await plan(["foo"], index: index, inventory: old)) == ["+ foo 2.0"])
    let new = FixtureInventory(["bar 1.0"], date: "2025-12-01")
    #expect(await failure(["foo"], index: index, inventory: new)[0] != "no failure")
    let unknown = FixtureInventory(["bar 1.0"], date: nil)
    #expect(await failure(["foo"], index: index, inventory: unknown)[0] != "no failure")
  }

  /// A project that has had no release for years is as good as its newest release.
  @Test func horizonIsThatOfTheNewestRelease() async throws {
    let index = [
      "foo 1.0 2014-01-01", "foo 1.1 2018-03-01", "foo 1.2 2018-05-01: bar>=2", "bar 1.0",
      "bar 2.0",
    ]
    #expect(try await planned("foo", index: index, pins: ["bar 1.0"]) == ["+ foo 1.1"])
  }

  /// Where a release of our time wants an old one, the newest that it admits counts as the newest.
  @Test(arguments: [
    // What is wanted, and in turn.
    (
      ["bar 1.0 2020-01-01", "bar 0.9 2019-12-01", "bar 2.0 2025-12-01"],
      ["+ bar 1.0", "+ foo 3.0"]
    ),
    (
      [
        "bar 1.0 2020-01-01: qux<1", "bar 2.0 2025-12-01", "qux 0.5 2018-01-01", "qux 3 2025-12-01",
      ],
      ["+ bar 1.0", "+ foo 3.0", "+ qux 0.5"]
    ),
    // The horizon counts from there.
    (
      ["bar 1.1 2020-01-01: baz>=2", "bar 1.0 2019-12-01", "bar 2.0 2025-12-01"],
      ["+ bar 1.0", "= baz 1.0", "+ foo 3.0"]
    ),
    (["bar 1.1 2020-01-01: baz>=2", "bar 1.0 2018-12-01", "bar 2.0 2025-12-01"], nil),
  ])
  func olderWhereTheNewestWantsIt(_ releases: [String], _ expected: [String]?) async throws {
    let index = ["foo 3.0 2025-12-20: bar<2", "baz 1.0", "baz 2.0"] + releases
    guard let expected else {
      let lines = await failure("foo", index: index, pins: ["baz 1.0"])
      expectGolden(lines, releases[0])
      return
    }
    #expect(
      try await planned("foo", index: index, pins: ["baz 1.0"])
        == expected.filter { $0 != "= baz 1.0" })
  }

  /// A release without bounds is not a way out of a conflict, however well it fits.
  @Test func notOlderWhereNobodyWantsIt() async {
    let index = [
      "foo 3.0 2025-12-20: bar", "bar 2.0 2025-12-01: baz>=2", "bar 0.1 2015-01-01", "baz 1.0",
      "baz 2.0",
    ]
    #expect(await failure("foo", index: index, pins: ["baz 1.0"])[0] != "no failure")
  }

  @Test func newestThatCannotBeUsedSetsNoHorizon() async throws {
    let index = ["foo 1.0 2019-01-01", "foo 2.0 2025-12-01 python<3.10"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
  }

  @Test func withoutUploadTimesTenReleasesCount() async throws {
    var newer: [String] = (11...19).map { "foo \($0): bar>=2" }
    newer += ["bar 1.0", "bar 2.0", "foo 19.5rc1"]
    let fitting = newer + ["foo 10"]
    #expect(try await planned("foo", index: fitting, pins: ["bar 1.0"]) == ["+ foo 10"])
    let tooMany = newer + ["foo 10: bar>=2", "foo 9"]
    let lines = await failure("foo", index: tooMany, pins: ["bar 1.0"])
    expectGolden(lines)
  }

  @Test func excludeNewer() async throws {
    let index = ["foo 1.0 2025-01-01", "foo 2.0 2025-06-01", "foo 3.0"]
    #expect(
      try await planned("foo", index: index) {
        $0.excludeNewer = Timestamp(parsing: "2025-06-01")
      } == ["+ foo 1.0"])
  }

  // MARK: - Yanked

  @Test func yankedOnlyWithEquals() async throws {
    let index = ["foo 1.0", "foo 2.0 yanked", "bar 1.0: foo==2.0"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
    #expect(try await planned("foo>=1", index: index) == ["+ foo 1.0"])
    #expect(try await planned("foo==2.0", index: index) == ["+ foo 2.0"])
  }

  // MARK: - Pre-releases

  @Test func prereleaseNeedsToBeAskedFor() async throws {
    let index = ["foo 1.0", "foo 2.0rc1"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
    #expect(try await planned("foo>=2.0rc1", index: index) == ["+ foo 2.0rc1"])
    #expect(
      try await planned("foo", index: index) { $0.allowsPrereleases = true } == ["+ foo 2.0rc1"])
  }

  @Test func prereleaseWhereThereIsNothingElse() async throws {
    #expect(
      try await planned("foo", index: ["foo 1.0b1", "foo 1.0b2"]) == ["+ foo 1.0b2"])
  }

  @Test(arguments: ["==2.0rc1", ">=2.0rc1", "===2.0rc1"])
  func prereleaseThatARequirementNames(_ bound: String) async throws {
    let index = ["foo 1.0: bar\(bound)", "bar 1.0", "bar 2.0rc1"]
    #expect(try await planned("foo", index: index) == ["+ bar 2.0rc1", "+ foo 1.0"])
  }

  /// PEP 440: a pre-release meets a requirement that nothing else meets; no older release of what
  /// requires it is taken instead.
  @Test(arguments: [">=1.5", ">=2.0rc1", "~=2.0rc1", ">1.0,<3"])
  func prereleaseWhereNothingElseMeetsARequirement(_ bound: String) async throws {
    let index = ["foo 2.0: bar\(bound)", "foo 1.0", "bar 1.0", "bar 2.0rc1"]
    #expect(try await planned("foo", index: index) == ["+ bar 2.0rc1", "+ foo 2.0"])
  }

  @Test func finalReleaseGoesBeforeTheNamedPrerelease() async throws {
    let index = ["foo 1.0: bar>=1.0rc1", "bar 1.0", "bar 2.0rc1"]
    #expect(try await planned("foo", index: index) == ["+ bar 1.0", "+ foo 1.0"])
  }

  /// What conflicts leave of a set may be just a pre-release, which was not asked for.
  @Test func conflictsDoNotLeadToPrereleases() async {
    let index = [
      "foo 1.0: bar>=1.0, baz<2", "bar 1.0: baz>=2", "bar 2.0rc1", "bar 2.0: baz>=2", "baz 1.0",
      "baz 2.0",
    ]
    let lines = await failure("foo", index: index)
    #expect(lines.contains { $0.hasSuffix(": pre-releases") })
  }

  // MARK: - Versions

  @Test func localVersionMeetsItsPublicOne() async throws {
    let index = ["foo 1.0+cpu", "bar 1.0: foo==1.0"]
    #expect(try await planned("bar", index: index) == ["+ bar 1.0", "+ foo 1.0+cpu"])
    #expect(
      try await planned("bar", index: index, pins: ["foo 1.0+nix"])
        == ["+ bar 1.0", "= foo 1.0+nix"])
  }

  @Test func postReleaseIsNewer() async throws {
    #expect(
      try await planned("foo==1.0.*", index: ["foo 1.0", "foo 1.0.post1"]) == ["+ foo 1.0.post1"])
  }

  // MARK: - Files

  @Test func pythonThatIsNotTheSnapshots() async throws {
    let index = ["foo 1.0", "foo 2.0 python>=3.14", "foo 3.0 python<3.13"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
  }

  @Test func wheelsForOtherSystemsAreNoUse() async throws {
    let index = FixtureIndex(["foo 1.0 manylinux", "foo 2.0 macosx"])
    #expect(lines(of: try await plan(["foo"], index: index)) == ["+ foo 1.0"])
    let lines = await failure(["foo>=2"], index: index)
    expectGolden(lines)
  }

  @Test func packageWithoutUsableFile() async throws {
    await expectGolden(failure("foo", index: ["foo 1.0 macosx"]))
  }

  @Test func wheelsOfEverySystemAreListed() async throws {
    let plan = try await plan(["foo"], index: FixtureIndex(["foo 1.0 manylinux macosx"]))
    #expect(
      plan.packages[0].build.sources.map {
        "\($0.artifact.fileName) \($0.systems.systems.map(\.name))"
      }
        == [
          "foo-1.0-cp313-cp313-manylinux_2_17_x86_64.whl [\"x86_64-linux\"]",
          "foo-1.0-cp313-cp313-macosx_11_0_arm64.whl [\"aarch64-darwin\"]",
        ])
  }

  // MARK: - Metadata

  @Test func brokenMetadataIsSkippedWithANote() async throws {
    let index = FixtureIndex(["foo 1.0", "foo 2.0 broken"])
    let plan = try await plan(["foo"], index: index)
    #expect(lines(of: plan) == ["+ foo 1.0"])
    expectGolden(plan.packages[0].words)
    #expect(plan.packages[0].heldBack?.newest == "2.0")
    #expect(plan.packages[0].heldBack?.by == .brokenMetadata)
  }

  @Test func unknownRequirementsAreNoted() async throws {
    let plan = try await plan(["foo"], index: FixtureIndex(["foo 1.0 sdist unknown"]))
    expectGolden(plan.packages[0].words)
  }

  // MARK: - Held back

  struct HeldBackCase: Sendable {
    let request: String
    let index: [String]
    var pins: [String] = []
  }

  static let heldBackCases: [HeldBackCase] = [
    HeldBackCase(request: "foo<2", index: ["foo 1.0", "foo 2.0"]),
    HeldBackCase(
      request: "bar", index: ["bar 1.0: foo<2", "foo 1.0", "foo 2.0"]),
    HeldBackCase(
      request: "foo", index: ["foo 1.0", "foo 2.0: bar>=3", "bar 2", "bar 3"], pins: ["bar 2"]),
    HeldBackCase(
      request: "foo", index: ["foo 1.0", "foo 2.0: mid", "mid 1.0: bar>=3", "bar 2", "bar 3"],
      pins: ["bar 2"]),
    HeldBackCase(
      request: "foo",
      index: ["foo 1.0", "foo 2.0: mid[x]", "mid 1.0; extra x: bar>=3", "bar 2", "bar 3"],
      pins: ["bar 2"]),
  ]

  @Test(arguments: heldBackCases)
  func heldBack(_ test: HeldBackCase) async throws {
    let plan = try await plan(
      [test.request], index: FixtureIndex(test.index), inventory: FixtureInventory(test.pins))
    expectGolden(
      plan.package(.pypi("foo"))?.heldBack?.words,
      "\(test.request) of \(test.index.joined(separator: "; "))")
  }

  @Test func newestIsNotHeldBack() async throws {
    let plan = try await plan(["foo"], index: FixtureIndex(["foo 1.0", "foo 2.0", "foo 3.0a1"]))
    #expect(plan.packages[0].heldBack == nil)
  }

  // MARK: - Effort

  /// The releases of a large project are not all looked at.
  @Test func fewReleasesOfManyAreLookedAt() async throws {
    var releases: [String] = (0..<2000).map { "foo 1.\($0) 2025-12-01" }
    releases.append("bar 1.0: foo<1.900")
    let index = FixtureIndex(releases)
    _ = try await plan(["bar"], index: index)
    #expect(index.lookCount < 20)
  }

  @Test func eachProjectIsAskedForOnce() async throws {
    let index = FixtureIndex([
      "foo 1.0: bar<2, baz", "baz 1.0: bar<2", "bar 1.0", "bar 2.0", "baz 2.0: bar<2",
    ])
    _ = try await plan(["foo"], index: index, inventory: FixtureInventory(["bar 2.0"]))
    // Looking ahead may ask at the same time as the search; an index makes one of that.
    #expect(index.mostQuestions <= 2)
  }
}
