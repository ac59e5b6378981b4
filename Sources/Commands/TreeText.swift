import Operations

/// The tree of an overlay as a person reads it.
struct TreeText {
  let report: Tree.Report
  let style: Style

  var lines: [Line] {
    if report.graph.packages.isEmpty {
      return ["  \(report.graph.path) contains no packages"]
    }
    var result: [Line] = []
    // Whether more follows at each depth.
    var follows: [Bool] = []
    for row in report.rows {
      follows.removeSubrange(min(row.depth, follows.count)...)
      let bars = follows.dropFirst().map { $0 ? "│   " : "    " }.joined()
      follows.append(!row.isLast)
      let branch = row.depth == 0 ? "" : row.isLast ? "└── " : "├── "
      let lead = bars + branch
      result.append("  " + (lead.isEmpty ? "" : style.faint(Line(lead))) + text(row))
    }
    if report.rows.contains(where: { $0.cut == .isShownBefore }) {
      result.append("  " + style.faint("(*) its dependencies are shown above"))
    }
    if report.rows.contains(where: { $0.cut == .isTooDeep }) {
      result.append("  " + style.faint("(…) deeper dependencies are not shown"))
    }
    return result
  }

  private func text(_ row: Tree.Row) -> Line {
    switch row.content {
    case .nixpkgs(let attributes):
      let names = attributes.joined(separator: ", ")
      return style.faint("nixpkgs\(row.isToBuild ? " (to build)" : ""): \(names)")
    case .package(let index):
      let package = report.graph.packages[index]
      var marks: [String] = []
      if package.isRequested { marks.append("requested") }
      if row.isToBuild { marks.append("to build") }
      let mark =
        switch row.cut {
        case .isShownBefore: " (*)"
        case .isTooDeep: " (…)"
        case nil: ""
        }
      let name: Line = "\(package.nameAndVersion)\(mark)"
      return marks.isEmpty ? name : name + style.faint("  \(marks.joined(separator: ", "))")
    }
  }
}
