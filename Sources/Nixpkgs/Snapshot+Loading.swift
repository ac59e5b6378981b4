internal import Basics
package import Nix
package import PackageMetadata

/// What to read, and where to keep what was read.
package struct SnapshotOptions: Sendable {
  /// A path, or any entry of Nix's search path.
  package var nixpkgs: String
  /// The attribute of the interpreter (`python3`) or of its set (`python312Packages`).
  package var python: String
  /// An absolute path; made where it does not exist.
  package var cacheDirectory: String
  /// Read anew, whatever the cache has.
  package var refresh: Bool
  package var tool: NixTool

  package init(
    nixpkgs: String = "<nixpkgs>", python: String = "python3", cacheDirectory: String,
    refresh: Bool = false, tool: NixTool = NixTool()
  ) {
    self.nixpkgs = nixpkgs
    self.python = python
    self.cacheDirectory = cacheDirectory
    self.refresh = refresh
    self.tool = tool
  }
}

extension Snapshot {
  /// Reads the packages of `ecosystems`: from the cache where the tree is as it was, else by an
  /// evaluation each.
  package static func load(
    _ options: SnapshotOptions, ecosystems: Set<Ecosystem> = [.pypi]
  ) async throws(NixpkgsError) -> Snapshot {
    let location = try await NixpkgsLocation.resolve(options.nixpkgs, tool: options.tool)
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
    let evaluation = Evaluation(
      tool: options.tool, location: location, python: options.python, wanted: [set.rawValue])
    let answer = try await evaluation.run(SnapshotExpression.index)
    let date = await revisionDate()
    let bytes = try Self.bytes(of: answer, set: set, identity: identity, revisionDate: date)
    guard let index = SnapshotCache.index(bytes, identity: identity, of: set) else {
      throw .unreadableAnswer(path: location.path, reason: "its index does not read back")
    }
    // An empty set is an error in what was asked for, which `snapshot` explains.
    if index.packages.count > 0 { cache.keep(bytes, key, of: set) }
    return Outcome(index: index, isFromCache: false)
  }

  /// The index file of an answer.
  static func bytes(
    of answer: Evaluation.Answer, set: PackageSetKind, identity: String, revisionDate: Int64?
  ) throws(NixpkgsError) -> [UInt8] {
    guard let facts = answer.value["facts"], let rows = answer.value["packages"]?.list else {
      throw .unreadableAnswer(path: answer.location.path, reason: "it has no facts or packages")
    }
    return SnapshotCache.bytes(
      identity: identity, facts: facts.description, revisionDate: revisionDate,
      entry: answer.location.entry, notes: answer.notes,
      topLevel: answer.value["top"]?.texts ?? [],
      packages: rows.compactMap { PackageRow($0) }, of: set,
      interpreter: facts["python"]?["name"]?.text ?? "")
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
    guard let main = outcomes[.python] ?? outcomes[.r],
      var facts = SnapshotFacts(
        main.index.facts, python: options.python,
        date: main.index.revisionDate.map { Timestamp(seconds: $0) })
    else {
      throw .unreadableAnswer(path: location.path, reason: "its facts are incomplete")
    }
    if let python = outcomes[.python], facts.python == nil || python.index.packages.count == 0 {
      throw .noPython(
        attribute: options.python, available: facts.interpreters.map(\.attribute))
    }
    var notes = main.index.notes
    if let r = outcomes[.r] {
      guard r.index.packages.count > 0 else { throw .noR(path: location.path) }
      facts.dialect.rNeedsName = r.index.facts["dialect"]?["rNeedsName"]?.boolean
      facts.bioconductorRelease = r.index.facts["bioconductor"]?.text.flatMap {
        $0.isEmpty ? nil : $0
      }
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
