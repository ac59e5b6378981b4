import PackageMetadata
import Resolution
import Versions

/// The words of the explanation why no versions fit.
struct FailureWording: Sendable {
  let provider: PlanProvider
  /// What releases the reader knows of.
  let summary: FactSummary
  /// How a sentence begins that says what was asked for.
  var rootNeeds = "you asked for"

  /// The words for the solver's explanation.
  var vocabulary: Vocabulary<PlanNode, PackageVersion, UnusableReason> {
    let provider = provider
    let summary = summary
    @Sendable func text(of node: PlanNode, _ versions: VersionSet<PackageVersion>) -> String {
      guard let id = node.id else { return "\(node)" }
      let versions = Self.closed(versions, over: provider.holdings(of: id))
      if let only = Self.release(of: versions, among: summary.versions(of: id)) {
        return "\(node)==\(only)"
      }
      return "\(node)\(PlanWording.text(versions, of: id))"
    }
    return Vocabulary(
      root: "your request", rootNeeds: rootNeeds, failure: "no versions fit",
      package: { $0.description },
      every: { node in
        guard let holding = node.id.flatMap({ provider.holding(of: $0) }) else {
          return "every version of \(node)"
        }
        return "\(PlanWording.owner(holding.place)) \(node) \(holding.versionText)"
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
      predicate: PlanWording.predicate,
      unavailable: { node, reason in
        guard let id = node.id else { return nil }
        return switch reason {
        case .onNoIndex: PlanWording.noPackage(id)
        case .held(let holdings): PlanWording.presence(of: holdings)
        default: nil
        }
      })
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

  /// The release whose share of all versions the set is: what is known about it is said about a range, and
  /// is better said about the release.
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
}
