/// `tree`: how the packages of an overlay hang together.
package struct Tree: Sendable {
  package struct Options: Hashable, Sendable {
    package var overlayPath: String
    /// The packages whose tree is wanted; empty for the whole overlay.
    package var names: [String] = []
    package var showsNixpkgs = false

    package init(overlayPath: String) {
      self.overlayPath = overlayPath
    }
  }

  /// A line of the tree.
  package struct Row: Hashable, Sendable {
    /// What is on a line.
    package enum Content: Hashable, Sendable {
      /// A package of the overlay, by its place in the graph.
      case package(Int)
      /// Attributes that come from nixpkgs.
      case nixpkgs([String])
    }

    /// Why what a package needs is left out.
    package enum Cut: Hashable, Sendable {
      /// It is below an earlier line.
      case isShownBefore
      case isTooDeep
    }

    package let content: Content
    /// How many packages are above it.
    package let depth: Int
    /// Whether the package above it needs it to be built only.
    package let isToBuild: Bool
    /// Whether it is the last one below the package above it.
    package let isLast: Bool
    /// Why what it needs is left out, if it is.
    package let cut: Cut?
  }

  /// The tree of an overlay.
  package struct Report: Sendable {
    package let graph: OverlayGraph
    /// The packages at the top, by their places in the graph.
    package let roots: [Int]
    package let rows: [Row]
    /// All packages of the tree, by their places in the graph.
    package var packages: [Int] { graph.reachable(from: roots, by: \.allNeeds).sorted() }
  }

  /// How deep a tree is drawn.
  static let depthLimit = 60

  let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Reads the overlay and draws its tree.
  package func run() throws(Failure) -> Report {
    let graph = try OverlayGraph.read(options.overlayPath).graph
    var roots: [Int] = []
    for name in options.names {
      let root = try graph.package(named: OverlayGraph.Name(parsing: name))
      if !roots.contains(root) { roots.append(root) }
    }
    if options.names.isEmpty { roots = Self.roots(of: graph) }
    return Report(graph: graph, roots: roots, rows: rows(of: graph, from: roots))
  }

  /// The packages that no other needs, and of each circle that nothing else leads to one.
  static func roots(of graph: OverlayGraph) -> [Int] {
    var roots = graph.packages.indices.filter { graph.packages[$0].allNeeders.isEmpty }
    var reached = graph.reachable(from: roots, by: \.allNeeds)
    let others = graph.packages.indices.filter { !reached.contains($0) }
    let requested = others.filter { graph.packages[$0].isRequested }
    for index in requested + others where !reached.contains(index) {
      roots.append(index)
      reached.formUnion(graph.reachable(from: [index], by: \.allNeeds))
    }
    return roots.sorted()
  }

  private func rows(of graph: OverlayGraph, from roots: [Int]) -> [Row] {
    var result: [Row] = []
    var seen: Set<Int> = []
    // A stack, since an overlay may be deeper than what recursion bears.
    var waiting = below(roots.map { (.package($0), false) }, depth: 0)
    while let row = waiting.popLast() {
      guard case .package(let index) = row.content else {
        result.append(row)
        continue
      }
      let package = graph.packages[index]
      var children: [(Row.Content, Bool)] = package.needs.map { (.package($0), false) }
      children += package.buildNeeds.map { (.package($0), true) }
      if options.showsNixpkgs, !package.fromNixpkgs.isEmpty {
        children.append((.nixpkgs(package.fromNixpkgs), false))
      }
      if options.showsNixpkgs, !package.fromNixpkgsToBuild.isEmpty {
        children.append((.nixpkgs(package.fromNixpkgsToBuild), true))
      }
      var cut: Row.Cut?
      if !children.isEmpty {
        if row.depth == Self.depthLimit {
          cut = .isTooDeep
        } else if !seen.insert(index).inserted {
          cut = .isShownBefore
        }
      }
      result.append(
        Row(
          content: row.content, depth: row.depth, isToBuild: row.isToBuild, isLast: row.isLast,
          cut: cut))
      if cut == nil { waiting += below(children, depth: row.depth + 1) }
    }
    return result
  }

  /// Rows of one parent, the last first.
  private func below(_ children: [(Row.Content, Bool)], depth: Int) -> [Row] {
    children.enumerated().reversed().map { place, child in
      Row(
        content: child.0, depth: depth, isToBuild: child.1, isLast: place == children.count - 1,
        cut: nil)
    }
  }
}
