import OverlayEditing
import PackageMetadata

/// `remove`: takes packages out of an overlay, with what only they needed.
package struct Remove: Sendable {
  /// The options of `remove`.
  package struct Options: Hashable, Sendable {
    package var overlayPath = "overlay.nix"
    package var names: [String] = []
    package var isDryRun = false

    package init() {}
  }

  /// The result of a removal.
  package struct Report: Sendable {
    /// The overlay as it was.
    package let graph: OverlayGraph
    /// The packages that were named, by their places in the graph.
    package let named: [Int]
    /// All packages that went, those named included.
    package let removed: [Int]
    /// Packages that those removed needed and that stay.
    package let kept: [Int]
    /// What is left to do by hand.
    package let notes: [String]
    package let isDryRun: Bool
    package let change: OverlayChange
  }

  let options: Options

  package init(_ options: Options) {
    self.options = options
  }

  /// Takes the packages out and writes the overlay.
  ///
  /// - Throws: `Failure`, of kind `edit-clash` when what stays needs one of them; the
  ///   overlay is then as it was.
  package func run() throws(Failure) -> Report {
    guard !options.names.isEmpty else {
      throw Failure(
        .input, "no package is named",
        hints: ["name one: \(command: Invocation(.remove, ["pypi:streamlit"]))"])
    }
    let source = try OverlayGraph.read(options.overlayPath)
    let graph = source.graph
    var named: Set<Int> = []
    for name in options.names {
      named.insert(try graph.package(named: OverlayGraph.Name(parsing: name)))
    }
    let plan = RemovalPlan(graph, named: named)
    guard plan.clashes.isEmpty else { throw clash(plan) }
    let removed = plan.removed.sorted()
    let removedIDs = Set(removed.map { graph.packages[$0].id })
    let after: OverlayDocument
    do {
      after = try source.document.without(
        removed.map { (graph.packages[$0].id.ecosystem, graph.packages[$0].attribute) }
      ).forgetting { _, needer in removedIDs.contains(needer) }
    } catch {
      throw Failure(error)
    }
    let change = OverlayChange(
      file: source.file, before: OverlayOrigin(source.document), after: after)
    if !options.isDryRun { try change.write() }
    return Report(
      graph: graph, named: named.sorted(), removed: removed,
      kept: Set(removed.flatMap { graph.packages[$0].allNeeds }).subtracting(removed).sorted(),
      notes: change.goneLockPaths.map { "'\($0)' goes with it" }
        + notes(removed.map { graph.packages[$0] }, after: after.bytes),
      isDryRun: options.isDryRun, change: change)
  }

  private func clash(_ plan: RemovalPlan) -> Failure {
    let packages = plan.graph.packages
    let reasons = plan.clashes.map { package, needers in
      "'\(packages[package].id.name)' cannot be removed: "
        + "\(needers.map { packages[$0].nameAndVersion }.joined(separator: ", ")) "
        + "\(needers.count == 1 ? "needs" : "need") it"
    }
    let all = Invocation(.remove, plan.wider.map { packages[$0].id.description }.sorted())
    return Failure(
      .editClash, sentences: reasons,
      hints: [.command(all, to: "remove what needs it, too")])
  }

  private func notes(_ removed: [OverlayPackage], after: [UInt8]) -> [String] {
    let mentions = RemainingMentions(
      attributes: Set(removed.map(\.attribute)), path: options.overlayPath)
    let files = Set(removed.flatMap(\.ownFiles)).sorted()
    return files.map { "'\($0)' is kept" }
      + mentions.places(in: after).map { "\($0.place): '\($0.attribute)' is still named here" }
  }
}

extension OverlayPackage {
  /// The name, and the version where it is known.
  package var nameAndVersion: String {
    version.map { "\(id.name) \($0)" } ?? id.name
  }
}
