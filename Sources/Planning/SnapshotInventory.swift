package import Nixpkgs
package import PackageMetadata
package import Versions

/// What a snapshot has, with the packages of an overlay on top.
package struct SnapshotInventory: Inventory {
  let snapshot: Snapshot
  /// What the overlay holds, by id.
  let overlay: [PackageID: Holding]
  /// What overlay packages need, by id.
  let overlayNeeds: [PackageID: [PackageID]]
  private let overlayAttributes: Set<String>
  private let unusableAttributes: Set<String>

  /// A package as the overlay has it.
  package struct OverlayPackage: Hashable, Sendable {
    package let id: PackageID
    package let attribute: String
    package let versionText: String
    /// Attributes of the same set that it propagates.
    package let needs: [String]

    package init(id: PackageID, attribute: String, versionText: String, needs: [String]) {
      self.id = id
      self.attribute = attribute
      self.versionText = versionText
      self.needs = needs
    }
  }

  /// An inventory in which `unusable` packages, which are there by name yet do not evaluate, count as
  /// missing.
  package init(
    snapshot: Snapshot, overlay packages: [OverlayPackage] = [], unusable: Set<PackageID> = []
  ) {
    self.snapshot = snapshot.forgetting(unusable)
    self.unusableAttributes = Set(
      unusable.compactMap { id in
        snapshot.pin(for: id).map { "\(id.ecosystem.rawValue):\($0.attribute)" }
      })
    var holdings: [PackageID: Holding] = [:]
    var names: [Ecosystem: [String: PackageID]] = [:]
    for package in packages {
      names[package.id.ecosystem, default: [:]][package.attribute] = package.id
      holdings[package.id] = Holding(
        id: package.id, attribute: package.attribute, versionText: package.versionText,
        version: PackageVersion(package.versionText, in: package.id.ecosystem), place: .overlay)
    }
    self.overlay = holdings
    self.overlayAttributes = Set(packages.map { "\($0.id.ecosystem.rawValue):\($0.attribute)" })
    var needs: [PackageID: [PackageID]] = [:]
    for package in packages {
      needs[package.id] = package.needs.compactMap { attribute in
        names[package.id.ecosystem]?[attribute]
          ?? snapshot.pin(attribute: attribute, in: package.id.ecosystem)?.id
      }
    }
    self.overlayNeeds = needs
  }

  package var pythonTarget: PythonTarget {
    snapshot.facts.python?.target ?? PythonTarget(version: .lowest)
  }

  package var rVersion: RVersion? { snapshot.facts.rVersion }

  package var date: Timestamp? { snapshot.facts.date }

  package var name: String { "nixpkgs" }

  package func holdings(of id: PackageID) -> [Holding] {
    var result = overlay[id].map { [$0] } ?? []
    var versions = Set(result.map(\.versionText))
    for pin in snapshot.candidates(for: id) where versions.insert(pin.versionText).inserted {
      // The overlay replaces the attribute that it defines; others of nixpkgs remain.
      if let held = overlay[id], held.attribute == pin.attribute { continue }
      result.append(Holding(pin))
    }
    return result
  }

  package func isTaken(_ attribute: String, in ecosystem: Ecosystem) -> Bool {
    let name = "\(ecosystem.rawValue):\(attribute)"
    if unusableAttributes.contains(name) { return false }
    return overlayAttributes.contains(name)
      || snapshot.hasAttribute(attribute, in: ecosystem)
  }

  package func propagated(by holdings: [Holding]) async throws(PlanningError) -> [[Holding]] {
    holdings.map { holding in
      if holding.place == .overlay {
        return (overlayNeeds[holding.id] ?? []).compactMap { self.holding(of: $0) }
      }
      guard let pin = snapshot.pin(attribute: holding.attribute, in: holding.id.ecosystem) else {
        return []
      }
      return snapshot.propagatedPins(by: pin).map { brought in
        // What the overlay replaces is replaced for nixpkgs' own packages too.
        guard let held = overlay[brought.id], held.attribute == brought.attribute else {
          return Holding(brought)
        }
        return held
      }
    }
  }

  package func remarks(on id: PackageID) -> [String] {
    guard id.ecosystem == .pypi, snapshot.hasTopLevelName(id.name),
      !snapshot.hasAttribute(id.name, in: .pypi)
    else { return [] }
    return ["nixpkgs has '\(id.name)' at top level, as a program rather than a python package"]
  }
}

extension Holding {
  /// A package of the snapshot.
  init(_ pin: Pin) {
    self.init(
      id: pin.id, attribute: pin.attribute, versionText: pin.versionText, version: pin.version,
      place: .nixpkgs)
  }
}

extension PackageVersion {
  /// A version read by the rules of an ecosystem.
  package init?(_ text: String, in ecosystem: Ecosystem) {
    switch ecosystem {
    case .pypi:
      guard let version = PythonVersion(text) else { return nil }
      self = .python(version)
    case .cran:
      guard let version = RVersion(text) else { return nil }
      self = .r(version)
    }
  }
}
