import PackageMetadata
import Versions

/// The requirements by which the chosen packages of a solution hang together.
struct PlanLinks {
  /// A requirement that a chosen release has.
  struct Link {
    let from: PackageID
    /// The extra whose requirement it is; `nil` for the package itself.
    let extra: String?
    let need: Need

    var requirement: Requirement { need.requirement }
  }

  /// A release that was chosen, of a package that was free.
  struct Choice {
    let table: CandidateTable
    let index: Int
    let release: Release
    let metadata: ReleaseMetadata
  }

  /// The chosen releases.
  private(set) var choices: [PackageID: Choice] = [:]
  /// Extras that were asked for, of free packages and of holdings.
  private(set) var extras: [PackageID: [String]] = [:]
  /// All of them, by what requires.
  private(set) var all: [Link] = []
  private var starts: [PackageID: Range<Int>] = [:]

  init(_ solved: PlanSearch.Solved) async throws(PlanningError) {
    let provider = solved.provider
    let nodes = solved.solution.keys.sorted()
    for case .extra(let id, let extra) in nodes { extras[id, default: []].append(extra) }
    for case .package(let id) in nodes where provider.holding(of: id) == nil {
      let table = try await provider.table(for: id)
      guard let version = solved.solution[.package(id)],
        let index = table.project.index(of: version)
      else { throw .unavailable(id, reason: PlanWording.indexChanged) }
      let release = table.release(at: index)
      guard let metadata = try await provider.memory.metadata(of: release) else { continue }
      choices[id] = Choice(table: table, index: index, release: release, metadata: metadata)
      let start = all.count
      for extra in [nil] + (extras[id] ?? []).map(Optional.some) {
        all += provider.needs(of: release, extra: extra, in: metadata).map {
          Link(from: id, extra: extra, need: $0)
        }
      }
      starts[id] = start..<all.count
    }
  }

  /// The requirements of one package, those of its chosen extras among them.
  func links(of id: PackageID) -> ArraySlice<Link> { all[starts[id] ?? 0..<0] }

  /// The requirements on each package.
  func byTarget() -> [PackageID: [Link]] { Dictionary(grouping: all, by: \.requirement.id) }
}
