import Basics
import Nix
import Nixpkgs
import OverlayEditing
import PackageMetadata

/// The evaluation of an overlay's packages to their derivations.
///
/// One run of Nix where all is well. What has an error that Nix code cannot catch is left out, with
/// those that need it; of what throws the causes are asked for their words one by one.
struct CheckEvaluation: Sendable {
  /// What is known about a package that evaluates.
  struct Facts: Decodable, Sendable {
    struct Environment: Decodable, Sendable {
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

  /// What happened to a package.
  enum Answer: Sendable {
    case good(Facts)
    case bad(NixMessage.Complaint)
    /// Something that it needs does not evaluate.
    case blocked([Int])
  }

  let graph: OverlayGraph
  let workspace: Workspace
  /// Whether derivations are written into the store, and environments made to load them.
  let isForBuilding: Bool
  let jobs: Int

  /// Evaluates the packages at some places of the graph.
  func run(_ wanted: [Int]) async throws(Failure) -> [Int: Answer] {
    let location = try await workspace.location()
    // What is needed comes before what needs it, so that causes are found first.
    let order = ordered(wanted)
    var places: [Int: Int] = [:]
    for (place, index) in order.enumerated() { places[index] = place }
    let outcome = try await withNix { () async throws(NixError) in
      try await evaluation(order, of: location).items(
        Bool.self, Facts?.self,
        dependents: { place in Set(needers(of: [order[place]]).compactMap { places[$0] }) })
    }
    guard case .value(let found, let entry) = outcome else {
      if case .failure(let failure) = outcome { throw self.failure(failure, location: location) }
      return [:]
    }
    var answers: [Int: Answer] = [:]
    var thrown: [Int] = []
    for (place, facts) in found.items {
      if let facts { answers[order[place]] = .good(facts) } else { thrown.append(order[place]) }
    }
    for place in found.failures.keys.sorted() {
      guard let failure = found.failures[place] else { continue }
      answers[order[place]] = .bad(complaint(failure))
      for index in needers(of: [order[place]]) where answers[index] == nil {
        answers[index] = .blocked([order[place]])
      }
    }
    let open = order.filter { answers[$0] == nil && !thrown.contains($0) }
    var entered = location
    if let entry { entered.entry = entry }
    try await judgeOneByOne(thrown: thrown, open: open, at: entered, into: &answers)
    return answers
  }

  /// Asks for the words of those that throw, and for those that are still open.
  private func judgeOneByOne(
    thrown: [Int], open: [Int], at location: NixpkgsLocation, into answers: inout [Int: Answer]
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
    let results = await inParallel(singles, width: jobs) { index in
      await evaluateOne(index, at: location)
    }
    for single in results.sorted(by: { $0.index < $1.index }) {
      answers[single.index] = try single.result.get()
    }
  }

  /// The result of evaluating one package alone.
  private struct Single: Sendable {
    let index: Int
    let result: Result<Answer, Failure>
  }

  private func evaluateOne(_ index: Int, at location: NixpkgsLocation) async -> Single {
    let outcome: NixOutcome<NixItems<Bool, Facts?>>
    do throws(NixError) {
      outcome = try await evaluation([index], of: location, isAlone: true).items(
        Bool.self, Facts?.self)
    } catch {
      return Single(index: index, result: .failure(Failure(error)))
    }
    let answer: Answer =
      switch outcome {
      case .value(let found, _):
        if let facts = found.items[0] ?? nil {
          .good(facts)
        } else {
          .bad(complaint(found.failures[0] ?? NixFailure(errors: [])))
        }
      case .failure(let failure): .bad(complaint(failure))
      }
    return Single(index: index, result: .success(answer))
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

  /// The evaluation of packages; of one alone, what it throws ends it.
  private func evaluation(
    _ indices: [Int], of location: NixpkgsLocation, isAlone: Bool = false
  ) -> NixEvaluation {
    let wanted = indices.map { index in
      let package = graph.packages[index]
      return NixArgument.set([
        "ecosystem": .string(package.id.ecosystem.rawValue), "name": .string(package.attribute),
      ])
    }
    var evaluation = workspace.evaluation(
      PackageResources.check_nix,
      [
        "python": .string(workspace.options.python), "wanted": .list(wanted),
        "environments": .boolean(isForBuilding), "caught": .boolean(!isAlone),
      ], overlays: graph.overlays, of: location)
    evaluation.isWriting = isForBuilding
    evaluation.showsTrace = isAlone
    return evaluation
  }

  private func complaint(_ failure: NixFailure) -> NixMessage.Complaint {
    failure.complaint(in: Files.absolute(graph.path))
  }

  /// Nix failed before it reached a package.
  private func failure(_ failure: NixFailure, location: NixpkgsLocation) -> Failure {
    let complaint = complaint(failure)
    if failure.isRefusal {
      return Failure(
        NixpkgsError.nixTooOld(path: location.path, message: complaint.message))
    }
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
