import Basics
import Nix
import NixSyntax
import Nixpkgs
import OverlayEditing
import PackageMetadata

/// The evaluation of an overlay's packages to their derivations.
///
/// One run of Nix where all is well. An error that Nix code can't catch ends a run: the package at
/// fault is known by the answers before it, and the next run goes on behind it, without those that
/// need it. After a few such runs the rest is asked one by one.
struct CheckEvaluation: Sendable {
  /// What is known of a package that evaluates.
  struct Facts: Sendable {
    struct Environment: Sendable {
      let derivation: String
      let output: String
      let program: String
    }

    let set: String
    let version: String
    let derivation: String
    let output: String
    let imports: [String]
    let environment: Environment?
  }

  /// What became of a package.
  enum Answer: Sendable {
    case good(Facts)
    case bad(NixMessage.Complaint)
    /// Something that it needs does not evaluate.
    case blocked([Int])
  }

  /// Runs that may end in an error before the rest is asked one by one.
  private static let crashLimit = 3

  let tool: NixTool
  let graph: OverlayGraph
  let nixpkgs: String
  let python: String
  /// Whether derivations are written into the store, and environments made to load them.
  let isForBuilding: Bool
  let jobs: Int

  /// One run of Nix.
  private struct Run: Sendable {
    /// By place in the graph; `nil` for one that throws.
    var rows: [Int: Facts?] = [:]
    var isReady = false
    var succeeded = false
    var errors: [UInt8] = []
  }

  /// Evaluates the packages at some places of the graph.
  func run(_ wanted: [Int]) async throws(Failure) -> [Int: Answer] {
    let location: NixpkgsLocation
    do {
      location = try await NixpkgsLocation.resolve(nixpkgs, tool: tool)
    } catch {
      throw Failure(error)
    }
    var entry = location.entry
    var answers: [Int: Answer] = [:]
    // What is needed comes before what needs it, so that causes are found first.
    var open = ordered(wanted)
    var thrown: [Int] = []
    var crashes = 0
    while !open.isEmpty {
      if crashes >= Self.crashLimit { break }
      let run = try await evaluate(open, entry: entry, of: location.path)
      for (index, facts) in run.rows {
        if let facts { answers[index] = .good(facts) } else { thrown.append(index) }
      }
      open.removeAll { run.rows.keys.contains($0) }
      if run.succeeded {
        open = []
        break
      }
      if !run.isReady {
        if NixMessage.isRefusal(run.errors), let back = location.fallbackEntry, back != entry {
          entry = back
          continue
        }
        throw failure(run.errors, location: location)
      }
      if let trouble = NixTrouble(errors: run.errors) { throw Failure(trouble) }
      guard let culprit = open.first else { break }
      crashes += 1
      answers[culprit] = .bad(complaint(run.errors))
      open.removeFirst()
      let behind = needers(of: [culprit])
      for index in open where behind.contains(index) { answers[index] = .blocked([culprit]) }
      open.removeAll { behind.contains($0) }
    }
    try await judgeOneByOne(
      thrown: thrown, open: open, entry: entry, of: location.path, into: &answers)
    return answers
  }

  /// Asks for the words of those that throw, and for those that are still open.
  private func judgeOneByOne(
    thrown: [Int], open: [Int], entry: String, of tree: String,
    into answers: inout [Int: Answer]
  ) async throws(Failure) {
    // What throws since something that it needs throws has the same words.
    let bad = Set(thrown)
    var singles = open
    for index in ordered(thrown) {
      let causes = graph.reachable(from: [index]) { $0.allNeeds }.intersection(bad)
        .subtracting([index]).filter { cause in
          !graph.reachable(from: [cause]) { $0.allNeeds }.contains(index)
        }
      if causes.isEmpty {
        singles.append(index)
      } else {
        answers[index] = .blocked(causes.sorted())
      }
    }
    for single in await evaluateEach(singles, entry: entry, of: tree) {
      let index = single.index
      let run = try single.result.get()
      if let trouble = run.succeeded ? nil : NixTrouble(errors: run.errors) {
        throw Failure(trouble)
      }
      if case .some(.some(let facts)) = run.rows[index] {
        answers[index] = .good(facts)
      } else {
        answers[index] = .bad(complaint(run.errors))
      }
    }
  }

  /// What came of evaluating one package alone.
  private struct Single: Sendable {
    let index: Int
    let result: Result<Run, Failure>
  }

  private func evaluateEach(
    _ indices: [Int], entry: String, of tree: String
  ) async -> [Single] {
    let results = await inParallel(indices, width: jobs) { index in
      await evaluateOne(index, entry: entry, of: tree)
    }
    return results.sorted { $0.index < $1.index }
  }

  private func evaluateOne(_ index: Int, entry: String, of tree: String) async -> Single {
    do throws(Failure) {
      let run = try await evaluate([index], entry: entry, of: tree, isAlone: true)
      return Single(index: index, result: .success(run))
    } catch {
      return Single(index: index, result: .failure(error))
    }
  }

  /// The places with what each needs before it.
  private func ordered(_ wanted: [Int]) -> [Int] {
    let all = Set(wanted)
    var result: [Int] = []
    var seen: Set<Int> = []
    for start in wanted.sorted() {
      var stack: [(index: Int, next: Int)] = [(start, 0)]
      guard seen.insert(start).inserted else { continue }
      while let top = stack.last {
        let needs = graph.packages[top.index].allNeeds
        if top.next < needs.count {
          stack[stack.count - 1].next += 1
          if seen.insert(needs[top.next]).inserted { stack.append((needs[top.next], 0)) }
        } else {
          if all.contains(top.index) { result.append(top.index) }
          stack.removeLast()
        }
      }
    }
    return result
  }

  private func needers(of starts: [Int]) -> Set<Int> {
    graph.reachable(from: starts) { $0.allNeeders }.subtracting(starts)
  }

  private func evaluate(
    _ indices: [Int], entry: String, of tree: String, isAlone: Bool = false
  ) async throws(Failure) -> Run {
    let wanted = indices.map { index in
      let package = graph.packages[index]
      return "{\"index\":\(index),\"ecosystem\":\"\(package.id.ecosystem.rawValue)\",\"name\":"
        + JSONReader.quoted(package.attribute) + "}"
    }
    var arguments = [
      "--eval", "--strict", "--json", "-I", "nixpkgs=\(tree)", "--argstr", "entry", entry,
      "--argstr", "overlay",
      Files.absolute(graph.path), "--argstr", "python", python, "--argstr", "wanted",
      "[\(wanted.joined(separator: ","))]", "--argstr", "environments",
      isForBuilding ? "true" : "false", "-E", isAlone ? Self.single(text) : text,
    ]
    if isForBuilding { arguments.insert("--read-write-mode", at: 1) }
    if isAlone { arguments.append("--show-trace") }
    let result: NixTool.Result
    do {
      result = try await tool.run(
        NixTool.Job("nix-instantiate", arguments, variables: tool.evaluationVariables))
    } catch {
      throw Failure(error)
    }
    var run = Run(succeeded: result.succeeded, errors: result.errors)
    let prefix = "trace: " + CheckExpression.mark
    for line in NixMessage.lines(of: result.errors) {
      if line == "trace: " + CheckExpression.ready { run.isReady = true }
      guard line.hasPrefix(prefix),
        let value = JSONReader.value(of: Array(line.dropFirst(prefix.utf8.count).utf8)),
        let index = value["index"]?.integer, graph.packages.indices.contains(index)
      else { continue }
      run.rows.updateValue(Facts(value), forKey: index)
    }
    if NixMessage.lines(of: result.errors).contains(where: { $0.has("interrupted by the user") }) {
      throw Failure(NixError.interrupted)
    }
    return run
  }

  /// The expression, with the way to the overlay in its file.
  private var text: String {
    CheckExpression.text(overlays: graph.overlays(packages: "(withOverlays [ ])"))
  }

  /// An expression without its net: what throws ends it, with its words.
  private static func single(_ text: String) -> String {
    text.replacing(
      "builtins.tryEval (builtins.deepSeq facts facts)",
      with: "{ success = true; value = builtins.deepSeq facts facts; }")
  }

  private func complaint(_ errors: [UInt8]) -> NixMessage.Complaint {
    NixMessage.complaint(of: errors, in: Files.absolute(graph.path))
  }

  /// Nix failed before it came to a package.
  private func failure(_ errors: [UInt8], location: NixpkgsLocation) -> Failure {
    if let trouble = NixTrouble(errors: errors) { return Failure(trouble) }
    if NixMessage.isRefusal(errors) {
      return Failure(
        NixpkgsError.nixTooOld(path: location.path, message: complaint(errors).message))
    }
    let complaint = complaint(errors)
    if let line = complaint.line {
      return Failure(
        .nix,
        "'\(graph.path)' does not evaluate: \(complaint.message) "
          + "(\(graph.path):\(line):\(complaint.column ?? 1))",
        hints: ["fix that line; until then nothing in the overlay evaluates"])
    }
    return Failure(
      .nix,
      "nixpkgs at '\(location.path)' with '\(graph.path)' does not evaluate: "
        + complaint.message,
      hints: [
        """
        check whether it evaluates without the overlay, or use another nixpkgs: \
        \(option: .nixpkgs("PATH"))
        """
      ])
  }
}

extension CheckEvaluation.Facts {
  /// The facts of a row; `nil` for a package that throws.
  init?(_ row: JSONValue) {
    guard let derivation = row["derivation"]?.text, let output = row["output"]?.text else {
      return nil
    }
    set = row["set"]?.text ?? ""
    version = row["version"]?.text ?? ""
    self.derivation = derivation
    self.output = output
    imports = row["imports"]?.texts ?? []
    environment = row["environment"].flatMap { Environment($0) }
  }
}

extension CheckEvaluation.Facts.Environment {
  init?(_ value: JSONValue) {
    guard let derivation = value["derivation"]?.text, let output = value["output"]?.text,
      let program = value["program"]?.text
    else { return nil }
    self.derivation = derivation
    self.output = output
    self.program = program
  }
}
