package import PackageMetadata

/// `why`: what leads to a package being in an overlay, or to nixpkgs being asked for it.
package struct Why: Sendable {
  package struct Options: Hashable, Sendable {
    package var overlayPath: String
    /// The package to explain.
    package var name: String

    package init(overlayPath: String, name: String) {
      self.overlayPath = overlayPath
      self.name = name
    }
  }

  /// What was asked about.
  package enum Subject: Hashable, Sendable {
    /// A package of the overlay, by its place in the graph.
    case overlay(Int)
    /// An attribute that packages of the overlay take from nixpkgs.
    case nixpkgs(Ecosystem, attribute: String)
  }

  /// The reasons for one package.
  package struct Report: Sendable {
    package let graph: OverlayGraph
    package let subject: Subject
    /// Packages that need it to run.
    package let neededBy: [Int]
    /// Packages that need it to be built only.
    package let neededToBuild: [Int]
    /// The shortest way to it from each package that was asked for or that nothing needs; without
    /// the subject itself.
    package let chains: [[Int]]
  }

  let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Reads the overlay and finds the reasons.
  ///
  /// - Throws: `Failure` of kind `not-found` when the overlay neither holds the package nor
  ///   needs it of nixpkgs.
  package func run() throws(Failure) -> Report {
    let graph = try OverlayGraph.read(options.overlayPath).graph
    let name = try OverlayGraph.Name(parsing: options.name)
    let index: Int
    do {
      index = try graph.package(named: name)
    } catch {
      guard error.kind == .notFound, let report = outside(graph, name) else { throw error }
      return report
    }
    let package = graph.packages[index]
    return Report(
      graph: graph, subject: .overlay(index), neededBy: package.neededBy,
      neededToBuild: package.neededToBuild,
      chains: Self.chains(in: graph, to: package.allNeeders, without: index))
  }

  private func outside(_ graph: OverlayGraph, _ name: OverlayGraph.Name) -> Report? {
    let found = graph.needers(ofNixpkgs: name)
    guard let (ecosystem, attributes) = found.min(by: { $0.key < $1.key }),
      let (attribute, needers) = attributes.min(by: { $0.key < $1.key })
    else { return nil }
    let isRun = { graph.packages[$0].fromNixpkgs.contains(attribute) }
    return Report(
      graph: graph, subject: .nixpkgs(ecosystem, attribute: attribute),
      neededBy: needers.filter(isRun), neededToBuild: needers.filter { !isRun($0) },
      chains: Self.chains(in: graph, to: needers, without: nil))
  }

  /// The shortest chains that end with one of `ends`, one for each package that starts any.
  static func chains(in graph: OverlayGraph, to ends: [Int], without subject: Int?) -> [[Int]] {
    var next: [Int: Int?] = [:]
    var queue: [Int] = []
    for end in ends where next.updateValue(nil, forKey: end) == nil { queue.append(end) }
    var place = 0
    while place < queue.count {
      let index = queue[place]
      place += 1
      for needer in graph.packages[index].allNeeders
      where needer != subject && next[needer] == nil {
        next[needer] = .some(index)
        queue.append(needer)
      }
    }
    let starts = queue.filter {
      graph.packages[$0].isRequested || graph.packages[$0].allNeeders.isEmpty
    }
    return (starts.isEmpty ? ends : starts).sorted().map { start in
      var chain = [start]
      while let step = next[chain[chain.count - 1]], let step { chain.append(step) }
      return chain
    }
  }
}
