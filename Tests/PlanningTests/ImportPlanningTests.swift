import PackageMetadata
import TestSupport
import Testing
import Versions

@testable import Planning

/// What code imports and metadata does not name, and code that no Python of today runs.
@Suite struct ImportPlanningTests {
  private func package(
    _ index: [String], pins: [String] = [], python: String = "3.13.11"
  ) async throws -> PlannedPackage {
    let plan = try await plan(
      ["foo"], index: FixtureIndex(index), inventory: FixtureInventory(pins, python: python))
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

  struct Case: Sendable {
    let foo: String
    let dependencies: [String]
    let undeclared: [String]
    var pins: [String] = ["six 1.17", "pillow 12.1", "setuptools 80", "standard-telnetlib 3.13"]
    var more: [String] = []
    var python = "3.13.11"
  }

  static let cases: [Case] = [
    Case(foo: "code: import six", dependencies: ["six"], undeclared: ["six"]),
    Case(foo: "code: from PIL import Image", dependencies: ["pillow"], undeclared: ["pillow"]),
    Case(
      foo: "code: import pkg_resources", dependencies: ["setuptools"], undeclared: ["setuptools"]),
    Case(
      foo: "code: import telnetlib", dependencies: ["standard-telnetlib"],
      undeclared: ["standard-telnetlib"]),
    Case(foo: "code: import telnetlib", dependencies: [], undeclared: [], python: "3.12.1"),
    Case(
      foo: "code: try:|  import six|except ImportError:|  pass", dependencies: [], undeclared: []),
    Case(foo: "code: import nobody.knows.this", dependencies: [], undeclared: []),
    // A module that its project gave to another.
    Case(
      foo: ": lxml; code: from lxml.html.clean import Cleaner",
      dependencies: ["lxml", "lxml-html-clean"],
      undeclared: ["lxml-html-clean"], pins: ["lxml 6.0", "lxml-html-clean 0.4"]),
    Case(
      foo: ": lxml; code: from lxml.html import clean, fromstring",
      dependencies: ["lxml", "lxml-html-clean"], undeclared: ["lxml-html-clean"],
      pins: ["lxml 6.0", "lxml-html-clean 0.4"]),
    Case(
      foo: ": lxml; code: from lxml.html import fromstring", dependencies: ["lxml"], undeclared: [],
      pins: ["lxml 6.0", "lxml-html-clean 0.4"]),
    // What a requirement brings along does not have to be named.
    Case(
      foo: ": bar; code: import six", dependencies: ["bar"], undeclared: [],
      pins: ["six 1.17", "bar 1.0 -> six"]),
    Case(
      foo: ": bar; code: import six", dependencies: ["bar"], undeclared: [],
      pins: ["six 1.17"], more: ["bar 1.0: six"]),
    Case(foo: ": bar; code: import bar", dependencies: ["bar"], undeclared: [], more: ["bar 1.0"]),
    // A module that only the index has.
    Case(
      foo: "code: import imp", dependencies: ["zombie-imp"], undeclared: ["zombie-imp"],
      more: ["zombie-imp 0.0.3"]),
    Case(foo: "code: import imp", dependencies: [], undeclared: []),
    // setuptools brings distutils to those alone who import it first.
    Case(
      foo: ": setuptools; code: from distutils import version",
      dependencies: ["distutils", "setuptools"], undeclared: ["distutils"],
      pins: ["distutils 80", "setuptools 80"]),
    Case(
      foo: ": setuptools; code: import setuptools|from distutils import version",
      dependencies: ["setuptools"], undeclared: [], pins: ["distutils 80", "setuptools 80"]),
    // What is installed with it under a like name brings the module.
    Case(
      foo: ": fpdf2; code: import fpdf", dependencies: ["fpdf2"], undeclared: [],
      pins: ["fpdf 1.7", "fpdf2 2.8"]),
    Case(
      foo: ": py-rare; code: import rare", dependencies: ["py-rare"], undeclared: [],
      pins: ["rare 1.0", "py-rare 2.8"]),
    Case(
      foo: ": rarest; code: import rare", dependencies: ["rare", "rarest"], undeclared: ["rare"],
      pins: ["rare 1.0", "rarest 2.8"]),
    // nixpkgs has a part of the standard library apart.
    Case(
      foo: "code: from tkinter import ttk|import turtle", dependencies: ["tkinter"],
      undeclared: ["tkinter"], pins: ["tkinter 3.13.11"]),
    Case(foo: "code: import tkinter", dependencies: [], undeclared: []),
    Case(
      foo: "code: try:|  import tkinter|except ImportError:|  pass", dependencies: [],
      undeclared: [], pins: ["tkinter 3.13.11"]),
    // A check may try what the package itself needs.
    Case(
      foo: "code: import aio", dependencies: ["aio"], undeclared: ["aio"],
      pins: ["aio 3.9", "freedom 1.1 -> aio; imports aio"]),
    Case(
      foo: "code: import rare", dependencies: ["py-odd"], undeclared: ["py-odd"],
      pins: ["rare 1; imports other", "py-odd 1.1; imports rare"]),
    // Of a directory that foo shares, another project of that name has nothing.
    Case(
      foo: "part: rare.analytics; imports: import rare.notebook", dependencies: [], undeclared: [],
      pins: ["rare 3.2; imports rare"]),
    Case(
      foo: "part: rare.analytics; imports: import rare.notebook", dependencies: ["rare-notebook"],
      undeclared: ["rare-notebook"],
      pins: ["rare 3.2; imports rare", "rare-notebook 1; imports rare.notebook"]),
    // What a package of nixpkgs itself forgets.
    Case(
      foo: ": eth-utils; code: import eth_utils", dependencies: ["eth-utils", "pydantic"],
      undeclared: [], pins: ["eth-utils 5.3", "pydantic 2.12"]),
    Case(
      foo: ": eth-utils; code: import eth_utils", dependencies: ["eth-utils"], undeclared: [],
      pins: ["eth-utils 5.3 -> pydantic", "pydantic 2.12"]),
    Case(
      foo: ": eth-utils; code: import eth_utils", dependencies: ["eth-utils"], undeclared: [],
      pins: ["eth-utils 1.9", "pydantic 2.12"]),
    // Nobody knows whose 'api' is.
    Case(
      foo: "code: import api", dependencies: [], undeclared: [], pins: ["soma 1.1; imports api"]),
    // A module of Python 2 is not of a project that bears its name.
    Case(
      foo: "code: try:|  import ConfigParser|except ImportError:|  import configparser",
      dependencies: [], undeclared: [], pins: ["configparser 7.2"]),
  ]

  @Test(arguments: cases)
  func undeclared(_ one: Case) async throws {
    let line = "foo 1.0" + (one.foo.hasPrefix(":") ? "" : "; ") + one.foo
    for kind in ["", " wheel", " sdist"] {
      let foo = try await package(
        ["six 1.17", line.replacing("foo 1.0", with: "foo 1.0\(kind)")] + one.more,
        pins: one.pins, python: one.python)
      #expect(foo.needs.dependencies.map(\.id.name) == one.dependencies)
      #expect(foo.build.fixes.undeclared.map(\.name) == one.undeclared)
      let noted = foo.notes.compactMap { note -> String? in
        if case .importsUndeclared(let id) = note { id.name } else { nil }
      }
      #expect(noted == one.undeclared)
    }
  }

  @Test(arguments: [
    "code: print 'x'", "code: import urllib2", "code: from collections import Mapping",
  ])
  func codeOfAnotherTime(code: String) async {
    for kind in ["", " wheel", " sdist"] {
      await expectGolden(refusal(["foo 1.0\(kind); \(code)"]), code)
    }
  }

  /// What would be imported in place of Python's own module.
  @Test(arguments: [
    ("enum", "", true), ("enum", "; installs: other", false), ("telnetlib", "", false),
  ])
  func whatHidesTheStandardLibrary(name: String, more: String, isRefused: Bool) async throws {
    let python = try #require(PythonVersion("3.13.11"))
    var reason: NoArtifact?
    do throws(PlanningError) {
      _ = try await plan(
        [name], index: FixtureIndex(["\(name) 0.4 sdist; code: x = 1\(more)"]),
        inventory: FixtureInventory(["setuptools 80"], python: "3.13.11"))
    } catch {
      if case .noArtifact(_, let found, _, _) = error { reason = found }
    }
    let expected = NoArtifact.hidesStandardLibrary(
      PackageVersion("0.4", in: .pypi), module: name, python)
    #expect(reason == (isRefused ? expected : nil))
  }

  @Test func whatReadsDjangosSettingsIsNotTried() async throws {
    for code in [
      "from rest_framework import serializers", "from django.contrib.auth.models import User",
      "from django.db import models|class A(models.Model):|  pass",
    ] {
      let foo = try await package(
        ["foo 1.0: django, djangorestframework; code: \(code)"],
        pins: ["django 5.2", "djangorestframework 3.16"])
      #expect(foo.notes == [.importNeedsSettings])
      #expect(foo.checkedImportNames(of: foo.build).isEmpty)
    }
    let plain = try await package(
      ["foo 1.0: django; code: from django.db import models"], pins: ["django 5.2"])
    #expect(plain.words.isEmpty)
  }

  /// What only some of its modules import is worth no further import, and nothing where it is optional.
  @Test(arguments: [
    ("foo 1.0; member conv: import six", ["six"]),
    ("foo 1.0; extra fast: six; member conv: import six", []),
    ("foo 1.0; member conv: import rare", []),
    ("foo 1.0; member six: import six", []),
    ("foo 1.0; member conv: try:|  import six|except ImportError:|  pass", []),
    ("foo 1.0; member conv: print 'x'", []),
    // What it says itself it lacks, and a package beside its own.
    (
      "foo 1.0; member conv: try:|  import six|except ImportError:|  raise ImportError('get it')",
      []
    ),
    ("foo 1.0; member fooc.build: import six", []),
  ])
  func modulesThatNoRootLeadsTo(line: String, undeclared: [String]) async throws {
    let foo = try await package([line, "rare 1.0"], pins: ["six 1.17"])
    #expect(foo.build.fixes.undeclared.map(\.name) == undeclared)
  }

  @Test(arguments: [
    "downloads: x", "conversion: x", "script: print 'x'", "script: import ConfigParser",
  ])
  func scriptsThatDoNotRun(script: String) async throws {
    await expectGolden(refusal(["foo 1.0 sdist; \(script)"], pins: ["setuptools 80"]), script)
    let foo = try await package(["foo 1.0; \(script)"], pins: ["setuptools 80"])
    expectGolden(foo.words, "\(script), with a wheel")
  }

  /// The setuptools of before 58 converts it.
  @Test func sourcesOfPython2ThatSetuptoolsConverts() async throws {
    let foo = try await package(["foo 1.0 sdist; conversion: x"], pins: ["setuptools 47.3.1"])
    #expect(foo.words.isEmpty)
  }

  /// What is for macOS is needed by what other systems leave alone.
  @Test func whatIsForMacOSAlone() async throws {
    let objc = "objc 13.0 macosx source mac; code: x = 1"
    await expectGolden(refusal(["foo 1.0: objc", objc]), "needed")
    await expectGolden(refusal(["foo 1.0 macosx source mac; code: x = 1"]), "requested")
    #expect(await refusal(["foo 1.0 mac; code: x = 1"]) == "no failure")
    #expect(await refusal(["foo 1.0; darwin: objc", objc]) == "no failure")
  }

  @Test func aFileThatTheArchiveLacks() async throws {
    let foo = try await package(["foo 1.0; opens: version.py"])
    expectGolden(foo.words)
    let bar = try await package(["foo 1.0 sdist; opens: version.py"])
    #expect(bar.words.isEmpty && bar.build.sources.first?.artifact.kind == .sdist)
  }

  @Test func aScriptsImportsArePartOfTheBuild() async throws {
    let foo = try await package(
      ["foo 1.0 sdist; script: import numpy|from distutils.core import setup"],
      pins: ["numpy 2.3", "setuptools 80"])
    #expect(foo.build.buildSystem.map(\.id.name) == ["numpy"])
  }

  @Test func whatSetuptoolsAloneAsksFor() async throws {
    let foo = try await package(
      ["foo 1.0 sdist; build: setuptools; setup: pbr>=1, pytest-runner"],
      pins: ["pbr 7.0", "setuptools 80"])
    #expect(foo.build.buildSystem.map(\.id.name) == ["pbr", "setuptools"])
    #expect(foo.build.fixes.skipsRequirementCheck)
    let met = try await package(
      ["foo 1.0 sdist; build: setuptools; setup: pbr>=1"], pins: ["pbr 7.0", "setuptools 80"])
    #expect(!met.build.fixes.skipsRequirementCheck)
    // Only what has it in its build system compiles with it.
    for (line, expected) in [
      ("build: mypy, setuptools", ["mypy", "setuptools"]),
      ("build: setuptools; setup: mypy", ["setuptools"]),
    ] {
      let foo = try await package(
        ["foo 1.0 sdist; \(line)"], pins: ["mypy 1.19", "setuptools 80"])
      #expect(foo.build.buildSystem.map(\.id.name) == expected)
    }
  }

  @Test(arguments: [
    ("build: poetry>=0.12; backend: poetry.masonry.api", ["poetry-core"], 1),
    ("build: poetry>=0.12; backend: poetry.core.masonry.api", ["poetry-core"], 0),
    ("build: oldest-supported-numpy, setuptools", ["numpy", "setuptools"], 0),
    ("build: setuptools, setuptools-git-archive", ["setuptools"], 0),
    ("build: setuptools, pybind11[global]>=2", ["pybind11", "setuptools"], 0),
    ("build: setuptools[core]>=68", ["setuptools"], 0),
  ])
  func backendsThatArePrograms(build: String, expected: [String], substitutions: Int) async throws {
    let foo = try await package(
      ["foo 1.0 sdist; \(build)"],
      pins: ["poetry-core 2.2", "numpy 2.3", "setuptools 80", "poetry 2.2", "pybind11 3.0"])
    #expect(foo.build.buildSystem.map(\.id.name) == expected)
    #expect(foo.build.fixes.skipsRequirementCheck)
    #expect(foo.build.fixes.substitutions.count == substitutions)
  }

  /// What lies in the package of a project that it requires is imported in an environment only.
  @Test func partsOfAnothersPackage() async throws {
    let foo = try await package(
      ["foo 1.0 sdist: azure-core; code: import os; installs: azure.core.foo"],
      pins: ["azure-core 1.36"])
    #expect(foo.checkedImportNames(of: foo.build) == ["foo"])
    let plan = try await plan(
      ["azure-core-foo"],
      index: FixtureIndex(["azure-core-foo 1.0 wheel: azure-core; part: azure.core.foo"]),
      inventory: FixtureInventory(["azure-core 1.36"]))
    let part = try #require(plan.package(.pypi("azure-core-foo")))
    #expect(part.build.fixes.hasUncertainImport)
  }

  /// What two packages install under one name is found in the plan.
  @Test func collisions() async throws {
    let index = [
      "foo 1.0 wheel: bar; code: import os; installs: tests",
      "bar 1.0 wheel; code: import os; installs: tests", "baz 1.0 wheel; code: import os",
    ]
    let plan = try await plan(["foo", "baz"], index: FixtureIndex(index))
    expectGolden(plan.package(.pypi("foo"))?.words)
    #expect(plan.package(.pypi("bar"))?.words == [])
    #expect(plan.package(.pypi("baz"))?.words == [])
  }

  @Test(arguments: ["raises: x", "build: setuptools"])
  func theBetterName(line: String) async {
    do throws(PlanningError) {
      _ = try await plan(
        ["sklearn"], index: FixtureIndex(["sklearn 0.0 sdist; \(line)"]),
        inventory: FixtureInventory(["setuptools 80"]))
      Issue.record("it was planned")
    } catch {
      guard case .noArtifact(_, let found, _, _) = error else {
        Issue.record("\(error)")
        return
      }
      expectGolden(PlanWording.text(found), line)
    }
  }

  /// A backend may come along with what is asked for; it is named all the same.
  @Test func theBackendIsNamed() async throws {
    let foo = try await package(
      ["foo 1.0 sdist; build: hatch-vcs; backend: hatchling.build"],
      pins: ["hatch-vcs 0.5 -> hatchling", "hatchling 1.28"])
    #expect(foo.build.buildSystem.map(\.id.name) == ["hatch-vcs", "hatchling"])
    #expect(!foo.build.fixes.skipsRequirementCheck)
  }

  @Test func backportsOfTheStandardLibraryAreLeftOut() async throws {
    let foo = try await package(
      [
        "foo 1.0: argparse, enum34>=1, dataclasses; build: setuptools", "argparse 1.4",
        "enum34 1.1",
      ],
      pins: ["setuptools 80"])
    #expect(foo.needs.dependencies.isEmpty)
  }

  /// A project that bears a module's name is left out unless nixpkgs has it: it may bring more.
  @Test(arguments: [("ipaddress", [] as [String]), ("configparser", ["configparser"])])
  func whatBearsTheNameOfAModuleIsLeftOut(name: String, expected: [String]) async throws {
    let foo = try await package(
      ["foo 1.0: \(name); build: setuptools", "ipaddress 1.0.23"],
      pins: ["setuptools 80", "configparser 7.2"])
    #expect(foo.needs.dependencies.map(\.id.name) == expected)
  }

  @Test func whatABuildDoesNotKnowIsTakenOut() async throws {
    let foo = try await package([
      "foo 1.0 sdist; key: requires-python; versioneer: x; pip: x; optimised: x"
    ])
    #expect(foo.build.fixes.droppedKeys == ["requires-python"])
    #expect(foo.build.fixes.hasOldVersioneer && foo.build.fixes.parsesWithPip)
    #expect(foo.build.fixes.optimisesBytecode)
    let hostile = try await package(["foo 1.0 sdist; key: a'b"])
    #expect(hostile.build.fixes.droppedKeys.isEmpty)
  }

  /// A backend compares classifiers with those of nixpkgs' trove-classifiers.
  @Test(arguments: [
    ("2026-03-01", "classifier: Framework :: New", true),
    ("2026-03-01", "classifier: Framework :: Old", false),
    ("2026-03-01", "build: setuptools", false),
    // PyPI knew it then.
    ("2025-11-30", "classifier: Framework :: New", false),
  ])
  func classifiersThatAreNew(day: String, section: String, isNew: Bool) async throws {
    let foo = try await package(
      [
        "foo 1.0 sdist \(day); build: hatchling; \(section)",
        "trove-classifiers 2025.12.1.14; absent: \"Framework :: New\"",
      ],
      pins: ["hatchling 1.28", "setuptools 80", "trove-classifiers 2025.12.1.14"])
    #expect(foo.build.fixes.hasNewClassifiers == isNew)
  }

  /// Builds do not share an environment: one for which nothing fits does not mean taking other wheels.
  @Test func blame() async throws {
    let index = [
      "foo 1.0: bar; build: tool>=1", "bar 1.0; build: odd==9", "tool 1.0", "odd 1.0",
    ]
    let plan = try await plan(["foo"], index: FixtureIndex(index))
    #expect(plan.package(.pypi("foo"))?.words == [])
    expectGolden(plan.package(.pypi("bar"))?.words)
  }

  @Test func aProgramThatIsCalledAtImportIsKnown() async throws {
    let plan = try await plan(["jsii"], index: FixtureIndex(["jsii 1.1; code: x = 1"]))
    let jsii = try #require(plan.package(.pypi("jsii")))
    #expect(jsii.build.fixes.calledPrograms.map(\.name) == ["node"])
    #expect(jsii.build.fixes.usesHome)
    let foo = try await package(["foo 1.0; code: x = 1"])
    #expect(foo.build.fixes.calledPrograms.isEmpty)
    let zig = try await package(
      ["foo 1.0; code: x = 1; build: ziglang", "ziglang 0.13"], pins: ["setuptools 80"])
    #expect(!foo.build.fixes.usesHome && zig.build.fixes.usesHome)
  }
}
