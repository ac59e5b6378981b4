import ArgumentParser
import Operations

/// `nixgraft doctor`.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that Nix, its store, nixpkgs, the indexes and the cache can be used.",
    discussion: """
      For each problem it says what to do. It writes only a trivial build to the Nix store. Attach \
      its output to a bug report.
      """)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      let report = await Doctor(workspace: workspace).run()
      try output.show(
        DoctorDocument(report, in: output.wording),
        DoctorText(report: report, style: output.style, wording: output.wording).lines)
      if !report.isGood { throw ExitCode(2) }
    }
  }
}

/// What was found, a line each, and below it what to do.
struct DoctorText {
  let report: Doctor.Report
  let style: Style
  let wording: Wording

  var lines: [Line] {
    var lines: [Line] = ["nixgraft \(Version.current)"]
    let names = Line.padded(report.findings.map { Line($0.subject.rawValue) })
    for (finding, name) in zip(report.findings, names) {
      lines.append("  \(mark(finding.status)) \(name)  \(finding.summary)")
      lines += finding.hints.map { "          \(style.hint("hint:")) \(wording.text($0))" }
    }
    return lines
  }

  private func mark(_ status: Doctor.Status) -> Line {
    switch status {
    case .ok: style.added("ok    ")
    case .warning: style.warning("warns ")
    case .failed: style.error("failed")
    }
  }
}

/// The findings as `doctor --json` prints them.
struct DoctorDocument: Encodable {
  struct Check: Encodable {
    let subject: String
    let status: String
    let summary: String
    let hints: [String]
  }

  let version = Version.current
  let good: Bool
  let checks: [Check]

  init(_ report: Doctor.Report, in wording: Wording) {
    good = report.isGood
    checks = report.findings.map { finding in
      Check(
        subject: finding.subject.rawValue, status: finding.status.rawValue,
        summary: finding.summary, hints: finding.hints.map { wording.text($0) })
    }
  }
}
