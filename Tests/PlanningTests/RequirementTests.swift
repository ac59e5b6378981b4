import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// What a requirement brings into a plan: extras, markers, URLs, names that are nowhere.
@Suite struct RequirementTests {
  // MARK: - Extras

  @Test func extraOfAFreePackage() async throws {
    let index = FixtureIndex([
      "foo 1.0: bar[x]>=1", "bar 1.0: one; extra x: two; extra y: three", "one 1.0", "two 1.0",
      "three 1.0",
    ])
    let plan = try await plan(["foo"], index: index)
    #expect(lines(of: plan) == ["+ bar 1.0", "+ foo 1.0", "+ one 1.0", "+ two 1.0"])
    #expect(plan.package(.pypi("foo"))?.needs.dependencies.map(\.id.name) == ["bar", "two"])
    #expect(plan.package(.pypi("bar"))?.needs.dependencies.map(\.id.name) == ["one"])
    #expect(
      plan.package(.pypi("bar"))?.needs.optional.mapValues { $0.map(\.id.name) }
        == ["x": ["two"]])
  }

  @Test func extraOfARequest() async throws {
    let index = ["foo 1.0; extra x: bar", "bar 1.0"]
    #expect(try await planned("foo[x]", index: index) == ["+ bar 1.0", "+ foo 1.0"])
    #expect(try await planned("foo[X]", index: index) == ["+ bar 1.0", "+ foo 1.0"])
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
  }

  @Test func extraThatNamesItsOwnPackage() async throws {
    let index = FixtureIndex([
      "foo 1.0; extra all: foo[x,y]; extra x: bar; extra y: baz, foo[all]", "bar 1.0", "baz 1.0",
    ])
    let plan = try await plan(["foo[all]"], index: index)
    #expect(lines(of: plan) == ["+ bar 1.0", "+ baz 1.0", "+ foo 1.0"])
    #expect(
      plan.package(.pypi("foo"))?.needs.optional["all"]?.map(\.id.name) == ["bar", "baz"])
  }

  @Test func extraOfAPin() async throws {
    let index = FixtureIndex([
      "foo 1.0: bar[x]", "bar 2.0; extra x: baz<1", "bar 3.0; extra x: other", "baz 1.0",
    ])
    let plan = try await plan(
      ["foo"], index: index, inventory: FixtureInventory(["bar 2.0", "one 1.0"]))
    // nixpkgs' own packages have no bounds, nor have their extras.
    #expect(lines(of: plan) == ["= bar 2.0", "+ baz 1.0", "+ foo 1.0"])
    #expect(plan.package(.pypi("foo"))?.needs.dependencies.map(\.id.name) == ["bar", "baz"])
  }

  @Test func extraOfAPinThatIsNoRelease() async throws {
    let index = FixtureIndex([
      "foo 1.0: bar[x]", "bar 2.0; extra x: baz", "bar 4.0; extra x: other", "baz 1.0",
    ])
    let plan = try await plan(["foo"], index: index, inventory: FixtureInventory(["bar 3.31"]))
    #expect(lines(of: plan) == ["= bar 3.31", "+ baz 1.0", "+ foo 1.0"])
    expectGolden(plan.package(.pypi("foo"))?.words)
  }

  @Test func unknownExtra() async throws {
    let index = FixtureIndex(["foo 1.0: bar[nope], pin[nada]", "bar 1.0", "pin 1.0"])
    let plan = try await plan(
      ["foo[nil]"], index: index, inventory: FixtureInventory(["pin 1.0"]))
    #expect(lines(of: plan) == ["+ bar 1.0", "+ foo 1.0", "= pin 1.0"])
    expectGolden(plan.package(.pypi("foo"))?.words)
  }

  @Test func extraHasTheVersionOfItsPackage() async throws {
    let index = [
      "foo 1.0: bar[x], bar<2", "bar 1.0; extra x: baz<2", "bar 2.0; extra x: baz", "baz 1.0",
      "baz 2.0",
    ]
    #expect(
      try await planned("foo", index: index) == ["+ bar 1.0", "+ baz 1.0", "+ foo 1.0"])
  }

  @Test func boundsOfAnExtraGiveWay() async throws {
    let index = ["foo 1.0; extra x: bar<2", "bar 1.0", "bar 2.0"]
    #expect(
      try await planned("foo[x]", index: index, pins: ["bar 2.0"])
        == ["= bar 2.0", "+ foo 1.0 [bar<2 has 2.0]"])
  }

  // MARK: - Markers

  @Test func requirementOfAnotherSystem() async throws {
    let index = FixtureIndex(["foo 1.0: one; darwin: mlx", "one 1.0", "mlx 1.0 macosx"])
    let plan = try await plan(["foo"], index: index)
    #expect(lines(of: plan) == ["+ foo 1.0", "+ mlx 1.0", "+ one 1.0"])
    #expect(
      plan.package(.pypi("foo"))?.needs.dependencies.map { "\($0.id.name) \($0.systems.rawValue)" }
        == ["mlx \(SystemSet.darwin.rawValue)", "one \(SystemSet.all.rawValue)"])
    #expect(plan.package(.pypi("mlx"))?.build.sources.map(\.systems) == [.aarch64Darwin])
  }

  /// A requirement that macOS cannot meet does not fail the plan for Linux.
  @Test func requirementOfAnotherSystemThatFitsNowhere() async throws {
    let index = FixtureIndex(["foo 1.0; darwin: mlx>=2, two", "mlx 1.0", "two 1.0"])
    let plan = try await plan(["foo"], index: index)
    #expect(lines(of: plan) == ["+ foo 1.0", "+ two 1.0"])
    expectGolden(plan.package(.pypi("foo"))?.words)
  }

  @Test func requirementsOfOtherSystemsChangeNothing() async throws {
    let index = ["foo 1.0: bar; darwin: bar<2", "bar 1.0", "bar 2.0"]
    #expect(try await planned("foo", index: index) == ["+ bar 2.0", "+ foo 1.0"])
  }

  @Test func requirementThatNeverHolds() async throws {
    let index = ["foo 1.0: one, six; old: typing; win: pywin32", "one 1.0", "six 1.0"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0", "+ one 1.0", "+ six 1.0"])
  }

  // MARK: - URLs

  @Test func requirementByURLIsNoReleaseOfTheIndex() async throws {
    let index = ["foo 1.0", "foo 2.0: bar @ https://example.org/bar-1.0.tar.gz", "bar 1.0"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
    #expect(
      try await planned("foo", index: index, pins: ["bar 1.0"]) == ["= bar 1.0", "+ foo 2.0"])
  }

  @Test func requestByURL() async throws {
    let id = PackageID.pypi("foo")
    let artifact = Artifact(
      fileName: "foo-2.0b1.tar.gz", url: "https://example.org/foo-2.0b1.tar.gz", kind: .sdist)
    let index = FixtureIndex(["foo 2.0b1 sdist: bar", "foo 3.0", "bar 1.0", "top 1.0: foo"])
    guard let version = PackageVersion("2.0b1", in: .pypi) else { return }
    let release = Release(id: id, version: version, artifacts: [artifact])
    let project = Project(
      id: id, displayName: "foo", versions: [version], hasUploadTimes: false
    ) { _ in release }
    let source = DirectIndex(base: index, release: release)
    var options = PlanningOptions()
    // Files given by name are taken whatever their date, or that of other packages.
    options.preference = .wheel
    let planner = Planner(
      inventory: FixtureInventory(["foo 1.0"]), catalogs: [.pypi: source], options: options,
      direct: [id: project])
    let plan = try await planner.plan([
      requirement("foo @ https://example.org/foo-2.0b1.tar.gz"), requirement("top"),
    ])
    #expect(lines(of: plan) == ["+ bar 1.0", "~ foo 2.0b1", "+ top 1.0"])
    #expect(plan.package(id)?.build.sources.map(\.artifact.url) == [artifact.url])
  }

  // MARK: - Requests

  @Test func contradictoryRequests() async {
    await expectGolden(failure("foo==1.0", "foo==2.0", index: ["foo 1.0", "foo 2.0"]))
  }

  @Test func versionThatDoesNotExist() async {
    await expectGolden(
      failure("foo>=9", "bar", index: ["foo 1.0", "foo 2.0 2025-12-01", "bar 1.0"]))
  }

  @Test func severalRequestsOfOnePackage() async throws {
    let index = FixtureIndex(["foo 1.0", "foo 2.0", "foo 3.0"])
    let plan = try await plan(["foo>=2", "foo<3", "foo"], index: index)
    #expect(lines(of: plan) == ["+ foo 2.0"])
    #expect(plan.requested == [.pypi("foo")])
  }

  // MARK: - Names

  @Test func unknownRequest() async {
    #expect(
      await failure("fou", index: ["foo 1.0", "fouche 1.0"])
        == ["not found: fou", "near: fouche"])
  }

  @Test func unknownNameDeepInAClosure() async {
    let index = ["foo 1.0: bar", "foo 0.9: bar", "bar 1.0: baz[x]", "baz 1.0; extra x: qux"]
    #expect(await failure("foo", index: index) == ["not found: foo > bar > baz > qux"])
  }

  @Test func unknownNameThatCanBeAvoided() async throws {
    let index = ["foo 2.0: qux", "foo 1.0"]
    #expect(try await planned("foo", index: index) == ["+ foo 1.0"])
  }

  @Test func unknownNameAsOneReasonOfSeveral() async {
    let index = ["foo 2.0: qux", "foo 1.0: bar>=3", "bar 3.0", "bar 2.0"]
    let lines = await failure("foo", index: index, pins: ["bar 2.0"])
    #expect(lines.contains { $0.contains("'qux'") })
  }

  @Test func projectWithoutReleases() async {
    let lines = await failure("foo", index: ["foo"])
    expectGolden(lines)
  }

  // MARK: - Names of attributes

  @Test func attributeOfAnotherProject() async throws {
    let index = FixtureIndex(["wand 1.0", "foo 1.0: wand"])
    let plan = try await plan(
      ["foo"], index: index, inventory: FixtureInventory([], taken: ["wand"]))
    #expect(plan.package(.pypi("wand"))?.attribute == "wand-pypi")
    #expect(plan.package(.pypi("foo"))?.needs.dependencies.map(\.attribute) == ["wand-pypi"])
  }

  @Test func neededBy() async throws {
    let index = FixtureIndex(["foo 1.0: bar, numpy", "baz 1.0: bar", "bar 1.0: numpy"])
    let plan = try await plan(
      ["foo", "baz"], index: index, inventory: FixtureInventory(["numpy 2 -> six", "six 1"]))
    #expect(plan.requested.map(\.name) == ["foo", "baz"])
    #expect(plan.package(.pypi("bar"))?.neededBy.map(\.name) == ["baz", "foo"])
    #expect(plan.package(.pypi("numpy"))?.neededBy.map(\.name) == ["bar", "foo"])
    #expect(plan.package(.pypi("six"))?.neededBy.map(\.name) == ["numpy"])
    #expect(plan.package(.pypi("foo"))?.neededBy == [])
  }
}

/// An index with one release more, that of a URL.
private struct DirectIndex: Catalog {
  let base: FixtureIndex
  let release: Release

  func project(_ id: PackageID) async throws(CatalogError) -> Project {
    try await base.project(id)
  }

  private func known(_ release: Release) async throws(CatalogError) -> Release {
    guard release == self.release else { return release }
    let project = try await base.project(release.id)
    return project.release(at: 0)
  }

  func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
    try await base.metadata(of: known(release))
  }

  func build(
    of artifact: Artifact, in release: Release
  ) async throws(CatalogError) -> BuildMetadata {
    try await base.build(of: artifact, in: known(release))
  }

  func prefetch(projects: [PackageID]) async {}
  func prefetch(metadataOf release: Release) async {}
  func nearNames(to id: PackageID) async -> [String] { [] }
}
