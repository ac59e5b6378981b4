import Basics
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

  init(_ report: Check.Report, style: Style, wording: Wording, isVerbose: Bool) {
    self.report = report
    self.wording = wording
    self.style = style
    self.isVerbose = isVerbose
  }

  var lines: [String] {
    let names = OverlayText.padded(report.packages.map { Printable.text($0.id.description) })
    let versions = OverlayText.padded(report.packages.map { Printable.text($0.version ?? "-") })
    var result = ["  " + style.heading(heading)]
    for (index, package) in report.packages.enumerated() {
      result.append("  \(mark(package))  \(names[index])  \(versions[index])  \(words(package))")
      result += details(package).map { "      " + $0 }
    }
    for file in report.unreadFiles {
      result.append(
        "  \(style.warning("! note")) what \(Printable.text(file)) holds is not checked")
    }
    if let release = report.release {
      let jobs = "\(release.jobs) job\(release.jobs == 1 ? "" : "s")"
      result.append(
        release.isChanged
          ? "  \(Printable.text(release.path)) written: \(jobs)"
          : "  \(Printable.text(release.path)) is up to date: \(jobs)")
    }
    return result + ["  " + summary]
  }

  private func mark(_ package: PackageCheck) -> String {
    switch package.status {
    case .ok: style.added("ok       ")
    case .failed: style.error("failed   ")
    case .skipped: style.changed("not tried")
    }
  }

  private func words(_ package: PackageCheck) -> String {
    switch package.status {
    case .failed: return Printable.text(package.reason ?? "")
    case .skipped:
      let names = package.blockers.map { Printable.text($0.description) }
      return "needs \(names.joined(separator: ", "))"
    case .ok: break
    }
    guard report.isBuilt else { return style.faint("evaluates") }
    if let reason = package.reason { return style.faint("built; \(Printable.text(reason))") }
    if package.loaded.isEmpty { return style.faint("built; nothing in it to load") }
    let shown = package.loaded.prefix(isVerbose ? package.loaded.count : 3)
    let more = package.loaded.count - shown.count
    let list = shown.map { Printable.text($0) }.joined(separator: ", ")
    return style.faint("built; loads \(list)\(more > 0 ? " and \(more) more" : "")")
  }

  private func details(_ package: PackageCheck) -> [String] {
    var result: [String] = []
    if let place = package.place { result.append("at \(Printable.text(place))") }
    if package.stage != .evaluation {
      let count = isVerbose ? package.log.count : Self.logLines
      result += package.log.suffix(count).map { style.faint("| ") + Printable.text($0) }
    }
    if let advice = package.advice {
      result.append("\(style.hint("what to do:")) \(Printable.text(wording.text(advice)))")
    }
    if let culprit = package.culprit {
      result.append(style.faint("the whole log: nix-store --read-log \(culprit)"))
    }
    return result
  }

  private var heading: String {
    let count = report.packages.count
    if count == 0 { return "\(Printable.text(report.overlayPath)) holds no package" }
    return "\(Printable.text(report.overlayPath)) · \(PlanText.grouped(count)) "
      + "package\(count == 1 ? "" : "s")"
  }

  private var summary: String {
    let good = report.packages.count { $0.status == .ok }
    let failed = report.packages.count { $0.status == .failed }
    let skipped = report.packages.count { $0.status == .skipped }
    let verb = report.isBuilt ? "built and loaded" : "evaluated"
    var words = ["\(good) \(verb)"]
    if failed > 0 { words.append("\(failed) failed") }
    if skipped > 0 { words.append("\(skipped) not tried") }
    return words.joined(separator: ", ")
  }
}
