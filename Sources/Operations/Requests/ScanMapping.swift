import Basics
import Nixpkgs
import PackageMetadata
import Planning
import PythonSource
import Requests

/// The packages that bring what scanned code uses.
///
///     PIL           pillow          known by name
///     numpy.array   numpy           nixpkgs' numpy checks the import
///     some_module   perhaps         only PyPI can tell whether some-module brings it
struct ScanMapping {
  private let snapshot: Snapshot
  /// Attributes without their dashes, for modules that are written in one word (`agatedbf`).
  private let folded: [String: String]

  init(snapshot: Snapshot) {
    self.snapshot = snapshot
    folded = Dictionary(
      snapshot.allAttributes(of: .pypi).filter { $0.contains("-") }.map {
        ($0.filter { $0 != "-" }, $0)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// What happened to one use.
  enum Meaning: Hashable {
    /// It comes with Python.
    case own
    case package(PackageID)
    /// A project of this name may bring it; the index has to say so.
    case perhaps(PackageID)
  }

  /// The package of a module or R package.
  func meaning(of use: ScannedUse) -> Meaning {
    guard use.language == .python else { return .package(.cran(use.name)) }
    let minor = snapshot.facts.python?.target.minor ?? 12
    let top = use.name.topLevelModule
    if top == "__future__" || StandardLibrary.has(top, minor: minor) { return .own }
    if let known = KnownModules.projects(ofModule: top, minor: minor).first {
      return .package(known)
    }
    let same = PackageID.pypi(top)
    let ids = Set(snapshot.pins(importedAs: use.name).map(\.id))
    // A check that imports another package as well does not make its package the module's.
    if ids.contains(same) || snapshot.pin(for: same) != nil { return .package(same) }
    if ids.count == 1, let only = ids.first { return .package(only) }
    // Of several, the one whose name is most of the module's: google.cloud.storage.
    let dotted = PythonName.normalised(use.name)
    let near = ids.filter { dotted.hasPrefix($0.name) || $0.name.hasSuffix("-" + same.name) }
      .max { ($0.name.count, $0.name) < ($1.name.count, $1.name) }
    if let near { return .package(near) }
    let plain = top.lowercased().filter { $0 != "_" }
    if let pin = folded[plain].flatMap({ snapshot.pin(attribute: $0, in: .pypi) }) {
      return .package(pin.id)
    }
    return .perhaps(same)
  }
}

extension RequestResolution {
  /// Asks for the packages that scanned code uses.
  mutating func add(uses: [ScannedUse], of set: RequestSet) {
    let mapping = ScanMapping(snapshot: snapshot)
    var named: Set<PackageID> = []
    var guarded: [PackageID: ScannedUse] = [:]
    for use in uses {
      let id: PackageID
      // What the code would rather have costs nothing where nixpkgs has it.
      var isWanted = !use.isGuarded
      switch mapping.meaning(of: use) {
      case .own: continue
      case .package(let package):
        id = package
        isWanted = isWanted || use.isTriedFirst && snapshot.pin(for: package) != nil
      case .perhaps(let package):
        id = package
        if !use.isGuarded { perhaps(package, module: use) }
      }
      if !isWanted {
        guarded[id] = guarded[id] ?? use
      } else if named.insert(id).inserted {
        ask(for: id, of: set)
      }
    }
    for (id, use) in guarded.sorted(by: { $0.key < $1.key }) where !named.contains(id) {
      leave(id.name, .guarded, at: use.place)
    }
  }
}
