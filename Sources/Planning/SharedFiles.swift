import Basics
import PackageMetadata
import PythonSource

/// The files that several packages of a plan install, of which an environment holds only one.
///
/// Where one of two packages needs the other, pip installs it last, and its files are those that stay; nixpkgs'
/// environments refuse both, but for a priority that says the same.
struct SharedFiles {
  /// A file of a package that gives way to another's.
  struct Yield: Hashable {
    let id: PackageID
    let path: String
    let to: PackageID
  }

  /// The packages that are looked at, with all that each needs.
  let closures: [PackageID: Set<PackageID>]
  /// The files of their wheels with checksums.
  let files: [PackageID: [String: UInt32]]
  /// Packages that only declare a namespace, whose files are taken away.
  let namespaces: Set<String>

  /// The first of the files that each package has otherwise than one that needs it, sorted.
  var yields: [Yield] {
    var result: [Yield] = []
    for (id, own) in files {
      for (other, others) in files where other != id && closures[other]?.contains(id) == true {
        // Packages that need each other have no order.
        if closures[id]?.contains(other) == true { continue }
        let shared = own.filter { path, checksum in
          others[path].map { $0 != checksum } == true && isInstalled(path)
        }
        guard let path = shared.keys.min() else { continue }
        result.append(Yield(id: id, path: path, to: other))
      }
    }
    return result.sorted { ($0.id, $0.to) < ($1.id, $1.to) }
  }

  /// How far below the usual priority each package must be that gives way.
  static func ranks(_ yields: [Yield]) -> [PackageID: Int] {
    var ranks: [PackageID: Int] = [:]
    // Each round settles those one step further down; what needs something is never below it.
    for _ in 0...yields.count {
      for yield in yields {
        ranks[yield.id] = max(ranks[yield.id] ?? 0, (ranks[yield.to] ?? 0) + 1)
      }
    }
    return ranks
  }

  private func isInstalled(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let first = parts.first, !first.hasSuffix(".dist-info"), !first.hasSuffix(".data"),
      !["test", "tests"].contains(first)
    else { return false }
    return parts.last != "__init__.py"
      || !namespaces.contains(parts.dropLast().joined(separator: "."))
  }
}

extension BuildPlanning {
  /// Settles which of the packages that are written give way, where their wheels have files in common.
  func settleSharedFiles(_ links: PlanLinks, _ built: inout Built) async throws(PlanningError) {
    // Most modules have names of their own.
    var owners: [String: [PackageID]] = [:]
    for id in links.choices.keys where id.ecosystem == .pypi {
      for name in modules(of: id, built) { owners[name, default: []].append(id) }
    }
    let ids = Set(owners.values.filter { $0.count > 1 }.joined()).sorted()
    if ids.isEmpty { return }
    let graph = try await graph(links, built)
    let provider = built.solved.provider
    let listings = await inParallel(ids) { id -> [String: UInt32] in
      guard let release = links.choices[id]?.release,
        let catalog = provider.memory.catalogs[id.ecosystem]
      else { return [:] }
      // What cannot be read now is not judged.
      return (try? await catalog.files(of: release)) ?? [:]
    }
    let namespaces = ids.flatMap { built.sources[$0]?.contents?.imports.namespaces ?? [] }
    let shared = SharedFiles(
      closures: Dictionary(uniqueKeysWithValues: ids.map { ($0, graph.runClosure(of: $0)) }),
      files: Dictionary(uniqueKeysWithValues: zip(ids, listings)), namespaces: Set(namespaces))
    let yields = shared.yields
    for (id, rank) in SharedFiles.ranks(yields) {
      built.fixes[id, default: BuildFixes()].priorityRank = rank
    }
    for yield in yields {
      built.notes[yield.id, default: []].append(.givesWay(yield.path, to: yield.to))
    }
  }
}
