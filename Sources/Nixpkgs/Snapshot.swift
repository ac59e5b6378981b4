internal import Basics
package import PackageMetadata

/// One nixpkgs as it is: which packages it has, at which versions, under which attributes, and how
/// it wants a derivation written.
///
/// A package with an `Obstacle` counts as missing, unless nixpkgs' configuration allows it (`allowing`).
///
/// A value; reading it is `Snapshot.load`. Of an ecosystem that was not loaded it knows no package,
/// so ask for every ecosystem that a request touches.
package struct Snapshot: Sendable {
  package let location: NixpkgsLocation
  package let facts: SnapshotFacts
  package let notes: [SnapshotNote]
  /// Whether an evaluation was needed, or a file of the cache was enough.
  package let isFromCache: Bool
  package var dialect: Dialect { facts.dialect }

  /// The key and the state under which the cache knows it.
  let cacheKey: String
  let state: String
  let topLevelNames: TextTable?
  let python: PackageTable?
  let r: PackageTable?
  /// Packages to treat as missing.
  private var forgotten: Set<PackageID> = []
  /// Attributes that can be used though they have an obstacle, since nixpkgs' configuration allows it.
  var allowed: [Ecosystem: Set<String>] = [:]

  init(
    location: NixpkgsLocation, facts: SnapshotFacts, notes: [SnapshotNote], isFromCache: Bool,
    cacheKey: String, state: String, topLevelNames: TextTable?, python: PackageTable?,
    r: PackageTable?
  ) {
    self.location = location
    self.facts = facts
    self.notes = notes
    self.isFromCache = isFromCache
    self.cacheKey = cacheKey
    self.state = state
    self.topLevelNames = topLevelNames
    self.python = python
    self.r = r
  }

  /// A snapshot of given packages, for tests and for planning against nothing at all.
  package init(
    facts: SnapshotFacts, python: [PackageRow] = [], r: [PackageRow] = [], topLevel: [String] = []
  ) {
    func index(_ rows: [PackageRow], _ set: PackageSetKind) -> SnapshotCache.Index? {
      SnapshotCache.index(
        SnapshotCache.bytes(
          identity: "", facts: .none, revisionDate: nil, entry: "", notes: [],
          topLevel: topLevel, packages: rows, of: set, interpreter: ""), identity: "", of: set)
    }
    let pythonIndex = index(python, .python)
    self.init(
      location: NixpkgsLocation(given: "", path: "", entry: ""), facts: facts, notes: [],
      isFromCache: true, cacheKey: "", state: "", topLevelNames: pythonIndex?.topLevel,
      python: pythonIndex?.packages,
      r: index(r, .r)?.packages)
  }

  func table(_ ecosystem: Ecosystem) -> PackageTable? {
    ecosystem == .pypi ? python : r
  }

  /// Whether the packages of the ecosystem were read.
  package func has(_ ecosystem: Ecosystem) -> Bool { table(ecosystem) != nil }

  /// How many packages of the ecosystem it has.
  package func count(of ecosystem: Ecosystem) -> Int { table(ecosystem)?.count ?? 0 }

  /// The package that `id` is here; `nil` if it is missing.
  package func pin(for id: PackageID) -> Pin? { candidates(for: id).first }

  /// All attributes that `id` may be, the best first: a plain attribute before its variants.
  package func candidates(for id: PackageID) -> [Pin] {
    guard !forgotten.contains(id), let table = table(id.ecosystem) else { return [] }
    return table.rows(named: id.name).filter { isUsable($0.row, table) }.map {
      table.pin(row: $0.row, confidence: $0.confidence, name: id.name)
    }
  }

  /// The package of an attribute, under the surest of its names; `nil` if there is no such
  /// attribute, or it has no name on the index.
  package func pin(attribute: String, in ecosystem: Ecosystem) -> Pin? {
    guard let table = table(ecosystem), let row = table.row(ofAttribute: attribute) else {
      return nil
    }
    return pin(row: row, table)
  }

  private func pin(row: Int, _ table: PackageTable) -> Pin? {
    guard isUsable(row, table), let (name, confidence) = table.name(ofRow: row),
      !forgotten.contains(PackageID(ecosystem: table.ecosystem, name: name))
    else { return nil }
    return table.pin(row: row, confidence: confidence, name: name)
  }

  /// Whether the package set has the attribute.
  package func hasAttribute(_ attribute: String, in ecosystem: Ecosystem) -> Bool {
    table(ecosystem)?.row(ofAttribute: attribute) != nil
  }

  /// All attributes of the package set, in the order of their bytes.
  package func allAttributes(of ecosystem: Ecosystem) -> [String] {
    guard let table = table(ecosystem) else { return [] }
    return (0..<table.count).map { table.attribute(ofRow: $0) }
  }

  /// What the package brings into an environment by itself; `nil` if nixpkgs cannot tell, since
  /// it does not evaluate.
  package func propagated(by pin: Pin) -> [PropagatedInput]? {
    guard let table = table(pin.id.ecosystem), let row = table.row(ofAttribute: pin.attribute)
    else { return nil }
    return table.propagated(ofRow: row)
  }

  /// The pins among what the package propagates, in nixpkgs' order.
  ///
  /// Variants that only it uses, and what has no name on the index, are left out.
  package func propagatedPins(by pin: Pin) -> [Pin] {
    guard let table = table(pin.id.ecosystem) else { return [] }
    return (propagated(by: pin) ?? []).compactMap { input in
      input.attribute.flatMap { table.row(ofAttribute: $0) }.flatMap { self.pin(row: $0, table) }
    }
  }

  /// The dotted names that a Python package is imported by in nixpkgs' own check; empty if it has no
  /// check.
  package func importNames(ofAttribute attribute: String) -> [String] {
    guard let python, let row = python.row(ofAttribute: attribute) else { return [] }
    return python.importNames(ofRow: row)
  }

  /// The Python packages whose own check imports a module, or one around or in it.
  package func pins(importedAs module: String) -> [Pin] {
    guard let python else { return [] }
    return python.rows(importedAs: module.topLevelModule).compactMap { row in
      let isMeant = python.importNames(ofRow: row).contains {
        $0 == module || $0.hasPrefix(module + ".") || module.hasPrefix($0 + ".")
      }
      return isMeant ? pin(row: row, python) : nil
    }
  }

  /// Whether an attribute of that name is at top level; it may still throw, or not be a package
  /// (`topLevel` evaluates it).
  package func hasTopLevelName(_ name: String) -> Bool { topLevelNames?.index(of: name) != nil }

  /// Known names that look like the one of `id`, nearest first.
  package func nearNames(to id: PackageID, limit: Int = 3) -> [String] {
    guard let table = table(id.ecosystem) else { return [] }
    return NearNames.of(id.name, among: table.allNames, limit: limit)
  }

  /// The same snapshot without some of its packages.
  package func forgetting(_ packages: some Sequence<PackageID>) -> Snapshot {
    var copy = self
    copy.forgotten.formUnion(packages)
    return copy
  }
}
