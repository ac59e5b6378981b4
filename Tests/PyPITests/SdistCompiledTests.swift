import PackageMetadata
import PythonSource
import Testing

@testable import PyPI

@Suite struct SdistCompiledTests {
  private func record(_ files: [String: String]) -> SdistRecord {
    var scan = SdistScan(project: "x", readsCode: true)
    for (path, text) in files.sorted(by: { $0.key < $1.key }) where scan.meet(path) {
      scan.take(path, Array(text.utf8))
    }
    return scan.record(fileName: "x-1.0.tar.gz", isComplete: true)
  }

  @Test func `Cython is not of the tests`() {
    let poetry =
      "[build-system]\nrequires = ['poetry-core']\nbuild-backend = 'poetry.core.masonry.api'\n"
    #expect(!record(["pyproject.toml": poetry, "tests/a/b.pyx": ""]).hints.contains("cython"))
    #expect(record(["pyproject.toml": poetry, "x/b.pyx": ""]).hints.contains("cython"))
  }

  @Test func `what no one has translated is compiled by Cython`() {
    let script = "from numpy.distutils.core import setup\nsetup(configuration=c)\n"
    #expect(record(["setup.py": script, "x/a/b/c.pyx": ""]).hints.contains("cythonize"))
    let translated = record(["setup.py": script, "x/a/b/c.pyx": "", "x/a/b/c.c": ""])
    #expect(!translated.hints.contains("cythonize"))
    #expect(!record(["setup.py": "setup()", "x/c.pyx": ""]).hints.contains("cythonize"))
  }

  @Test func `packages of numpy's distutils have scripts of their own`() {
    let files = [
      "setup.py": "from numpy.distutils.core import setup\nsetup(configuration=configuration)\n",
      "x/setup.py": "config.add_subpackage('a')",
      "x/a/setup.py":
        "config.add_extension('b', ['b.f', 'c.f90'])\nget_info('lapack_opt')",
    ]
    #expect(Set(record(files).hints).isSuperset(of: ["language:fortran", "lib:lapack"]))
    let others = files.merging(["setup.py": "from setuptools import setup\nsetup(ext_modules=[])"])
    {
      $1
    }
    #expect(!record(others).hints.contains("language:fortran"))
  }

  @Test func `a backend of the archive's own is read`() {
    let project =
      "[build-system]\nrequires = []\nbuild-backend = 'back.end'\nbackend-path = ['./util']\n"
    let files = [
      "pyproject.toml": project, "util/back/end.py": "pkgconfig('--libs', 'fuse3')\n",
      "other.py": "libraries = ['other']",
    ]
    let hints = record(files).hints
    #expect(hints.contains("pkg-config:fuse3") && !hints.contains("lib:other"))
    let inner = record(
      files.merging(["util/back/work.py": "from Cython import x", "a/b.pyx": ""]) { $1 })
    #expect(inner.hints.contains("cythonize"))
  }

  @Test func `crates of another language's bindings are not what is built`() {
    let cmake = "[build-system]\nrequires = ['cmake']"
    let files = ["pyproject.toml": cmake, "setup.py": "setup()", "tools/rust/Cargo.toml": ""]
    #expect(!record(files).hints.contains("rust") && record(files).hints.contains("cmake"))
    let both = ["pyproject.toml": cmake + "\n# setuptools-rust", "setup.py": "RustExtension('x')"]
    #expect(record(both.merging(["Cargo.toml": ""]) { $1 }).hints.contains("rust"))
  }

  @Test func `a configure script that is there is not made`() {
    let script = "check_call(['sh', 'autogen.sh'])\nsetup(ext_modules=[])"
    #expect(record(["setup.py": script, "c/autogen.sh": ""]).hints.contains("tool:autoreconf"))
    let made = record(["setup.py": script, "c/autogen.sh": "", "c/configure": ""]).hints
    #expect(!made.contains("tool:autoreconf") && !made.contains("tool:autogen"))
  }

  @Test func `an extension module stands where its name says`() {
    let script = "setup(ext_modules=[Extension('wrapper', ['x/cython/wrapper.pyx'])])\n"
    let files = [
      "setup.py": script, "x/__init__.py": "from wrapper import *\nfrom .wrapper import y\n",
      "x/wrapper.py": "", "x/cython/wrapper.pyx": "",
    ]
    var scan = SdistScan(project: "x", readsCode: true)
    #expect(SdistScan.topExtensions(Array(script.utf8)) == ["wrapper"])
    #expect(SdistScan.topExtensions(Array("Extension(\n  name='_w')".utf8)) == ["_w"])
    #expect(SdistScan.topExtensions(Array("Extension(\n'a.b', X('c'))".utf8)).isEmpty)
    for (path, text) in files where scan.meet(path) { scan.take(path, Array(text.utf8)) }
    let imports = scan.record(fileName: "x-1.0.tar.gz", isComplete: true).imports
    #expect(ImportWalk.findings(imports, minor: 13) { _ in .unknown }.isEmpty)
  }

  @Test(arguments: [
    ("self.fetch()", true),
    ("if self.static or sys.platform == 'win32':\n      self.fetch()", false),
    ("if not os.path.exists('a.h'):\n      self.fetch()", true),
    ("try:\n      build()\n    except OSError:\n      self.fetch()", false),
  ])
  func `a download that is asked for is left to whoever asks`(line: String, downloads: Bool) {
    let script = """
      class B(build_ext):
        def run(self):
          \(line)
        def fetch(self):
          for url in urls:
            urlretrieve(url, 'x')
      setup(cmdclass={'build_ext': B})

      """
    #expect(record(["setup.py": script]).obstacles == (downloads ? [.downloads] : []))
  }
}
