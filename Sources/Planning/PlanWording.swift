import Basics
package import PackageMetadata
import Versions

/// The words in which a plan speaks: all else in this module is values, and nothing reads these.
package enum PlanWording {
  /// A place, as a noun.
  static func place(_ place: Holding.Place) -> String {
    switch place {
    case .nixpkgs: "nixpkgs"
    case .overlay: "the overlay"
    }
  }

  /// A place as that to which something belongs.
  static func owner(_ place: Holding.Place) -> String {
    switch place {
    case .nixpkgs: "nixpkgs'"
    case .overlay: "the overlay's"
    }
  }

  /// What is there under a name, as a clause.
  static func presence(of holdings: [Holding]) -> String {
    guard let first = holdings.first else { return "there is nothing" }
    let others = holdings.dropFirst().map { " and \($0.versionText) (as '\($0.attribute)')" }
    return "\(place(first.place)) has \(first.id.name) \(first.versionText)\(others.joined())"
  }

  /// That no index has a package of this name, as a clause.
  package static func noPackage(_ id: PackageID) -> String {
    "no index has a package '\(id.name)'"
  }

  /// Versions in the notation of their ecosystem, to come after a name.
  static func text(_ versions: VersionSet<PackageVersion>, of id: PackageID) -> String {
    if versions.isFull { return "" }
    switch id.ecosystem {
    case .pypi:
      let python = versions.intervals.reduce(VersionSet<PythonVersion>.empty) { set, interval in
        set.union(.between(bound(interval.lower), bound(interval.upper)))
      }
      return python.specifierDescription
    case .cran: return " (\(versions))"
    }
  }

  private static func bound(
    _ bound: VersionSet<PackageVersion>.Bound
  ) -> VersionSet<PythonVersion>.Bound {
    switch bound {
    case .inclusive(.python(let version)): .inclusive(version)
    case .exclusive(.python(let version)): .exclusive(version)
    case .unbounded, .inclusive(.r), .exclusive(.r): .unbounded
    }
  }

  /// A request as a user types it.
  package static func spec(_ request: Requirement) -> String {
    let ecosystem = request.id.ecosystem.rawValue
    let extras = request.extras.isEmpty ? "" : "[\(request.extras.joined(separator: ","))]"
    if let url = request.url {
      return "\(ecosystem):\(request.id.name)\(extras) @ \(URLSecrets.removed(from: url))"
    }
    switch request.constraint {
    case .python(let set): return "\(ecosystem):\(request.id.name)\(extras)\(set)"
    case .r(let set):
      let bounds = set.specifiers.map {
        $0.comparison == .equal ? "@\($0.version)" : "\($0.comparison.rawValue)\($0.version)"
      }
      return "\(ecosystem):\(request.id.name)\(bounds.joined(separator: ","))"
    }
  }
}
