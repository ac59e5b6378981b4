internal import Basics
package import Nix
package import PackageMetadata

/// What to read, and where to keep what was read.
package struct SnapshotOptions: Sendable {
  /// Where the tree is; `nil` if `nixpkgs` is still to be found.
  package var location: NixpkgsLocation?
  /// What names the tree, as `NixpkgsReference` reads it.
  package var nixpkgs: String
  /// The attribute of the interpreter (`python3`) or of its set (`python312Packages`).
  package var python: String
  /// An absolute path; made where it does not exist.
  package var cacheDirectory: String
  /// Read again, whatever the cache has.
  package var refresh: Bool
  package var tool: NixTool
  /// How long one evaluation may take; `nil` for as long as it takes.
  package var timeLimit: Duration?
  /// Told of how many packages of how many are read.
  package var onRow: @Sendable (_ done: Int, _ count: Int) -> Void = { _, _ in }

  package init(
    nixpkgs: String = "<nixpkgs>", python: String = "python3", cacheDirectory: String,
    refresh: Bool = false, tool: NixTool = NixTool(),
    timeLimit: Duration? = NixEvaluation.defaultTimeLimit
  ) {
    self.nixpkgs = nixpkgs
    self.python = python
    self.cacheDirectory = cacheDirectory
    self.refresh = refresh
    self.tool = tool
    self.timeLimit = timeLimit
  }

  /// How the tree at a location is evaluated.
  func evaluation(of location: NixpkgsLocation) -> TreeEvaluation {
    TreeEvaluation(tool: tool, location: location, python: python, timeLimit: timeLimit)
  }
}

extension Snapshot {
  /// Reads the packages of `ecosystems`: from the cache where the tree is as it was, else by an
  /// evaluation each.
  package static func load(
    _ options: SnapshotOptions, ecosystems: Set<Ecosystem> = [.pypi]
  ) async throws(NixpkgsError) -> Snapshot {
    let location: NixpkgsLocation
    if let known = options.location {
      location = known
    } else {
      location = try await NixpkgsLocation.resolve(options.nixpkgs, tool: options.tool)
    }
    let reading = await SnapshotReading(options: options, location: location)
    let sets = ecosystems.sorted().map { PackageSetKind($0) }
    var indices: [PackageSetKind: SnapshotReading.Outcome] = [:]
    if sets.count == 2 {
      // Two processes, on two cores.
      async let first = reading.result(sets[0])
      async let second = reading.result(sets[1])
      indices[sets[0]] = try await first.get()
      indices[sets[1]] = try await second.get()
    } else {
      for set in sets { indices[set] = try await reading.result(set).get() }
    }
    return try reading.snapshot(indices)
  }
}

/// One reading of a snapshot.
struct SnapshotReading: Sendable {
  struct Outcome {
    var index: SnapshotCache.Index
    var isFromCache: Bool
  }

  let options: SnapshotOptions
  let location: NixpkgsLocation
  private let cache: SnapshotCache
  /// What the cache files are found by.
  let key: String
  /// The state of the tree and of Nix that they must be of.
  let identity: String

  init(options: SnapshotOptions, location: NixpkgsLocation) async {
    self.options = options
    self.location = location
    cache = SnapshotCache(folder: options.cacheDirectory)
    key = "\(location.path)\n\(options.python)"
    identity = """
      \(await TreeIdentity.identity(of: location))
      \(options.python)
      \(Self.identity(ofNix: options.tool))
      """
  }

  /// The program that evaluates, without asking it for its version.
  private static func identity(ofNix tool: NixTool) -> String {
    guard let path = tool.path(of: "nix-instantiate"), let real = Files.realPath(path),
      let status = Files.status(of: real)
    else { return "" }
    return "\(real) \(status.size) \(status.seconds)"
  }

  func result(_ set: PackageSetKind) async -> Result<Outcome, NixpkgsError> {
    do throws(NixpkgsError) {
      return .success(try await read(set))
    } catch {
      return .failure(error)
    }
  }

  private func read(_ set: PackageSetKind) async throws(NixpkgsError) -> Outcome {
    if !options.refresh, let index = cache.index(key, identity: identity, of: set) {
      return Outcome(index: index, isFromCache: true)
    }
    let answer = try await options.evaluation(of: location).index(of: set, onRow: options.onRow)
    let date = await revisionDate()
    let bytes = Self.bytes(of: answer, set: set, identity: identity, revisionDate: date)
    guard let index = SnapshotCache.index(bytes, identity: identity, of: set) else {
      throw .unreadableAnswer(path: location.path, reason: .inconsistent)
    }
    // An empty set is an error in what was asked for, which `snapshot` explains.
    if index.packages.count > 0 { cache.keep(bytes, key, of: set) }
    return Outcome(index: index, isFromCache: false)
  }

  /// The index file of an answer.
  static func bytes(
    of answer: TreeEvaluation.Answer, set: PackageSetKind, identity: String, revisionDate: Int64?
  ) -> [UInt8] {
    SnapshotCache.bytes(
      identity: identity, facts: answer.facts, revisionDate: revisionDate,
      entry: answer.location.entry, notes: answer.notes, topLevel: answer.top,
      packages: answer.rows, of: set, interpreter: answer.facts.python?.name ?? "")
  }

  /// The date of the revision that is checked out, where the tree is a git repository.
  private func revisionDate() async -> Int64? {
    let root = location.root
    guard !TreeIdentity.gitHead(of: root).isEmpty,
      let result = try? await options.tool.run(
        NixTool.Job("git", ["-C", root, "log", "-1", "--format=%ct"])),
      result.succeeded
    else { return nil }
    return Int64(String(decoding: result.output.prefix { $0 &- 0x30 < 10 }, as: UTF8.self))
  }

  /// The snapshot of what was read.
  func snapshot(
    _ outcomes: [PackageSetKind: Outcome]
  ) throws(NixpkgsError) -> Snapshot {
    guard let main = outcomes[.python] ?? outcomes[.r] else {
      throw .unreadableAnswer(path: location.path, reason: .incomplete)
    }
    var facts = SnapshotFacts(
      main.index.facts, python: options.python,
      date: main.index.revisionDate.map { Timestamp(seconds: $0) })
    if let python = outcomes[.python], facts.python == nil || python.index.packages.count == 0 {
      throw .noPython(
        attribute: options.python, available: facts.interpreters.map(\.attribute))
    }
    var notes = main.index.notes
    if let r = outcomes[.r] {
      guard r.index.packages.count > 0 else { throw .noR(path: location.path) }
      facts.dialect.rNeedsName = r.index.facts.dialect["rNeedsName"]
      let release = r.index.facts.bioconductor
      facts.bioconductorRelease = release.isEmpty ? nil : release
      notes += r.index.notes.filter { !notes.contains($0) }
    }
    var location = location
    location.entry = main.index.entry
    return Snapshot(
      location: location, facts: facts, notes: notes,
      isFromCache: outcomes.values.allSatisfy(\.isFromCache), cacheKey: key, state: identity,
      topLevelNames: main.index.topLevel,
      python: outcomes[.python]?.index.packages, r: outcomes[.r]?.index.packages)
  }
}
