import PackageMetadata
import PythonSource
import Synchronization
import TestSupport
import Testing

@testable import PyPI

@Suite struct SdistTests {
  @Test(arguments: [
    ("says-all", ["attrs"], "PKG-INFO"),
    (
      "in-project",
      [
        "attrs>=20; python_version < \"3.12\" or sys_platform == \"win32\"",
        "rich; extra == \"nice-extra\"",
      ], "pyproject.toml"
    ),
    ("poetic", ["attrs>=20,<22"], "PKG-INFO"),
    (
      "egg-says",
      [
        "six", "enum34; python_version < \"3\"", "cython>=0.29; extra == \"fast\"",
        "pywin32; sys_platform == \"win32\" and extra == \"fast\"",
      ], "requires.txt"
    ),
    ("egg-empty", [], "requires.txt"),
    (
      "configured",
      [
        "attrs", "tomli>=1; python_version < \"3.11\"", "sphinx; extra == \"docs\"",
        "furo; extra == \"docs\"",
      ], "setup.cfg"
    ),
    ("plain", [], "PKG-INFO"),
  ])
  func findsTheFileThatTells(name: String, expected: [String], file: String) async throws {
    let metadata = try await Recording().catalog().metadata(name)
    #expect(metadata.texts == expected)
    #expect(metadata.provenance.hasPrefix(file + " of "))
    #expect(metadata.summary == "About \(name)")
  }

  @Test func extrasWithoutRequirementsAreExtras() async throws {
    let metadata = try await Recording().catalog().metadata("in-project")
    #expect(metadata.extras == ["empty", "nice-extra"])
  }

  @Test func whatIsComputedIsUnknown() async throws {
    let metadata = try await Recording().catalog().metadata("computes")
    #expect(
      metadata.texts == [
        "unknown: there is no wheel, and computes-1.0.tar.gz has them computed by its setup.py,"
          + " which is not run"
      ])
  }

  @Test("an archive is asked to compute its requirements once, and only if no file lists them")
  func probed() async throws {
    let asked = Mutex<[String]>([])
    let probe = MetadataProbe { archive in
      asked.withLock {
        $0.append("\(archive.artifact.fileName) \(archive.backend ?? "setuptools")")
      }
      return .metadata(
        Array(
          "Metadata-Version: 2.1\nName: x\nVersion: 9\nRequires-Dist: b>=2\n\nRequires-Dist: c".utf8
        ))
    }
    let catalog = Recording().catalog(probe: probe)
    let metadata = try await catalog.metadata("computes")
    #expect(metadata.texts == ["b>=2"])
    _ = try await catalog.metadata("computes")
    _ = try await catalog.metadata("early")
    #expect(asked.withLock { $0 } == ["computes-1.0.tar.gz setuptools"])
    let failing = Recording().catalog(probe: MetadataProbe { _ in .failure(reason: "no compiler") })
    expectGolden(try await failing.metadata("computes").texts)
  }

  @Test(arguments: [("early", true), ("late", false)])
  func readsNoMoreThanTellsTheRequirements(name: String, isEarly: Bool) async throws {
    let recording = Recording()
    let cache = try ScratchFolder()
    let release = try await recording.catalog().release(name)
    let reader = SdistReader(
      client: recording.client(cache: cache.path), minor: 13, headBytes: 2048)
    let sdist = release.artifacts[0]
    let partial = try await reader.record(of: sdist, in: release, need: .requirements)
    #expect(partial.isComplete == !isEarly)
    #expect(recording.requests.count == (isEarly ? 2 : 3))
    let whole = try await reader.record(of: sdist, in: release, need: .everything)
    #expect(whole.isComplete)
    #expect(recording.requests.count == 3)
    #expect(
      try partial.metadata(fileName: sdist.fileName) == whole.metadata(fileName: sdist.fileName))
    withExtendedLifetime(cache) {}
  }

  @Test func tellsWhatItTakesToBuild() async throws {
    let catalog = Recording().catalog()
    let release = try await catalog.release("native")
    let build = try await catalog.build(of: release.artifacts[0], in: release)
    #expect(build.backend == "maturin")
    #expect(build.hasBuildSystem)
    #expect(build.requirements.map(\.description) == ["maturin>=1,<2"])
    #expect(build.hints == ["cmake", "cython", "fortran", "rust"])
  }

  @Test func legacyArchivesHaveNoBuildSystem() async throws {
    let catalog = Recording().catalog()
    let release = try await catalog.release("egg-says")
    let build = try await catalog.build(of: release.artifacts[0], in: release)
    #expect(build.backend == nil)
    #expect(!build.hasBuildSystem)
    #expect(build.requirements.map(\.description) == ["pytest-runner"])
    #expect(build.importNames == ["egg_says"])
  }

  @Test func theWheelShowsWhatIsImported() async throws {
    let catalog = Recording().catalog()
    let release = try await catalog.release("tidy-project", "1.1")
    let build = try await catalog.build(of: release.artifacts[1], in: release)
    #expect(build.importNames == ["tidy_project"])
    #expect(build.requirements.map(\.id.name) == ["hatchling", "hatch-vcs"])
  }

  @Test(arguments: [("changed", "the index says 0000"), ("junk", "an HTML page")])
  func refusesAnArchiveThatIsNotWhatItShouldBe(name: String, part: String) async throws {
    let catalog = Recording().catalog()
    let release = try await catalog.release(name)
    let error = try await #require(throws: CatalogError.self) {
      try await catalog.build(of: release.artifacts[0], in: release)
    }
    guard case .malformed(_, _, let reason) = error else { throw error }
    #expect(reason.contains(part))
  }

  @Test("what scikit-build-core's providers of metadata are of is required for building")
  func providersOfMetadata() throws {
    func requires(_ asked: String) throws -> [String] {
      let text = """
        [build-system]
        requires = [\(asked)]
        build-backend = "scikit_build_core.build"
        [tool.scikit-build]
        metadata.version.provider = "scikit_build_core.metadata.setuptools_scm"
        metadata.readme = { provider = "own", provider-path = "x" }
        """
      return try PyProjectFile(Array(text.utf8)).requires
    }
    #expect(try requires("'scikit-build-core'") == ["scikit-build-core", "setuptools-scm"])
    #expect(try requires("'setuptools-scm>=8'") == ["setuptools-scm>=8"])
  }

  @Test("what hatchling's hooks ask for is required for building")
  func hatchHooks() throws {
    let text = """
      [build-system]
      requires = ["hatchling"]
      build-backend = "hatchling.build"
      [tool.hatch.build.hooks.custom]
      dependencies = ["babel", "hatchling"]
      [tool.hatch.build.targets.wheel]
      dependencies = ["wheel-maker"]
      [tool.hatch.build.targets.wheel.hooks.mypyc]
      dependencies = ["hatch-mypyc"]
      enable-by-default = false
      [tool.hatch.build.targets.sdist.hooks.custom]
      dependencies = ["of-the-sdist"]
      """
    let file = try PyProjectFile(Array(text.utf8))
    #expect(file.requires == ["hatchling", "babel", "wheel-maker"])
    let other = text.split(separator: "hatchling.build").joined(separator: "flit_core.buildapi")
    #expect(try PyProjectFile(Array(other.utf8)).requires == ["hatchling"])
  }

  /// Those that hatchling may not know yet; other backends take any.
  @Test(arguments: [
    ("hatchling.build", ["Framework :: A :: 6.1", "Environment :: B"]), ("flit_core.buildapi", []),
  ])
  func classifiersThatABackendChecks(backend: String, expected: [String]) throws {
    let text = """
      build-system.build-backend = '\(backend)'
      [project]
      classifiers = ["Framework :: A :: 6.1", "License :: X", "Environment :: B", "Framework :: \\"c"]
      """
    var record = SdistRecord()
    record.project = try PyProjectFile(Array(text.utf8))
    #expect(record.project?.classifiers == expected)
    #expect(record.build(fileName: "x").classifiers == expected)
    #expect(SdistRecord(record.encoded) == record)
  }

  @Test func recordsSurviveTheirBytes() throws {
    var record = SdistRecord()
    record.packageInfo = [1, 2, 3]
    record.project = try PyProjectFile(
      Array("[build-system]\nrequires=['a']\n[project]\ndependencies=['b']\n".utf8))
    record.egg = [SectionedRequirement(text: "x", extra: "y", marker: "z")]
    record.configured = []
    record.isToldCertain = true
    record.obstacles = [.poetryExtra("a ^1")]
    record.setupScript = .computes
    record.hints = ["rust"]
    record.notes = ["a", ""]
    #expect(SdistRecord(record.encoded) == record)
    for count in record.encoded.indices {
      #expect(SdistRecord(Array(record.encoded.prefix(count))) == nil)
    }
  }

  /// What the files of an archive say, beyond requirements.
  private func record(_ files: [String: String]) -> SdistRecord {
    var scan = SdistScan(project: "x", readsCode: true)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) where scan.meet(path) {
      scan.take(path, Array(text.utf8))
    }
    return scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
  }

  @Test(arguments: [
    [
      "x.egg-info/entry_points.txt": "[console_scripts]\none = x.cli:main [extra]\n[other]\na = b\n"
    ],
    ["pyproject.toml": "[project.scripts]\none = 'x.cli:main'\n"],
    [
      "pyproject.toml":
        "[tool.poetry.scripts]\none = { reference = 'x.cli:main', type = 'console' }\n"
    ],
    ["setup.cfg": "[options.entry_points]\nconsole_scripts =\n  one = x.cli:main\n"],
    ["setup.py": "setup(entry_points={'console_scripts': ['one = x.cli:main', \"two;rm = x:y\"]})"],
  ])
  func programs(files: [String: String]) {
    let found = record(files.merging(["x/__init__.py": "", "x/cli.py": "import click"]) { $1 })
    #expect(found.programs == ["one"])
    #expect(found.imports.others.contains("x.cli"))
  }

  /// What an author's machine made of a script is worth less than the script, where that is read whole.
  @Test(arguments: [
    ("if sys.platform == 'darwin':\n    r.append('pyobjc')", "six", ["six"], "setup.py"),
    ("if os.environ.get('X'):\n    r.append('pyobjc')", "six", ["pyobjc", "six"], "requires.txt"),
  ])
  func requirementsOfAnotherMachine(
    condition: String, named: String, expected: [String], file: String
  ) throws {
    let found = record([
      "setup.py": "r = ['\(named)']\n\(condition)\nsetup(install_requires=r)",
      "x.egg-info/requires.txt": "six\npyobjc\n",
      "x.egg-info/PKG-INFO": "Metadata-Version: 1.1\nName: x\nVersion: 1.0\n",
    ])
    let metadata = try found.metadata(fileName: "x-1.0.tar.gz")
    #expect(metadata.texts.sorted() == expected)
    #expect(metadata.provenance.hasPrefix(file))
  }

  /// setup.cfg counts where both name requirements.
  @Test func requirementsOfAConfigurationCount() throws {
    let found = record([
      "setup.py": "setup(install_requires=['a'])", "setup.cfg": "[options]\ninstall_requires = b\n",
      "x.egg-info/requires.txt": "b\n",
    ])
    #expect(try found.metadata(fileName: "x-1.0.tar.gz").texts == ["b"])
  }

  @Test(arguments: [
    ("config = ['a ^1']", [BuildObstacle.poetryExtra("a ^1")]), ("config = ['a.b-c']", []),
    ("one = ['a']\ntwo = ['b', 'c>1']", [.poetryExtra("c>1")]), ("config = 1", []),
  ])
  func extrasOfPoetry(extras: String, obstacles: [BuildObstacle]) {
    let project = "[tool.poetry]\nname = 'x'\n[tool.poetry.extras]\n\(extras)\n"
    #expect(record(["pyproject.toml": project]).obstacles == obstacles)
  }

  @Test(arguments: [
    ("[project]\nversion = '1'\n", [BuildObstacle.namelessProject]),
    ("[project]\nname = 'x'\n", []), ("[project.scripts]\na = 'b:c'\n", [.namelessProject]),
    ("[tool.x]\na = 1\n", []),
  ])
  func projectsWithoutAName(project: String, obstacles: [BuildObstacle]) {
    #expect(record(["pyproject.toml": project]).obstacles == obstacles)
  }

  @Test func modulesOfItsOwnThatOnlyPythonTwoHad() {
    func imported(_ setup: String) -> Set<String> {
      let files = ["setup.py": setup, "src/python/x/commands.py": "import docutils"]
      return Set(record(files).setupImports.modules.map(\.name))
    }
    #expect(
      imported("import sys\nsys.path.insert(0, 'src/python/x')\nimport commands\n").contains(
        "commands"))
    #expect(!imported("import commands\n").contains("commands"))
  }

  @Test func scriptsThatASetupScriptRuns() {
    let files = [
      "setup.py": """
      from install import install_c
      run(os.path.join(here, 'ffi', 'build.py'))
      setup(ext_modules=[])
      """,
      "install.py": "check_call(['cmake', '.'])", "ffi/build.py": "libraries = ['ffi']",
      "other.py": "libraries = ['other']", "doc/build.py": "libraries = ['doc']",
    ]
    let hints = record(files).hints
    #expect(hints.contains("tool:cmake") && hints.contains("lib:ffi"))
    #expect(!hints.contains("lib:other") && !hints.contains("lib:doc"))
  }

  @Test func whatABuildDownloads() {
    let download = "class D(build_py):\n  def run(self):\n    urlopen('https://x.test')\n"
    let found = record(["setup.py": download + "setup(cmdclass={'build_py': D})"])
    #expect(found.obstacles == [.downloads])
    let upload = record(["setup.py": download + "setup(cmdclass={'upload': D})"])
    #expect(upload.obstacles.isEmpty)
  }

  /// Of a condition that asks for a file, the branch without one runs.
  @Test(arguments: [
    ("if os.path.isfile(x):\n      pass\n    else:\n      urlopen(y)", [BuildObstacle.downloads]),
    ("if not exists(x):\n      urlopen(y)", [.downloads]),
    ("if self.wanted:\n      pass\n    else:\n      urlopen(y)", []),
    (
      "if isfile(x):\n      pass\n    z = 1\n    if z:\n      pass\n    else:\n      urlopen(y)", []
    ),
  ])
  func whatADownloadHangsOn(body: String, obstacles: [BuildObstacle]) {
    let script =
      "class D(build_py):\n  def run(self):\n    \(body)\nsetup(cmdclass={'build_py': D})"
    #expect(record(["setup.py": script]).obstacles == obstacles)
  }

  @Test func whatSetuptoolsScmIsNeededFor() {
    #expect(
      record(["setup.py": "setup(use_scm_version=True)"]).setupRequirements == ["setuptools-scm"])
  }

  @Test(arguments: [
    "[project\n", "a = [[[[", "x = \"\u{0}\"", "[build-system]\nrequires = 1\nrequires = 2\n",
    String(repeating: "[", count: 100_000), "a." + String(repeating: "b.", count: 5000),
  ])
  func aDamagedProjectFileIsSaidSo(text: String) {
    var scan = SdistScan(project: "x")
    let isWanted = scan.meet("pyproject.toml")
    #expect(isWanted)
    scan.take("pyproject.toml", Array(text.utf8))
    let record = scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
    #expect(record.project == nil)
    let start = "x-1.0.tar.gz: its pyproject.toml cannot be read: "
    #expect(record.notes.first?.hasPrefix(start) == true)
  }

  @Test(arguments: [
    ("dependencies = ['a']\ndynamic = ['version']", ["a"] as [String]?),
    ("dynamic = ['dependencies']", nil), ("name = 'x'", []),
    ("dependencies = ['a']\ndynamic = ['optional-dependencies']", nil),
    ("dependencies = 'a'", []),
  ])
  func dynamicDependenciesAreNotStatic(text: String, expected: [String]?) throws {
    let file = try PyProjectFile(Array("[project]\n\(text)\n".utf8))
    #expect(file.dependencies?.map(\.text) == expected)
  }

  /// Sources that a script looks for, which an archive may lack.
  @Test(arguments: [
    ("if path.exists(\"src/scanner.c\"):", ["src/scanner.c"]),
    ("os.path.exists('a/b.cpp') or exists( 'c.c')", ["a/b.cpp"]),
    ("if exists('README.md'): pass", []), ("if exists(name): pass", []), ("exists('x.c", []),
    ("exists(", []), ("", []),
  ])
  func sourcesThatAScriptLooksFor(script: String, expected: [String]) {
    #expect(SdistScan.sourcesAskedFor(Array(script.utf8)) == expected)
  }

  /// Paths that a script names, less those that it puts together.
  @Test(arguments: [
    ("Extension(\"a.b\", [\"a/b.pyx\", './c.pyx'])", ["a/b.pyx", "c.pyx"]),
    ("cythonize(\"a/*.pyx\")", []), ("f\"{name}.pyx\"", []), ("'../b.pyx'", []),
    ("name + '.pyx'", []), ("# b.pyx", []), ("b.pyx\"", []), (".pyx'", []), ("", []),
  ])
  func cythonSourcesOfAScript(script: String, expected: [String]) {
    #expect(SdistScan.cythonSources(Array(script.utf8)) == expected)
  }

  /// Where an archive lacks what its script compiles with Cython, it has what was made of that, or its build
  /// fails.
  @Test(arguments: [
    (["a/b.pyx"], "", true, [] as [BuildObstacle]), (["a/b.c"], "", false, []),
    (["src/a/b.pyx"], "", true, []),
    (["a/b.c"], "[build-system]\nrequires = ['cython']", false, [.missingFile("a/b.pyx")]),
    (["a/c.pyx"], "", true, [.missingFile("a/b.pyx")]),
  ])
  func cythonSourcesThatAreNotThere(
    files: [String], project: String, isCompiled: Bool, obstacles: [BuildObstacle]
  ) {
    let script = "from Cython.Build import cythonize\nsetup(ext_modules=cythonize(['a/b.pyx']))"
    var scan = SdistScan(project: "x")
    for file in files + ["setup.py", "pyproject.toml"] { _ = scan.meet(file) }
    scan.take("setup.py", Array(script.utf8))
    if !project.isEmpty { scan.take("pyproject.toml", Array(project.utf8)) }
    let record = scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
    #expect(record.hints.contains("cythonize") == isCompiled)
    #expect(record.obstacles == obstacles)
  }

  /// C code that an older Cython made, which has to be made anew where its source is there.
  @Test(arguments: [
    ("/* Generated by Cython 0.29.35 */", ["a/b.pyx"], "", 13, ["remake2:a/b.c"]),
    (
      "/* Generated by Cython 0.29.35 */", ["a/b.pyx"], "cythonize(x, language_level=3)", 13,
      ["remake3:a/b.c"]
    ),
    ("/* Generated by Cython 0.29.35 */", ["a/b.pyx"], "", 12, []),
    ("/* Generated by Cython 3.0.2 */", ["a/b.pyx"], "", 13, ["remake:a/b.c"]),
    ("/* Generated by Cython 3.1.2 */", ["a/b.pyx"], "", 13, []),
    ("/* Generated by Cython 0.29.35 */", [], "", 13, []),
    ("/* By hand */", ["a/b.pyx"], "", 13, []), ("", ["a/b.pyx"], "", 13, []),
  ])
  func staleOutputOfCython(
    code: String, beside: [String], script: String, minor: Int, expected: [String]
  ) {
    var scan = SdistScan(project: "x", minor: minor, readsCode: true)
    for file in beside + ["setup.py"] { _ = scan.meet(file) }
    let isWanted = scan.meet("a/b.c")
    #expect(isWanted)
    scan.take("setup.py", Array("setup(ext_modules=\(script))".utf8))
    scan.take("a/b.c", Array("\(code)\n".utf8))
    let record = scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
    #expect(record.hints.filter { $0.hasPrefix("remake") } == expected)
  }

  @Test func pathsThatAShellWouldReadArePassedOver() {
    for path in ["a b", "-a", "a;b", "$a", "../a"] {
      var scan = SdistScan(project: "x", minor: 13, readsCode: true)
      for file in ["setup.py", "\(path).pyx", "\(path).c"] { _ = scan.meet(file) }
      scan.take("\(path).c", Array("/* Generated by Cython 0.29.1 */".utf8))
      let record = scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
      #expect(!record.hints.contains { $0.hasPrefix("remake") })
    }
  }
}
