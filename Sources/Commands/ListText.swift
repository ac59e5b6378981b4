import Operations
import PackageMetadata

/// What an overlay holds, as a person reads it: a line a package.
struct ListText {
  let report: List.Report
  let style: Style
  let isVerbose: Bool

  var lines: [Line] {
    let packages = report.graph.packages
    let names = Line.padded(packages.map { Line($0.id.description) })
    let versions = Line.padded(packages.map { Line($0.version ?? "-") })
    var result: [Line] = ["  " + style.heading(heading)]
    for (index, package) in packages.enumerated() {
      var reason = OverlayText.reason(for: package, in: report.graph, isWhole: isVerbose)
      if !package.source.isEmpty {
        reason = reason.isEmpty ? "\(package.source)" : "\(package.source), " + reason
      }
      let line: Line = "  \(names[index])  \(versions[index])"
      result.append(reason.isEmpty ? line.trimmed : line + "  " + style.faint(reason))
      if isVerbose { result += details(package).map { "      " + style.faint($0) } }
    }
    for file in report.graph.unreadFiles {
      result.append("  \(style.warning("! note")) the packages in \(file) are not shown")
    }
    let others = report.graph.otherPackages
    if !others.isEmpty {
      let names = others.joined(separator: ", ")
      let path = report.graph.path
      result.append(
        "  \(style.warning("! note")) \(path) defines packages outside an overlay: \(names)")
    }
    return result
  }

  private func details(_ package: OverlayPackage) -> [Line] {
    var result: [Line] = []
    func add(_ title: String, _ names: [String]) {
      if !names.isEmpty { result.append("\(title)\(names.joined(separator: ", "))") }
    }
    add("needs ", OverlayText.names(package.needs, in: report.graph))
    add("needs to build ", OverlayText.names(package.buildNeeds, in: report.graph))
    add("crates by ", package.locks)
    add("from nixpkgs ", package.fromNixpkgs)
    add("from nixpkgs to build ", package.fromNixpkgsToBuild)
    return result
  }

  private var heading: Line {
    let path = report.graph.path
    let counts = Ecosystem.allCases.compactMap { ecosystem -> String? in
      let count = report.graph.packages.count { $0.id.ecosystem == ecosystem }
      guard count > 0 else { return nil }
      let kind = ecosystem == .pypi ? "python" : "R"
      return "\(PlanText.grouped(count)) \(kind) package\(count == 1 ? "" : "s")"
    }
    if counts.isEmpty {
      return report.graph.isOverlay
        ? "\(path) contains no packages" : "\(path) is not an overlay"
    }
    return "\(([path] + counts).joined(separator: " · "))"
  }
}

extension OverlayPackage {
  /// The repository that it is from, with the commit; empty for a package of an index.
  var source: String {
    guard let origin else { return "" }
    let commit = revision.map { ", commit \($0.prefix(12))" } ?? ""
    return "from \(origin.dropFirst("git+".count))\(commit)"
  }
}
