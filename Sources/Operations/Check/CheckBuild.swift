import Basics
import Nix
import Nixpkgs
import PackageMetadata
import Synchronization

/// The building of an overlay's packages, and the loading of what was built.
struct CheckBuild: Sendable {
  let graph: OverlayGraph
  /// Of the packages that evaluate, by place in the graph.
  let facts: [Int: CheckEvaluation.Facts]
  let options: Check.Options
  let tool: NixTool
  let jobs: Int
  let progress: (@Sendable (WorkProgress) -> Void)?

  private var build: NixBuild { NixBuild(tool: tool) }
  private var store: NixStore { NixStore(tool: tool) }

  /// Builds and loads the packages that evaluate.
  func run(_ checks: inout [Int: PackageCheck]) async throws(Failure) {
    try await buildAll(&checks)
    try await loadAll(&checks)
  }

  // MARK: Building

  private func buildAll(_ checks: inout [Int: PackageCheck]) async throws(Failure) {
    let indices = facts.keys.sorted()
    let outcome = try await built(indices.compactMap { facts[$0]?.derivation })
    let missing = try await withNix { () async throws(NixError) in
      try await store.missing(among: indices.compactMap { facts[$0]?.output })
    }
    let failed = indices.filter { missing.contains(facts[$0]?.output ?? "") }
    var owners: [String: Int] = [:]
    for index in indices { owners[facts[index]?.derivation ?? ""] = index }
    var isExplained = false
    for index in indices {
      guard let derivation = facts[index]?.derivation else { continue }
      checks[index]?.stage = .build
      guard failed.contains(index) else { continue }
      if let failure = outcome.failures[derivation] {
        isExplained = true
        await explain(failure, of: index, in: &checks)
        continue
      }
      let causes = try await causes(below: derivation, in: outcome)
      let blockers = causes.compactMap { owners[$0.derivation] }.sorted()
      if !blockers.isEmpty {
        isExplained = true
        checks[index]?.skip(for: blockers.map { graph.packages[$0].id }, at: .build)
      } else if let failure = causes.first {
        isExplained = true
        await explain(failure, of: index, in: &checks, isBelow: true)
      } else {
        checks[index]?.fail(
          outcome.errors.last?.first.map { "was not built: \($0)" }
            ?? "was not built; Nix gave no reason",
          at: .build)
      }
    }
    if !failed.isEmpty, !isExplained { throw unexplained(outcome) }
  }

  /// The failures among what a derivation is built with.
  private func causes(
    below derivation: String, in outcome: NixBuild.Outcome
  ) async throws(Failure) -> [NixBuild.Failure] {
    let requisites = try await withNix { () async throws(NixError) in
      try await store.requisites(of: [derivation])
    }
    return Self.causes(among: outcome.failures, of: Set(requisites))
  }

  /// The failures of some derivations, in the order of their paths.
  static func causes(
    among failures: [String: NixBuild.Failure], of requisites: Set<String>
  ) -> [NixBuild.Failure] {
    failures.filter { requisites.contains($0.key) }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// Runs Nix, telling of each build.
  private func built(
    _ derivations: [String], isQuiet: Bool = false
  ) async throws(Failure) -> NixBuild.Outcome {
    let names = derivationNames
    let count = Mutex((done: 0, expected: 0))
    let progress = isQuiet ? nil : progress
    do {
      return try await build.run(
        derivations,
        options: options.nixOptions
          + NixBuild.limits(seconds: options.timeout, silentSeconds: options.silentTimeout)
      ) { event in
        switch event {
        case .building(_, let derivation):
          let (done, expected) = count.withLock { $0 }
          let place = expected > 0 ? " (\(done + 1) of \(expected))" : ""
          progress?(.step("building \(names[derivation] ?? Self.name(of: derivation))\(place)"))
        case .substituting(let path): progress?(.step("fetching \(Self.name(of: path))"))
        case .count(let done, let expected): count.withLock { $0 = (done, expected) }
        case .log, .error, .message: break
        }
      }
    } catch {
      throw error == .interrupted ? .interrupted : Failure(error)
    }
  }

  private var derivationNames: [String: String] {
    var result: [String: String] = [:]
    for (index, known) in facts {
      let package = graph.packages[index]
      result[known.derivation] = [package.id.description, package.version]
        .compactMap { $0 }.joined(separator: " ")
    }
    return result
  }

  /// Fills in why a package was not built.
  private func explain(
    _ failure: NixBuild.Failure, of index: Int, in checks: inout [Int: PackageCheck],
    isBelow: Bool = false
  ) async {
    var log = failure.log
    if log.isEmpty, failure.kind == .builder {
      log = (try? await store.log(of: failure.derivation)) ?? []
    }
    var reason = Self.reason(failure)
    var advice = adviser(for: index).advice(
      for: log + failure.words, failure: failure.kind)
    if isBelow {
      let name = Self.name(of: failure.derivation)
      let isFetch =
        log.contains { $0.has("curl: (") || $0.has("unable to download") || $0.has("trying ") }
        || failure.kind == .hashMismatch
      reason =
        isFetch
        ? "cannot fetch its file '\(name)'" : "'\(name)' of nixpkgs, which it needs, \(reason)"
      if isFetch, failure.kind != .hashMismatch {
        advice = "check the network and the URL, then run it again"
      } else if !isFetch, failure.kind == .builder {
        advice =
          "check whether it builds without the overlay; a binary cache may have it built"
      }
    }
    if log.isEmpty { log = failure.words }
    checks[index]?.fail(reason, at: .build)
    checks[index]?.log = PackageCheck.end(of: log)
    checks[index]?.advice = advice
    checks[index]?.culprit = failure.derivation
  }

  /// What knows what to do about a package.
  private func adviser(for index: Int) -> BuildAdvice {
    var adviser = BuildAdvice(
      package: graph.packages[index], overlayPath: graph.path)
    for needer in graph.reachable(from: [index], by: { $0.allNeeders }).sorted()
    where needer != index {
      for name in facts[needer]?.imports ?? [] {
        adviser.importersModules[name] = graph.packages[needer].id
      }
    }
    return adviser
  }

  private static func reason(_ failure: NixBuild.Failure) -> String {
    let what =
      switch (failure.kind, failure.ending) {
      case (.hashMismatch, _): "the hash of its file is different"
      case (.timeout, .timeout(let words)): "it \(words)"
      case (.timeout, _): "it timed out"
      case (.builder, .exitCode(let code)): "exit code \(code)"
      case (.builder, .signal(let signal)): "ended by signal \(signal)"
      case (.builder, _), (.noMachine, _): failure.words.first ?? ""
      }
    return "does not build: \(what)"
  }

  /// Nix failed, and by no package's fault.
  private func unexplained(_ outcome: NixBuild.Outcome) -> Failure {
    if let trouble = outcome.trouble { return Failure(trouble) }
    let words = outcome.errors.last ?? []
    return Failure(
      .nix,
      sentences: [
        "nix-build failed before it reached a package: \(words.first ?? "no reason given")"
      ]
        + words.dropFirst(),
      hints: outcome.lacksBinaryCache
        ? [
          "to build without binary caches: NIX_CONFIG='substituters =', or \(option: .offline)"
        ] : [])
  }

  /// The name within a store path.
  static func name(of path: String) -> String {
    let last = path.split(separator: "/").last ?? ""
    let name = last.split(separator: "-", maxSplits: 1).last ?? last
    return String(name.hasSuffix(".drv") ? name.dropLast(4) : name)
  }

  // MARK: Loading

  private func loadAll(_ checks: inout [Int: PackageCheck]) async throws(Failure) {
    let indices = facts.keys.sorted().filter { checks[$0]?.status == .ok }
    var environments: [Int: CheckEvaluation.Facts.Environment] = [:]
    for index in indices {
      if let environment = facts[index]?.environment { environments[index] = environment }
    }
    guard !environments.isEmpty else { return }
    let many = environments.count == 1 ? "an environment" : "\(environments.count) environments"
    progress?(.step("making \(many) to load what was built"))
    let outcome = try await built(
      indices.compactMap { environments[$0]?.derivation }, isQuiet: true)
    let missing = try await withNix { () async throws(NixError) in
      try await store.missing(among: indices.compactMap { environments[$0]?.output })
    }
    var ready: [Int] = []
    for index in indices {
      guard let environment = environments[index] else { continue }
      checks[index]?.stage = .loading
      if missing.contains(environment.output) {
        guard !outcome.failures.isEmpty else { throw unexplained(outcome) }
        checks[index]?.fail("cannot make an environment with it", at: .loading)
        var failure = outcome.failures[environment.derivation]
        if failure == nil {
          failure = try await causes(below: environment.derivation, in: outcome).first
        }
        guard let failure else { continue }
        checks[index]?.log = PackageCheck.end(of: failure.log)
        checks[index]?.advice = adviser(for: index).advice(for: failure.log)
        checks[index]?.culprit = failure.derivation
      } else {
        ready.append(index)
      }
    }
    var failures: [Int: LoadCheck.Outcome] = [:]
    for loading in await loadEach(ready, environments) {
      let index = loading.index
      let outcome = try loading.result.get()
      checks[index]?.loaded = outcome.loaded
      if outcome.failure != nil { failures[index] = outcome }
    }
    for index in failures.keys.sorted() {
      guard let outcome = failures[index], let failure = outcome.failure else { continue }
      if let (loaded, words) = try await loadedBeside(index, failures, environments) {
        checks[index]?.loaded = loaded
        checks[index]?.reason = words
        continue
      }
      checks[index]?.fail(failure, at: .loading)
      checks[index]?.log = PackageCheck.end(of: outcome.log)
      checks[index]?.advice = adviser(for: index).advice(
        for: ["pythonImportsCheckPhase"] + outcome.log)
    }
  }

  /// Whether a package that declares no import names can be imported together with what needs it.
  ///
  /// Plug-ins can only be imported together with their host, which needs them.
  private func loadedBeside(
    _ index: Int, _ failures: [Int: LoadCheck.Outcome],
    _ environments: [Int: CheckEvaluation.Facts.Environment]
  ) async throws(Failure) -> (loaded: [String], words: String)? {
    let package = graph.packages[index]
    guard package.id.ecosystem == .pypi, let known = facts[index], known.imports.isEmpty,
      failures[index]?.lacksModule == true
    else { return nil }
    let all = graph.reachable(from: [index]) { $0.neededBy }.subtracting(package.neededBy)
    let hosts = (package.neededBy + all.sorted()).filter { host in
      host != index && environments[host] != nil && failures[host] == nil
    }
    let loading = LoadCheck(tool: tool, timeout: options.timeout ?? LoadCheck.defaultTimeout)
    for host in hosts {
      guard let environment = environments[host] else { continue }
      let outcome = try await loading.run(package, known, in: environment)
      if outcome.failure == nil, !outcome.loaded.isEmpty {
        return (outcome.loaded, "loads together with \(graph.packages[host].id)")
      }
    }
    guard let host = hosts.first else { return nil }
    let needer = graph.packages[host].id
    return ([], "cannot be imported by itself, but \(needer), which needs it, can be")
  }

  /// The result of loading one package.
  private struct Loading: Sendable {
    let index: Int
    let result: Result<LoadCheck.Outcome, Failure>
  }

  private static func loading(
    _ index: Int, by check: LoadCheck, _ package: OverlayPackage, _ facts: CheckEvaluation.Facts,
    in environment: CheckEvaluation.Facts.Environment
  ) async -> Loading {
    do throws(Failure) {
      let outcome = try await check.run(package, facts, in: environment)
      return Loading(index: index, result: .success(outcome))
    } catch {
      return Loading(index: index, result: .failure(error))
    }
  }

  private func loadEach(
    _ indices: [Int], _ environments: [Int: CheckEvaluation.Facts.Environment]
  ) async -> [Loading] {
    let check = LoadCheck(tool: tool, timeout: options.timeout ?? LoadCheck.defaultTimeout)
    let places = Array(indices.indices)
    let results = await inParallel(places, width: jobs) { place -> Loading? in
      let index = indices[place]
      guard let environment = environments[index], let known = facts[index] else { return nil }
      let package = graph.packages[index]
      progress?(.step("loading \(package.id) (\(place + 1) of \(indices.count))"))
      return await Self.loading(index, by: check, package, known, in: environment)
    }
    return results.compactMap { $0 }.sorted { $0.index < $1.index }
  }
}
