import Basics
import Operations

/// A removal as a person reads it: a line a package, then what was written.
struct RemoveText {
  let report: Remove.Report
  let style: Style

  init(_ report: Remove.Report, style: Style) {
    self.report = report
    self.style = style
  }

  var lines: [String] {
    let graph = report.graph
    var result = report.removed.map { index in
      let package = graph.packages[index]
      let line = "  \(style.removed("- remove")) \(Printable.text(package.nameAndVersion))"
      if report.named.contains(index) { return line }
      let needers = OverlayText.names(package.allNeeders, in: graph)
      return line + style.faint("  only needed by \(PlanText.list(needers))")
    }
    result += report.kept.map { index in
      let package = graph.packages[index]
      return "  \(style.faint("= keep")) \(Printable.text(package.nameAndVersion))"
        + style.faint("  \(keeping(package))")
    }
    for note in report.notes {
      result.append("  \(style.warning("! note")) \(Printable.text(note))")
    }
    if report.isDryRun {
      result += PlanText.diff(report.change, style: style)
    }
    let count = report.removed.count
    result.append(
      "  \(report.isDryRun ? "would write" : "wrote") "
        + "\(PlanText.paths(report.change, otherwise: graph.path)) "
        + "(\(count) package\(count == 1 ? "" : "s") fewer)")
    return result
  }

  /// Why a package stays.
  private func keeping(_ package: OverlayPackage) -> String {
    if package.isRequested { return "requested" }
    let others = package.allNeeders.filter { !report.removed.contains($0) }
    if others.isEmpty { return "no comment says that it is there for others" }
    return "needed by \(PlanText.list(OverlayText.names(others, in: report.graph)))"
  }
}
