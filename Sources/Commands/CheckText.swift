import Operations
import PackageMetadata

/// A check as a person reads it: a line a package, and below it why one is not good.
struct CheckText {
  let report: Check.Report
  let style: Style
  let wording: Wording
  let isVerbose: Bool

  /// Lines of a log that are shown.
  private static let logLines = 12

  var lines: [Line] {
    let names = Line.padded(report.packages.map { Line($0.id.description) })
    let versions = Line.padded(report.packages.map { Line($0.version ?? "-") })
    var result: [Line] = ["  " + style.heading(heading)]
    for (index, package) in report.packages.enumerated() {
      result.append("  \(mark(package))  \(names[index])  \(versions[index])  \(words(package))")
      result += details(package).map { "      " + $0 }
    }
    for file in report.unreadFiles {
      result.append(
        "  \(style.warning("! note")) the packages in \(file) are not checked")
    }
    if let release = report.release {
      let jobs = "\(release.jobs) job\(release.jobs == 1 ? "" : "s")"
      result.append(
        release.isChanged
          ? "  \(release.path) written: \(jobs)"
          : "  \(release.path) is up to date: \(jobs)")
    }
    return result + ["  " + summary]
  }

  private func mark(_ package: PackageCheck) -> Line {
    switch package.status {
    case .ok: style.added("ok       ")
    case .failed: style.error("failed   ")
    case .skipped: style.changed("not tried")
    }
  }

  private func words(_ package: PackageCheck) -> Line {
    switch package.status {
    case .failed: return Line(package.reason ?? "")
    case .skipped:
      let names = package.blockers.map(\.description)
      if names.isEmpty { return "not started: Nix ended first" }
      return "needs \(names.joined(separator: ", "))"
    case .ok: break
    }
    guard report.isBuilt else { return style.faint("evaluates") }
    if let reason = package.reason { return style.faint("built; \(reason)") }
    if package.loaded.isEmpty { return style.faint("built; nothing in it to load") }
    let shown = package.loaded.prefix(isVerbose ? package.loaded.count : 3)
    let more = package.loaded.count - shown.count
    let list = shown.joined(separator: ", ")
    return style.faint("built; loads \(list)\(more > 0 ? " and \(more) more" : "")")
  }

  private func details(_ package: PackageCheck) -> [Line] {
    var result: [Line] = []
    if let place = package.place { result.append("at \(place)") }
    if package.stage != .evaluation {
      let count = isVerbose ? package.log.count : Self.logLines
      result += package.log.suffix(count).map { style.faint("| ") + Line($0) }
    }
    if let advice = package.advice {
      result.append("\(style.hint("what to do:")) \(wording.text(advice))")
    }
    if let culprit = package.culprit {
      result.append(style.faint("the whole log: nix-store --read-log \(culprit)"))
    }
    return result
  }

  private var heading: Line {
    let count = report.packages.count
    if count == 0 { return "\(report.overlayPath) contains no packages" }
    return "\(report.overlayPath) · \(PlanText.grouped(count)) package\(count == 1 ? "" : "s")"
  }

  private var summary: Line {
    let good = report.packages.count { $0.status == .ok }
    let failed = report.packages.count { $0.status == .failed }
    let skipped = report.packages.count { $0.status == .skipped }
    let verb = report.isBuilt ? "built and loaded" : "evaluated"
    var words = ["\(good) \(verb)"]
    if failed > 0 { words.append("\(failed) failed") }
    if skipped > 0 { words.append("\(skipped) not tried") }
    return "\(words.joined(separator: ", "))"
  }
}
