import Basics
import PackageMetadata
import PythonSource

/// The names that a package's code takes from packages whose versions outgrew its bounds: what shows whether
/// a bound could give way.
///
/// `from marshmallow.utils import get_value`, where marshmallow<4 gave way to 4.1, gives
/// `marshmallow.utils` and `get_value` of marshmallow 4.1.
struct OutgrownImports {
  /// The packages, by the first parts of the names of their modules.
  private let holdings: [String: Holding]
  /// What is there of projects that are known to have lost names, likewise.
  private let known: [String: Holding]
  private var lost: [Holding: Set<ImportWalk.TakenName>] = [:]
  private var taken: [Holding: Set<ImportWalk.TakenName>] = [:]

  init(_ holdings: [String: Holding], known: [String: Holding]) {
    self.holdings = holdings
    self.known = known
  }

  /// Takes note of a name, and says that it is there, as far as is known.
  mutating func note(_ name: ImportWalk.TakenName) -> Bool {
    let top = name.module.topLevelModule
    if let holding = known[top], LostNames.hasLost(name, at: holding.version) {
      lost[holding, default: []].insert(name)
    } else if let holding = holdings[top] {
      taken[holding, default: []].insert(name)
    }
    return true
  }

  /// The names that one of the packages does not have at its version; nil where all is there, or cannot be
  /// known.
  func absent(
    _ provider: PlanProvider
  ) async throws(PlanningError) -> (names: Set<ImportWalk.TakenName>, of: Holding)? {
    if let (holding, names) = lost.min(by: { $0.key.id < $1.key.id }) { return (names, holding) }
    for (holding, names) in taken.sorted(by: { $0.key.id < $1.key.id }) {
      guard let release = try await provider.memory.release(of: holding),
        let wheel = provider.usability(for: holding.id).wheels(among: release.artifacts).first,
        let catalog = provider.memory.catalogs[holding.id.ecosystem]
      else { continue }
      // What cannot be read now is not judged.
      let absent = try? await catalog.absent(names.sorted(), from: wheel.artifact, of: release)
      if let absent, !absent.isEmpty { return (Set(absent), holding) }
    }
    return nil
  }
}
