import PackageMetadata
import PythonSource
import Testing

@testable import PyPI

/// What a setup.py says of the files of its archive.
struct SdistScriptTests {
  private func record(_ files: [String: String]) -> SdistRecord {
    var scan = SdistScan(project: "x", readsCode: true)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) where scan.meet(path) {
      scan.take(path, Array(text.utf8))
    }
    return scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
  }

  @Test(arguments: [
    ("{'pkg': '.'}", "", ["pkg"]), ("{'pkg': 'lib'}", "lib/", ["pkg"]),
    ("{'pkg': './src/other'}", "src/other/", ["pkg"]), ("{'pkg': 'pkg'}", "pkg/", ["pkg"]),
    ("{'a.pkg': 'py'}", "py/", ["a.pkg"]),
  ])
  func `packages in directories of other names`(folders: String, place: String, names: [String]) {
    let packages = names.map { "'\($0)'" }.joined(separator: ", ")
    let script = "setup(name='x', package_dir=\(folders), packages=[\(packages)])"
    let found = record(
      ["setup.py": script, place + "__init__.py": "import six"])
    #expect(found.importNames == names)
    let lacking = ImportWalk.findings(found.imports, minor: 13) { _ in .unknown }
    #expect(lacking.map(\.kind) == [.unknown("six")])
  }

  @Test(arguments: [
    ("scripts=['bin/run.py']", ["bin/run.py"]), ("scripts=['bin/there']", []),
    ("data_files=[('share', ['a.txt', './bin/there'])]", ["a.txt"]),
    ("data_files=[('share', glob('*.txt'))]", []),
    ("scripts=['bin/run.py'], cmdclass={'build': B}", []),
    ("scripts=names(), data_files=[('x', ['*.txt', '/etc/x'])]", []),
  ])
  func `what a script has installed is there`(arguments: String, missing: [String]) {
    let found = record(["setup.py": "setup(name='x', \(arguments))", "bin/there": ""])
    #expect(found.obstacles == missing.map(BuildObstacle.neededFile))
  }

  @Test(arguments: ["./README.md", "././README.md", "docs/./a.md", ".//README.md"])
  func `paths may lead through the directory itself`(path: String) {
    let script = "open(join(dirname(__file__), '\(path)'))\nopen('./NEWS.md')\nsetup(name='x')"
    let found = record(["setup.py": script, "README.md": "", "docs/a.md": ""])
    #expect(found.obstacles == [.neededFile("NEWS.md")])
  }

  /// What the backend runs has to be in the archive, and must not download.
  @Test(arguments: [
    (
      "hatchling.build", "[tool.hatch.build.hooks.custom]",
      [BuildObstacle.missingHook("hatch_build.py")]
    ),
    (
      "hatchling.build", "[tool.hatch.metadata.hooks.custom]\npath = '../../hooks.py'",
      [.missingHook("../../hooks.py")]
    ),
    (
      "hatchling.build", "[tool.hatch.build.targets.wheel.hooks.custom]\npath = './plain.py'", []
    ),
    (
      "hatchling.build", "[tool.hatch.build.hooks.custom]\npath = 'web/front.py'",
      [.hookDownloads("pnpm")]
    ),
    ("hatchling.build", "[tool.hatch.build.targets.sdist.hooks.custom]", []),
    ("pdm.backend", "", [.hookDownloads("npm")]),
    (
      "poetry.core.masonry.api", "[tool.poetry.build]\nscript = 'build.py'",
      [.missingHook("build.py")]
    ),
    ("poetry.core.masonry.api", "[tool.poetry]\nbuild = 'plain.py'", []),
    ("flit_core.buildapi", "[tool.hatch.build.hooks.custom]", []),
  ])
  func `scripts that the backend runs`(
    backend: String, settings: String, obstacles: [BuildObstacle]
  ) {
    let project =
      "[build-system]\nrequires = []\nbuild-backend = '\(backend)'\n[project]\nname = 'x'\n"
    let found = record([
      "pyproject.toml": project + settings, "plain.py": "# npm\nx = 'nothing'",
      "web/front.py": "import subprocess\nsubprocess.run('pnpm run build', shell=True)",
      "pdm_build.py": "from nodejs.npm import run\nrun(['ci'])",
    ])
    #expect(found.obstacles == obstacles)
    #expect(SdistRecord(found.encoded) == found)
  }

  @Test func `requirements of a file that the script mentions`() throws {
    let script = "def f():\n  return {'install_requires': g('requirements.txt')}\nsetup(**f())"
    let found = record(["setup.py": script, "requirements.txt": "six\n"])
    let metadata = try found.metadata(fileName: "x-1.0.tar.gz")
    #expect(metadata.texts == ["six"])
    #expect(metadata.provenance == "requirements.txt of x-1.0.tar.gz")
    #expect(metadata.notes.map { $0.hasSuffix("using those of its requirements.txt") } == [true])
    // What setup.cfg lists counts for more.
    let configured = record([
      "setup.py": script, "requirements.txt": "six\n",
      "setup.cfg": "[options]\ninstall_requires = attrs\n",
    ])
    #expect(configured.told == nil)
  }

  @Test(arguments: [
    ("from pip.req import parse_requirements", true),
    ("try:\n  from pip._internal.req import parse_requirements\nexcept ImportError:\n  pass", true),
    ("from pip._internal.req.req_file import parse_requirements", true),
    ("import pip\nr = pip.req.parse_requirements('a.txt')", true),
    ("from pip.req import parse_requirements as parse", false),
    ("from mine import parse_requirements", false), ("import pip", false),
  ])
  func `what a script takes from pip`(text: String, isParsing: Bool) {
    let found = record(["setup.py": text + "\nsetup(name='x')"])
    #expect(found.obstacles == (isParsing ? [.pipParsing] : []))
    #expect(SdistRecord(found.encoded) == found)
  }

  /// What setuptools makes of it takes the distutils of older Pythons.
  @Test(arguments: [
    ("[install]\noptimize = 1", true), ("[build_py]\nOptimize: 2", true),
    ("[install_lib]\noptimize=1\n[x]", true), ("[install]\noptimize = 0", false),
    ("[bdist_rpm]\noptimize = 1", false), ("[install]\nprefix = 1", false),
  ])
  func `optimised bytecode`(settings: String, isMade: Bool) {
    let found = record(["setup.py": "setup()", "setup.cfg": settings])
    #expect(found.obstacles == (isMade ? [.optimisedBytecode] : []))
    #expect(SdistRecord(found.encoded) == found)
    let other = "[build-system]\nrequires = []\nbuild-backend = 'flit_core.buildapi'"
    #expect(record(["pyproject.toml": other, "setup.cfg": settings]).obstacles.isEmpty)
  }

  /// Whether the package does without what does not compile.
  @Test(arguments: [
    ("class B(C):\n  def build_extension(self, e):\n    try: f()\n    except E: pass", true),
    ("class B(C):\n  def build_extension(self, e):\n    f()", false),
    ("try: f()\nexcept E: pass\nclass B(C):\n  def build_extension(self, e): f()", false),
    ("setup()", false),
  ])
  func `modules that need not compile`(script: String, mayFail: Bool) {
    #expect(record(["setup.py": script]).hints.contains("tolerant") == mayFail)
  }

  @Test func `a script may make what it has installed`() {
    let found = record(["setup.py": "subprocess.call('make')\nsetup(scripts=['bin/run'])"])
    #expect(found.obstacles.isEmpty)
  }

  /// Without commands of its own, only what the script itself does counts.
  @Test(arguments: [
    (
      "with tmp() as d:\n  if isfile('x.h'):\n    pass\n  else:\n    urllib.request.urlopen(URL)",
      true
    ),
    ("def get():\n  requests.get(URL)\nget()", true), ("def get():\n  urlopen(URL)", false),
    ("class B:\n  def run(self):\n    urlopen(URL)", false), ("if x:\n  urlopen(URL)", false),
    ("try:\n  urlopen(URL)\nexcept OSError:\n  pass", false),
  ])
  func `what a script downloads itself`(text: String, downloads: Bool) {
    let found = record(["setup.py": text + "\nsetup(name='x')"])
    #expect(found.obstacles == (downloads ? [.downloads] : []))
  }

  @Test func `what a backend does not run says nothing of the build`() {
    let files = ["setup.py": "open('lost.txt').read()\nsetup(name='x')"]
    #expect(record(files).obstacles == [.neededFile("lost.txt")])
    for (backend, isRun) in [("hatchling.build", false), ("setuptools.build_meta", true)] {
      let project = "[build-system]\nrequires = []\nbuild-backend = '\(backend)'\n"
      let found = record(files.merging(["pyproject.toml": project]) { $1 })
      #expect(found.obstacles == (isRun ? [.neededFile("lost.txt")] : []))
    }
    let making = "open('lost.txt', 'w').write('')\nopen('lost.txt').read()\nsetup(name='x')"
    #expect(record(["setup.py": making]).obstacles == [.missingFile("lost.txt")])
  }
}
