import PackageMetadata
import Testing

@testable import Nixpkgs

/// The directories of a file of the index: its BLAKE2b digest.
private let hash = "68/b0/0af75e586869bc5eee67e75472771e820189cbedbdde619353191a2828b7"

@Suite struct NameMatchingTests {
  @Test(
    arguments: [
      ("mirror://pypi/n/numpy/numpy-2.3.5.tar.gz", "numpy"),
      ("mirror://pypi/F/Flask_Babel/Flask_Babel-1.0.tar.gz", "flask-babel"),
      (
        "https://files.pythonhosted.org/packages/source/z/zope.event/zope.event-5.0.tar.gz",
        "zope-event"
      ),
      ("https://files.pythonhosted.org/packages/py3/a/alpha/alpha-1-py3-none-any.whl", "alpha"),
      ("https://pypi.io/packages/source/b/beta/beta-1.tar.gz", "beta"),
      ("https://pypi.python.org/packages/source/b/beta/beta-1.tar.gz", "beta"),
      (
        "https://files.pythonhosted.org/packages/\(hash)/pan_python-0.25.0-py3-none-any.whl",
        "pan-python"
      ),
      (
        "https://files.pythonhosted.org/packages/\(hash)/pan-python-0.25.0.tar.gz",
        "pan-python"
      ),
      ("https://github.com/example/pypi/archive/1.tar.gz", nil),
      ("https://web.archive.org/web/2025/https://host.example/pypi/packages/PyQt6/a.tar.gz", nil),
      ("https://pypi.nvidia.example/alpha/alpha-1-py3-none-any.whl", nil),
      ("mirror://pypi/n", nil), ("mirror://pypi/n/-bad-/x", nil), ("", nil), ("////", nil),
    ] as [(String, String?)])
  func projectOfURL(url: String, project: String?) {
    #expect(NameMatching.pypiProject(ofURL: url) == project)
  }

  /// attribute, pname, URL, and the names that it answers to.
  @Test(
    arguments: [
      ("numpy", "numpy", "mirror://pypi/n/numpy/numpy-1.tar.gz", ["numpy:sourceURL"]),
      ("six", "six", "https://x.example/six", ["six:nameAndAttribute"]),
      ("scikitlearn", "scikit-learn", "", ["scikit-learn:nameAndAttribute"]),
      ("pytestcov", "pytest-cov", "mirror://pypi/p/pytest-cov/a", ["pytest-cov:sourceURL"]),
      (
        "dateutil", "python-dateutil", "mirror://pypi/p/python-dateutil/a",
        ["python-dateutil:sourceURL"]
      ),
      ("discordpy", "discord.py", "", ["discord-py:nameAndAttribute"]),
      ("django_5", "django", "", ["django:name"]),
      ("torchWithCuda", "torch", "", ["torch:name"]),
      ("colcon", "colcon-core", "", ["colcon-core:name", "colcon:attribute"]),
      ("bezier", "", "", ["bezier:attribute"]),
      // A contradicting URL overrules the names, and the table what has no URL.
      ("fuse", "fuse-python", "mirror://pypi/f/fuse-python/a", ["fuse-python:sourceURL"]),
      ("sane", "sane", "mirror://pypi/p/python-sane/a", ["python-sane:sourceURL"]),
      ("can", "python-can", "", ["python-can:knownName"]),
      ("magic", "file", "", ["file-magic:knownName"]),
      ("faiss", "faiss", "", ["faiss-cpu:knownName", "faiss-gpu:knownName"]),
      (
        "psycopg2", "psycopg2", "mirror://pypi/p/psycopg2/a",
        [
          "psycopg2:sourceURL", "psycopg2-binary:knownName",
        ]
      ),
      ("snack", "newt", "", []),
    ] as [(String, String, String, [String])])
  func pythonNames(attribute: String, pname: String, url: String, names: [String]) {
    let row = PackageRow(attribute: attribute, pname: pname, version: "1", sourceURL: url)
    #expect(
      NameMatching.pythonMatches(of: row).map { "\($0.name):\($0.confidence)" } == names)
  }

  @Test func hooksHaveNoName() {
    let hook = PackageRow(attribute: "someHook", pname: "", version: "", isModule: false)
    #expect(NameMatching.pythonMatches(of: hook).isEmpty)
    let application = PackageRow(attribute: "tool", pname: "tool", version: "1", isModule: false)
    #expect(NameMatching.pythonMatches(of: application).map(\.name) == ["tool"])
  }

  @Test(arguments: [
    ("data_table", "data.table", "r-data.table-1.0", "data.table"),
    ("data_table", "", "r-data.table-1.17-2", "data.table"),
    ("r_import", "r_import", "r-r_import-1.3.2", "import"),
    ("r_blip", "", "r-r.blip-1.1", "r.blip"),
    ("MASS", "", "r-MASS-7.3-65", "MASS"),
  ])
  func rNames(attribute: String, pname: String, derivation: String, name: String) {
    let row = PackageRow(
      attribute: attribute, derivationName: derivation, pname: pname, version: "")
    #expect(NameMatching.rMatches(of: row).map(\.name) == [name])
    #expect(RAttribute.name(of: name) == attribute)
  }

  /// Attributes with pname and URL, of which the first is to be chosen for the name.
  @Test(arguments: [
    ("protobuf", ["protobuf", "protobuf5", "protobuf4"]),
    ("tensorflow", ["tensorflow", "tensorflow-bin", "tensorflowWithCuda"]),
    ("requests-toolbelt", ["requests-toolbelt", "requests_toolbelt"]),
  ])
  func plainAttributeComesFirst(name: String, attributes: [String]) {
    let rows = attributes.reversed().map { attribute in
      PackageRow(
        attribute: attribute, derivationName: attribute, pname: name, version: "1",
        sourceURL: attribute == "protobuf5" ? "mirror://pypi/p/protobuf/protobuf-1.tar.gz" : "")
    }
    let snapshot = Snapshot(facts: .sample, python: rows)
    #expect(snapshot.candidates(for: .pypi(name)).map(\.attribute) == attributes)
  }

  @Test(arguments: [
    ("numpy-2.3.5", "numpy", "2.3.5"), ("r-zoo-1.8-7", "r-zoo", "1.8-7"), ("R-4.0.0", "R", "4.0.0"),
    ("python3.13-discord.py-2.6.4", "python3.13-discord.py", "2.6.4"), ("hook", "hook", ""),
    ("end-", "end-", ""), ("", "", ""),
  ])
  func derivationNames(text: String, name: String, version: String) {
    let parts = DerivationName(text)
    #expect(parts.name == name)
    #expect(parts.version == version)
  }

  @Test(arguments: [
    ("python3.13-numpy-2.3.5", "numpy", "2.3.5"), ("r-zoo-1.8-7", "zoo", "1.8-7"),
    ("pypy3.11-six-1.17", "six", "1.17"), ("openmpi-5.0.9", "openmpi", "5.0.9"),
  ])
  func derivationNamesWithoutPrefix(text: String, name: String, version: String) {
    let parts = DerivationName.withoutPrefix(text)
    #expect(parts.name == name)
    #expect(parts.version == version)
  }
}

extension SnapshotFacts {
  /// The facts of no nixpkgs in particular.
  static var sample: SnapshotFacts {
    SnapshotFacts(version: "26.05pre", python: nil, dialect: .modern)
  }
}
