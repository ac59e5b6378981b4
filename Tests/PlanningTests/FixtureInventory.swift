import PackageMetadata
import Versions

@testable import Planning

/// What is there, written down in a small language, a line a package: `numpy 2.3.5 -> six, attrs`.
///
/// The names after the arrow are attributes. `protobuf 4.25.1 as protobuf4` has an attribute of its
/// own; the first line of a name is the version that others use. `overlay: foo 1.0` is in the
/// overlay. `numpy 2.3.5; imports numpy, f2py` says what its own check imports.
struct FixtureInventory: Inventory {
  let pythonTarget: PythonTarget
  let rVersion: RVersion? = RVersion("4.5.2")
  let date: Timestamp?
  let name = "nixpkgs"
  private var all: [Holding] = []
  private var needs: [String: [String]] = [:]
  private var imports: [String: [String]] = [:]
  private let taken: Set<String>

  init(
    _ lines: [String], date: String? = "2026-01-01", python: String = "3.13.11",
    ecosystem: Ecosystem = .pypi, taken: Set<String> = []
  ) {
    pythonTarget = PythonTarget(version: PythonVersion(python) ?? .lowest)
    self.date = date.flatMap { Timestamp(parsing: $0) }
    self.taken = taken
    for line in lines {
      let parts = line.split(separator: ";")
      var words = parts[0].split(separator: " ").map { String($0.filter { $0 != "," }) }
      let isInOverlay = words.first == "overlay:"
      if isInOverlay { words.removeFirst() }
      let arrow = words.firstIndex(of: "->") ?? words.endIndex
      let attribute = arrow > 3 ? words[3] : words[0]
      all.append(
        Holding(
          id: PackageID(ecosystem: ecosystem, name: words[0]), attribute: attribute,
          versionText: words[1], version: PackageVersion(words[1], in: ecosystem),
          place: isInOverlay ? .overlay : .nixpkgs))
      needs[attribute] = Array(words[arrow...].dropFirst())
      if parts.count > 1 {
        imports[attribute] = parts[1].split(separator: " ").dropFirst().map { word in
          String(word.filter { $0 != "," })
        }
      }
    }
  }

  func holdings(of id: PackageID) -> [Holding] { all.filter { $0.id == id } }

  func isTaken(_ attribute: String, in ecosystem: Ecosystem) -> Bool {
    taken.contains(attribute) || all.contains { $0.attribute == attribute }
  }

  func propagated(by holdings: [Holding]) async throws(PlanningError) -> [[Holding]] {
    holdings.map { holding in
      (needs[holding.attribute] ?? []).compactMap { attribute in
        all.first { $0.attribute == attribute }
      }
    }
  }

  func importNames(of holding: Holding) -> [String] { imports[holding.attribute] ?? [] }

  func bringers(ofModule module: String) -> [Holding] {
    all.filter { importNames(of: $0).contains(module) }
  }

  func hasProgram(named id: PackageID) -> Bool { false }
}
