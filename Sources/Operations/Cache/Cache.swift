import Basics
import Nix
import Nixpkgs
import PackageMetadata
import Synchronization

/// `cache push` and `cache export`: hands an environment with all that it needs to a binary cache.
package struct Cache: Sendable {
  /// Their options, besides the workspace's.
  package struct Options: Hashable, Sendable {
    package var destination: CacheDestination
    /// The file of the environment; `nil` for shell.nix where there is one, else the overlay.
    package var file: String?
    /// An attribute path in it.
    package var attribute: [String] = []
    package var secretKey: String?
    /// The name of a key to be made.
    package var newKey: String?
    /// Nix's name of a compression.
    package var compression = "zstd"
    package var isDryRun = false
    /// Further arguments of `nix-build`.
    package var nixOptions: [String] = []

    package init(destination: CacheDestination) {
      self.destination = destination
    }
  }

  /// A store path.
  package struct Path: Hashable, Sendable {
    package let path: String
    /// Bytes, as its NAR.
    package let size: Int
    /// Whether the cache has it already, as far as that can be seen.
    package let isThere: Bool
  }

  /// What will be copied.
  package struct Preparation: Sendable {
    package let destination: CacheDestination
    /// The file or overlay that it comes from.
    package let source: String
    package let isShell: Bool
    package let roots: [String]
    /// The closure, the largest first; empty where something is still to be built.
    package let paths: [Path]
    /// Derivations that would be built first, in a dry run.
    package let toBuild: [String]
    package let key: SigningKey?
    /// Whether the key was made just now.
    package let isNewKey: Bool
    package let notes: [Phrase]

    package var size: Int { paths.reduce(0) { $0 &+ $1.size } }
    /// The lines that a consumer adds to nix.conf.
    package var configuration: [String] {
      var lines = ["extra-substituters = \(destination.substituter)"]
      if destination.substituter.contains(" ") {
        lines.insert(
          "# nix.conf splits this at spaces: link to the directory from a path without any, and use that",
          at: 0)
      }
      if let key { lines.append("extra-trusted-public-keys = \(key.publicKey)") }
      return lines
    }
  }

  let options: Options
  let workspace: Workspace

  package init(_ options: Options, workspace: Workspace) {
    self.options = options
    self.workspace = workspace
  }

  private var tool: NixTool { workspace.tool }
  private var store: NixStore { NixStore(tool: tool) }

  // MARK: Finding out

  /// Builds the environment, and finds out what it consists of.
  package func prepare() async throws(Failure) -> Preparation {
    try checkDestination()
    var key = try options.secretKey.flatMap { (path) throws(Failure) -> SigningKey? in
      options.newKey == nil ? try SigningKey(path: path) : nil
    }
    let source = try source()
    workspace.progress?(.step("evaluating \(source.name)"))
    let answer = try await evaluate(source)
    var notes: [Phrase] = []
    let toBuild = try await realise(answer, notes: &notes)
    var paths: [Path] = []
    var roots = answer.needed.map(\.output)
    if toBuild.isEmpty {
      let there = try await valid(among: answer.wanted.map(\.output))
      roots += answer.wanted.map(\.output).filter { there.contains($0) }
      paths = try await closure(of: roots)
    }
    let isNewKey = options.newKey != nil && !options.isDryRun
    if let name = options.newKey, !options.isDryRun {
      key = try await SigningKey.generate(
        name, at: options.secretKey ?? SigningKey.defaultPath(of: name), tool: tool)
    }
    if let key, key.isExposed {
      notes.append("others can read the secret key: chmod 600 \(word: key.path)")
    }
    if key == nil, options.newKey == nil, options.destination.isBinaryCache {
      notes.append(
        """
        nothing is signed, so consumers refuse it unless they trust the cache itself; sign with \
        \(option: .secretKey("FILE")) or \(option: .newKey("NAME"))
        """)
    }
    if case .folder(let path) = options.destination, path.contains(where: { " \t".contains($0) }) {
      notes.append("nix.conf cannot name a directory with spaces: consumers need a link to it")
    }
    return Preparation(
      destination: options.destination, source: source.name, isShell: answer.isShell,
      roots: Set(roots).sorted(), paths: paths, toBuild: toBuild, key: key, isNewKey: isNewKey,
      notes: notes)
  }

  /// What can be seen beforehand to go wrong.
  private func checkDestination() throws(Failure) {
    switch options.destination {
    case .cachix:
      guard tool.path(of: "cachix") != nil else {
        throw Failure(
          .nix, "'cachix' is not on PATH",
          hints: [
            "install it (nix-env -iA nixpkgs.cachix), then set the cache's token: cachix authtoken"
          ])
      }
      guard options.secretKey == nil, options.newKey == nil else {
        throw Failure(
          .input, "a cachix cache has its own key",
          hints: [
            "omit \(name: .secretKey) and \(name: .newKey); cachix reads CACHIX_SIGNING_KEY"
          ])
      }
    case .folder(let path):
      guard let status = Files.status(of: path) else { break }
      guard status.isDirectory else {
        throw Failure(.file, "'\(path)' is not a directory", hints: ["name another directory"])
      }
      guard Files.isAccessible(path, for: [.writing, .executing]) else {
        throw Failure(
          .file, "no permission to write to '\(path)'",
          hints: ["fix its permissions, or name another directory"])
      }
    case .store: break
    }
    let key = options.secretKey ?? options.newKey.map { SigningKey.defaultPath(of: $0) }
    if let key, let folder = options.destination.folder, SigningKey.isKept(key, in: folder) {
      throw Failure(
        .input, "the secret key '\(key)' is inside the cache, and would be published with it",
        hints: ["keep the key in another directory"])
    }
  }

  private struct Source {
    let name: String
    /// `nil` for the overlay.
    let file: String?
  }

  private func source() throws(Failure) -> Source {
    if let file = options.file {
      do {
        _ = try OpenFile(reading: file)
      } catch {
        throw Failure(
          .file, "cannot read '\(file)': \(error.reason)",
          hints: ["name the environment's file: \(option: .init(.file, "FILE"))"])
      }
      return Source(name: file, file: Files.absolute(file))
    }
    if Files.isAccessible("shell.nix", for: .reading) {
      return Source(name: "shell.nix", file: Files.absolute("shell.nix"))
    }
    return Source(name: workspace.options.overlayPath, file: nil)
  }

  private struct Answer: Decodable, Sendable {
    struct Row: Decodable, Sendable {
      let derivation: String
      let output: String
    }

    let needed: [Row]
    let wanted: [Row]
    let isShell: Bool
  }

  private func evaluate(_ source: Source) async throws(Failure) -> Answer {
    let evaluation = try await evaluation(source)
    let outcome = try await evaluation.outcome(Answer.self)
    switch outcome {
    case .value(let answer, _):
      guard !answer.needed.isEmpty else {
        throw Failure(.input, "'\(source.name)' contains nothing to copy")
      }
      return answer
    case .failure(let failure):
      let complaint = failure.complaint(in: source.file ?? "")
      let place = complaint.line.map { " (\(source.name):\($0):\(complaint.column ?? 1))" } ?? ""
      throw Failure(
        .nix, "'\(source.name)' does not evaluate: \(complaint.message)\(place)",
        hints: source.file == nil
          ? [.command(Invocation(.check), to: "see which package is at fault")]
          : ["to use a nixpkgs other than <nixpkgs>: \(option: .nixpkgs("PATH"))"])
    }
  }

  private func evaluation(_ source: Source) async throws(Failure) -> NixEvaluation {
    var evaluation: NixEvaluation
    if let file = source.file {
      evaluation = workspace.evaluation(
        PackageResources.closure_file_nix,
        ["file": .string(file), "attribute": .strings(options.attribute)])
      // A shell.nix of its own may pin its nixpkgs, and need none of ours.
      if workspace.options.nixpkgs != nil {
        evaluation.entries = try await workspace.location().entries
        evaluation.searchesEntry = true
      }
    } else {
      let graph = try OverlayGraph.read(workspace.options.overlayPath).graph
      func names(_ ecosystem: Ecosystem) -> NixArgument {
        .strings(graph.packages.filter { $0.id.ecosystem == ecosystem }.map(\.attribute))
      }
      evaluation = workspace.evaluation(
        PackageResources.closure_overlay_nix,
        [
          "python": .string(workspace.options.python), "modules": names(.pypi),
          "libraries": names(.cran),
        ], overlays: graph.overlays, of: try await workspace.location())
    }
    evaluation.isWriting = !options.isDryRun
    return evaluation
  }

  /// Builds what is not there, or says what would be built in a dry run.
  private func realise(
    _ answer: Answer, notes: inout [Phrase]
  ) async throws(Failure) -> [String] {
    let needed = Set(answer.needed.map(\.output))
    let there = try await valid(among: needed.sorted())
    let absent = answer.needed.filter { !there.contains($0.output) }
    if options.isDryRun { return Set(absent.map(\.derivation)).sorted() }
    let progress = workspace.progress
    let count = Mutex((done: 0, expected: 0))
    let outcome: NixBuild.Outcome
    do {
      outcome = try await NixBuild(tool: tool).run(
        Set((answer.needed + answer.wanted).map(\.derivation)).sorted(),
        options: options.nixOptions
      ) { event in
        switch event {
        case .building(_, let derivation):
          let (done, expected) = count.withLock { $0 }
          progress?(
            .step(
              "building \(CheckBuild.name(of: derivation))"
                + (expected > 0 ? " (\(done + 1) of \(expected))" : "")))
        case .substituting(let path): progress?(.step("fetching \(CheckBuild.name(of: path))"))
        case .count(let done, let expected): count.withLock { $0 = (done, expected) }
        case .log, .error, .message: break
        }
      }
    } catch {
      throw error == .interrupted ? .interrupted : Failure(error)
    }
    guard !outcome.succeeded else { return [] }
    let left = try await valid(among: needed.sorted())
    guard left.count < needed.count else {
      notes.append("the packages conflict in one environment, so they are copied one by one")
      return []
    }
    if let failure = outcome.failures.values.min(by: { $0.derivation < $1.derivation }) {
      let log = PackageCheck.end(of: failure.log).suffix(8).map { "| \($0)" }
      throw Failure(
        .nix,
        sentences: ["'\(CheckBuild.name(of: failure.derivation))' does not build"] + log,
        hints: [
          .command(Invocation(.check, options: [.build]), to: "see what is wrong and what to do")
        ])
    }
    if let trouble = outcome.trouble { throw Failure(trouble) }
    throw Failure(
      .nix, "the environment does not build: \(outcome.errors.last?.last ?? "no reason given")")
  }

  private func valid(among paths: [String]) async throws(Failure) -> Set<String> {
    try await withNix { () async throws(NixError) in
      Set(paths).subtracting(try await store.missing(among: paths))
    }
  }

  private func closure(of roots: [String]) async throws(Failure) -> [Path] {
    let paths = try await withNix { () async throws(NixError) in
      try await store.requisites(of: roots)
    }
    let sizes = try await withNix { () async throws(NixError) in try await store.sizes(of: paths) }
    guard sizes.count == paths.count else {
      throw Failure(.nix, "nix-store did not give the sizes of the closure's paths")
    }
    return zip(paths, sizes).map { path, size in
      Path(path: path, size: size, isThere: isThere(path))
    }.sorted { $0.size == $1.size ? $0.path < $1.path : $0.size > $1.size }
  }

  /// Whether a directory has the path already.
  private func isThere(_ path: String) -> Bool {
    guard case .folder(let folder) = options.destination,
      let hash = path.split(separator: "/").last?.prefix(32)
    else { return false }
    return Files.isAccessible("\(folder)/\(hash).narinfo", for: .reading)
  }

  // MARK: Handing over

  /// Hands over what was prepared.
  package func send(_ preparation: Preparation) async throws(Failure) {
    guard !options.isDryRun else { return }
    let copying = CacheCopying(options: options, tool: tool, progress: workspace.progress)
    try await copying.run(preparation)
  }
}
