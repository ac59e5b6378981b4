import Basics
import PackageMetadata
import Resolution
import Versions

/// What the facts of a proof mean to a reader who sees only releases that could be chosen.
///
/// Releases that were withdrawn, and pre-releases that were not asked for, cut what is true of others
/// into many pieces. Here each counts with the next release below it that a reader knows of: it
/// cannot be chosen anyway, so what is said about both is as true.
struct FactSummary: Sendable {
  typealias Fact = PlanSearch.Proof.Fact
  typealias Versions = VersionSet<PackageVersion>

  let provider: PlanProvider
  /// One reason for all releases of a package that need other interpreters.
  private let pythonReasons: [PackageID: UnusableReason]
  /// The tables of free packages of which some release counts, with the places of those that do.
  private let counting: [PackageID: (table: CandidateTable, places: [Int])]

  init(provider: PlanProvider, proof: PlanSearch.Proof) {
    self.provider = provider
    var reasons: [PackageID: UnusableReason] = [:]
    for case .unavailable(let node, _, let reason) in proof.facts {
      guard let id = node.id, case .needsPython = reason else { continue }
      reasons[id] = reasons[id]?.merged(with: reason) ?? reason
    }
    pythonReasons = reasons
    var counting: [PackageID: (table: CandidateTable, places: [Int])] = [:]
    for id in Set(proof.packages.compactMap(\.id)) where provider.holding(of: id) == nil {
      guard let table = provider.knownTable(for: id) else { continue }
      let places = table.project.versions.indices.filter { !table.isHidden(at: $0) }
      if !places.isEmpty { counting[id] = (table, places) }
    }
    self.counting = counting
  }

  /// The versions of a package that a reader knows of, ascending; empty if nothing is known.
  func versions(of id: PackageID) -> [PackageVersion] {
    if let (table, places) = counting[id] { return places.map { table.project.versions[$0] } }
    return provider.knownTable(for: id)?.project.versions ?? []
  }

  /// The fact in fewer pieces; `nil` if it speaks of nothing that could be chosen.
  func rewritten(_ fact: Fact) -> Fact? {
    switch fact {
    case .root, .noVersions, .variant: return fact
    case .unavailable(let node, let versions, let reason):
      guard let (table, places) = node.id.flatMap({ counting[$0] }) else { return fact }
      if reason.isHiding || reason == .prerelease { return nil }
      guard let wide = widened(versions, in: table, places) else { return nil }
      guard case .needsPython = reason, let common = node.id.flatMap({ pythonReasons[$0] }) else {
        return .unavailable(node, wide, reason: reason)
      }
      return .unavailable(node, wide, reason: common)
    case .dependency(let node, let versions, let target, let needed):
      guard let (table, places) = node.id.flatMap({ counting[$0] }) else { return fact }
      return widened(versions, in: table, places).map { .dependency(node, $0, on: target, needed) }
    }
  }

  /// The shares of all releases of a set that count; `nil` if it has none.
  private func widened(
    _ versions: Versions, in table: CandidateTable, _ places: [Int]
  ) -> Versions? {
    let all = table.project.versions
    var result = Versions.empty
    for range in table.ranges(of: versions) {
      let first = Self.firstPlace(in: places, notBelow: range.lowerBound)
      let end = Self.firstPlace(in: places, notBelow: range.upperBound)
      guard first < end else { continue }
      result = result.union(
        .between(
          first == 0 ? .unbounded : .inclusive(all[places[first]]),
          end == places.count ? .unbounded : .exclusive(all[places[end]])))
    }
    return result.isEmpty ? nil : result
  }

  private static func firstPlace(in places: [Int], notBelow index: Int) -> Int {
    partitionPoint(0..<places.count) { places[$0] < index }
  }
}
