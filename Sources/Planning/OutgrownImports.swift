import Basics
import PackageMetadata
import PythonSource

/// The names that a package's code takes from packages of nixpkgs whose versions may be too new or too old
/// for it: metadata with loose bounds, or none, says little.
///
/// `from marshmallow.utils import get_value`, where marshmallow<4 gave way to 4.1, gives
/// `marshmallow.utils` and `get_value` of marshmallow 4.1.
struct OutgrownImports {
  /// The packages, by the first parts of the names of their modules.
  private let holdings: [String: Holding]
  /// What is there of projects that are known to have lost names, likewise.
  private let known: [String: Holding]
  /// Packages of which it is not known what their modules are called.
  private let unnamed: [Holding]
  /// The first parts of the names of modules that others bring.
  private let settled: Set<String>
  private var lost: [Holding: Set<ImportWalk.TakenName>] = [:]
  private var taken: [Holding: Set<ImportWalk.TakenName>] = [:]
  /// Names of modules that may be an unnamed package's.
  private var unplaced: Set<ImportWalk.TakenName> = []

  /// Names that packages do not have.
  struct Absent {
    private(set) var names: [ImportWalk.TakenName: Holding] = [:]

    fileprivate mutating func add(_ names: some Sequence<ImportWalk.TakenName>, of holding: Holding)
    {
      for name in names { self.names[name] = holding }
    }
  }

  init(
    _ holdings: [String: Holding], known: [String: Holding], unnamed: [Holding] = [],
    settled: Set<String> = []
  ) {
    self.holdings = holdings
    self.known = known
    self.unnamed = unnamed
    self.settled = settled
  }

  /// Takes note of a name, and says that it is there, as far as is known.
  mutating func note(_ name: ImportWalk.TakenName) -> Bool {
    let top = name.module.topLevelModule
    if let holding = known[top], LostNames.hasLost(name, at: holding.version) {
      lost[holding, default: []].insert(name)
    } else if let holding = holdings[top] {
      taken[holding, default: []].insert(name)
    } else if !unnamed.isEmpty, !settled.contains(top) {
      unplaced.insert(name)
    }
    return true
  }

  /// What of this is not in another's.
  func beyond(_ other: OutgrownImports) -> OutgrownImports {
    var rest = self
    rest.lost = lost.names(beyond: other.lost)
    rest.taken = taken.names(beyond: other.taken)
    rest.unplaced = unplaced.subtracting(other.unplaced)
    return rest
  }

  /// Whether no name is to be judged.
  var isEmpty: Bool { lost.isEmpty && taken.isEmpty && unplaced.isEmpty }

  /// The names that the packages do not have at their versions, as far as can be known.
  func absent(_ provider: PlanProvider) async -> Absent {
    var absent = Absent()
    for (holding, names) in lost { absent.add(names, of: holding) }
    let memory = provider.memory
    var taken = taken
    // A wheel without the module around a name says nothing of it.
    let minor = memory.inventory.pythonTarget.minor
    let open = unplaced.filter { !StandardLibrary.has($0.module.topLevelModule, minor: minor) }
    if !open.isEmpty { for holding in unnamed { taken[holding] = open } }
    let questions = taken.sorted { $0.key.id < $1.key.id }
    let answers = await inParallel(questions) { holding, names in
      guard let version = holding.version, let catalog = memory.catalogs[holding.id.ecosystem]
      else { return [ImportWalk.TakenName]() }
      // What cannot be read now is not judged.
      return (try? await catalog.absent(names.sorted(), from: holding.id, version)) ?? []
    }
    for (question, names) in zip(questions, answers) { absent.add(names, of: question.key) }
    return absent
  }
}

extension [Holding: Set<ImportWalk.TakenName>] {
  /// The names that are not in another's.
  fileprivate func names(beyond other: Self) -> Self {
    var rest: Self = [:]
    for (holding, names) in self {
      let names = names.subtracting(other[holding] ?? [])
      if !names.isEmpty { rest[holding] = names }
    }
    return rest
  }
}
