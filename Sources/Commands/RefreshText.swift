import Operations

/// The report of a refresh as text: a line for each fetch that is not as it should be, the
/// hashes below it, and a summary.
struct RefreshText {
  let report: Refresh.Report
  let options: Refresh.Options
  let style: Style
  let isQuiet: Bool
  let isVerbose: Bool

  var lines: [Line] {
    var result: [Line] = []
    for (index, entry) in report.entries.enumerated() where isShown(entry) {
      let isAlone = ![index - 1, index + 1].contains { index in
        report.entries.indices.contains(index) && report.entries[index].line == entry.line
          && report.entries[index].file == entry.file
      }
      result += lines(of: entry, isAlone: isAlone)
    }
    result.append(summary)
    if report.count(of: .changed) > 0, !options.acceptsChanged { result += warning }
    return result
  }

  private func isShown(_ entry: RefreshEntry) -> Bool {
    entry.verdict != .ok || !isQuiet && (isVerbose || report.entries.count <= 40)
  }

  /// The lines of a fetch, which may share its line with others.
  private func lines(of entry: RefreshEntry, isAlone: Bool) -> [Line] {
    let column = isAlone ? "" : ":\(entry.column)"
    let place = "\(entry.file):\(entry.line)\(column)"
    var line: Line = "  \(mark(entry.verdict)) \(entry.attribute)"
    line += style.faint("  \(entry.fetcher), \(place)")
    var result = [line]
    if let reason = entry.reason?.words {
      result.append("      " + style.faint(Line(reason)))
    }
    guard entry.verdict != .ok || entry.oldHash != entry.newHash, let new = entry.newHash else {
      return result
    }
    if let old = entry.oldHash, !old.isEmpty {
      result.append("      " + style.removed("- " + Line(old)))
    }
    result.append("      " + style.added("+ " + Line(new)))
    return result
  }

  private func mark(_ verdict: RefreshEntry.Verdict) -> Line {
    switch verdict {
    case .ok: style.faint("= ok     ")
    case .filled: style.added("+ filled ")
    case .stale: style.changed("~ stale  ")
    case .changed: style.error("! changed")
    case .skipped: style.warning("? skipped")
    }
  }

  private var summary: Line {
    let counts = RefreshEntry.Verdict.allCases.compactMap { verdict -> String? in
      let count = report.count(of: verdict)
      return count > 0 ? "\(count) \(verdict.rawValue)" : nil
    }
    let files = report.fileCount == 1 ? "" : " in \(report.fileCount) files"
    guard !counts.isEmpty else {
      return "  no fetch has a hash\(files); to refresh all Nix files of a directory: "
        + "nixgraft refresh DIRECTORY"
    }
    var text: Line = "  \(counts.joined(separator: ", "))\(files)"
    if report.isCheck {
      text += "; nothing was written"
    } else if report.written.count == 1 {
      text += "; wrote \(report.written[0])"
    } else if !report.written.isEmpty {
      text += "; wrote \(report.written.count) files"
    }
    return text
  }

  private var warning: [Line] {
    let count = report.count(of: .changed)
    let what = count == 1 ? "a file" : "\(count) files"
    return [
      "", "\(style.error("warning:")) the contents of \(what) changed since the hash was written",
      "  Check what is downloaded before you trust it. If you edited a version or a URL, or have",
      "  checked, run the same command with --accept-changed.",
    ]
  }
}
