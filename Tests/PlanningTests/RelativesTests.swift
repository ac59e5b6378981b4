import PackageMetadata
import Testing

@testable import Planning

/// Modules of projects that nixpkgs lacks and nobody requires, which the importing package's makers have on the index.
struct RelativesTests {
  @Test(arguments: [
    ("https://house.test/tools", "https://house.test/tools", ["relative"]),
    ("http://www.house.test/tools/", "https://house.test/Tools.git", ["relative"]),
    ("https://house.test/tools", "https://house.test/other", []),
    // Not a home of anybody: a whole site, and what a template says.
    ("https://house.test/", "https://house.test", []),
    ("https://git.test/pypa/sampleproject", "https://git.test/pypa/sampleproject", []),
    ("tools", "tools", []),
  ])
  func `a project of the same home is named, and not taken`(
    own: String, other: String, named: [String]
  ) async throws {
    let index = [
      "foo 1.0 ; home: \(own); code: import relative.part", "relative 2.0 ; home: \(other)",
    ]
    let plan = try await plan(["foo"], index: FixtureIndex(index), inventory: FixtureInventory([]))
    let foo = try #require(plan.package(.pypi("foo")))
    #expect(Self.relatives(of: foo) == named)
    // Anybody can claim a home page.
    #expect(foo.needs.dependencies.isEmpty && plan.package(.pypi("relative")) == nil)
  }

  /// What the code does without, or has itself, is not asked for; what a project lacks is no failure.
  @Test(arguments: [
    "try:|  import relative|except ImportError:|  pass", "def f():|  import relative",
    "import unheard_of", "import foo.relative",
  ])
  func `what is not needed`(code: String) async throws {
    let home = "https://house.test/tools"
    let index = ["foo 1.0 ; home: \(home); code: \(code)", "relative 2.0 ; home: \(home)"]
    let plan = try await plan(["foo"], index: FixtureIndex(index), inventory: FixtureInventory([]))
    let foo = try #require(plan.package(.pypi("foo")))
    #expect(Self.relatives(of: foo) == [])
  }

  @Test func `a part of the same namespace`() async throws {
    let home = "https://house.test/family"
    let index = [
      "family-core 1.0 ; home: \(home); part: family.core; imports: from family.log import x",
      "family-log 2.0 ; home: \(home); part: family.log",
    ]
    let plan = try await plan(
      ["family-core"], index: FixtureIndex(index), inventory: FixtureInventory([]))
    let core = try #require(plan.package(.pypi("family-core")))
    #expect(Self.relatives(of: core) == ["family-log"])
  }

  private static func relatives(of package: PlannedPackage) -> [String] {
    package.notes.flatMap { note -> [String] in
      if case .mayBeBrought(let projects) = note { return projects.map { String($0.name) } }
      return []
    }
  }
}
