import Nixpkgs
import Operations
import PackageMetadata
import Planning

/// A plan as a person reads it: a line a package, then what was written and what to type next.
struct PlanText {
  let report: Import.Report
  let style: Style
  let isVerbose: Bool
  /// The command to type next; `nil` if another text names it.
  private let command: String?

  init(_ report: Import.Report, style: Style, isVerbose: Bool, next: String?) {
    self.report = report
    self.style = style
    self.isVerbose = isVerbose
    self.command = next
  }

  var lines: [Line] {
    var result = [Self.heading(report, style: style)]
    let requests = RequestText(report, style: style, isVerbose: isVerbose)
    result += requests.heading + requests.kept + requests.imported
    let packages = report.plan.packages
    for package in packages where package.action == .import {
      result.append(line(style.added("+ import"), package))
      result += details(package)
    }
    for package in packages where package.action == .override {
      result.append(line(style.changed("~ override"), package))
      result += details(package)
    }
    for package in packages {
      result += Self.relaxations(of: package, style: style)
    }
    for package in packages where package.action == .overlay && (package.isRequested || isVerbose) {
      result.append(line(style.faint("= overlay"), package))
    }
    result += kept(without: requests.summarised) + requests.leftOut
    for warning in report.warnings {
      var text = warning.description
      if case .unprobed = warning { text += " (--probe)" }
      result.append("  \(style.warning("! note")) \(text)")
    }
    result += diff
    result.append(summary)
    result += next
    return result
  }

  /// The line that tells what was planned against.
  static func heading(_ report: Import.Report, style: Style) -> Line {
    let facts = report.snapshot.facts
    let project = report.snapshot.location.project.map { " from \($0.name)" }
    var parts = ["nixpkgs \(facts.version)\(project ?? "")"]
    if let python = facts.python { parts.append("python \(python.versionText)") }
    if report.snapshot.has(.cran), let r = facts.rVersionText { parts.append("R \(r)") }
    if report.snapshot.has(.pypi) {
      parts.append("\(grouped(report.snapshot.count(of: .pypi))) python packages")
    }
    if report.snapshot.has(.cran) {
      parts.append("\(grouped(report.snapshot.count(of: .cran))) R packages")
    }
    return "  " + style.heading("\(parts.joined(separator: " · "))")
  }

  private func line(_ mark: Line, _ package: PlannedPackage) -> Line {
    var text: Line = "  \(mark) \(package.id.name) \(package.version)"
    let needs = package.neededBy.map(\.name)
    if package.isRequested {
      text += style.faint("  requested")
    } else if !needs.isEmpty {
      text += style.faint("  needed by \(Self.list(needs))")
    } else if !package.neededToBuild.isEmpty {
      text += style.faint("  needed to build \(Self.list(package.neededToBuild.map(\.name)))")
    }
    return text
  }

  /// A line for each bound of a package that nixpkgs does not meet.
  static func relaxations(of package: PlannedPackage, style: Style) -> [Line] {
    package.relaxed.map {
      "  \(style.changed("~ relaxed")) \($0.requirement) of \(package.id.name): nixpkgs has \($0.have)"
    }
      + package.build.fixes.relaxed.map {
        "  \(style.changed("~ relaxed (build)")) \($0.requirement) of \(package.id.name): nixpkgs has \($0.have)"
      }
  }

  private func details(_ package: PlannedPackage) -> [Line] {
    let reason = package.action == .override ? [PlanWording.text(package.reason)] : []
    return (reason + Self.remarks(on: package, in: report))
      .map { "      " + style.faint(Line($0)) }
  }

  /// The remarks on a package, shown below its line.
  static func remarks(on package: PlannedPackage, in report: Import.Report) -> [String] {
    let held = package.heldBack.map { [text($0)] } ?? []
    return held + report.prepared.notes(on: package).map { PlanWording.text($0) }
  }

  /// Why a package is not at its newest release.
  static func text(_ held: HeldBack) -> String {
    "\(held.newest) is available, held back by \(PlanWording.text(held.by))"
  }

  private func kept(without summarised: Set<PackageID>) -> [Line] {
    let kept = report.plan.packages.filter { package in
      package.action == .nixpkgs && !summarised.contains(package.id)
        && (package.isRequested || isVerbose
          || package.neededBy.contains { needer in
            report.plan.package(needer).map { $0.action != .nixpkgs } ?? false
          })
    }
    if isVerbose || kept.contains(where: \.isRequested) {
      return kept.map { package in
        line(style.faint("= nixpkgs"), package) + style.faint("  as \(place(package))")
      }
    }
    guard !kept.isEmpty else { return [] }
    let names = kept.map { "\($0.id.name) \($0.version)" }
    return ["  \(style.faint("= nixpkgs")) \(Self.list(names, limit: 6))"]
  }

  private func place(_ package: PlannedPackage) -> String {
    "\(report.snapshot.facts.packageSet(of: package.id.ecosystem)).\(package.attribute)"
  }

  private var diff: [Line] { Self.diff(report, style: style) }

  /// What a dry run would change of the overlay's text.
  static func diff(_ report: Import.Report, style: Style) -> [Line] {
    guard report.isDryRun, let change = report.change else { return [] }
    return diff(change, style: style)
  }

  /// What a change changes, each file under its path where there is another than the overlay.
  static func diff(_ change: OverlayChange, style: Style) -> [Line] {
    let texts = change.texts
    return texts.flatMap { text in
      let head: [Line] =
        text.path == change.path ? [] : ["    " + style.faint("in \(text.path):")]
      return head + diff(from: text.before ?? [], to: text.after, style: style)
    }
  }

  /// The lines that differ between two texts, with those around them.
  static func diff(from before: [UInt8], to after: [UInt8], style: Style) -> [Line] {
    LineDiff(from: before, to: after).lines.map { line -> Line in
      let shown: Line =
        switch line {
        case .kept(let text): "    " + style.faint("  " + Line(text))
        case .added(let text): "    " + style.added("+ " + Line(text))
        case .removed(let text): "    " + style.removed("- " + Line(text))
        case .gap: "    " + style.faint("  …")
        }
      return shown.verbatim
    }
  }

  /// The paths of the files that a change writes, or of its overlay where it writes none.
  static func paths(_ change: OverlayChange?, otherwise path: String) -> String {
    let paths = change.map { $0.texts.map(\.path) + $0.lockPaths } ?? []
    return (paths.isEmpty ? [path] : paths).joined(separator: ", ")
  }

  private var summary: Line {
    let count = report.plan.written.count
    let packages = "\(count) package\(count == 1 ? "" : "s")"
    let path = Self.paths(report.change, otherwise: report.overlayPath)
    if count == 0 {
      let requested = report.plan.packages.filter(\.isRequested)
      if requested.isEmpty { return "  nothing to write" }
      return requested.contains { $0.action == .overlay }
        ? "  nothing to write: \(path) has it" : "  nothing to write: nixpkgs has it"
    }
    if report.isDryRun { return "  would write \(path) (\(packages))" }
    return report.isChanged
      ? "  wrote \(path) (\(packages))" : "  \(path) is unchanged (\(packages))"
  }

  private var next: [Line] {
    guard !report.isDryRun, !report.plan.requested.isEmpty, let command else { return [] }
    return ["  next: \(command)"]
  }

  static func list(_ names: [String], limit: Int = 4) -> String {
    guard names.count > limit + 1 else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + ", … (\(names.count))"
  }

  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var index = digits.count - 3
    while index > 0 {
      digits.insert(",", at: index)
      index -= 3
    }
    return String(digits)
  }
}
