/// Which packages leave an overlay together with those named.
///
/// What only they needed goes with them: packages that nobody asked for, whose comment says that
/// they are there for others, and that nothing that stays needs.
struct RemovalPlan {
  let graph: OverlayGraph
  let named: Set<Int>
  /// The packages that go, if there are no clashes.
  let removed: Set<Int>
  /// The packages that must stay.
  private let kept: Set<Int>

  init(_ graph: OverlayGraph, named: Set<Int>) {
    self.graph = graph
    self.named = named
    let candidates = graph.reachable(from: named) { package in
      package.allNeeds.filter { graph.packages[$0].isThereForOthers }
    }
    kept = graph.reachable(
      from: graph.packages.indices.filter { !candidates.contains($0) }, by: \.allNeeds)
    removed = candidates.subtracting(kept)
  }

  /// Named packages that others need, with those others.
  var clashes: [(package: Int, needers: [Int])] {
    named.intersection(kept).sorted().map { index in
      (index, graph.packages[index].allNeeders.filter { kept.contains($0) }.sorted())
    }
  }

  /// The packages to name so that nothing is in the way: as few as possible.
  var wider: Set<Int> {
    let needers = graph.reachable(from: named, by: \.allNeeders)
    let few = named.union(
      needers.filter { index in
        let package = graph.packages[index]
        return package.allNeeders.isEmpty || !package.isThereForOthers
      })
    guard RemovalPlan(graph, named: few).clashes.isEmpty else { return needers }
    // What goes by itself needs no naming.
    let fewer = few.filter { !graph.packages[$0].isThereForOthers || !named.contains($0) }
    let plan = RemovalPlan(graph, named: fewer)
    return plan.clashes.isEmpty && plan.removed.isSuperset(of: named) ? fewer : few
  }
}

extension OverlayPackage {
  /// Whether it is in the overlay only because others need it.
  fileprivate var isThereForOthers: Bool { isAccountedFor && !isRequested }
}
