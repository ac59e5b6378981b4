import PythonSource
import Testing

/// Modules with what an import of them finds, on Python 3.13 unless said otherwise.
struct ImportWalkTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let text: String
    let expected: [String]
    var minor = 13
    var available: Set<String> = []
    var lacking: Set<String> = []

    init(
      _ description: String, _ text: String, _ expected: [String], minor: Int = 13,
      available: Set<String> = [], lacking: Set<String> = []
    ) {
      testDescription = description
      self.text = text
      self.expected = expected
      self.minor = minor
      self.available = available
      self.lacking = lacking
    }
  }

  static let cases: [Case] = [
    Case("the standard library is there", "import os, json as j\nfrom re import sub", []),
    Case("what nothing brings is unknown", "import six", ["unknown six"]),
    Case(
      "what is known to lack", "from six.moves import x", ["missing six.moves"],
      lacking: ["six.moves"]),
    Case("what is there", "import six", [], available: ["six"]),
    Case("functions do not run", "def f():\n  import six\nasync def g():\n  import six\n", []),
    Case("classes run", "class A:\n  import six\n", ["unknown six"]),
    Case(
      "a guarded import may fail", "try:\n  import lxml\nexcept ImportError:\n  lxml = None", []),
    Case(
      "a handler for something else guards nothing",
      "try:\n  import lxml\nexcept KeyError:\n  pass", ["unknown lxml"]),
    Case(
      "a handler that only complains makes it needed",
      "try:\n  import PIL\nexcept ImportError:\n  raise Exception('install PIL')",
      ["unknown PIL"]),
    Case(
      "the fallback is needed where the first choice lacks",
      "try:\n  import ujson\nexcept ImportError:\n  import simplejson", ["unknown simplejson"]),
    Case(
      "the fallback is not needed where it does not",
      "try:\n  import ujson\nexcept ImportError:\n  import simplejson", [], available: ["ujson"]),
    Case(
      "names of Python 2 with a fallback",
      "try:\n  import urllib2\nexcept ImportError:\n  import urllib.request\n", []),
    Case("names of Python 2", "import urllib2", ["two urllib2"]),
    Case(
      "what fails for a name of Python 2 goes no further",
      "try:\n  text = unicode\n  from urllib import quote\nexcept NameError:\n  import six",
      ["unknown six"]),
    Case(
      "what stands before it does run",
      "try:\n  from urllib import quote\n  text = unicode\nexcept NameError:\n  import six",
      ["lost urllib.quote 0", "unknown six"]),
    Case(
      "a handler for something else does not run",
      "try:\n  text = unicode\n  import one\nexcept KeyError:\n  import six", ["unknown one"]),
    Case(
      "a name that is given a value is there",
      "try:\n  unicode = str\n  import one\nexcept NameError:\n  import six", ["unknown one"]),
    Case(
      "what is for type checkers",
      "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  import pandas", []),
    Case(
      "the branch of the version that runs",
      "import sys\nif sys.version_info < (3, 11):\n  import tomli\nelse:\n  import tomllib", []),
    Case(
      "the same for an older one",
      "import sys\nif sys.version_info < (3, 11):\n  import tomli\nelse:\n  import tomllib",
      ["unknown tomli"], minor: 10),
    Case(
      "comparisons of parts",
      "import sys\nif sys.version_info[0] == 2:\n  import a\nif sys.version_info.major >= 3 and sys.version_info.minor >= 14:\n  import b",
      []),
    Case(
      "numbers that no version has",
      "import sys\nif sys.version_info.minor <= 9223372036854775807:\n  import a\nif sys.version_info[1] > 9223372036854775807:\n  import b",
      ["unknown a"]),
    Case(
      "other systems",
      "import sys, os\nif sys.platform == 'win32': import win32api\nif os.name == 'nt':\n  import pywintypes",
      []),
    Case("the main program", "if __name__ == '__main__':\n  import click", []),
    Case(
      "what only a run can tell",
      "import os\nif os.environ.get('X'):\n  import a\nelse:\n  import b", []),
    Case(
      "suppressed", "import contextlib\nwith contextlib.suppress(ImportError):\n  import uvloop", []
    ),
    Case("other contexts", "with warnings.catch_warnings():\n  import uvloop", ["unknown uvloop"]),
    Case(
      "modules that were taken away", "import telnetlib, imp", ["unknown telnetlib", "unknown imp"]),
    Case("they are still there on an older Python", "import telnetlib, imp", [], minor: 11),
    Case(
      "names that were taken away",
      "from collections import OrderedDict, Mapping\nfrom fractions import gcd",
      ["lost collections.Mapping 10", "lost fractions.gcd 9"]),
    Case("names that only Python 2 had", "from itertools import izip", ["lost itertools.izip 0"]),
    Case("names that came back after Python 2", "from types import NoneType", []),
    Case(
      "guarded names",
      "try:\n  from collections.abc import Mapping\nexcept ImportError:\n  from collections import Mapping",
      []),
    Case("print statements", "x = 1\nprint x", ["obstacle printStatement 2"]),
    Case("print statements in functions", "def f():\n  print 'x'", ["obstacle printStatement 2"]),
    Case(
      "print is a name",
      "print('x')\nprint = 1\nprint\nprint.x\nx = print if y else z\nprint(x) if y else z", []),
    Case(
      "exceptions with a comma", "try:\n  pass\nexcept (A, B), e:\n  pass",
      ["obstacle exceptComma 3"]),
    Case("which Python 3.14 reads", "try:\n  pass\nexcept A, B:\n  pass", [], minor: 14),
    Case("exceptions in parentheses", "try:\n  pass\nexcept (A, B) as e:\n  pass", []),
    Case("raise with a comma", "def f():\n  raise A, 'b'", ["obstacle raiseComma 2"]),
    Case("raise of a call", "def f():\n  raise A(1, 2)", []),
    Case("old numbers", "x = 0777", ["obstacle oldNumber 1"]),
    Case("digits behind a point", "x = [-.030, 1.050]; y = .07", []),
    Case("new numbers", "x = 0o777 + 00 + 0x1F + 1_000 + 1e-5 + 0xEL1", []),
    Case("long numbers", "x = 10L", ["obstacle oldNumber 1"]),
    Case("fractions without a whole part", "x = (.005, .01)", []),
    Case("old strings", "x = ur'a'", ["obstacle oldString 1"]),
    Case("backticks", "x = `y`", ["obstacle backtick 1"]),
    Case("unequal", "if a <> b: pass", ["obstacle unequal 1"]),
    Case("async as a name", "f(async=True)", ["obstacle asyncName 1"]),
    Case(
      "async as a keyword",
      "async def f():\n  async with x as y: pass\n  return [a async for a in b]", []),
    Case("lambdas of tuples", "f = lambda (a, b): a", ["obstacle tupleParameter 1"]),
    Case("exec", "exec 'x' in y", ["obstacle execStatement 1"]),
    Case(
      "text that looks like code", "'''\nimport six\nprint x\n'''\n# import six\nx = 'import six'",
      []),
    Case(
      "joined lines", "from a import (b,\n  c, # d\n)\nfrom e \\\n  import f",
      ["unknown a", "unknown e"]),
    Case("one line", "import a; import b\nif x: import c", ["unknown a", "unknown b"]),
    Case("strings in fields of strings", "x = f'{d['import six']}'\nimport six", ["unknown six"]),
    Case("braces in strings", "x = f'{{' + f\"{a!r:>{w}}\" + rb'\\'\nimport six", ["unknown six"]),
    Case("after a program's end nothing runs", "import sys\nsys.exit(1)\nimport six", []),
    Case("match", "match x:\n  case 1:\n    import six\n", []),
    Case(
      "imports by a call", "__import__('pkg_resources').require('six')",
      ["unknown pkg_resources"]),
    Case(
      "what numpy lost", "from numpy.distutils.core import setup", ["lost numpy.distutils.core 12"],
      available: ["numpy.distutils.core"]),
    Case("no match", "match = 1\ncase = 2\nimport six", ["unknown six"]),
    Case("else of a loop", "for x in y:\n  import a\nelse:\n  pass\nimport b", ["unknown b"]),
    Case("finally", "try:\n  import os\nfinally:\n  import six", ["unknown six"]),
    Case("windows line ends", "import os\r\nif True:\r\n  import six\r\n", ["unknown six"]),
    Case(
      "tabs", "if True:\n\timport six\n        import a\nimport b",
      ["unknown six", "unknown a", "unknown b"]),
    Case(
      "a name that the script sets on the module itself",
      "import types\nif f():\n  pass\nelse:\n  types.ClassType = type\ng(types.ClassType)", []),
    Case(
      "names taken from a module that lost them",
      "import asyncio, collections\nclass A(collections.Mapping):\n  @asyncio.coroutine\n  def f(self): pass",
      ["lost collections.Mapping 10", "lost asyncio.coroutine 11"]),
    Case(
      "they are guarded in many a way",
      "import collections, inspect, string\ntry:\n  M = collections.Mapping\nexcept AttributeError:\n  M = 1\nf = inspect.getargspec if PY2 else 1\ndef g():\n  return string.letters",
      []),
    Case(
      "defaults of parameters run", "import time\ndef f(now=time.clock): pass",
      ["lost time.clock 8"]),
    Case("a variable of the name of a module", "string = X()\nstring.letters", []),
    Case("distutils is lost", "from distutils.core import setup", ["unknown distutils.core"]),
  ]

  @Test(arguments: cases)
  func module(_ one: Case) {
    #expect(
      findings(
        ["pkg/__init__.py": one.text], minor: one.minor, having: one.available,
        lacking: one.lacking) == one.expected)
  }

  @Test func aSetupScriptIsRunAsAProgram() {
    let text = "if __name__ == '__main__':\n  import numpy"
    #expect(findings(["setup.py": text], roots: ["setup"]) == ["unknown numpy"])
    #expect(findings(["other.py": text], roots: ["other"]) == [])
  }

  @Test func aScriptsOwnFunctionsTakeItsSetup() {
    let text =
      "def run():\n  from numpy.distutils.core import setup\n  import six\n  setup()\nif x: run()"
    #expect(findings(["setup.py": text], roots: ["setup"]) == ["lost numpy.distutils.core 12"])
    #expect(findings(["other.py": text], roots: ["other"]) == [])
  }

  @Test func whoChangesWhereModulesAreFoundNeedsNoDot() {
    let files = [
      "pkg/__init__.py": "from . import sub\nfrom .sub import a",
      "pkg/sub/__init__.py": "import os, sys\nsys.path.append(os.path.dirname(__file__))",
      "pkg/sub/a.py": "from b import x", "pkg/sub/b.py": "",
    ]
    #expect(findings(files) == [])
    let without = files.merging(["pkg/sub/__init__.py": ""]) { $1 }
    #expect(findings(without) == ["implicit b"])
  }

  @Test func aCopyOfAnotherProjectIsFoundOnceItsDirectoryIs() {
    let files = [
      "pkg/__init__.py":
        "import sys\nplace = __path__[0] + '/_vendor'\nif place not in sys.path: sys.path.insert(0, place)",
      "pkg/core.py": "import vendored_one\nfrom vendored_two.parts import x\nimport absent_one",
      "pkg/_vendor/vendored_one.py": "", "pkg/_vendor/vendored_two/__init__.py": "",
      "pkg/_vendor/vendored_two/parts.py": "",
    ]
    let found = findings(files, roots: ["pkg", "pkg.core"])
    #expect(found == ["unknown absent_one"])
    let without = files.merging(["pkg/__init__.py": ""]) { $1 }
    #expect(findings(without, roots: ["pkg", "pkg.core"]).count == 3)
  }

  @Test func anOldCopyOfSix() {
    let files = [
      "pkg/__init__.py": "from pkg.packages.six.moves import range\nfrom .packages import six",
      "pkg/packages/__init__.py": "", "pkg/packages/six.py": "class _MovedItems: moves = 1",
    ]
    #expect(findings(files) == ["lost pkg.packages.six.moves 12"])
    #expect(findings(files, minor: 11) == [])
    let relative = files.merging([
      "pkg/__init__.py": "from .packages import six\nfrom .packages.six.moves import range"
    ]) { $1 }
    #expect(findings(relative) == ["lost pkg.packages.six.moves 12"])
    let new = files.merging(["pkg/packages/six.py": "moves = 1\ndef find_spec(): pass"]) { $1 }
    #expect(findings(new) == [])
  }

  private static func made(_ files: [String: String]) -> ImportGraph {
    graph(files, roots: ["pkg"])
  }

  @Test func whatProgramsAndUsersOfASilentPackageReach() {
    let files = [
      "pkg/__init__.py": "'Text.'\n__version__ = '1'", "pkg/conv.py": "import pygtrie",
      "pkg/_private.py": "import one", "pkg/tests.py": "import two", "pkg/__main__.py": "",
      "cli.py": "import click",
    ]
    let silent = SourceTree(files.keys).graph(roots: ["pkg"], scripts: ["cli", "other"]) {
      Array((files[$0] ?? "").utf8)
    }
    #expect(silent.others == ["cli", "pkg.__main__", "pkg.conv"])
    let loud = files.merging(["pkg/__init__.py": "from . import _private"]) { $1 }
    #expect(Self.made(loud).others == ["pkg.__main__"])
  }

  @Test(arguments: [
    ("__import__('pkg_resources').declare_namespace(__name__)", true),
    ("from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)", true),
    (
      "# why\ntry:\n  import pkg_resources\n  pkg_resources.declare_namespace(__name__)\nexcept ImportError:\n  import pkgutil\n  __path__ = pkgutil.extend_path(__path__, __name__)",
      true
    ),
    ("__import__('pkg_resources').declare_namespace(__name__)\n__version__ = '1'", false),
    (
      "from pkgutil import extend_path\n__path__ = extend_path(__path__, __name__)\nfrom .a import b",
      false
    ),
    ("", false),
  ])
  func namespaces(text: String, isNamespace: Bool) {
    let files = [
      "pkg/__init__.py": text, "pkg/power/__init__.py": text,
      "pkg/power/one/__init__.py": "import x", "pkg/power/two/__init__.py": "",
    ]
    let found = graph(files, roots: ["pkg"])
    #expect(found.namespaces == (isNamespace ? ["pkg", "pkg.power"] : []))
    #expect(
      found.withoutNamespaces(["pkg"])
        == (isNamespace ? ["pkg.power.one", "pkg.power.two"] : ["pkg"]))
  }

  /// A file without statements may be of a package that others have parts of.
  @Test(arguments: [
    ("", true), ("# why\n\"\"\"What it is.\"\"\"\n", true), ("pass", true), ("x = 1", false),
    ("import six", false), ("import os", false), ("from . import a", false),
    ("def f(): pass", false), ("if x:\n  pass", false),
    ("__import__('pkg_resources').declare_namespace(__name__)", false),
  ])
  func filesWithoutStatements(text: String, isEmpty: Bool) {
    let found = graph(["pkg/__init__.py": text], roots: ["pkg"])
    #expect(found.modules.first?.content.traits.contains(.isEmpty) == isEmpty)
  }

  @Test(arguments: [
    ("import os\nos.makedirs(os.path.expanduser('~/.x'), exist_ok=True)", true),
    ("from pathlib import Path\n(Path.home() / '.x').mkdir()", true),
    ("import os\nX = os.path.expanduser('~/.x')", false), ("import os\nos.makedirs('x')", false),
  ])
  func directoriesInTheUsersHome(text: String, usesHome: Bool) {
    #expect(graph(["pkg/__init__.py": text], roots: ["pkg"]).usesHome == usesHome)
  }

  @Test func `modules in a namespace without packages`() {
    let files = [
      "contrib/__init__.py": "__import__('pkg_resources').declare_namespace(__name__)",
      "contrib/redoc.py": "import six", "contrib/tests.py": "import one",
    ]
    let found = graph(files, roots: ["contrib"])
    #expect(found.withoutNamespaces(["contrib"]) == ["contrib.redoc"])
    #expect(findings(files, roots: ["contrib.redoc"]) == ["unknown six"])
  }

  /// The hook that removes the file of a namespace removes those around it, too.
  @Test func aNamespaceInAPackageWithCodeIsNone() {
    let declares = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)"
    let files = [
      "azure/__init__.py": declares, "azure/ml/__init__.py": "from ._schema import one",
      "azure/ml/_schema/__init__.py": declares, "azure/ml/_schema/one.py": "",
      "azure/ml/_schema/deep/__init__.py": declares,
    ]
    #expect(graph(files, roots: ["azure"]).namespaces == ["azure"])
  }

  /// A source may have the files of namespaces that its backend leaves out.
  @Test func namespacesThatAreNotInstalled() {
    let declares = "__path__ = __import__('pkgutil').extend_path(__path__, __name__)"
    let files = [
      "azure/__init__.py": declares, "azure/core/__init__.py": declares,
      "azure/core/one/__init__.py": "",
    ]
    var found = graph(files, roots: ["azure"])
    var names = ["azure.core.one"]
    found.settleNamespaces(&names)
    #expect(found.namespaces.isEmpty && names == ["azure.core.one"])
    found = graph(files, roots: ["azure"])
    names = ["azure"]
    found.settleNamespaces(&names)
    #expect(found.namespaces == ["azure", "azure.core"] && names == ["azure.core.one"])
  }

  @Test func modulesLoadEachOther() {
    let files = [
      "pkg/__init__.py": "from . import a\nfrom .sub.b import c\nfrom pkg import d",
      "pkg/a.py": "import one\nfrom pkg import e", "pkg/sub/__init__.py": "import two",
      "pkg/sub/b.py": "from ..f import x\nfrom ... import nothing",
      "pkg/d.py": "import three\nimport pkg.a",
      "pkg/e.py": "import four", "pkg/f.py": "import five", "pkg/unused.py": "import six",
      "other/__init__.py": "import seven",
    ]
    #expect(
      findings(files)
        == ["unknown one", "unknown four", "unknown two", "unknown five", "unknown three"])
  }

  /// Names that modules of other distributions lost.
  @Test(arguments: [
    ("from lib.utils import gone", ["absent lib.utils gone"]),
    ("from lib.utils import here", []),
    ("from lib.utils import *", []),
    ("try:\n  from lib.utils import gone\nexcept ImportError:\n  gone = None", []),
    ("def f():\n  from lib.utils import gone", []),
    ("import sys\nif sys.version_info < (3, 8):\n  from lib.utils import gone", []),
    ("from .utils import gone", []), ("import lib.utils", []),
    ("import lib.utils.gone", ["absent lib.utils gone"]),
    ("from lib.utils.gone import x", ["absent lib.utils gone"]),
    ("try:\n  import lib.utils.gone\nexcept ImportError:\n  gone = None", []),
  ])
  func namesThatAreAbsent(text: String, expected: [String]) {
    let found = findings(
      ["pkg/__init__.py": text, "pkg/utils.py": ""],
      having: ["lib", "lib.utils", "lib.utils.gone"],
      without: ["lib.utils.gone"])
    #expect(found == expected)
  }

  @Test func aNeighbourWithoutADotIsOfPythonTwo() {
    #expect(
      findings(["pkg/__init__.py": "from hook import x", "pkg/hook.py": ""]) == ["implicit hook"])
  }

  /// A tree that another distribution puts on the path imports itself by its names there.
  @Test(arguments: ["parts/engine/core/engine.py", "parts/engine/core/__init__.py"])
  func aTreeOnAPathOfAnother(path: String) {
    let files = [
      "pkg/__init__.py": "from .parts.engine.core import engine", "pkg/parts/__init__.py": "",
      "pkg/parts/engine/__init__.py": "", "pkg/parts/engine/core/__init__.py": "",
      "pkg/parts/engine/core/engine.py": "",
    ].merging(["pkg/\(path)": "from engine import x"]) { $1 }
    #expect(findings(files, roots: ["pkg"]) == ["unknown engine"])
  }

  /// A package that takes from itself what its module of the same name has.
  @Test(arguments: [
    ("from pkg import Thing", ["implicit pkg"]), ("from pkg import pkg", []),
    ("from pkg import *", []), ("from .pkg import Thing\nfrom pkg import Thing", []),
    ("import pkg", []),
  ])
  func aPackageThatMeansItsNamesake(text: String, expected: [String]) {
    #expect(findings(["pkg/__init__.py": text, "pkg/pkg.py": ""]) == expected)
    #expect(findings(["pkg/__init__.py": text, "pkg/other.py": ""]) == [])
  }

  @Test func aFailureInAProtectedModuleIsForgotten() {
    let files = [
      "pkg/__init__.py": "try:\n  from . import fast\nexcept ImportError:\n  fast = None",
      "pkg/fast.py": "import numba",
    ]
    #expect(findings(files) == [])
  }

  @Test func aModuleThatFailedIsTriedAnew() {
    let files = [
      "pkg/__init__.py":
        "try:\n  from . import fast\nexcept ImportError:\n  pass\nfrom . import fast",
      "pkg/fast.py": "import numba",
    ]
    #expect(findings(files) == ["unknown numba"])
  }

  @Test func deepNestingEnds() {
    let text = (0..<1_000).map { String(repeating: " ", count: $0) + "if x:\n" }.joined()
    #expect(findings(["pkg/__init__.py": text + "import six"]) == ["unknown six"])
    let brackets = "x = " + String(repeating: "(", count: 20_000)
    #expect(findings(["pkg/__init__.py": "if " + brackets + ":\n  pass\n"]) == [])
    let chain = Dictionary(
      uniqueKeysWithValues: (0..<1_000).map { ("pkg/m\($0).py", "from . import m\($0 + 1)") })
    #expect(
      findings(chain.merging(["pkg/__init__.py": "from . import m0\nimport six"]) { $1 })
        == ["unknown six"])
  }

  @Test func anythingCanBeRead() {
    var generator = Generator(state: 7)
    let pieces = [
      "import ", "from ", "a.b", " ", "\n", "\t", "(", ")", "[", "{", "}", "'", "\"", "'''", "\\",
      "f'", "if ", "else", ":", "try:", "except ", "lambda ", "def f", "#", ",", "=", "0x", "é",
      "print ", "`", "sys.version_info", "<", "match ", "case ", "\r", "not ", "for x in ", "**",
    ]
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...200, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      let once = findings(["pkg/__init__.py": text])
      #expect(findings(["pkg/__init__.py": text]) == once)
    }
  }
}
