import Operations
import PackageMetadata

/// The reasons for a package as a person reads them: in short, then each way that leads to it.
struct WhyText {
  let report: Why.Report
  let style: Style
  let isVerbose: Bool

  /// The most ways that are shown unasked.
  static let limit = 10

  var lines: [Line] {
    var result: [Line] = ["  \(style.heading(name)): \(reason)"]
    let chains = isVerbose ? report.chains[...] : report.chains.prefix(Self.limit)
    result += chains.map { "      " + text($0) }
    let more = report.chains.count - chains.count
    if more > 0 { result.append("      " + style.faint("… \(more) more; --verbose shows them")) }
    return result
  }

  private var name: Line {
    switch report.subject {
    case .overlay(let index): Line(report.graph.packages[index].nameAndVersion)
    case .nixpkgs(_, let attribute): Line(attribute)
    }
  }

  private var reason: Line {
    switch report.subject {
    case .overlay(let index):
      let package = report.graph.packages[index]
      if !package.isRequested, package.allNeeders.isEmpty {
        return package.isAccountedFor
          ? "nothing in the overlay needs it any more"
          : "nothing in the overlay needs it, and no comment says who added it"
      }
      return OverlayText.reason(for: package, in: report.graph, isWhole: isVerbose)
    case .nixpkgs:
      let isToBuild = report.neededBy.isEmpty
      let needers = isToBuild ? report.neededToBuild : report.neededBy
      let names = PlanText.list(
        OverlayText.names(needers, in: report.graph), limit: isVerbose ? Int.max - 1 : 4)
      return "from nixpkgs, needed \(isToBuild ? "to build" : "by") \(names)"
    }
  }

  private func text(_ chain: [Int]) -> Line {
    let names = chain.enumerated().map { place, index -> Line in
      let package = report.graph.packages[index]
      let name = Line(package.nameAndVersion)
      return place == 0 && package.isRequested ? name + style.faint(" (requested)") : name
    }
    return (names + [name]).joined(separator: style.faint(" → "))
  }
}
