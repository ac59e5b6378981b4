import Basics
import Nix
import OverlayEditing
import PackageMetadata

/// `check`: evaluates the packages of an overlay, and on request builds and loads each.
package struct Check: Sendable {
  /// The options of `check`, besides the workspace's.
  package struct Options: Hashable, Sendable {
    /// The packages to check; empty for all.
    package var names: [String] = []
    package var builds = false
    /// Further arguments of `nix-build`, such as `--builders`.
    package var nixOptions: [String] = []
    /// Seconds that one build, or one trial of loading, may take.
    package var timeout: Int?
    /// Seconds that a build may be silent.
    package var silentTimeout: Int?
    /// Where to write one job a package for Hydra and its kin; `nil` for nowhere.
    package var releasePath: String?

    package init() {}
  }

  /// The result of a check.
  package struct Report: Sendable {
    package let overlayPath: String
    package let isBuilt: Bool
    /// By identity and attribute, as the overlay's list has them.
    package let packages: [PackageCheck]
    /// Files of the overlay that hold whole package sets, which are not checked.
    package let unreadFiles: [String]
    package let release: ReleaseFile.Written?

    package var isGood: Bool { packages.allSatisfy { $0.status == .ok } }
  }

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  /// Checks the packages.
  ///
  /// - Throws: `Failure` if the overlay cannot be read or Nix itself fails; what is wrong
  ///   with a package is in the report.
  package func run() async throws(Failure) -> Report {
    let graph = try OverlayGraph.read(workspace.options.overlayPath).graph
    var wanted: [Int] = []
    for name in options.names {
      let index = try graph.package(named: OverlayGraph.Name(parsing: name))
      if !wanted.contains(index) { wanted.append(index) }
    }
    if wanted.isEmpty { wanted = Array(graph.packages.indices) }
    wanted.sort()
    let release = try options.releasePath.map { (path) throws(Failure) in
      try ReleaseFile(path: path, of: graph)
    }
    workspace.progress?(.step("evaluating \(wanted.count) package\(wanted.count == 1 ? "" : "s")"))
    let evaluation = CheckEvaluation(
      graph: graph, workspace: workspace, isForBuilding: options.builds,
      jobs: min(4, Host.processors))
    let answers = wanted.isEmpty ? [:] : try await evaluation.run(wanted)
    var checks: [Int: PackageCheck] = [:]
    var facts: [Int: CheckEvaluation.Facts] = [:]
    for index in wanted {
      let (check, known) = judged(graph, index, answers[index])
      checks[index] = check
      facts[index] = known
    }
    if options.builds, !facts.isEmpty {
      let build = CheckBuild(
        graph: graph, facts: facts, options: options, tool: workspace.tool,
        jobs: min(4, Host.processors),
        progress: workspace.progress)
      try await build.run(&checks)
    }
    let results = wanted.compactMap { checks[$0] }
    return Report(
      overlayPath: graph.path, isBuilt: options.builds, packages: results,
      unreadFiles: graph.unreadFiles, release: try release?.write(results))
  }

  /// A package after its evaluation.
  private func judged(
    _ graph: OverlayGraph, _ index: Int, _ answer: CheckEvaluation.Answer?
  ) -> (PackageCheck, CheckEvaluation.Facts?) {
    let package = graph.packages[index]
    var check = PackageCheck(package)
    if package.id.ecosystem == .pypi {
      let python = workspace.options.python
      let set = python.hasSuffix("Packages") ? python : "\(python)Packages"
      check.attribute = "\(set).\(package.attribute)"
    }
    switch answer {
    case .good(let facts):
      check.attribute = "\(facts.set).\(package.attribute)"
      if check.version == nil, !facts.version.isEmpty { check.version = facts.version }
      check.derivation = facts.derivation
      check.output = facts.output
      return (check, facts)
    case .bad(let complaint):
      let words =
        complaint.mentions(OverlayAccess.unknownArgument)
        ? "it uses an argument that only the caller of the overlay knows" : complaint.message
      check.fail("does not evaluate: \(words)", at: .evaluation)
      check.log = [words]
      if let line = complaint.line {
        check.place = "\(graph.path):\(line):\(complaint.column ?? 1)"
      }
      check.advice = Self.advice(for: complaint, package)
    case .blocked(let causes):
      check.skip(for: causes.map { graph.packages[$0].id }, at: .evaluation)
    case nil:
      check.fail("was not evaluated; Nix gave no reason", at: .evaluation)
    }
    return (check, nil)
  }

  /// What to do about an error of evaluation, if it is known.
  private static func advice(
    for complaint: NixMessage.Complaint, _ package: OverlayPackage
  ) -> Phrase? {
    if complaint.mentions(OverlayAccess.unknownArgument) {
      return "evaluate the file that uses the overlay instead: it passes that argument"
    }
    switch complaint.cause {
    case .missingAttribute(let name):
      let command = Invocation(.import, ["\(package.id.ecosystem.rawValue):\(name)"])
      return """
        nixpkgs has no '\(name)' here: renamed, removed, or not imported yet; to import it: \
        \(command: command)
        """
    case .otherInterpreter:
      return
        "it does not support this Python: choose another with \(name: .python), or another version"
    case .infiniteRecursion:
      return """
        packages need each other in a circle: remove one of them from the other's \
        'dependencies', or use its wheel
        """
    case .otherPlatform, nil: return nil
    }
  }
}
