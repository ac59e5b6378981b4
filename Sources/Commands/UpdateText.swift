import Basics
import Operations
import PackageMetadata
import Planning

/// An update as a person reads it: a line a package that moves, then what stays and why.
struct UpdateText {
  let report: Update.Report
  let style: Style
  let wording: Wording
  let isVerbose: Bool

  init(_ report: Update.Report, style: Style, wording: Wording, isVerbose: Bool) {
    self.report = report
    self.wording = wording
    self.style = style
    self.isVerbose = isVerbose
  }

  private var packages: [PlannedPackage] { report.result.plan.packages }

  var lines: [String] {
    var result = [PlanText.heading(report.result, style: style)]
    for package in packages {
      guard let old = report.old[package.id] else { continue }
      let mark = style.changed("~ update")
      var line = "  \(mark) \(package.id.name) \(Printable.text(old)) → \(package.version)"
      if report.alongside.contains(package.id) {
        line += style.faint("  not named, but the others need it")
      }
      result.append(line)
      result += remarks(on: package)
    }
    for package in packages where package.isWritten && report.old[package.id] == nil {
      let needers = PlanText.list((package.neededBy + package.neededToBuild).map(\.name))
      result.append(
        "  \(style.added("+ import")) \(package.id.name) \(package.version)"
          + style.faint(needers.isEmpty ? "" : "  needed by \(needers)"))
      result += remarks(on: package)
    }
    result += relaxations
    for remark in report.removed {
      result.append(line(style.removed("- remove"), remark) + style.faint("  \(remark.reason)"))
    }
    result += staying
    for remark in report.left where isVerbose || report.options.names.isEmpty {
      result.append(
        line(style.faint("? left"), remark) + style.faint("  \(Printable.text(remark.reason))"))
    }
    result += superseded
    for warning in report.result.plan.warnings {
      result.append("  \(style.warning("! note")) \(Printable.text(warning))")
    }
    result += PlanText.diff(report.result, style: style)
    result.append(summary)
    return result
  }

  private func line(_ mark: String, _ remark: Update.Remark) -> String {
    let version = remark.version.map { " \(Printable.text($0))" } ?? ""
    return "  \(mark) \(Printable.text(remark.id.name))\(version)"
  }

  private func remarks(on package: PlannedPackage) -> [String] {
    PlanText.remarks(on: package).map { "      " + style.faint(Printable.text($0)) }
  }

  private var relaxations: [String] {
    packages.filter(\.isWritten).flatMap { package in
      package.relaxed.map {
        "  \(style.changed("~ relaxed")) \(Printable.text($0.requirement)) of \(package.id.name): "
          + "nixpkgs has \($0.have)"
      }
    }
  }

  /// Packages that stay: those held back with the reason, the others in one line.
  private var staying: [String] {
    let told = Set((report.left + report.superseded).map(\.id))
    let staying = packages.filter { $0.action == .overlay && !told.contains($0.id) }
    var result: [String] = []
    var newest: [String] = []
    for package in staying {
      let name = "\(Printable.text(package.id.name)) \(Printable.text(package.version))"
      if let held = package.heldBack {
        let reason = Printable.text("\(held.newest) is out, held back by \(held.by)")
        result.append("  \(style.faint("= stays")) \(name)" + style.faint("  \(reason)"))
      } else {
        newest.append(name)
      }
    }
    guard !newest.isEmpty, report.options.names.isEmpty || isVerbose else { return result }
    let text = PlanText.list(newest, limit: isVerbose ? Int.max - 1 : 6)
    return result + ["  \(style.faint("= newest")) \(text)"]
  }

  private var superseded: [String] {
    // Who names packages wants to hear of those.
    let named = Set(report.options.names.compactMap { try? OverlayGraph.Name(parsing: $0).name })
    let remarks = report.superseded.filter { named.isEmpty || named.contains($0.id.name) }
    guard !remarks.isEmpty else { return [] }
    let command = wording.text(Invocation(.remove, remarks.map(\.id.description)))
    let names = remarks.map { Printable.text("\($0.id.name) \($0.reason)") }
    let what = PlanText.list(names, limit: isVerbose ? Int.max - 1 : 6)
    return [
      "  \(style.warning("! note")) nixpkgs has \(what) itself; to use "
        + "\(remarks.count == 1 ? "that" : "those"): \(Printable.text(command))"
    ]
  }

  private var summary: String {
    let path = PlanText.paths(report.result.change, otherwise: report.result.overlayPath)
    let imported = packages.count { $0.isWritten && report.old[$0.id] == nil }
    let counts = [
      (report.old.count, "updated"), (imported, "imported"), (report.removed.count, "removed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    guard report.result.isChanged else { return "  nothing to move in \(path)" }
    if report.result.isDryRun { return "  would write \(path) (\(counts))" }
    return "  wrote \(path) (\(counts))"
  }
}
