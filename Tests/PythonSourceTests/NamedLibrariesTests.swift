import Testing

@testable import PythonSource

/// C libraries that code opens by names in variables.
@Suite("Libraries by names in variables")
struct NamedLibrariesTests {
  @Test(arguments: [
    ("name = 'magic'|find_library(name)", ["magic"]),
    ("for name in ('libmagic.so.1', 'magic'):|  ctypes.CDLL(name)", ["libmagic.so.1", "magic"]),
    (
      "NAMES = [|  'one',|  'two']|def f():|  for n in NAMES:|    ctypes.util.find_library(n)",
      ["one", "two"]
    ),
    // A function that opens what it is given, by way of another.
    (
      "def load(*names):|  for name in names:|    try:|      return ctypes.CDLL(name)|    except OSError: pass|"
        + "def first(name, other='spare'):|  return load(name, other)|lib = first('libz.so.1')",
      ["libz.so.1", "spare"]
    ),
    (
      "class Library:|  def __init__(self, name):|    self.handle = ctypes.cdll.LoadLibrary(name)|"
        + "usb = Library('libusb-1.0.so.0')",
      ["libusb-1.0.so.0"]
    ),
    // What a function returns, and what is collected.
    ("def name():|  return 'dmtx'|CDLL(find_library(name()))", ["dmtx"]),
    ("names = []|if linux:|  names.append('libhid.so')|for n in names: CDLL(n)", ["libhid.so"]),
    ("class A:|  NAME = 'sane'|  def open(self):|    self.lib = ffi.dlopen(self.NAME)", ["sane"]),
    ("def load(name):|  return CDLL('lib%s.so' % name)|load(name='tidy')", ["tidy"]),
    (
      "def dlopen(ffi, names):|  for n in names: return ffi.dlopen(n)|cairo = dlopen(ffi, ('cairo-2', 'cairo'))",
      ["cairo", "cairo-2"]
    ),
    // Others of the file, and the same name in another function.
    ("other = 'magic'|name = sys.argv[1]|CDLL(name)", []),
    ("def f(name='no'):|  print(name)|def g(name='yes'):|  CDLL(name)", ["yes"]),
    ("ctypes.CDLL('libm.so.6')", []), ("CDLL(None)", []), ("", []), ("def def(:|CDLL(((", []),
  ])
  func names(code: String, expected: [String]) {
    let file = code.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\n")
    #expect(NamedLibraries(Array(file.utf8)).names.sorted() == expected)
  }

  /// Names that the code spells out where it opens them.
  @Test(arguments: [
    "ctypes.util.find_library('magic')", "ctypes.CDLL('magic')", "_find_library('magic')",
    "from ctypes.util import find_library as _find_library\nlib = _find_library('magic')",
  ])
  func literalNames(code: String) {
    let graph = SourceTree(["foo.py"]).graph(roots: ["foo"]) { _ in Array(code.utf8) }
    #expect(graph.libraries == ["magic"])
  }

  @Test func loadersOfOtherModules() {
    let files = [
      "foo/__init__.py": "from . import ogg, other",
      "foo/loader.py":
        "class Loader:\n  @staticmethod\n  def load(name):\n    return CDLL(find_library(name))",
      "foo/ogg.py": "from .loader import Loader\nlib = Loader.load('ogg')",
      "foo/other.py": "def load(name): pass\nload('vorbis')",
    ]
    let graph = SourceTree(files.keys).graph(roots: ["foo"]) { files[$0].map { Array($0.utf8) } }
    #expect(graph.namedLibraries == ["ogg"])
    #expect(graph.libraries == [])
  }
}
