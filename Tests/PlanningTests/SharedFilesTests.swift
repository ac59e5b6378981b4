import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// Files that several packages of a plan install.
@Suite struct SharedFilesTests {
  private func bar(_ bar: String, foo needs: String = ": bar") async throws -> PlannedPackage {
    let plan = try await plan(
      ["foo", "bar"],
      index: FixtureIndex([
        "foo 1.0 wheel\(needs); code: x = 1; installs: lib; file 1: lib/x.py; file 1: tests/x.py; "
          + "file 1: foo-1.0.dist-info/RECORD",
        "bar 1.0 wheel; code: x = 1; installs: lib; \(bar)",
      ]))
    return try #require(plan.package(.pypi("bar")))
  }

  /// A file gives way to another of the same name in what needs its package.
  @Test func filesOfWhatIsNeededGiveWay() async throws {
    let bar = try await bar("file 2: lib/x.py")
    #expect(bar.build.fixes.priorityRank == 1)
    expectGolden(bar.words)
  }

  @Test(arguments: [
    "file 1: lib/x.py", "file 2: lib/y.py", "file 2: tests/x.py",
    "file 2: foo-1.0.dist-info/RECORD",
  ])
  func otherFilesStay(file: String) async throws {
    #expect(try await bar(file).build.fixes.priorityRank == 0)
  }

  /// Of packages that do not need each other, nobody knows which is meant.
  @Test func strangersStayInEachOthersWay() async throws {
    let index = [
      "foo 1.0 wheel; code: x = 1; installs: lib; file 1: lib/x.py",
      "bar 1.0 wheel; code: x = 1; installs: lib; file 2: lib/x.py",
    ]
    let plan = try await plan(["foo", "bar"], index: FixtureIndex(index))
    #expect(plan.packages.map(\.build.fixes.priorityRank) == [0, 0])
    expectGolden(plan.packages.flatMap(\.words))
  }

  /// A package that two distributions have parts of, and nothing else, is a namespace.
  @Test(arguments: [
    ("kit.one", "kit.two", true), ("kit.one", "kit.one", false), ("kit.one", "tool.one", false),
  ])
  func packagesThatAreSplit(first: String, second: String, isSplit: Bool) async throws {
    let index = ["foo 1.0: bar; member \(first): x = 1", "bar 1.0; member \(second): x = 1"]
    let plan = try await plan(["foo"], index: FixtureIndex(index))
    for (name, member) in [("foo", first), ("bar", second)] {
      let package = try #require(plan.package(.pypi(name[...])))
      #expect(package.build.fixes.namespaces == (isSplit ? ["kit"] : []))
      #expect(
        package.build.importNames
          == (isSplit ? [name, member] : [name, String(member.prefix { $0 != "." })]))
    }
    let collide = plan.packages.flatMap(\.notes).contains { note in
      if case .collides("kit", _) = note { true } else { false }
    }
    #expect(collide == (first == second))
  }

  @Test func ranksGoDownWithEachNeed() {
    func id(_ name: String) -> PackageID { .pypi(name[...]) }
    let shared = SharedFiles(
      closures: [
        id("a"): [id("a"), id("b"), id("c")], id("b"): [id("b"), id("c")], id("c"): [id("c")],
      ],
      files: [
        id("a"): ["lib/__init__.py": 1, "space/__init__.py": 1],
        id("b"): ["lib/__init__.py": 2, "space/__init__.py": 2], id("c"): ["lib/__init__.py": 3],
      ], namespaces: ["space"])
    #expect(SharedFiles.ranks(shared.yields) == [id("b"): 1, id("c"): 2])
    #expect(shared.yields.allSatisfy { $0.path == "lib/__init__.py" })
  }
}
