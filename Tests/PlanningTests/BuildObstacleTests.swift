import PackageMetadata
import TestSupport
import Testing

@testable import Planning

/// What keeps sources from being built, and builds from being checked.
@Suite struct BuildObstacleTests {
  private func package(_ index: [String], pins: [String] = []) async throws -> PlannedPackage {
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory(pins))
    return try #require(plan.package(.pypi("foo")))
  }

  private func refusal(_ index: [String], pins: [String] = []) async -> String {
    do throws(PlanningError) {
      _ = try await plan(["foo"], index: FixtureIndex(index), inventory: FixtureInventory(pins))
      return "no failure"
    } catch {
      guard case .noArtifact(let id, let reason, _, _) = error else { return "\(error)" }
      return "\(id.name): \(PlanWording.text(reason))"
    }
  }

  /// An extra that lists what is no name is refused by the poetry-core of today alone.
  @Test func extrasThatPoetryDoesNotKnow() async throws {
    let new = ["poetry-core 2.2.1"]
    let foo = try await package(["foo 1.0; poetry: a ^1"], pins: new)
    #expect(foo.notes == [.usesWheel(.unbuildable(.poetryExtra("a ^1")))])
    await expectGolden(refusal(["foo 1.0 sdist; poetry: a ^1"], pins: new))
    let old = try await package(["foo 1.0; poetry: a ^1"], pins: ["poetry-core 1.0.8"])
    #expect(old.words.isEmpty && old.build.sources.first?.artifact.kind == .sdist)
  }

  /// A project without a name is refused by backends that read the table.
  @Test(arguments: [
    ("poetry.core.masonry.api", "poetry-core 2.2", true),
    ("poetry.core.masonry.api", "poetry-core 1.9", false),
    ("setuptools.build_meta", "setuptools 80", true),
    ("setuptools.build_meta", "setuptools 47.3", false), ("hatchling.build", "hatchling 1.2", true),
  ])
  func projectsWithoutAName(backend: String, pin: String, isRefused: Bool) async throws {
    let foo = try await package(["foo 1.0; nameless: x; backend: \(backend)"], pins: [pin])
    #expect(foo.notes == (isRefused ? [.usesWheel(.unbuildable(.namelessProject))] : []))
  }

  /// What stands in for a part of the standard library is left out, unless the code insists on it.
  @Test func backportsThatCannotBeImported() async throws {
    let old = "unittest2 1.1; code: from collections import MutableMapping"
    let code = "try:|  import unittest2 as unittest|except ImportError:|  import unittest"
    let foo = try await package(["foo 1.0: unittest2; code: \(code)", old])
    #expect(foo.needs.dependencies.isEmpty)
    let reason = await refusal(["foo 1.0: unittest2; code: import unittest2", old])
    #expect(reason.hasPrefix("unittest2: "))
  }

  /// What code says of a home and of namespaces gets to the build.
  @Test func whatCodeSaysOfItsBuild() async throws {
    let home = "code: import os|os.makedirs(os.path.expanduser('~/x'))"
    #expect(try await package(["foo 1.0; \(home)"]).build.fixes.usesHome)
    #expect(try await !package(["foo 1.0; code: import os"]).build.fixes.usesHome)
    #expect(try await package(["foo 1.0; namespace: spread"]).build.fixes.namespaces == ["spread"])
  }

  /// A script that runs itself has no setuptools that brings distutils, where nixpkgs has one of its own.
  @Test func aScriptThatRunsItself() async throws {
    let script = "foo 1.0 sdist; hints: distutils; script: from distutils.core import setup"
    let foo = try await package([script], pins: ["distutils 80", "setuptools 80"])
    #expect(foo.build.buildSystem.map(\.id.name) == ["distutils"])
    let old = try await package([script], pins: ["setuptools 80"])
    #expect(old.build.buildSystem.map(\.id.name).isEmpty)
  }

  /// A module that a script imports and that nobody has is not there for its build either.
  @Test(arguments: [
    ("script: from version import x", true), ("build: numpy; script: import version", true),
    ("script: try:|  import version|except ImportError:|  pass", false),
    ("script: import sys|sys.path.insert(0, 'src')|import version", false),
    ("build: odd-tool; script: import version", false), ("script: import setuptools, re", false),
  ])
  func aModuleThatNobodyHas(script: String, isLacking: Bool) async throws {
    let pins = ["numpy 2.4", "odd-tool 1.0", "setuptools 80"]
    let foo = try await package(["foo 1.0; \(script)"], pins: pins)
    #expect(
      foo.notes == (isLacking ? [.usesWheel(.unbuildable(.missingModule("version")))] : []))
  }

  /// Hooks of cmake and ninja come along with what needs them to run.
  @Test func toolsThatComeAlong() async throws {
    let foo = try await package(["foo 1.0: bar", "bar 1.0: ninja"], pins: ["ninja 1.13"])
    #expect(foo.build.fixes.broughtTools == ["ninja"])
    let bar = try await package(["foo 1.0; build: ninja"], pins: ["ninja 1.13"])
    #expect(bar.build.fixes.broughtTools.isEmpty)
  }

  /// Directories that a file of the package puts on the path count where a Python starts with it, not in the
  /// check of a build.
  @Test(arguments: [("import engine", true), ("import math", false)])
  func whatIsFoundOnAPathOfAnother(code: String, isUncertain: Bool) async throws {
    let index = [
      "foo 1.0: bar; code: \(code)", "bar 1.0; part: engine; hints: path; imports: import math",
    ]
    let plan = try await plan(["foo"], index: FixtureIndex(index))
    let foo = try #require(plan.package(.pypi("foo")))
    let bar = try #require(plan.package(.pypi("bar")))
    #expect(foo.build.fixes.hasUncertainImport == isUncertain)
    #expect(bar.build.fixes.hasUncertainImport)
  }
}
