package import PackageMetadata
import Resolution
import Versions

/// The words in which a plan's failure speaks.
package struct PlanWording: Sendable {
  let provider: PlanProvider
  /// What releases the reader knows of.
  let summary: FactSummary
  /// How a sentence begins that says what was asked for.
  var rootNeeds = "you asked for"

  /// The words for the solver's explanation.
  var vocabulary: Vocabulary<PlanNode, PackageVersion> {
    let provider = provider
    let summary = summary
    @Sendable func text(of node: PlanNode, _ versions: VersionSet<PackageVersion>) -> String {
      guard let id = node.id else { return "\(node)" }
      let versions = Self.closed(versions, over: provider.holdings(of: id))
      if let only = Self.release(of: versions, among: summary.versions(of: id)) {
        return "\(node)==\(only)"
      }
      return "\(node)\(Self.text(versions, of: id))"
    }
    return Vocabulary(
      root: "your request", rootNeeds: rootNeeds, failure: "no versions fit",
      package: { $0.description },
      every: { node in
        guard let holding = node.id.flatMap({ provider.holding(of: $0) }) else {
          return "every version of \(node)"
        }
        let place = holding.place == .nixpkgs ? "nixpkgs'" : "the overlay's"
        return "\(place) \(node) \(holding.versionText)"
      },
      versions: { text(of: $0, $1) },
      releases: { node, versions in
        // The newest one's share has no end.
        if let last = node.id.flatMap({ summary.versions(of: $0).last }), case .python = last,
          versions == .atLeast(last)
        {
          return "\(node)==\(last)"
        }
        return text(of: node, versions)
      },
      simplified: { node, versions in
        guard let known = node.id.map(summary.versions), !known.isEmpty else { return versions }
        return versions.simplified(among: known)
      },
      unavailable: { node, _, reason in
        guard let id = node.id else { return nil }
        if reason == PlanProvider.onNoIndex { return "no index has a package '\(id.name)'" }
        return provider.holding(of: id) == nil ? nil : reason
      })
  }

  /// What is there under a name, as a clause.
  static func presence(of holdings: [Holding]) -> String {
    guard let first = holdings.first else { return "there is nothing" }
    let place = first.place == .nixpkgs ? "nixpkgs" : "the overlay"
    let others = holdings.dropFirst().map { "\($0.versionText) as '\($0.attribute)'" }
    let rest = others.isEmpty ? "" : ", beside \(others.joined(separator: " and "))"
    return "\(place) has \(first.id.name) \(first.versionText)\(rest)"
  }

  /// The set with the versions of further attributes, where it only lacks them since others may not
  /// use them.
  private static func closed(
    _ versions: VersionSet<PackageVersion>, over holdings: [Holding]
  ) -> VersionSet<PackageVersion> {
    holdings.dropFirst().reduce(versions) { versions, holding in
      let more = versions.union(.singleton(holding.solverVersion))
      return more.intervals.count < versions.intervals.count ? more : versions
    }
  }

  /// The release whose share of all versions the set is: what is known of it is said of a range, and
  /// is better said of the release.
  private static func release(
    of versions: VersionSet<PackageVersion>, among known: [PackageVersion]
  ) -> PackageVersion? {
    guard case .python = known.last, versions.intervals.count == 1,
      case .exclusive(let end) = versions.intervals[0].upper,
      let next = known.firstIndex(of: end), next > 0
    else { return nil }
    // A bound that a requirement writes ends elsewhere: before the pre-releases of its version.
    let index = next - 1
    switch versions.intervals[0].lower {
    case .unbounded where index == 0: break
    case .inclusive(known[index]): break
    default: return nil
    }
    return known[index]
  }

  /// Versions in the notation of their ecosystem, to stand behind a name.
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
    if let url = request.url { return "\(ecosystem):\(request.id.name)\(extras) @ \(url)" }
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
