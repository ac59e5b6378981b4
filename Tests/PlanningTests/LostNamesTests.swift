import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// Names that code takes from other packages, and that those lost.
@Suite struct LostNamesTests {
  /// A bound gives way only where the code finds the names that it takes.
  @Test(arguments: [
    ("foo 1.0: lib<4; code: from lib.utils import gone", false),
    ("foo 1.0: lib<4; code: from lib.utils import kept", true),
    ("foo 1.0: lib<4; code: try:|  from lib.utils import gone|except ImportError:|  pass", true),
    // Bounds that nixpkgs' version meets say no more of its names.
    ("foo 1.0: lib; code: from lib.utils import gone", false),
    ("foo 1.0: lib; code: import lib.gone", false),
    ("foo 1.0: lib>=4; code: from lib.utils import kept", true),
    ("foo 1.0: user; code: from lib.utils import gone", false),
  ])
  func boundsOfCodeThatTakesLostNames(line: String, isPlanned: Bool) async {
    let index = [line, "lib 3.9", "lib 4.1; absent: gone"]
    let lines = await failure("foo", index: index, pins: ["user 1.0 -> lib", "lib 4.1"])
    if isPlanned {
      #expect(lines.first == "no failure")
    } else {
      expectGolden(lines.first, line)
      // Where nothing keeps it out, the newest would come again.
      #expect(lines.contains { $0.hasSuffix("override lib") } == line.contains("<4"))
    }
  }

  /// A snapshot of September 2025.
  private static let september = FixtureInventory(["lib 4.1"], date: "2025-09-01")

  /// Names are looked up where the authors may never have tried what nixpkgs of January 2026 has.
  @Test(arguments: [
    ("2025-06-01: lib", true), ("2025-06-01: lib<4", false), ("2023-06-01: lib>=1", false),
    ("2026-02-01: lib", false), ("2026-02-01: lib>=4", true), ("2026-02-01: lib>=4.1", false),
    ("2026-02-01: user", false),
  ])
  func namesOfTheSameTimeAreTrusted(line: String, isPlanned: Bool) async {
    let lines = await failure(
      "foo", index: ["foo 1.0 \(line); code: import lib.gone", "lib 4.1; absent: gone"],
      pins: ["user 1.0 -> lib", "lib 4.1"])
    #expect((lines.first == "no failure") == isPlanned)
  }

  /// Where the name is in a later release than nixpkgs', an older release of what takes it is planned.
  @Test func anOlderReleaseTakesNamesThatAreThere() async throws {
    var index = [
      "foo 1.0 2025-01-01: lib; code: from lib.utils import kept",
      "foo 2.0 2025-08-01: lib; code: from lib.utils import kept",
      "foo 3.0 2025-11-01: lib; code: from lib.utils import fresh",
      "lib 4.1 2025-06-01; absent: fresh", "lib 4.2rc1 2025-07-01", "lib 4.2 2025-10-01",
    ]
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: Self.september)
    #expect(lines(of: plan) == ["+ foo 2.0", "= lib 4.1"])
    expectGolden(plan.packages[0].heldBack?.words, "1")
    // A request for the newest gets none, and is told why.
    await expectGolden(
      failure(["foo>=3"], index: FixtureIndex(index), inventory: Self.september).first, "2")
    // What older releases of it lack as well says less.
    index[1] = "foo 2.0 2025-09-15: lib; code: from lib.utils import kept, fresh"
    await expectGolden(
      failure(["foo"], index: FixtureIndex(index), inventory: Self.september).first, "3")
  }

  /// Where a release was chosen since it has no upper bounds, a later one may do without the name.
  @Test(arguments: [
    ("foo 2.0: lib<4; code: from lib import kept", "+ foo 2.0 [lib<4 has 4.1]"),
    ("foo 2.0: lib<4; code: from lib import gone", nil),
    ("foo 2.0rc1: lib<4; code: from lib import kept", nil),
    ("foo 2.0: lib>=9; code: from lib import kept", nil),
  ])
  func aLaterReleaseDoesWithout(line: String, planned: String?) async throws {
    let index = ["foo 1.0: lib; code: from lib import gone", line, "lib 4.1; absent: gone"]
    guard let planned else {
      await expectGolden(failure("foo", index: index, pins: ["lib 4.1"]).first, line)
      return
    }
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory(["lib 4.1"]))
    #expect(lines(of: plan).first == planned)
    #expect(plan.packages[0].heldBack == nil)
  }

  /// A way out is one, too, where it takes another release than the newest that fits.
  @Test func aWayOutDoesWithoutTheName() async {
    let index = [
      "app 1.0: bar>=2, foo", "bar 1.0", "bar 2.0", "foo 1.0: lib; code: from lib import gone",
      "foo 2.0: lib<4; code: from lib import kept", "lib 4.1; absent: gone",
    ]
    let lines = await failure("app", index: index, pins: ["bar 1.0", "lib 4.1"])
    expectGolden(lines.filter { $0.hasPrefix("hint") })
  }

  /// Where nixpkgs' version is the newer one, no older release helps.
  @Test func noOlderReleaseHasWhatWasLost() async {
    let index = [
      "foo 1.0 2022-12-01: lib; code: from lib import kept",
      "foo 2.0 2023-01-01: lib; code: from lib import gone", "lib 4.1 2025-06-01; absent: gone",
      "lib 4.2 2025-10-01; absent: gone",
    ]
    let lines = await failure("foo", index: index, pins: ["lib 4.1"])
    expectGolden(lines)
  }

  /// What the metadata does not name has names, too.
  @Test func namesOfWhatIsNotDeclared() async {
    let code = "try:|  from gauge.utils import gone|except ImportError:|  import gauge.utils.gone"
    let lines = await failure(
      "foo", index: ["foo 1.0; code: \(code)", "gauge 4.1; absent: gone"], pins: ["gauge 4.1"])
    expectGolden(lines.first)
  }

  /// A module in which other packages have a part may have any name.
  @Test func namesOfSharedPackagesAreNotJudged() async {
    let index = [
      "foo 1.0: lib, lib-part; code: from lib.part import gone", "lib 4.1; absent: gone",
    ]
    let lines = await failure(
      "foo", index: index, pins: ["lib 4.1; imports lib", "lib-part 1.0; imports lib.part"])
    #expect(lines.first == "no failure")
  }

  /// What runs in the place of an import that fails takes names, too.
  @Test(arguments: ["old", "kept"])
  func namesOfFallbacks(name: String) async {
    let code = "try:|  from lib import gone|except ImportError:|  from lib.place import \(name)"
    let lines = await failure(
      "foo", index: ["foo 1.0: lib<4; code: \(code)", "lib 4.1; absent: gone; absent: old"],
      pins: ["lib 4.1"])
    expectGolden(lines.first, name)
  }

  /// A package whose modules nothing names in nixpkgs is asked for all that nothing else brings.
  @Test(arguments: [
    ("from Strange.keywords import Gone", false), ("from Strange.keywords import Kept", true),
    ("from json import Gone", true), ("from user import Gone", true),
  ])
  func namesOfPackagesWhoseModulesAreNotKnown(code: String, isPlanned: Bool) async {
    let lines = await failure(
      "foo",
      index: ["foo 1.0: strange-lib==1.8, user; code: \(code)", "strange-lib 3.0; absent: Gone"],
      pins: ["strange-lib 3.0", "user 1.0; imports user"])
    if isPlanned {
      #expect(lines.first == "no failure")
    } else {
      expectGolden(lines.first, code)
    }
  }

  /// Branches for releases of what is needed are those of the release that is there.
  @Test(arguments: [
    ("pydantic.VERSION[0] == '2'", ["+ foo 1.0", "= gauge 4.1", "= pydantic 2.12"]),
    ("pydantic.VERSION[0] == '1'", ["+ foo 1.0", "= pydantic 2.12"]),
  ])
  func branchesForReleases(condition: String, expected: [String]) async throws {
    let plan = try await plan(
      ["foo"],
      index: FixtureIndex([
        "foo 1.0: pydantic; code: import pydantic|if \(condition):|  import gauge"
      ]),
      inventory: FixtureInventory(["gauge 4.1; imports gauge", "pydantic 2.12; imports pydantic"]))
    #expect(lines(of: plan) == expected)
  }

  /// What pydantic 2 has no place for keeps a bound below it from giving way.
  @Test(arguments: [
    ("class A(BaseModel):|  __root__: list", true),
    ("class A(BaseModel):|  __root__ = 1", true),
    ("from pydantic import BaseSettings", true),
    ("class A(BaseModel):|  root: list", false), ("def f():|  __root__: list = 1", false),
    ("if X:|  from pydantic.v1 import BaseModel|class A(BaseModel):|  __root__: list", false),
    ("if X:|  from pydantic import v1|class A(v1.BaseModel):|  __root__: list", false),
  ])
  func codeOfPydanticOne(code: String, isRefused: Bool) async {
    let index = [
      "foo 1.0: pydantic<2; code: from pydantic import BaseModel|\(code)", "pydantic 1.10",
      "pydantic 2.12",
    ]
    let lines = await failure("foo", index: index, pins: ["pydantic 2.12"])
    #expect((lines.first == "no failure") == !isRefused)
    if isRefused { expectGolden(lines.first, code) }
  }

  /// What well-known projects are known to have lost is not there whatever the metadata says.
  @Test(arguments: [
    ("flask; code: from flask import Markup", "flask 3.1", true),
    ("flask; code: from flask import Markup", "flask 2.3", false),
    ("flask; code: from flask import Flask", "flask 3.1", false),
    ("flask; code: try:|  from flask import Markup|except ImportError:|  pass", "flask 3.1", false),
    ("django; code: from django.utils.six.moves import range", "django 5.2", true),
    ("django; code: from django.utils import six", "django 5.2", true),
    ("django; code: from django.utils.sixth import x", "django 5.2", false),
    ("scikit-learn; code: from sklearn.externals import joblib", "scikit-learn 1.7", true),
  ])
  func namesThatAreKnownToBeLost(line: String, pin: String, isLost: Bool) async {
    let lines = await failure("foo", index: ["foo 1.0: \(line)", "flask 3.2"], pins: [pin])
    #expect((lines.first == "no failure") == !isLost)
    if isLost { expectGolden(lines.first, line) }
  }

  @Test func aWayOutHasWhatWasLost() async {
    let index = ["foo 1.0: flask<3; code: from flask import Markup", "flask 2.2", "flask 3.2"]
    let lines = await failure("foo", index: index, pins: ["flask 3.1"])
    expectGolden(lines.last)
  }

  /// What nixpkgs' package imports and does not bring along is not said of what needs that package.
  @Test func whatNixpkgsForgets() async throws {
    let plan = try await plan(
      ["foo"], index: FixtureIndex(["foo 1.0: eth-utils; code: import eth_utils"]),
      inventory: FixtureInventory(["eth-utils 5.3", "pydantic 2.12"]))
    let foo = try #require(plan.package(.pypi("foo")))
    #expect(foo.needs.dependencies.map(\.id.name) == ["eth-utils", "pydantic"])
    #expect(foo.build.fixes.undeclared == [])
    expectGolden(foo.words)
  }
}
