import PythonSource
import Testing

/// Scripts as people write them, with what they hand to `setup()`.
struct SetupScriptTests {
  private func script(
    _ text: String, _ files: [String: String] = [:], minor: Int = 13
  ) -> SetupScript {
    SetupScript(Array(text.utf8), files: files.mapValues { Array($0.utf8) }, minor: minor)
  }

  struct Case: Sendable {
    let text: String
    let expected: [String]?
    var files: [String: String] = ["requirements.txt": "six>=1.0  # why\n\n# no\nrequests\n-e .\n"]
  }

  static let cases: [Case] = [
    Case(text: "setup(install_requires=['a', \"b>=1\"])", expected: ["a", "b>=1"]),
    Case(text: "import setuptools\nsetuptools.setup(install_requires=('a',))", expected: ["a"]),
    Case(text: "setup(install_requires='a\\nb')", expected: ["a", "b"]),
    Case(text: "setup(install_requires='''\n  a\n  b\n''')", expected: ["a", "b"]),
    Case(
      text: "r = ['a']\nr += ['b']\nr.append('c')\nr.extend(['d'])\nsetup(install_requires=r)",
      expected: ["a", "b", "c", "d"]),
    Case(text: "r = ['a'] + ['b']\nsetup(install_requires=r + ['c'])", expected: ["a", "b", "c"]),
    Case(
      text:
        "r = ['a']\nif sys.version_info < (3, 4):\n    r.append('enum34')\nelse:\n    r.append('b')\nsetup(install_requires=r)",
      expected: ["a", "b"]),
    Case(
      text: "setup(install_requires=['a'] if sys.version_info[0] >= 3 else ['b'])", expected: ["a"]),
    Case(
      text: "setup(install_requires=open('requirements.txt').read().splitlines())",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "with open('requirements.txt') as f:\n    r = f.read().splitlines()\nsetup(install_requires=r)",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "with open('requirements.txt') as f:\n    r = [l.strip() for l in f if not l.startswith('#')]\nsetup(install_requires=r)",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "here = os.path.abspath(os.path.dirname(__file__))\nr = open(os.path.join(here, 'requirements.txt')).readlines()\nsetup(install_requires=r)",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "def read(name):\n    return open(os.path.join(os.path.dirname(__file__), name)).read()\nsetup(install_requires=read('requirements.txt').split('\\n'))",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "def reqs():\n    with open('requirements.txt') as f:\n        return f.read().splitlines()\nsetup(install_requires=reqs())",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "from pip.req import parse_requirements\nr = parse_requirements('requirements.txt', session=False)\nsetup(install_requires=[str(i.req) for i in r])",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "from pathlib import Path\nsetup(install_requires=(Path(__file__).parent / 'requirements.txt').read_text().splitlines())",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "kwargs = dict(name='x', install_requires=['a'])\nkwargs['install_requires'] = ['b']\nsetup(**kwargs)",
      expected: ["b"]),
    Case(
      text:
        "kwargs = {}\ntry:\n    from setuptools import setup\n    kwargs['install_requires'] = ['a']\nexcept ImportError:\n    from distutils.core import setup\nsetup(name='x', **kwargs)",
      expected: ["a"]),
    Case(
      text:
        "r = []\nfor l in open('requirements.txt'):\n    r.append(l.strip())\nsetup(install_requires=r)",
      expected: ["six>=1.0", "requests"]),
    Case(
      text:
        "def get():\n    with open('requirements.txt') as f:\n        r = f.readlines()\n    return r, []\nr, links = get()\nsetup(install_requires=r)",
      expected: ["six>=1.0", "requests"]),
    Case(text: "a, b = ['x'], ['y']\nsetup(install_requires=b + a)", expected: ["y", "x"]),
    Case(
      text:
        "k = {}\ninstall_requires = k['install_requires'] = ['a']\ninstall_requires.append('b')\nsetup(**k)",
      expected: ["a"]),
    Case(
      text: "r = k = s = ['a']\nsetup(install_requires=s + k)", expected: ["a", "a"]),
    // Tables are merged in all the ways that there are.
    Case(
      text: "k = dict(name='x', install_requires=['b'])\nsetup(**dict(k, install_requires=['a']))",
      expected: ["a"]),
    Case(
      text:
        "def more():\n    return {'install_requires': ['a']}\nk = {'name': 'x'}\nsetup(**dict(k, **more()))",
      expected: ["a"]),
    Case(
      text:
        "def more():\n    r = ['a']\n    r += ['b']\n    return dict(install_requires=r)\nsetup(**{'name': 'x', **more()})",
      expected: ["a", "b"]),
    Case(
      text: "k = {'name': 'x'} | {'install_requires': ['a']}\nsetup(**k)", expected: ["a"]),
    Case(
      text:
        "def more():\n    if odd():\n        return {}\n    return {'install_requires': ['a']}\nsetup(**more())",
      expected: nil),
    Case(text: "setup(**dict(k, install_requires=['a']))", expected: nil),
    Case(text: "setup(**{**k, 'install_requires': ['a']})", expected: nil),
    Case(text: "setup(install_requires=compute() + ['a'])", expected: nil),
    Case(text: "setup(install_requires=['a', VERSIONED % 1])", expected: nil),
    Case(text: "setup(install_requires=compute())", expected: nil),
    Case(
      text: "if __name__ == '__main__':\n    setup(install_requires=['a'])", expected: ["a"]),
    Case(text: "def main():\n    setup(install_requires=['a'])\nmain()", expected: ["a"]),
    // What nothing is seen to call is read, too, and what a function is called with.
    Case(text: "def main():\n    setup(install_requires=['a'])\nx.run()", expected: ["a"]),
    Case(
      text: "def run(needs, *, more=[]):\n  return setup(install_requires=needs)\nrun(['a'], 1)",
      expected: ["a"]),
    Case(
      text: "def run(r):\n    r()\n    run(r)\n    setup(install_requires=r)\nrun(run)",
      expected: nil),
    Case(text: "x = setup(install_requires=['a'])", expected: ["a"]),
    Case(
      text: "setup(install_requires=open('requirements.txt').readlines())",
      expected: ["a", "b"],
      files: ["requirements.txt": "-r base.txt\nb", "base.txt": "a"]),
  ]

  @Test(arguments: cases)
  func requirements(_ one: Case) {
    #expect(script(one.text, one.files).requirements == one.expected)
  }

  /// Where a call's requirements are not known, the one file of requirements that the script mentions has them.
  @Test(arguments: [
    ("def f(r):\n    return g(r)\nsetup(**f(read('requirements.txt')))", "requirements.txt"),
    ("setup(install_requires=only(r, 'requirements.txt'))", "requirements.txt"),
    (
      "k = dict(name='x')\ndef more():\n    return dict(install_requires=only('requirements.txt'))\nsetup(**dict(k, **more()))",
      "requirements.txt"
    ),
    (
      "k = dict(name='x')\ndef main():\n    setup(**dict(k, **more('requirements.txt')))\nmain()",
      "requirements.txt"
    ),
    ("f = 'requirements.txt'\ng = 'requirements-dev.txt'\nrun(f, g)", "requirements.txt"),
    ("f = 'requirements.txt'\ng = 'requirements-web.txt'\nrun(f, g)", nil),
    ("run('absent-requirements.txt')", nil), ("f = 'requirements.txt'\nsetup(name='x')", nil),
    ("f = 'requirements.txt'\nsetup(install_requires=['a'])", nil),
    ("f = 'requirements.txt'\nraise SystemExit", nil),
  ])
  func `requirements that a file seems to have`(text: String, file: String?) {
    let files = ["", "-dev", "-web"].map { ("requirements\($0).txt", "six # why\n") }
    let found = script(text, Dictionary(uniqueKeysWithValues: files))
    #expect(found.likelyFile == file)
    #expect(found.likelyRequirements == (file == nil ? [] : ["six"]))
  }

  /// What the requirements hang on: only what a run can tell leaves doubts.
  @Test(arguments: [
    ("setup(install_requires=['a'])", true),
    ("r = ['a']\nif sys.platform == 'darwin':\n    r.append('b')\nsetup(install_requires=r)", true),
    ("r = ['a']\nif sys.version_info < (3,):\n    r += ['b']\nsetup(install_requires=r)", true),
    (
      "r = []\ntry:\n    import argparse\nexcept ImportError:\n    r.append('argparse')\nsetup(install_requires=r)",
      true
    ),
    (
      "r = []\ntry:\n    import lxml\nexcept ImportError:\n    r.append('lxml')\nsetup(install_requires=r)",
      false
    ),
    ("r = ['a']\nif os.environ.get('X'):\n    r.append('b')\nsetup(install_requires=r)", false),
    ("r = ['a']\nif os.environ.get('X'):\n    n = 1\nsetup(install_requires=r)", true),
    (
      "r = ['a']\nif other():\n    pass\nelif more():\n    r = ['b']\nsetup(install_requires=r)",
      false
    ),
    ("r = ['a', 'b']\nr.remove('a')\nsetup(install_requires=r)", false),
    ("r = ['a', 'b']\nr.clear()\nsetup(install_requires=r)", false),
    ("r = ['a', 'b']\ndel r[0]\nsetup(install_requires=r)", false),
    ("r = ['a']\nfor x in found():\n    r.append(x)\nsetup(install_requires=r)", false),
    ("r = ['a']\ndef f():\n    r.append('b')\nf()\nsetup(install_requires=r)", false),
    ("def f():\n    return ['a']\nsetup(install_requires=f())", false),
    (
      "x = f()\nif x:\n    y = 1\nelse:\n    y = 2\nr = ['a'] if y else []\nsetup(install_requires=r)",
      false
    ),
    ("setup(install_requires=[x for x in ['a', 'b'] if wanted(x)])", false),
    ("setup(install_requires=['a'], **more())", false),
    ("k = {'install_requires': ['a']}\nsetup(**k)", true),
    ("k = {}\nk[name()] = ['a']\nsetup(install_requires=['a'], **k)", false),
    ("if odd():\n    setup(install_requires=['a'])\nelse:\n    setup()", false),
    ("setup(install_requires=['a'], extras_require={'b': found()})", true),
    (
      "e = {'b': ['c']}\nif odd():\n    e['d'] = []\nsetup(install_requires=[], extras_require=e)",
      false
    ),
  ])
  func whetherRequirementsAreCertain(text: String, isCertain: Bool) {
    #expect(script(text).isCertain == isCertain)
  }

  /// Functions that are called in loops cost steps.
  @Test(.timeLimit(.minutes(1))) func doubtsAreBounded() {
    let body = (0..<2_000).map { "    a\($0) = 1\n" }.joined()
    let found = script(
      "def f():\n\(body)\nfor x in \((0..<4_000).map { $0 }.description):\n    f()\nsetup(install_requires=['a'])"
    )
    #expect(!found.isCertain)
  }

  /// A setup.py that runs itself, and what it imports first.
  @Test(arguments: [
    ("from distutils.core import setup\ncheck_call([sys.executable, __file__, 'x'])", true),
    ("import distutils.util\nimport setuptools\ncall([sys.executable, 'setup.py', 'x'])", true),
    ("import setuptools\nimport distutils.util\ncall([sys.executable, 'setup.py', 'x'])", false),
    ("def f():\n    import setuptools\nimport distutils\ncall([sys.executable, __file__])", true),
    ("import distutils\ncall([sys.executable, 'tests.py'])", false),
    ("import os\ncall([sys.executable, __file__])", false), ("import distutils", false),
    ("", false),
  ])
  func scriptsThatRunThemselves(text: String, needsDistutils: Bool) {
    #expect(SetupRun.needsDistutils(Array(text.utf8)) == needsDistutils)
  }

  @Test func otherArguments() {
    let found = script(
      """
      from setuptools import setup, find_packages
      setup(name='x', packages=find_packages('src', exclude=['tests', 'tests.*']), package_dir={'': 'src'},
            py_modules=['one'], setup_requires=['pbr>=1', 'numpy'], use_2to3=True, pbr=True,
            python_requires='>=3.6', extras_require={'dev': ['pytest'], ':python_version<"3"': ['enum34']})
      """)
    #expect(found.callsSetup)
    #expect(found.foundBelow == "src")
    #expect(found.excludedPackages == ["tests", "tests.*"])
    #expect(found.packageFolder == "src")
    #expect(found.modules == ["one"])
    #expect(found.buildRequirements == ["pbr>=1", "numpy"])
    #expect(found.isConverted && found.usesPbr)
    #expect(found.requiresPython == ">=3.6")
    #expect(found.extras == ["dev": ["pytest"], ":python_version<\"3\"": ["enum34"]])
    #expect(found.requirements == nil && !found.namesRequirements)
  }

  /// Of what a build asks for, a part that is known is better than nothing.
  @Test func partOfWhatABuildAsksFor() {
    let found = script(
      """
      wheel = ['wheel'] if {'bdist_wheel'}.intersection(sys.argv) else []
      setup(setup_requires=wheel + ['setuptools_scm'], use_scm_version={'write_to': 'x.py'})
      """)
    #expect(found.buildRequirements == ["setuptools_scm"])
    #expect(found.usesScmVersion)
    #expect(!script("setup(use_scm_version=False)").usesScmVersion)
  }

  @Test func programsAndCommands() {
    let found = script(
      """
      setup(entry_points={'console_scripts': ['a = b:c', name()], 'other': ['x = y']},
            cmdclass={'build_py': Download, 'test': PyTest})
      """)
    #expect(found.programs == ["a = b:c"])
    #expect(found.commands == ["build_py", "test"])
    let text = script("setup(entry_points='''\\n[console_scripts]\\na = b:c\\n''')")
    #expect(text.programs.contains("a = b:c"))
  }

  @Test func filesThatAreOpened() {
    let found = script(
      """
      here = os.path.abspath(os.path.dirname(__file__))
      folder = "x-y".replace("-", "/")
      open("README.md").read()
      open(os.path.join(here, "HISTORY.rst"))
      open(os.path.join(folder, "_version.py"))
      open("dist/out.txt", "w")
      version = SourceFileLoader("v", "version.py").load_module().VERSION
      (Path(__file__).parent / "LICENSE.txt").open()
      notes = (Path(__file__).parent / "NOTES.md").read_text()
      try:
          open("maybe.txt")
      except IOError:
          pass
      if unknown():
          open("perhaps.txt")
      def read(name):
          return open(name).read()
      read("CHANGES.txt")
      setup(name="x")
      """)
    #expect(
      found.openedFiles == [
        "CHANGES.txt", "HISTORY.rst", "LICENSE.txt", "NOTES.md", "README.md", "version.py",
      ])
  }

  @Test func `files whose names a function makes`() {
    let found = script(
      """
      def get_requirements(name: str):
          with open(f"{name}.txt", "r") as lines:
              return list(map(str.strip, lines.read().split("\\n")))
      def text(folder, name="README.md"):
          path = os.path.join(folder, name)
          return open(path).read()
      def twice(name):
          return twice(name)
      def chosen(name):
          if os.path.exists(name):
              return open(name + ".md").read()
      setup(
          install_requires=get_requirements(name="requirements"), description=chosen("HISTORY"),
          long_description=text("docs", "index.rst"), extras_require=dict(cli=get_requirements("requirements/cli")))
      """)
    #expect(found.openedFiles == ["docs/index.rst", "requirements.txt", "requirements/cli.txt"])
  }

  @Test(arguments: [
    ("f'{name}==1.0'", ["pkg==1.0"]), ("f'a>={low},<{high}'", nil), ("f'a{{x}}'", nil),
    ("f'{name!r}'", nil), ("f'{name}' '>=2'", ["pkg>=2"]), ("f''", []),
    ("'a' f'b{name}'", ["abpkg"]),
  ])
  func `f-strings of names`(_ text: String, _ expected: [String]?) {
    #expect(script("name = 'pkg'\nsetup(install_requires=[\(text)])").requirements == expected)
  }

  @Test func aDirectoryForEachPython() {
    let text =
      "setup(package_dir={'': {2: 'lib', 3: 'lib3'}[sys.version_info[0]]}, py_modules=['a'])"
    #expect(script(text).packageFolder == "lib3")
  }

  @Test func aScriptThatOnlyRaises() {
    let found = script("raise SystemExit('use scikit-learn')")
    #expect(found.onlyRaises && !found.callsSetup)
    let guarded = script(
      "try:\n  run(EXTENSIONS)\nexcept BuildFailed:\n  raise\ndef run(e):\n  setup(name='a')\nif f():\n  raise 1"
    )
    #expect(!guarded.onlyRaises)
  }

  /// A script that lets nobody install it, though it calls `setup()`.
  @Test(arguments: [
    ("if 'bdist_wheel' in sys.argv:\n    raise Exception('no')\nsetup()", true),
    (
      "asked = lambda x: x in sys.argv\nif asked('bdist_wheel'): raise Exception('no')\nsetup()",
      true
    ),
    ("if 'bdist_wheel' not in sys.argv:\n    raise Exception('no')\nsetup()", false),
    ("if 'bdist_wheel' in sys.argv and old():\n    raise Exception('no')\nsetup()", false),
    ("if 'bdist_wheel' in sys.argv:\n    from wheel import x\nsetup()", false),
    ("if 'sdist' in sys.argv:\n    raise Exception('no')\nsetup()", false),
    ("if 'sdist' in sys.argv:\n    setup()\nelse:\n    raise Exception('no')", true),
    ("if 'sdist' not in sys.argv[1:]:\n    raise Exception('no')\nelse:\n    setup()", true),
    ("if 'egg_info' in sys.argv:\n    setup()\nelse:\n    raise Exception('no')", false),
  ])
  func scriptsThatMakeNoWheel(text: String, onlyRaises: Bool) {
    #expect(script(text).onlyRaises == onlyRaises)
  }

  @Test func loopsEnd() {
    let text =
      "r = []\n" + "for a in ['x', 'y']:\n r.append(a)\n r += r\n" + "for b in r:\n r += r\n"
    #expect(script(text + "setup(name=r)").requirements == nil)
    let nested = (0..<20).map { String(repeating: " ", count: $0) + "for a\($0) in r:\n" }.joined()
    let found = script(
      "r = ['a', 'b', 'c', 'd', 'e']\n" + nested + String(repeating: " ", count: 21)
        + "x = 1\nsetup()\n")
    #expect(!found.namesRequirements)
  }
}
