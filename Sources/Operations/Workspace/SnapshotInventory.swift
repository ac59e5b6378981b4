import Nixpkgs
import PackageMetadata
import Planning
import Versions

/// What a snapshot has, with the packages of an overlay on top.
struct SnapshotInventory: Inventory {
  let snapshot: Snapshot
  /// What the overlay holds, by id.
  let overlay: [PackageID: Holding]
  /// What overlay packages need, by id.
  let overlayNeeds: [PackageID: [PackageID]]
  private let overlayAttributes: Set<String>
  private let unusableAttributes: Set<String>

  /// A package as the overlay has it.
  struct Entry: Hashable, Sendable {
    let id: PackageID
    let attribute: String
    let versionText: String
    /// Attributes of the same set that it propagates.
    let needs: [String]
  }

  /// `importCargoLock` is of 2021, the newer way to patch interpreters of 2022.
  var buildsRust: Bool { snapshot.dialect.era == .modern }

  /// An inventory in which `unusable` packages, which are there by name yet do not evaluate, count as
  /// missing.
  init(
    snapshot: Snapshot, overlay packages: [Entry] = [], unusable: Set<PackageID> = []
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

  var pythonTarget: PythonTarget {
    snapshot.facts.python?.target ?? PythonTarget(version: .lowest)
  }

  var rVersion: RVersion? { snapshot.facts.rVersion }

  var date: Timestamp? { snapshot.facts.date }

  var name: String { "nixpkgs" }

  func holdings(of id: PackageID) -> [Holding] {
    var result = overlay[id].map { [$0] } ?? []
    var versions = Set(result.map(\.versionText))
    for pin in snapshot.candidates(for: id) where versions.insert(pin.versionText).inserted {
      // The overlay replaces the attribute that it defines; others of nixpkgs remain.
      if let held = overlay[id], held.attribute == pin.attribute { continue }
      result.append(Holding(pin))
    }
    return result
  }

  func isTaken(_ attribute: String, in ecosystem: Ecosystem) -> Bool {
    let name = "\(ecosystem.rawValue):\(attribute)"
    if unusableAttributes.contains(name) { return false }
    return overlayAttributes.contains(name)
      || snapshot.hasAttribute(attribute, in: ecosystem)
        && !snapshot.isBlocked(attribute, in: ecosystem)
  }

  func propagated(by holdings: [Holding]) async throws(PlanningError) -> [[Holding]] {
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

  func importNames(of holding: Holding) -> [String] {
    holding.place == .nixpkgs ? snapshot.importNames(ofAttribute: holding.attribute) : []
  }

  func bringers(ofModule module: String) -> [Holding] {
    snapshot.pins(importedAs: module).map(Holding.init)
  }

  func hasProgram(named id: PackageID) -> Bool {
    id.ecosystem == .pypi && snapshot.hasTopLevelName(id.name)
      && !snapshot.hasAttribute(id.name, in: .pypi)
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
