import Operations
import PackageMetadata
import Planning

/// An update as a person reads it: a line a package that moves, then what stays and why.
struct UpdateText {
  let report: Update.Report
  let style: Style
  let wording: Wording
  let isVerbose: Bool

  private var packages: [PlannedPackage] { report.result.plan.packages }

  var lines: [Line] {
    var result = [PlanText.heading(report.result, style: style)]
    for package in packages {
      guard let old = report.old[package.id] else { continue }
      let mark = style.changed("~ update")
      var line: Line = "  \(mark) \(package.id.name) \(old) → \(package.version)"
      if report.alongside.contains(package.id) {
        line += style.faint("  not named, but the others need it")
      }
      result.append(line)
      result += remarks(on: package)
    }
    for package in packages where package.isWritten && report.old[package.id] == nil {
      let needers = PlanText.list((package.neededBy + package.neededToBuild).map(\.name))
      result.append(
        """
          \(style.added("+ import")) \(package.id.name) \(package.version)\
        \(needers.isEmpty ? "" : style.faint("  needed by \(needers)"))
        """)
      result += remarks(on: package)
    }
    result += relaxations
    for remark in report.removed {
      result.append(
        line(style.removed("- remove"), remark) + style.faint("  \(remark.reason.words)"))
    }
    result += staying
    for remark in report.left where isVerbose || report.options.names.isEmpty {
      result.append(
        line(style.faint("? left"), remark) + style.faint("  \(remark.reason.words)"))
    }
    result += superseded
    for warning in report.result.warnings {
      result.append("  \(style.warning("! note")) \(warning.description)")
    }
    result += PlanText.diff(report.result, style: style)
    result.append(summary)
    return result
  }

  private func line(_ mark: Line, _ remark: Update.Remark) -> Line {
    let version = remark.version.map { " \($0)" } ?? ""
    return "  \(mark) \(remark.id.name)\(version)"
  }

  private func remarks(on package: PlannedPackage) -> [Line] {
    PlanText.remarks(on: package, in: report.result)
      .map { "      " + style.faint(Line($0)) }
  }

  private var relaxations: [Line] {
    packages.filter(\.isWritten).flatMap { PlanText.relaxations(of: $0, style: style) }
  }

  /// Packages that stay: those held back, each with the reason; the others in one line.
  private var staying: [Line] {
    let told = Set(report.left.map(\.id) + report.superseded.map(\.id))
    let staying = packages.filter { $0.action == .overlay && !told.contains($0.id) }
    var result: [Line] = []
    var newest: [String] = []
    for package in staying {
      let name = "\(package.id.name) \(package.version)"
      if let held = package.heldBack {
        let reason = PlanText.text(held)
        result.append("  \(style.faint("= stays")) \(name)\(style.faint("  \(reason)"))")
      } else {
        newest.append(name)
      }
    }
    guard !newest.isEmpty, report.options.names.isEmpty || isVerbose else { return result }
    let text = PlanText.list(newest, limit: isVerbose ? Int.max - 1 : 6)
    return result + ["  \(style.faint("= newest")) \(text)"]
  }

  private var superseded: [Line] {
    // If packages are named, only those are reported.
    let named = Set(report.options.names.compactMap { try? OverlayGraph.Name(parsing: $0).name })
    let remarks = report.superseded.filter { named.isEmpty || named.contains($0.id.name) }
    guard !remarks.isEmpty else { return [] }
    let command = wording.text(Invocation(.remove, remarks.map(\.id.description)))
    let names = remarks.map { "\($0.id.name) \($0.successor)" }
    let what = PlanText.list(names, limit: isVerbose ? Int.max - 1 : 6)
    return [
      """
        \(style.warning("! note")) nixpkgs now has \(what); to use \
      \(remarks.count == 1 ? "that" : "those"): \(command)
      """
    ]
  }

  private var summary: Line {
    let path = PlanText.paths(report.result.change, otherwise: report.result.overlayPath)
    let imported = packages.count { $0.isWritten && report.old[$0.id] == nil }
    let counts = [
      (report.old.count, "updated"), (imported, "imported"), (report.removed.count, "removed"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    guard report.result.isChanged else { return "  nothing to update in \(path)" }
    if report.result.isDryRun { return "  would write \(path) (\(counts))" }
    return "  wrote \(path) (\(counts))"
  }
}
