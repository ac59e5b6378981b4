import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// What it takes to build what is imported.
@Suite struct BuildPlanningTests {
  private func package(
    _ name: String, _ index: [String], pins: [String] = [],
    options: PlanningOptions = PlanningOptions()
  ) async throws -> PlannedPackage {
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory(pins), options: options)
    return try #require(plan.package(.pypi(name)))
  }

  private func isWheel(_ package: PlannedPackage) -> Bool {
    package.build.sources.allSatisfy { $0.artifact.fileName.hasSuffix(".whl") }
  }

  @Test func toolOfNixpkgs() async throws {
    let foo = try await package(
      "foo", ["foo 1.0; build: hatchling>=1", "hatchling 1.5"], pins: ["hatchling 1.5"])
    #expect(foo.build.buildSystem.map(\.id.name) == ["hatchling"])
    #expect(foo.needs.dependencies.isEmpty)
    #expect(!isWheel(foo))
  }

  /// `build` checks what the extras of a requirement require, too.
  @Test func extrasOfToolsAreThere() async throws {
    let foo = try await package(
      "foo", ["foo 1.0; build: tool[x]", "tool 1.0: base; extra x: helper", "helper 1.0"],
      pins: ["base 1.0"])
    #expect(foo.build.buildSystem.map(\.id.name) == ["helper", "tool"])
  }

  @Test func toolIsImportedWithItsClosure() async throws {
    let index = FixtureIndex([
      "foo 1.0; build: tool>=1", "tool 2.0: helper; build: base", "helper 1.0; build: base",
      "base 1.0",
    ])
    let plan = try await plan(["foo"], index: index, inventory: FixtureInventory(["base 1.0"]))
    #expect(
      lines(of: plan) == ["= base 1.0", "+ foo 1.0", "+ helper 1.0", "+ tool 2.0"])
    #expect(plan.package(.pypi("tool"))?.neededToBuild.map(\.name) == ["foo"])
    #expect(plan.package(.pypi("tool"))?.neededBy == [])
    #expect(plan.package(.pypi("base"))?.neededToBuild.map(\.name) == ["helper", "tool"])
  }

  /// There is one version of each package; the run time's was first.
  @Test func toolFitsWhatWasChosen() async throws {
    let index = [
      "foo 1.0: bar<2; build: tool", "bar 1.0", "bar 2.0", "tool 1.0", "tool 2.0: bar>=2",
    ]
    let tool = try await package("tool", index)
    #expect(tool.version == "1.0")
  }

  @Test func toolWithinTheHorizon() async throws {
    let index = [
      "foo 1.0: bar<2; build: tool>=1", "bar 1.0", "bar 2.0", "tool 1.0 2015-01-01",
      "tool 2.0 2025-12-01: bar>=2",
    ]
    let foo = try await package("foo", index)
    #expect(isWheel(foo))
    expectGolden(foo.words)
  }

  @Test func tooOldToolMeansTheWheel() async throws {
    let index = ["foo 1.0; build: setuptools>=90", "setuptools 80", "setuptools 90"]
    let foo = try await package("foo", index, pins: ["setuptools 80"])
    #expect(isWheel(foo))
    #expect(foo.build.buildSystem.isEmpty)
    expectGolden(foo.words)
  }

  @Test func newerToolIsUsedAndSaid() async throws {
    let index = ["foo 1.0; build: setuptools<70", "setuptools 60", "setuptools 80"]
    let foo = try await package("foo", index, pins: ["setuptools 80"])
    #expect(!isWheel(foo))
    #expect(foo.words.isEmpty)
    #expect(foo.build.fixes.skipsRequirementCheck)
    #expect(
      foo.build.fixes.relaxed.map { "\($0.requirement) has \($0.have)" }
        == ["setuptools<70 has 80"])
  }

  @Test func tooOldToolWithoutWheelIsSaid() async throws {
    let index = ["foo 1.0 sdist; build: setuptools>=90", "setuptools 80", "setuptools 90"]
    let foo = try await package("foo", index, pins: ["setuptools 80"])
    #expect(!isWheel(foo))
    expectGolden(foo.words)
  }

  // MARK: - Circles

  @Test func circleIsBrokenByAWheel() async throws {
    let index = FixtureIndex([
      "foo 1.0; build: tool", "tool 1.0: base; build: base", "base 1.0; build: tool",
    ])
    let plan = try await plan(["foo"], index: index)
    let base = try #require(plan.package(.pypi("base")))
    #expect(lines(of: plan) == ["+ base 1.0", "+ foo 1.0", "+ tool 1.0"])
    #expect(isWheel(base))
    expectGolden(base.words)
  }

  @Test func packageThatBuildsItself() async throws {
    let foo = try await package("foo", ["foo 1.0; build: foo"])
    #expect(isWheel(foo))
    #expect(foo.build.buildSystem.isEmpty)
  }

  @Test func circleOfSourcesAlone() async throws {
    let foo = try await package("foo", ["foo 1.0 sdist; build: tool", "tool 1.0 sdist: foo"])
    #expect(!isWheel(foo))
    #expect(foo.build.buildSystem.map(\.id.name) == ["tool"])
    let tool = try await package("tool", ["foo 1.0 sdist; build: tool", "tool 1.0 sdist: foo"])
    #expect(tool.needs.dependencies.isEmpty)
    #expect(tool.needs.leftOut.map(\.id.name) == ["foo"])
    #expect(tool.words.count == 1)
  }

  /// Nix cannot build packages that need each other to run; one of them does without.
  @Test func circleAtRunTime() async throws {
    let index = FixtureIndex(["foo 1.0: bar", "bar 1.0: foo, baz", "baz 1.0"])
    let plan = try await plan(["foo"], index: index)
    let bar = try #require(plan.package(.pypi("bar")))
    #expect(bar.needs.dependencies.map(\.id.name) == ["baz"])
    #expect(bar.needs.leftOut.map(\.id.name) == ["foo"])
    expectGolden(bar.words)
    #expect(plan.package(.pypi("foo"))?.needs.dependencies.map(\.id.name) == ["bar"])
  }

  /// What is left out of a circle is not there where a build tries the imports of what leads to it.
  @Test(arguments: [
    ("import foo", ["bar", "mid"]), ("import foo.part as part, os", ["bar", "mid"]),
    ("import baz", []),
  ])
  func importsInACircle(code: String, unchecked: [String]) async throws {
    let index = FixtureIndex([
      "foo 1.0: mid; code: import mid", "mid 1.0: bar; code: import bar",
      "bar 1.0: foo, baz; code: \(code)", "baz 1.0; code: import os",
    ])
    let plan = try await plan(["foo"], index: index)
    let found = plan.packages.filter(\.build.fixes.hasUncertainImport).map(\.id.name)
    #expect(found.sorted() == unchecked)
  }

  // MARK: - Sources

  @Test(arguments: ["auto  tar.gz", "auto rust whl", "sdist rust tar.gz", "wheel  whl"])
  func preference(_ test: String) async throws {
    let words = test.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    var options = PlanningOptions()
    options.preference = try #require(PlanningOptions.Preference(rawValue: words[0]))
    let foo = try await package("foo", ["foo 1.0; hints: \(words[1])"], options: options)
    let isExpected = foo.build.sources.map { $0.artifact.fileName.hasSuffix(words[2]) }
    #expect(isExpected == [true])
  }

  @Test func preferenceForWheelsLeavesSourcesPossible() async throws {
    var options = PlanningOptions()
    options.preference = .wheel
    let foo = try await package("foo", ["foo 1.0 sdist"], options: options)
    #expect(!isWheel(foo))
  }

  @Test func brokenSourceMeansTheWheel() async throws {
    let index = FixtureIndex(["foo 1.0"], brokenSources: ["foo-1.0.tar.gz"])
    let plan = try await plan(["foo"], index: index)
    #expect(isWheel(plan.packages[0]))
    expectGolden(plan.packages[0].words)
  }

  @Test func brokenSourceWithoutWheel() async {
    let index = FixtureIndex(["foo 1.0 sdist"], brokenSources: ["foo-1.0.tar.gz"])
    await expectGolden(failure(["foo"], index: index))
  }

  @Test func aBuildThatAsksForMoreThanIsImportedIsNotChecked() async throws {
    let index = ["foo 1.0 sdist: tool==1.0; build: tool>=1.1", "tool 1.0", "tool 1.1"]
    let plan = try await plan(["foo"], index: FixtureIndex(index))
    #expect(plan.package(.pypi("foo"))?.build.fixes.skipsRequirementCheck == true)
  }

  @Test func buildsThatContradictEachOtherShareTheNewerTool() async throws {
    let index = [
      "foo 1.0 sdist: bar; build: tool==1.0", "bar 1.0 sdist; build: tool>=1.1", "tool 1.0",
      "tool 1.1",
    ]
    let plan = try await plan(["foo"], index: FixtureIndex(index))
    #expect(lines(of: plan) == ["+ bar 1.0", "+ foo 1.0", "+ tool 1.1"])
    expectGolden(plan.package(.pypi("foo"))?.words, "1")
    // 'build' would check it.
    let skipped = plan.packages.filter { $0.build.fixes.skipsRequirementCheck }
    #expect(skipped.map(\.id.name) == ["foo"])
    let strict = await failure("foo", index: index) { $0.isStrict = true }
    expectGolden(strict, "2")
  }

  @Test func buildThatCannotBePlanned() async {
    let index = ["foo 1.0 sdist; build: tool>=2", "tool 1.0"]
    await expectGolden(failure("foo", index: index))
  }

  /// C code that an older Cython made is made anew, or the wheel taken.
  @Test func whatCythonMakesAnew() async throws {
    let line =
      "foo 1.0 sdist; build: setuptools; hints: extension cython remake2:a/b.cpp remake:c.c"
    for (cython, options) in [
      ("3.1", [["-2", "-X", "legacy_implicit_noexcept=True", "--cplus"], []]),
      ("0.29.37", [["-2", "--cplus"], []]),
    ] {
      let plan = try await plan(
        ["foo"], index: FixtureIndex([line]),
        inventory: FixtureInventory(["setuptools 80", "cython \(cython)"]))
      let build = try #require(plan.package(.pypi("foo"))?.build)
      #expect(build.buildSystem.map(\.id.name) == ["cython", "setuptools"])
      #expect(build.fixes.remade.map(\.path) == ["a/b.pyx", "c.pyx"])
      #expect(build.fixes.remade.map(\.options) == options)
      #expect(build.fixes.remade.allSatisfy { !$0.mayFail })
    }
    let without = try await plan(
      ["foo"], index: FixtureIndex([line]), inventory: FixtureInventory(["setuptools 80"]))
    #expect(without.package(.pypi("foo"))?.build.fixes.remade == [])
    let tolerant = try await plan(
      ["foo"], index: FixtureIndex([line + " tolerant"]),
      inventory: FixtureInventory(["setuptools 80", "cython 3.1"]))
    #expect(tolerant.package(.pypi("foo"))?.build.fixes.remade.map(\.mayFail) == [true, true])
  }
}
