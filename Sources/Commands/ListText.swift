import Basics
import Operations
import PackageMetadata

/// What an overlay holds, as a person reads it: a line a package.
struct ListText {
  let report: List.Report
  let style: Style
  let isVerbose: Bool

  init(_ report: List.Report, style: Style, isVerbose: Bool) {
    self.report = report
    self.style = style
    self.isVerbose = isVerbose
  }

  var lines: [String] {
    let packages = report.graph.packages
    let names = OverlayText.padded(packages.map { Printable.text($0.id.description) })
    let versions = OverlayText.padded(packages.map { Printable.text($0.version ?? "-") })
    var result = ["  " + style.heading(heading)]
    for (index, package) in packages.enumerated() {
      let reason = OverlayText.reason(for: package, in: report.graph, isWhole: isVerbose)
      let line = "  \(names[index])  \(versions[index])"
      result.append(reason.isEmpty ? OverlayText.trimmed(line) : line + "  " + style.faint(reason))
      if isVerbose { result += details(package).map { "      " + style.faint($0) } }
    }
    for file in report.graph.unreadFiles {
      result.append("  \(style.warning("! note")) what \(Printable.text(file)) holds is not shown")
    }
    return result
  }

  private func details(_ package: OverlayPackage) -> [String] {
    var result: [String] = []
    func add(_ title: String, _ names: [String]) {
      if !names.isEmpty { result.append(title + Printable.text(names.joined(separator: ", "))) }
    }
    add("needs ", OverlayText.names(package.needs, in: report.graph))
    add("needs to be built ", OverlayText.names(package.buildNeeds, in: report.graph))
    add("from nixpkgs ", package.fromNixpkgs)
    add("from nixpkgs to be built ", package.fromNixpkgsToBuild)
    return result
  }

  private var heading: String {
    let path = Printable.text(report.graph.path)
    let counts = Ecosystem.allCases.compactMap { ecosystem -> String? in
      let count = report.graph.packages.count { $0.id.ecosystem == ecosystem }
      guard count > 0 else { return nil }
      let kind = ecosystem == .pypi ? "python" : "R"
      return "\(PlanText.grouped(count)) \(kind) package\(count == 1 ? "" : "s")"
    }
    if counts.isEmpty { return "\(path) holds no package" }
    return ([path] + counts).joined(separator: " · ")
  }
}
