import Nixpkgs
import Operations
import PackageMetadata
import Planning
import Requests

/// What happened to the packages that files ask for, as a person reads it.
struct RequestText {
  private let report: Import.Report
  private let style: Style
  private let isVerbose: Bool

  init(_ report: Import.Report, style: Style, isVerbose: Bool) {
    self.report = report
    self.style = style
    self.isVerbose = isVerbose
  }

  /// The packages that the files name and nixpkgs has.
  var summarised: Set<PackageID> {
    isVerbose ? [] : Set(report.requests.wanted.map(\.id))
  }

  /// The files that were read.
  var heading: [Line] {
    let python = report.snapshot.facts.python.map { " (python \(Self.short($0.versionText)))" }
    return report.requests.files.map { file in
      let isOfR = file.kind == .renvLock || file.kind == .description
      return "  reading \(Self.count(file.count)) of \(file.path)\(isOfR ? "" : python ?? "")"
    }
  }

  /// What nixpkgs has of them, with the versions that differ from the locked ones.
  var kept: [Line] {
    let kept = rows.filter { $0.planned.action == .nixpkgs || $0.planned.action == .overlay }
    guard !kept.isEmpty else { return [] }
    let locked = kept.filter { $0.wanted.locked != nil }
    let different = locked.filter { !Self.isSame($0.planned.version, $0.wanted.locked) }
    var line: Line = "  \(style.faint("= nixpkgs")) \(Self.count(kept.count))"
    if !locked.isEmpty { line += ", \(locked.count - different.count) at the locked version" }
    if !different.isEmpty {
      line += ", \(different.count) at another that the project's requirements allow"
      if !isVerbose { line += " (--verbose lists them)" }
    }
    guard isVerbose else { return [line] }
    return [line]
      + different.map { row in
        "      \(row.wanted.id.name) \(row.planned.version), locked \(row.lockedText)"
      }
  }

  /// What is imported at its locked version, in one line.
  var imported: [Line] {
    let written = rows.filter { $0.planned.isWritten }
    guard written.contains(where: { $0.wanted.locked != nil }) else { return [] }
    let locked = written.count { Self.isSame($0.planned.version, $0.wanted.locked) }
    let rest: Line =
      locked == written.count
      ? (locked == 1 ? " at its locked version" : " at their locked versions")
      : ", \(locked) at the locked version"
    return ["  \(style.added("+ import")) \(Self.count(written.count))" + rest]
  }

  /// What is not imported, with the reason; what is not for this system or selection only in detail.
  var leftOut: [Line] {
    var lines: [Line] = []
    var quiet = 0
    for item in report.requests.leftOut {
      guard isVerbose || item.reason.isNotable else {
        quiet += 1
        continue
      }
      lines.append("  \(style.warning("! not imported:")) '\(item.name)' \(item.reason)")
    }
    if quiet > 0 {
      lines.append(
        "  \(style.faint("- left out")) \(Self.count(quiet)) that the selection or this system does not need (--verbose lists them)"
      )
    }
    for (name, attribute) in report.requests.tools.sorted(by: { $0.key < $1.key }) {
      lines.append("  \(style.faint("= nixpkgs")) \(name)\(style.faint("  as \(attribute)"))")
    }
    let requests = report.requests
    for text in requests.remarks.map(\.description) + requests.notes.map(\.description) {
      lines.append("  \(style.warning("! note")) \(text)")
    }
    return lines
  }

  private struct Row {
    let wanted: RequestReport.Wanted
    let planned: PlannedPackage

    var lockedText: String { wanted.locked?.description ?? "" }
  }

  private var rows: [Row] {
    report.requests.wanted.compactMap { wanted in
      report.plan.package(wanted.id).map { Row(wanted: wanted, planned: $0) }
    }
  }

  private static func isSame(_ text: String, _ version: PackageVersion?) -> Bool {
    version?.isWritten(text) == true
  }

  private static func count(_ number: Int) -> String {
    "\(PlanText.grouped(number)) package\(number == 1 ? "" : "s")"
  }

  /// 3.13 of 3.13.11.
  private static func short(_ version: String) -> String {
    version.split(separator: ".").prefix(2).joined(separator: ".")
  }
}
