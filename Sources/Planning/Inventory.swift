package import PackageMetadata
package import Versions

/// What is there already: the packages of a snapshot, with those of the overlay on top.
package protocol Inventory: Sendable {
  /// The interpreter for which markers and wheels are chosen.
  var pythonTarget: PythonTarget { get }
  /// R's version, where R is there.
  var rVersion: RVersion? { get }
  /// When the snapshot was made, if that is known.
  var date: Timestamp? { get }
  /// What the snapshot's packages are said to be of: "nixpkgs 26.05pre".
  var name: String { get }

  /// The packages that are there under this name: first the one that others are to use, then any
  /// further versions under attributes of their own, which only what needs them brings along.
  func holdings(of id: PackageID) -> [Holding]
  /// Whether an attribute of the ecosystem's set is taken.
  func isTaken(_ attribute: String, in ecosystem: Ecosystem) -> Bool
  /// What the holdings bring along into an environment, in the order of `holdings`.
  func propagated(by holdings: [Holding]) async throws(PlanningError) -> [[Holding]]
  /// Whether the snapshot has a program of this name, and no package of the ecosystem.
  func hasProgram(named id: PackageID) -> Bool
  /// Whether it has what builds Rust code with the crates that a Cargo.lock names.
  var buildsRust: Bool { get }
  /// The dotted names that a package is known to be imported by; empty if nothing is known.
  func importNames(of holding: Holding) -> [String]
  /// The packages that are known to bring a module (dotted), or one around or in it.
  func bringers(ofModule module: String) -> [Holding]
}

extension Inventory {
  package var buildsRust: Bool { true }

  package func importNames(of holding: Holding) -> [String] { [] }

  package func bringers(ofModule module: String) -> [Holding] { [] }

  /// The package that is there under this name, and that others are to use.
  package func holding(of id: PackageID) -> Holding? { holdings(of: id).first }
}

/// A package that is there.
package struct Holding: Hashable, Sendable {
  package enum Place: Hashable, Sendable {
    case nixpkgs
    case overlay
  }

  package let id: PackageID
  package let attribute: String
  /// As nixpkgs or the overlay writes it.
  package let versionText: String
  /// `nil` when the text is not a version of the ecosystem.
  package let version: PackageVersion?
  package let place: Place

  package init(
    id: PackageID, attribute: String, versionText: String, version: PackageVersion?, place: Place
  ) {
    self.id = id
    self.attribute = attribute
    self.versionText = versionText
    self.version = version
    self.place = place
  }
}
