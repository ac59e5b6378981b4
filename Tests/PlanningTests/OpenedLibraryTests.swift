import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// C libraries that code opens when it runs.
@Suite struct OpenedLibraryTests {
  private func package(_ index: [String]) async throws -> PlannedPackage {
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory([], python: "3.13.11"))
    return try #require(plan.package(.pypi("foo")))
  }

  @Test(arguments: [
    ("ctypes.util.find_library('magic')", ["file: magic"]),
    ("lib = ctypes.CDLL('libsodium.so.23')", ["libsodium: libsodium.so.23"]),
    (
      "def f():|  return ctypes.cdll.LoadLibrary('libenchant-2.so.2')",
      ["enchant: libenchant-2.so.2"]
    ),
    ("ctypes.util.find_library('c')", []),
    ("ctypes.CDLL('kernel32.dll')", []),
    ("find_library('mystery')", []),
  ])
  func librariesThatCodeOpens(code: String, libraries: [String]) async throws {
    for kind in [" wheel", " sdist"] {
      let foo = try await package(["foo 1.0\(kind); code: import ctypes.util|\(code)"])
      #expect(
        foo.build.fixes.libraries.map {
          "\($0.attributes[0].joined(separator: ".")): \($0.file ?? $0.stem)"
        }
          == libraries)
      expectGolden(foo.words, code)
    }
  }

  @Test func librariesThatCodeOpensByNamesInVariables() async throws {
    let code = "for name in ('libmagic.so.1', 'linux', 'libmystery.so'):|  ctypes.CDLL(name)"
    let foo = try await package(["foo 1.0 wheel; code: import ctypes|\(code)"])
    #expect(foo.build.fixes.namedLibraries.map(\.name) == ["libmagic.so.1"])
    expectGolden(foo.words)
  }
}
