import PythonSource
import Testing

/// What functions import that an import calls.
struct CalledFunctionsTests {
  private func one(_ text: String, having available: Set<String> = []) -> [String] {
    findings(["pkg/__init__.py": text], having: available)
  }

  @Test(arguments: [
    "def f():\n  import six\nf()",
    "def f():\n  import six\nx = f()",
    "def f():\n  import six\n  return 1\nclass A:\n  x = [f()]",
    "def f(name):\n  import six\n  return name\n@f\ndef g(): pass",
    "def f(name):\n  import six\n  return name\n@f('x')\nclass B:\n  pass",
    "def f():\n  import six\nclass A:\n  @f()\n  def g(self): pass",
    "def f():\n  import six\ndef g(): return f()\ng()",
    "def g():\n  f()\ndef f(): import six\ng()",
    "import functools\n@functools.lru_cache()\ndef f():\n  import six\nf()",
    "class A:\n  def __init__(self, x=1):\n    import six\nA(2)",
    "def f():\n  import six\nif f():\n  pass",
    "def f():\n  import six\ntry:\n  f()\nexcept KeyError:\n  pass",
    "import os\ndef f():\n  import six\nif not os.environ.get('_PKG_AS_LIBRARY', None):\n  f()",
    "import sys\ndef f():\n  if sys.version_info < (3,):\n    return\n  import six\nf()",
    "def f():\n  try:\n    import json\n  except ImportError:\n    return\n  import six\nf()",
  ])
  func `a function that is called runs`(_ text: String) {
    #expect(one(text) == ["unknown six"])
  }

  @Test(arguments: [
    "def f():\n  import six\n",
    "def f():\n  import six\ng = lambda: f()",
    "def f():\n  import six\nx = f() if y else 1",
    "def f():\n  import six\nx = y and f()",
    "def f():\n  import six\nx = [f() for z in y]",
    "def f():\n  import six\nif y:\n  f()",
    "def f():\n  import six\nfor z in y:\n  f()",
    // It may end before.
    "def f():\n  if y:\n    return\n  import six\nf()",
    "def f():\n  for z in y:\n    return z\n  import six\nf()",
    "def f():\n  return\n  import six\nf()",
    "def f():\n  try:\n    g()\n  except KeyError:\n    return\n  import six\nf()",
    "def f():\n  try:\n    g()\n  except Exception:\n    return\n  import six\nf()",
    // What runs when it is called is not its body.
    "def f():\n  import six\n  yield 1\nf()",
    "async def f():\n  import six\nf()",
    "@click.command()\ndef f():\n  import six\nf()",
    "class A(Base):\n  def __init__(self):\n    import six\nA()",
    "class A:\n  def f():\n    import six\nf()",
    // A name with more than one meaning.
    "def f():\n  import six\nf = memoize(f)\nf()",
    "if y:\n  def f():\n    import six\nelse:\n  def f():\n    pass\nf()",
    "def f(g):\n  g()\ndef g():\n  import six\nf(1)",
    "def f():\n  g = 1\n  g()\ndef g():\n  import six\nf()",
    "def f():\n  def g(): pass\n  g()\ndef g():\n  import six\nf()",
    "def f():\n  import six\nx.f()",
    // A failure is caught.
    "def f():\n  import six\ntry:\n  f()\nexcept ImportError:\n  pass",
    "def f():\n  try:\n    import six\n  except ImportError:\n    pass\nf()",
    "class Skip(Exception): pass\ndef f():\n  if y:\n    raise Skip\n  import six\ntry:\n  f()\nexcept Skip:\n  pass",
    // It calls itself.
    "def f():\n  f()\nf()",
    "import os\ndef f():\n  import six\nif os.environ.get('PKG_DEBUG'):\n  f()",
  ])
  func `one that may not run does not`(_ text: String) {
    #expect(one(text).filter { $0.hasSuffix("six") } == [])
  }

  @Test(arguments: [
    "from .x import f\nf()", "from pkg.x import f as g\ng()", "from . import x\nx.f()",
    "import pkg.x\npkg.x.f()", "import pkg.x as y\ny.f()", "from .again import f\nf()",
    "from . import again\nagain.f()",
  ])
  func `functions of other modules run`(_ text: String) {
    let files = [
      "pkg/__init__.py": text, "pkg/again.py": "from .x import f",
      "pkg/x.py": "def f():\n  from . import deep\n  deep.g()",
      "pkg/deep.py": "import six\ndef g():\n  from structlog.dev import Styles",
    ]
    let found = findings(files, having: ["structlog.dev"], without: ["structlog.dev.Styles"])
    #expect(found == ["unknown six", "absent structlog.dev Styles"])
  }

  @Test func `functions of other distributions are not known`() {
    #expect(one("import six\nsix.f()\nfrom six import g\ng()", having: ["six"]) == [])
  }

  @Test func `only functions that are called are kept`() {
    let graph = graph(
      [
        "pkg/__init__.py": "def f():\n  import six\ndef g():\n  import one\ndef h(): pass\nf()\nh()"
      ],
      roots: ["pkg"])
    #expect(graph.modules.map(\.functions).map { $0.map(\.name) } == [["f"]])
    #expect(graph.modules[0].content.statements.count == 1)
  }

  @Test(arguments: [
    ("os.environ.get('PKG_X')", "b"), ("not os.environ.get('PKG_X')", "a"),
    ("os.getenv('PKG_X', '1') == '1'", "a"), ("os.environ.get('PKG_X') is None", "a"),
    ("'PKG_X' in os.environ", "b"), ("'PKG_X' not in os.environ", "a"),
    ("os.environ.get('PKG_X', 'no') != 'no'", "b"),
  ])
  func `variables of a project are not set`(_ condition: String, _ module: String) {
    #expect(
      one("import os\nif \(condition):\n  import a\nelse:\n  import b") == ["unknown \(module)"])
  }

  @Test(arguments: [
    "os.environ.get('HOME')", "'DISPLAY' in os.environ", "os.getenv('name')",
    "os.environ.get('PKG_X', y)", "os.environ.get(y)", "os.environ.get('PKG_X') == y",
  ])
  func `others may be`(_ condition: String) {
    #expect(one("import os\nif \(condition):\n  import a\nelse:\n  import b") == [])
  }

  /// Names that a module of another distribution lost, where they are used through it.
  @Test(arguments: [
    ("import numpy as np\nFLOATS = set(np.sctypes['float'])", true),
    ("import numpy\nclass A:\n  kind = numpy.sctypes", true),
    ("import numpy as np\ndef f(x: np.sctypes): pass\ny: np.sctypes = 1", false),
    ("import numpy as np\nclass A(np.sctypes): pass", true),
    ("import numpy as np\ntry: np.sctypes\nexcept AttributeError: pass\nnp.sctypes", true),
    ("import numpy as np\ndef f(): return np.sctypes\nf()", true),
    ("import numpy as np\ndef f(): return np.sctypes", false),
    ("import numpy as np\nx = np.sctypes if y else 1", false),
    ("import numpy as np\ntry:\n  x = np.sctypes\nexcept AttributeError:\n  x = 1", false),
    ("import numpy as np\nnp.sctypes = {}\nx = np.sctypes", false),
    (
      "import numpy as np\nif not hasattr(np, 'sctypes'):\n  np.sctypes = {}\nfrom . import x",
      false
    ),
    ("import numpy as np\nx = np.array.sctypes", false),
    ("import numpy as np\ndef f(np): return np.sctypes\nf(1)", false),
    ("import numpy as np\nfrom jax import numpy as np\nx = np.sctypes", false),
    ("x = np.sctypes", false),
  ])
  func `names that are used of a module`(text: String, isLost: Bool) {
    let files = ["pkg/__init__.py": text, "pkg/x.py": "import numpy as np\ny = np.sctypes"]
    let found = findings(
      files, having: ["jax", "numpy"], without: ["numpy.sctypes"])
    #expect(found == (isLost ? ["absent numpy sctypes"] : []))
  }
}
