import Operations

/// The report of `shell` or `image` as text.
struct EnvironmentReportText {
  let report: EnvironmentReport
  let style: Style
  let isVerbose: Bool

  var lines: [Line] {
    var result: [Line] = []
    if let importing = report.importing {
      result += PlanText(importing, style: style, isVerbose: isVerbose, next: nil).lines
    }
    for note in report.notes {
      result.append("  \(style.warning("! note")) \(note)")
    }
    if report.isDryRun, report.isChanged {
      result += PlanText.diff(
        from: Array((report.before ?? "").utf8), to: Array(report.after.utf8), style: style)
    }
    result.append("  " + summary)
    if !report.isDryRun { result.append("  next: \(report.next)") }
    return result
  }

  private var summary: Line {
    let path = report.path
    if !report.isChanged { return "\(path) is unchanged: it has everything already" }
    let verb = report.before == nil ? "write" : "extend"
    if report.isDryRun { return "would \(verb) \(path)" }
    return report.before == nil ? "wrote \(path)" : "extended \(path)"
  }
}

extension EnvironmentReport {
  /// The command to type next, or what to do where there is none.
  var next: String {
    let path = ShellWord.quoted(self.path)
    switch kind {
    case .shell where needsArguments:
      return "use '\(self.path)' as before: it now has the packages"
    case .shell:
      let words = self.path == "shell.nix" ? "nix-shell" : "nix-shell \(path)"
      return words + (attribute.map { " -A \(ShellWord.quoted($0))" } ?? "")
    case .flake:
      let options = hasFlakes ? "" : " --extra-experimental-features 'nix-command flakes'"
      return "nix\(options) develop" + installable
    case .image:
      return isStreamedImage
        ? "$(nix-build \(path)) | docker load" : "docker load < $(nix-build \(path))"
    }
  }

  /// The flake and its shell as a word with a blank before it, none for what Nix uses by default.
  private var installable: String {
    var folder = "."
    if let slash = path.lastIndex(of: "/") {
      let above = slash == path.startIndex ? "/" : String(path[..<slash])
      // Without a dot or a slash in front, Nix takes it for a name in its registry.
      let isPath = ["/", "./", "../"].contains(where: above.hasPrefix) || above == ".."
      folder = above == "." || isPath ? above : "./\(above)"
    }
    let fragment = attribute.map { "#\($0)" } ?? ""
    return folder + fragment == "." ? "" : " " + ShellWord.quoted(folder + fragment)
  }
}

/// The report of `shell` or `image` as `--json` prints it.
struct EnvironmentDocument: Encodable {
  struct File: Encodable {
    let path: String
    let changed: Bool
    let created: Bool
    let text: String
  }

  struct Environment: Encodable {
    let interpreter: String
    let python: [String]
    let r: [String]
    let usesOverlay: Bool
  }

  let file: File
  let environment: Environment
  @OrNull var plan: PlanDocument?
  let notes: [String]
  let next: String

  init(_ report: EnvironmentReport) {
    file = File(
      path: report.path, changed: report.isChanged, created: report.before == nil,
      text: report.after)
    environment = Environment(
      interpreter: report.interpreter, python: report.python, r: report.r,
      usesOverlay: report.usesOverlay)
    plan = report.importing.map { PlanDocument($0) }
    notes = report.notes
    next = report.next
  }
}
