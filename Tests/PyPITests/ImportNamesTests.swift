import PythonSource
import Testing

@testable import PyPI

@Suite struct ImportNamesTests {
  /// Modules in directories that a `.pth` file puts on the path.
  @Test(arguments: [
    ("pkg/parts\n", ["engine", "pkg"]), ("./pkg/parts/\n", ["engine", "pkg"]),
    ("import sys; sys.path.append('pkg/parts')\n", ["pkg"]), ("# pkg/parts\n", ["pkg"]),
    ("../pkg/parts\n/pkg/parts\npkg//parts\n", ["pkg"]), ("other\n", ["pkg"]), ("", ["pkg"]),
    // A file of thousands of lines is not looked through.
    (String(repeating: "other\n", count: 64) + "pkg/parts\n", ["pkg"]),
  ])
  func directoriesOnThePath(file: String, expected: [String]) {
    let paths = ["pkg/__init__.py", "pkg/parts/engine/__init__.py", "pkg.pth"]
    var places = PathFiles()
    places.add(Array(file.utf8), among: paths)
    #expect(ImportNames.names(inWheel: paths.map(places.rooted)) == expected)
  }

  /// Names that nothing in the archive shows: of machine code that its build makes, not of what lay beside it.
  @Test func namesOfAListAlone() {
    #expect(
      ImportNames.names(inSource: ["setup.py"], topLevel: ["dist", "fast", "foo-stubs", "_x"]).names
        == ["fast"])
  }

  @Test func deepNamespaces() {
    #expect(
      ImportNames.names(inWheel: ["azure/core/tracing/ext/one/__init__.py"])
        == ["azure.core.tracing.ext.one"])
  }

  @Test(arguments: [
    (["a/__init__.py", "a/b/__init__.py", "a-1.dist-info/RECORD"], ["a"]),
    (["six.py", "_six.py"], ["six"]),
    (["_only.cpython-313-x86_64-linux-gnu.so"], ["_only"]),
    (["a/__init__.py", "tests/__init__.py", "docs/conf.py"], ["a"]),
    (["tests/__init__.py"], ["tests"]),
    (["a/__init__.py", "a_test/__init__.py", "tests_a/x.py"], ["a"]),
    (["a_test/__init__.py"], ["a_test"]),
    (["a/__init__.py", "b_test/__init__.py"], ["a", "b_test"]),
    (
      ["google/cloud/storage/__init__.py", "google/cloud/storage_v2/__init__.py"],
      ["google.cloud.storage", "google.cloud.storage_v2"]
    ),
    (["ns/mod.py", "ns/data.txt"], ["ns.mod"]),
    (["a-1.data/purelib/b/__init__.py", "a-1.data/scripts/x.py"], ["b"]),
    (["a-stubs/__init__.pyi", "share/data.json"], []),
    (["1bad.py", "sp ace.py", "né.py", "x${y}.py", "ok.py"], ["ok"]),
    (["a/__init__.cpython-311-darwin.so"], ["a"]),
    // C libraries that others link to, and modules of a name like theirs.
    (["native/w/_init_w.py", "native/w/lib/libw.so"], ["native.w._init_w"]),
    (["liba.cpython-313-x86_64-linux-gnu.so", "libb.abi3.so"], ["liba", "libb"]),
    ([], []),
  ])
  func ofWheels(paths: [String], expected: [String]) {
    #expect(ImportNames.names(inWheel: paths) == expected)
  }

  @Test(arguments: [
    (["setup.py", "a/__init__.py", "tests/test_a.py", "noxfile.py"], [], ["a"]),
    (["setup.py", "src/a/__init__.py", "examples/b/__init__.py"], [], ["a"]),
    (["setup.py", "six.py"], ["six"], ["six"]),
    (["setup.py", "ns/one/__init__.py", "extra/__init__.py"], ["ns"], ["ns.one"]),
    (["setup.py"], ["ext", "_ext"], ["ext"]),
    (["setup.py"], [], []),
    (["setup.py", "examples/a/__init__.py", "docs/conf.py", "tests/__init__.py"], [], []),
    (["a.egg-info/x.py", "lib/a/__init__.py"], [], ["a"]),
  ])
  func ofSources(paths: [String], topLevel: [String], expected: [String]) {
    #expect(ImportNames.names(inSource: paths, topLevel: topLevel).names == expected)
  }

  @Test func givesAFewOfMany() {
    let paths = (0..<100).map { "ns/m\($0)/__init__.py" } + ["ns/deep/er/__init__.py", "top.py"]
    let names = ImportNames.names(inWheel: paths)
    #expect(names.count == ImportNames.maximumNames)
    #expect(names.contains("top"))
  }

  @Test(arguments: [
    ("a/b.so", true), ("a.libs/libx.so.1.2", true), ("x.pyd", true), ("x.py", false),
  ])
  func knowsMachineCode(path: String, expected: Bool) {
    #expect(ImportNames.isNative(path[...]) == expected)
  }

  @Test(arguments: [
    ("native/w/lib/libw.so", true), ("native/w/lib/libw.so.3", true), ("a.libs/libx.so.1", false),
    ("liba.cpython-313-x86_64-linux-gnu.so", false), ("libb.abi3.so", false), ("a/b.so", false),
    ("a/libc.py", false),
  ])
  func knowsLibrariesThatOthersLinkTo(path: String, expected: Bool) {
    #expect(ImportNames.isSharedLibrary(path) == expected)
  }

  /// A wheel that was made where file names have no capitals tells another name than the source.
  @Test(arguments: [
    (["PyCG"], ["pycg"], true), (["pycg"], ["pycg"], false), (["other"], ["pycg"], false),
  ])
  func capitalsAreThoseOfTheSource(wheel: [String], source: [String], isAlike: Bool) {
    #expect(PyPICatalog.areSpelledAlike(wheel, source) == isAlike)
  }

  /// A wheel of stubs alone brings no module, whatever its source seems to have.
  @Test(
    arguments: [
      (nil, ["dist"], ["dist"]), ([], ["dist"], []), (["a"], ["b"], ["a"]), (["A"], ["a"], ["a"]),
    ] as [([String]?, [String], [String])])
  func namesShownByAWheel(wheel: [String]?, guessed: [String], expected: [String]) {
    #expect(PyPICatalog.importNames(shownBy: wheel, guessed: guessed) == expected)
  }

  /// A name is absent only where nothing in the file could make it.
  @Test(arguments: [
    ("def get_value(): pass", true), ("def pluck(): pass", false), ("from .a import pluck", false),
    ("from .a import *", false), ("def __getattr__(name): pass", false),
    ("globals().update(x)", false), ("# once it had pluck", false), ("", true),
  ])
  func namesThatAreAbsentFromAFile(text: String, isAbsent: Bool) {
    #expect(WheelReader.isWithout("pluck", Array(text.utf8)[...]) == isAbsent)
  }

  /// A package may make modules that have no files; one that is only lazy makes none.
  @Test(arguments: [
    ("sys.modules[__name__ + '.x'] = x", true), ("__path__ = extend(__path__)", true),
    ("sys.modules[__name__] = _LazyModule(__name__)", true),
    ("class LazySettings(LazyObject): pass", false), ("'A lazy proxy'", false),
  ])
  func packagesThatMakeModules(text: String, makes: Bool) {
    #expect(WheelReader.makesModules(Array(text.utf8)[...]) == makes)
  }

  /// Which file of a wheel decides over a name, and what is not judged.
  @Test(arguments: [
    ("lib", "x", "lib/__init__.py"), ("lib", "utils", nil), ("lib", "data", nil),
    ("lib", "fast", nil), ("lib.utils", "x", "lib/utils.py"), ("lib.utils.deep", "x", nil),
    ("lib.sub", "x", "lib/sub/__init__.py"), ("lib.fast", "x", nil), ("lib.data", "x", nil),
    ("lib.gone", "x", "within lib/__init__.py"),
    ("lib.sub.gone", "x", "within lib/__init__.py, lib/sub/__init__.py"),
    ("lib.gone.deep", "x", "within lib/__init__.py"), ("other", "x", nil), ("one", "x", "one.py"),
    ("one.part", "x", nil), ("space", "x", nil), ("space.part", "x", "space/part/__init__.py"),
  ])
  func filesThatDecideOverNames(module: String, name: String, expected: String?) {
    let files = ModuleFiles([
      "lib/__init__.py", "lib/utils.py", "lib/sub/__init__.py", "lib/fast.cpython-313-x86_64.so",
      "lib/data/table.csv", "one.py", "space/part/__init__.py",
    ])
    let text: String? =
      switch files.question(about: .init(module: module, name: name)) {
      case .name(let path)?: path
      case .module(let paths)?: "within \(paths.joined(separator: ", "))"
      case nil: nil
      }
    #expect(text == expected)
  }

  /// Of archives that have a package at their top or below `src`, with all that is in it.
  @Test(arguments: ["", "src/"])
  func `names that a source archive does not have`(folder: String) {
    let texts = [
      "hy/__init__.py": "import sys", "hy/reader/__init__.py": "read = 1", "hy/fast.pyx": "",
      "lazy/__init__.py": "__path__.append('x')", "setup.py": "",
    ].map { (folder + $0, Array($1.utf8)) }
    let names = [
      ("hy", "lex"), ("hy.lex", "tokenize"), ("hy.reader", "read"), ("hy.reader", "lost"),
      ("hy.fast", "sum"), ("lazy.part", "x"), ("other", "x"),
    ].map { ImportWalk.TakenName(module: $0.0, name: $0.1) }
    let absent = SdistReader.absent(names, from: Dictionary(uniqueKeysWithValues: texts))
    #expect(absent == [names[0], names[1], names[3]])
  }
}
