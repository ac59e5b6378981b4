import Basics
import ContentHash
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata

/// `refresh`: recomputes the hashes of fetches in any Nix file, and writes them in place.
package struct Refresh: Sendable {
  /// The options of `refresh`, besides the workspace's.
  package struct Options: Hashable, Sendable {
    /// Files, and directories for all `.nix` files in them; none for the overlay.
    package var paths: [String] = []
    /// Whether nothing is written.
    package var isCheck = false
    /// Whether a hash is written though the same URL gave other bytes.
    package var acceptsChanged = false
    /// Whether every hash is written in SRI.
    package var usesSRI = false

    package init() {}
  }

  /// The result of a refresh.
  package struct Report: Sendable {
    /// The fetches, file by file in the order of their text.
    package let entries: [RefreshEntry]
    /// How many files were looked into.
    package let fileCount: Int
    /// The files that were written.
    package let written: [String]
    /// Why some files could not be written.
    package let problems: [Failure]
    package let isCheck: Bool
    /// Files that someone else wrote meanwhile, so that they are still to be done.
    var outdated: [String] = []

    /// The report with the later results of the outdated files.
    fileprivate func replacing(_ later: Report) -> Report {
      let places = Dictionary(
        zip(entries.map(\.file), entries.indices), uniquingKeysWith: { first, _ in first })
      let kept = entries.filter { !outdated.contains($0.file) }
      let all = (kept + later.entries).enumerated().sorted { left, right in
        let first = places[left.element.file] ?? entries.count
        let second = places[right.element.file] ?? entries.count
        return (first, left.offset) < (second, right.offset)
      }
      return Report(
        entries: all.map(\.element), fileCount: fileCount, written: written + later.written,
        problems: problems + later.problems, isCheck: isCheck, outdated: [])
    }

    /// How many fetches got a verdict.
    package func count(of verdict: RefreshEntry.Verdict) -> Int {
      entries.count { $0.verdict == verdict }
    }

    /// The kind of failure that it ends in, if any: `stale` if under a check a hash is wrong or
    /// missing or its file does not exist, or if a hash has changed and was left.
    ///
    /// A hash that is skipped because it cannot be computed here is not an error, since it would always
    /// be; a stand-in for one is, and one that is not seen at all.
    package func failure(acceptsChanged: Bool) -> Failure.Kind? {
      if let problem = problems.first { return problem.kind }
      if isCheck,
        entries.contains(where: {
          $0.isMissing || $0.isUnseen || ![.ok, .skipped].contains($0.verdict)
        })
      {
        return .stale
      }
      if entries.contains(where: \.hasFailed) { return .network }
      if isCheck { return nil }
      return !acceptsChanged && count(of: .changed) > 0 ? .stale : nil
    }
  }

  /// How many fetches are at work at a time, and how many of those hold an archive in memory.
  private static let width = 64
  private static let archiveWidth = 4

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  /// Computes all hashes, then writes each file that has another.
  ///
  /// - Throws: `Failure` before anything is written: a file is missing or doesn't parse.
  package func run() async throws(Failure) -> Report {
    let paths = try RefreshFiles.expand(
      options.paths.isEmpty ? [workspace.options.overlayPath] : options.paths)
    return try await report(on: try RefreshFiles.read(paths), rounds: 5)
  }

  /// Computes the hashes of some files and writes them; a file that another run has written
  /// meanwhile is read and done again, `rounds` times at most.
  private func report(
    on sources: [RefreshFile], rounds: Int
  ) async throws(Failure) -> Report {
    let tasks = await tasks(of: sources)
    let judge = try FetchJudge(workspace, usesSRI: options.usesSRI)
    let archives = tasks.filter(\.isArchive)
    let others = tasks.filter { !$0.isArchive }
    async let firstFindings = Self.findings(others, judge, width: Self.width)
    async let secondFindings = Self.findings(archives, judge, width: Self.archiveWidth)
    let findings = await (firstFindings + secondFindings)
      .sorted { ($0.task.file, $0.task.index) < ($1.task.file, $1.task.index) }
    let report = await write(findings, to: sources, isLast: rounds == 1)
    guard !report.outdated.isEmpty else { return report }
    let again = try await self.report(
      on: report.outdated.map { path throws(Failure) in try RefreshFile(path: path) },
      rounds: rounds - 1)
    return report.replacing(again)
  }

  /// One fetch with what it gets.
  struct Task: Sendable {
    let file: Int
    let index: Int
    let call: FetchCall
    let source: Result<FetchSource, FetchObstacle>

    var isArchive: Bool {
      if case .success(.archive) = source { true } else { false }
    }
  }

  struct Finding: Sendable {
    let task: Task
    let judgement: FetchJudge.Judgement
  }

  private func tasks(of files: [RefreshFile]) async -> [Task] {
    var tasks: [Task] = []
    for (number, file) in files.enumerated() {
      var sources: [Result<FetchSource, FetchObstacle>] = []
      for call in file.calls {
        do throws(FetchObstacle) {
          sources.append(.success(try FetchReader(call).source()))
        } catch {
          sources.append(.failure(error))
        }
      }
      sources = await NixFetches(workspace: workspace).completed(sources, of: file)
      for (index, call) in file.calls.enumerated() {
        tasks.append(Task(file: number, index: index, call: call, source: sources[index]))
      }
    }
    return tasks
  }

  /// Judges tasks, `width` at a time.
  private static func findings(
    _ tasks: [Task], _ judge: FetchJudge, width: Int
  ) async -> [Finding] {
    await inParallel(tasks, width: width) { task in
      Finding(task: task, judgement: await judge.judge(task))
    }
  }

  // MARK: Writing

  private func write(
    _ findings: [Finding], to files: [RefreshFile], isLast: Bool
  ) async -> Report {
    var written: [String] = []
    var outdated: [String] = []
    var problems: [Failure] = []
    for (number, file) in files.enumerated() where !options.isCheck {
      let edits = findings.filter { $0.task.file == number }.compactMap(edit)
      do throws(Failure) {
        if edits.isEmpty { continue }
        let locks = try await WriteLocks(on: [file.path])
        defer { locks.release() }
        if !isLast, try !file.isCurrent() {
          outdated.append(file.path)
        } else if try file.write(edits) {
          written.append(file.path)
        }
      } catch {
        problems.append(error)
      }
    }
    let entries = findings.map { finding in
      RefreshEntry(finding, path: files[finding.task.file].path)
    }
    return Report(
      entries: entries, fileCount: files.count, written: written, problems: problems,
      isCheck: options.isCheck, outdated: outdated)
  }

  private func edit(_ finding: Finding) -> SourceEdit? {
    let judgement = finding.judgement
    guard case .place(let place) = finding.task.call.hash, let hash = judgement.hash else {
      return nil
    }
    switch judgement.verdict {
    case .skipped: return nil
    case .changed where !options.acceptsChanged: return nil
    case .ok where !options.usesSRI: return nil
    default: return place.edit(to: hash, usesSRI: options.usesSRI)
    }
  }
}

extension RefreshEntry {
  fileprivate init(_ finding: Refresh.Finding, path: String) {
    let call = finding.task.call
    var oldHash: String?
    if case .place(let place) = call.hash { oldHash = place.text }
    self.init(
      file: path, line: call.location.line, column: call.location.column,
      attribute: call.attribute,
      fetcher: call.isBuiltin ? "builtins.\(call.fetcher)" : call.fetcher, oldHash: oldHash,
      newHash: finding.judgement.written, verdict: finding.judgement.verdict,
      reason: finding.judgement.reason,
      isUnseen: finding.judgement.verdict == .skipped && !call.hasHash)
  }
}
