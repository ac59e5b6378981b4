import PythonSource
import Testing

/// Conditions on the versions of packages that a module imports.
@Suite struct ReleaseConditionTests {
  /// What is imported where the condition holds with lib 2.12.5.
  @Test(arguments: [
    ("lib.VERSION >= (2, 0)", true), ("lib.VERSION < (1, 8)", false),
    ("lib.VERSION >= (2, 13)", false), ("lib.VERSION > (2, 12)", true),
    ("lib.VERSION[:2] >= (2, 12)", true), ("lib.VERSION[:2] == (2, 12)", true),
    ("lib.VERSION[0] == 2", true), ("lib.VERSION[0] == '2'", true), ("lib.VERSION[0] > 1", true),
    ("lib.VERSION[0] <= 1", false), ("1 < lib.VERSION[0]", true),
    ("lib.VERSION.startswith('2.')", true), ("lib.VERSION.startswith('1.')", false),
    ("not lib.__version__.startswith('1')", true),
    ("parse(lib.__version__) >= parse('2.9')", true),
    ("version.parse(lib.__version__) < version.parse('2.9')", false),
    ("Version(lib.__version__).major >= 3", false),
    ("int(lib.__version__.split('.')[0]) >= 2", true), ("lib.version.VERSION[0] == '2'", true),
    ("NEW", true), ("not NEW", false), ("OWN >= (2, 0)", true), ("ALIAS.VERSION[0] == 2", true),
  ])
  func conditionsThatHold(condition: String, holds: Bool) {
    let text = """
      import lib
      import lib as ALIAS
      from lib import VERSION as OWN
      NEW = OWN >= (2, 1)
      if \(condition):
        import one
      else:
        import two
      """
    #expect(
      findings(["pkg/__init__.py": text], having: ["lib"], releases: ["lib": "2.12.5"])
        == [holds ? "unknown one" : "unknown two"])
  }

  /// Where nothing certain is known, neither branch is played.
  @Test(arguments: [
    "other.VERSION >= (2, 0)", "lib.__version__ >= '2.0'", "lib.VERSION == (2, 12)",
    "lib.VERSION[:2] > (2, 12)", "lib.VERSION[1] > 2", "VERSION[0] == 2", "lib.name == 'x'",
    "lib.VERSION[0] > 9223372036854775807", "lib.VERSION >= x", "parse(lib.__version__) > (1, 2)",
    "MAYBE", "self.VERSION[0] == 2",
  ])
  func conditionsOfWhichNothingIsKnown(condition: String) {
    let text = """
      import lib
      from .names import VERSION
      MAYBE = lib.VERSION[0] == 2
      for x in y:
        MAYBE = True
      if \(condition):
        import one
      else:
        import two
      """
    let found = findings(
      ["pkg/__init__.py": text, "pkg/names.py": ""], having: ["lib"], releases: ["lib": "2.12.5"])
    #expect(found == [])
  }

  @Test("names that stand for names grow neither deep nor large", arguments: [true, false])
  func namesOfNames(isDeep: Bool) {
    // A name does not stand for itself, so two take turns.
    let steps = isDeep ? 20_000 : 64
    let step = isDeep ? "B = parse(A)\nA = parse(B)" : "B = A and A\nA = B and B"
    let text = """
      import lib
      A = \(isDeep ? "lib.__version__" : "lib.VERSION[0] == 2")
      \(Array(repeating: step, count: steps).joined(separator: "\n"))
      if A:
        import one
      """
    #expect(findings(["pkg/__init__.py": text], having: ["lib"], releases: ["lib": "2.12"]) == [])
  }
}
