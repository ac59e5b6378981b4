import PackageMetadata
import TestSupport
import Testing
import Versions

@testable import Planning

/// Failures, what is said of them, and that nothing depends on chance.
@Suite struct PlanFailureTests {
  @Test func theTwoSidesAreNamed() async {
    let index = [
      "foo 2.0: numpy>=3", "foo 1.0: numpy>=3", "numpy 2.3", "numpy 3.0", "numpy 3.1",
    ]
    await expectGolden(failure("foo", index: index, pins: ["numpy 2.3"]))
  }

  @Test func severalPinsInTheWay() async {
    let index =
      ["foo 1.0: one>=2, two>=2, three"]
      + ["one", "two", "three"].flatMap { ["\($0) 1", "\($0) 2"] }
    let lines = await failure("foo", index: index, pins: ["one 1", "two 1", "three 1"])
    expectGolden(lines.filter { $0.hasPrefix("hint") })
  }

  /// What wants the old release makes it one to take.
  @Test func replacementByAnOldRelease() async {
    let index = [
      "foo 2.0 2025-12-01: old<2", "foo 3.0 2025-12-02: old<2", "old 1.0 2020-01-01",
      "old 2.0 2025-12-01",
    ]
    let lines = await failure("foo<3", index: index, pins: ["old 2.0"]) { $0.isStrict = true }
    expectGolden(lines)
  }

  @Test func conflictBetweenRequests() async {
    let index = ["foo 1.0: bar<2", "baz 1.0: bar>=2", "bar 1.0", "bar 2.0"]
    let lines = await failure("foo", "baz", index: index)
    expectGolden(lines)
  }

  @Test func explanationIsShort() async {
    let index =
      (1...30).map { "foo 1.\($0): mid>=\($0)" } + (1...40).map { "mid \($0): numpy>=3,<4" }
      + ["numpy 2.0", "numpy 3.0"]
    let lines = await failure("foo", index: index, pins: ["numpy 2.0"]).filter {
      !$0.hasPrefix("hint")
    }
    #expect((1...6).contains(lines.count))
    #expect(lines.contains { $0.contains("numpy 2.0") })
  }

  /// Withdrawn releases and pre-releases do not cut what is said of others into pieces; several bounds
  /// on Python are one reason.
  @Test func onlyReleasesThatCountAreSpokenOf() async {
    var index = ["numpy 2.0", "numpy 3.0"]
    for minor in 1...9 {
      index += [
        "foo 1.\(minor)rc1: numpy>=3", "foo 1.\(minor): numpy>=3", "foo 1.\(minor).1 yanked",
        "foo 2.\(minor) python>=3.1\(3 + minor)",
      ]
    }
    let lines = await failure("foo", index: index, pins: ["numpy 2.0"])
    expectGolden(Array(lines.prefix(2)))
  }

  @Test func nothingHelps() async {
    let lines = await failure(
      "foo", index: ["foo 1.0 python<3", "foo 2.0 python<3.2"])
    expectGolden(lines)
  }

  @Test func anotherPython() async {
    let index = FixtureIndex(["foo 1.0 python<3.13: bar", "bar 1.0"])
    let pythons = ["3.14", "3.12"].compactMap { text in
      PythonVersion(text).map {
        Planner.Alternatives.Python(attribute: "python\(text.filter { $0 != "." })", version: $0)
      }
    }
    let alternatives = Planner.Alternatives(pythons: pythons) { python in
      // The bounds alone rule out the other one, which is not read.
      #expect(python.attribute == "python312")
      return FixtureInventory(["bar 1.0"], python: "3.12.12")
    }
    await expectGolden(failure(["foo"], index: index, alternatives: alternatives))
  }

  @Test func unreachableProjectIsNamed() async {
    let index = FixtureIndex(["foo 1.0: bar", "bar 1.0: baz"], unreachable: ["baz"])
    #expect(
      await failure(["foo"], index: index) == ["unavailable: baz: the connection was reset"])
  }

  /// The ways out have been tried: each, typed as it is said, works.
  @Test func waysOutWork() async throws {
    let index = FixtureIndex([
      "foo 2.0 2025-12-01: numpy>=3, urllib3<2", "foo 1.0 2020-01-01", "numpy 2.3", "numpy 3.0",
      "urllib3 1.26", "urllib3 2.0",
    ])
    let inventory = FixtureInventory(["numpy 2.3", "urllib3 2.0"])
    do throws(PlanningError) {
      _ = try await plan(["foo"], index: index, inventory: inventory)
      Issue.record("it must fail")
    } catch {
      guard case .noSolution(_, let ways) = error else {
        Issue.record("it must be a conflict")
        return
      }
      #expect(ways.count == 3)
      for way in ways {
        var options = PlanningOptions()
        for option in way.options {
          switch option {
          case .relax(let id): options.relaxed.insert(id)
          case .override(let id): options.overrides.insert(id)
          default: Issue.record("\(option)")
          }
        }
        let requests =
          way.requests?.map { String(PlanWording.spec($0).dropFirst(5)) } ?? ["foo"]
        let plan = try await plan(
          requests, index: index, inventory: inventory, options: options)
        #expect(plan.package(.pypi("foo")) != nil)
      }
    }
  }

  /// A way that only a build stands in is none.
  @Test func waysOutTakeBuildsIntoAccount() async {
    let index = [
      "foo 1.0: numpy>=3", "numpy 2.3", "numpy 3.0 sdist; build: tool>=2", "tool 1.0",
    ]
    let lines = await failure("foo", index: index, pins: ["numpy 2.3"])
    #expect(
      lines.filter { $0.hasPrefix("hint") } == [
        "hint: use nixpkgs' 'numpy', ignoring bounds: relax numpy"
      ])
  }

  // MARK: - Chance

  static let tangled = [
    "app 3.0: web>=2, data, numpy<2", "app 2.0: web, data", "web 2.1: http[fast]>=1, json",
    "web 2.0: http", "http 1.5: json<2; extra fast: speed; darwin: mac", "json 1.0", "json 2.0",
    "speed 1.0: json>=1; build: tool", "data 5.0: numpy>=1, json; build: tool, cython",
    "tool 1.0: json; build: tool", "cython 3.0", "numpy 1.26", "numpy 2.3", "mac 1.0",
    "other 1.0: http, data<5", "data 4.0: numpy<2",
  ]

  @Test func orderOfAnswersDoesNotMatter() async throws {
    let inventory = FixtureInventory(["numpy 2.3"])
    let first = try await plan(
      ["app", "other"], index: FixtureIndex(Self.tangled), inventory: inventory)
    for unrest in 1...40 as ClosedRange<UInt64> {
      let index = FixtureIndex(Self.tangled, unrest: unrest)
      let next = try await plan(["app", "other"], index: index, inventory: inventory)
      #expect(next == first)
    }
  }

  @Test func orderOfRequestsDoesNotMatter() async throws {
    let inventory = FixtureInventory(["numpy 2.3"])
    let index = FixtureIndex(Self.tangled)
    let first = try await plan(["app", "other", "json"], index: index, inventory: inventory)
    let second = try await plan(["json", "other", "app"], index: index, inventory: inventory)
    #expect(first.packages == second.packages)
    #expect(second.requested.map(\.name) == ["json", "other", "app"])
  }

  /// A source of another time may be built, yet its wheels tell which Python it was released for.
  @Test(arguments: [
    ("foo==1.0", "3.12.1", ["nixos-25.11 3.13"]),
    ("foo==1.0", "3.13.1", []), ("foo", "3.12.1", []),
  ])
  func aSourceOfAnotherTime(request: String, python: String, expected: [String]) async throws {
    let plan = try await plan(
      [request], index: FixtureIndex(["foo 1.0 manylinux source"]),
      inventory: FixtureInventory(["setuptools 80"], python: python))
    let found = (plan.package(.pypi("foo"))?.notes ?? []).compactMap { note -> String? in
      if case .ofAnotherTime(let channel, let python) = note { "\(channel) \(python)" } else { nil }
    }
    #expect(found == expected)
  }

  /// Requests of another time name the nixpkgs that has the Python for them.
  @Test(arguments: [
    ("foo==1.0", "foo 1.0 python>=3.6,<3.9", "3.13.11", "nixos-21.05", "3.8"),
    ("foo~=1.0", "foo 1.0 python>=3.6,<3.9", "3.13.11", "nixos-21.05", "3.8"),
    ("foo==1.0", "foo 1.0 manylinux", "3.11.9", "nixos-25.11", "3.13"),
    // Nothing is pinned, the Python is not in the way, or no nixpkgs has one.
    ("foo", "foo 1.0 python>=3.6,<3.9", "3.13.11", "", ""),
    ("foo==1.0", "foo 1.0: bar", "3.13.11", "", ""),
    ("foo==1.0", "foo 1.0 python<3.4", "3.13.11", "", ""),
  ])
  func theNixpkgsOfTheTime(
    request: String, line: String, python: String, channel: String, version: String
  ) async {
    let lines = await failure(
      [request], index: FixtureIndex([line]), inventory: FixtureInventory([], python: python))
    let hints = lines.filter { $0.contains("nixos-") }
    #expect(hints.count == (channel.isEmpty ? 0 : 1))
    #expect(
      hints.allSatisfy { $0.hasSuffix(": channel \(channel)") && $0.contains("(\(version))") })
    #expect(lines.first != "no failure")
  }
}
