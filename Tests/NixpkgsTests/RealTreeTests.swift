import Basics
import PackageMetadata
import Testing

@testable import Nixpkgs

/// A tree, what it is, and how much of it there is.
struct RealTree: Sendable, CustomTestStringConvertible {
  let name: String
  let python: String
  let era: Dialect.Era
  let packages: Int
  let names: [String: String]

  var testDescription: String { name }
}

/// The trees that the environment names.
let realTrees = [
  RealTree(
    name: "NIXGRAFT_NIXPKGS_26_05", python: "3.13.11", era: .modern, packages: 10_257,
    names: [
      "numpy": "numpy", "opencv-python": "opencv-python", "pygobject": "pygobject3",
      "discord.py": "discordpy", "scikit-learn": "scikit-learn", "protobuf": "protobuf",
      "tensorflow": "tensorflow", "torch": "torch", "psycopg2-binary": "psycopg2-binary",
      "file-magic": "magic", "django": "django", "python-subunit": "subunit",
    ]),
  RealTree(
    name: "NIXGRAFT_NIXPKGS_20_09", python: "3.8.3", era: .legacy, packages: 3_198,
    names: [
      "numpy": "numpy", "scikit-learn": "scikitlearn", "pytest-cov": "pytestcov",
      "python-dateutil": "python-dateutil", "python-can": "can", "torch": "pytorch",
      "python-ldap": "ldap", "pygobject": "pygobject3", "opencv-python": "opencv4",
    ]),
  RealTree(
    name: "NIXGRAFT_NIXPKGS_19_09", python: "3.7.3", era: .legacy, packages: 2_272,
    names: ["numpy": "numpy", "scikit-learn": "scikitlearn"]),
].filter { variable($0.name) != nil }

/// Whole nixpkgs trees, where the environment names them.
@Suite(
  .serialized,
  .enabled(if: !realTrees.isEmpty, "no NIXGRAFT_NIXPKGS_… names a tree"))
struct RealTreeTests {
  @Test(arguments: realTrees)
  func pythonSet(tree: RealTree) async throws {
    let path = try #require(variable(tree.name))
    try await withFolder { folder in
      let options = SnapshotOptions(nixpkgs: path, cacheDirectory: folder)
      let snapshot = try await Snapshot.load(options)
      #expect(snapshot.count(of: .pypi) == tree.packages)
      #expect(snapshot.facts.python?.versionText == tree.python)
      #expect(snapshot.dialect.era == tree.era)
      #expect(snapshot.dialect.hasDependencies == (tree.era == .modern))
      for (name, attribute) in tree.names {
        #expect(snapshot.pin(for: .pypi(name))?.attribute == attribute, "\(name)")
      }
      for name in ["can", "fuse", "magic", "ldap"] {
        #expect(snapshot.pin(for: .pypi(name)) == nil, "\(name)")
      }
      #expect(try await Snapshot.load(options).isFromCache)
      // The rows that were measured beforehand, where they are at hand.
      if let file = variable("\(tree.name)_PYTHON"), let bytes = try? Files.read(file) {
        try compare(snapshot, with: String(decoding: bytes, as: UTF8.self))
      }
    }
  }

  @Test(arguments: realTrees)
  func rSet(tree: RealTree) async throws {
    let path = try #require(variable(tree.name))
    try await withFolder { folder in
      let options = SnapshotOptions(nixpkgs: path, cacheDirectory: folder)
      let snapshot = try await Snapshot.load(options, ecosystems: [.cran])
      #expect(snapshot.count(of: .cran) > 16_000)
      #expect(snapshot.dialect.rNeedsName == (tree.era == .legacy))
      #expect(snapshot.facts.rVersion != nil)
      #expect(snapshot.facts.bioconductorRelease != nil)
      for (name, attribute) in ["data.table": "data_table", "MASS": "MASS", "import": "r_import"] {
        let pin = try #require(snapshot.pin(for: .cran(name)), "\(name)")
        #expect(pin.attribute == attribute)
        #expect(pin.version != nil)
      }
      let zoo = try #require(snapshot.pin(for: .cran("zoo")))
      #expect(snapshot.propagatedPins(by: zoo).map(\.id) == [.cran("lattice")])
    }
  }

  /// Lines of attribute, pname, version and the PyPI name in the source's URL, between tabs.
  private func compare(_ snapshot: Snapshot, with lines: String) throws {
    let table = try #require(snapshot.python)
    var seen = 0
    for line in lines.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      let row = try #require(table.row(ofAttribute: String(fields[0])), "\(line)")
      let pin = table.pin(row: row, confidence: .name, name: "x")
      #expect(pin.pname == fields[1] && pin.versionText == fields[2], "\(line)")
      let project = NameMatching.pypiProject(ofURL: pin.sourceURL)
      if !fields[3].isEmpty {
        #expect(project == PackageID.pypi(fields[3]).name, "\(line)")
      } else if project != nil {
        #expect(pin.sourceURL.contains("files.pythonhosted.org/packages/"), "\(line)")
      }
      seen += 1
    }
    #expect(seen == table.count)
  }
}
