import Operations

/// A removal as a person reads it: a line a package, then what was written.
struct RemoveText {
  let report: Remove.Report
  let style: Style

  var lines: [Line] {
    let graph = report.graph
    var result = report.removed.map { index -> Line in
      let package = graph.packages[index]
      let line: Line = "  \(style.removed("- remove")) \(package.nameAndVersion)"
      if report.named.contains(index) { return line }
      let needers = OverlayText.names(package.allNeeders, in: graph)
      return line + style.faint("  only needed by \(PlanText.list(needers))")
    }
    result += report.kept.map { index -> Line in
      let package = graph.packages[index]
      return "  \(style.faint("= keep")) \(package.nameAndVersion)"
        + style.faint("  \(keeping(package))")
    }
    for note in report.notes {
      result.append("  \(style.warning("! note")) \(note)")
    }
    if report.isDryRun {
      result += PlanText.diff(report.change, style: style)
    }
    let count = report.removed.count
    result.append(
      """
        \(report.isDryRun ? "would write" : "wrote") \
      \(PlanText.paths(report.change, otherwise: graph.path)) \
      (\(count) package\(count == 1 ? "" : "s") fewer)
      """)
    return result
  }

  /// Why a package stays.
  private func keeping(_ package: OverlayPackage) -> String {
    if package.isRequested { return "requested" }
    let others = package.allNeeders.filter { !report.removed.contains($0) }
    if others.isEmpty { return "nothing marks it as a dependency" }
    return "needed by \(PlanText.list(OverlayText.names(others, in: report.graph)))"
  }
}
