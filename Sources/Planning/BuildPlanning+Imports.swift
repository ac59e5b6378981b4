import Basics
package import PackageMetadata
import PythonSource

/// Settings of a package's build, besides what it needs.
package struct BuildFixes: Hashable, Sendable {
  /// Whether `build` must not check what is installed against what the source asks for.
  package var skipsRequirementCheck = false
  /// Bounds on build requirements that gave way to what nixpkgs has.
  package var relaxed: [Relaxation] = []
  package var substitutions: [SourceSubstitution] = []
  /// Packages that its code imports and its metadata does not name, sorted.
  package var undeclared: [PackageID] = []
  /// Packages that nixpkgs' own code imports, which does not bring them along, by what is imported.
  package var forgotten: [PackageID: PackageID] = [:]
  /// C libraries that its code opens when it runs.
  package var libraries: [RuntimeLibrary] = []
  /// Whether its import may write into the user's home.
  package var usesHome = false
  /// Programs that it calls when it is imported.
  package var calledPrograms: [CalledProgram] = []
  /// Keys of pyproject.toml that `build` does not know and so are commented out: letters, digits and
  /// dashes only, since the shell sees them.
  package var droppedKeys: [String] = []
  /// Whether its import counts on something that nothing is known to bring, so that no check tries it.
  package var hasUncertainImport = false
  /// Programs that its build requires as packages and that are none in nixpkgs: `cmake`, `maturin`.
  package var programs: Set<String> = []
  /// Packages that only declare a namespace, whose files would keep other distributions out, sorted.
  package var namespaces: [String] = []
  /// C code in its source that Cython makes anew before the build.
  package var remade: [RemadeSource] = []
  /// How far below the usual priority it is in an environment, where others have some of its files.
  package var priorityRank = 0
  /// Whether it has a versioneer.py that only older Pythons run.
  package var hasOldVersioneer = false

  package init(
    skipsRequirementCheck: Bool = false, substitutions: [SourceSubstitution] = []
  ) {
    self.skipsRequirementCheck = skipsRequirementCheck
    self.substitutions = substitutions
  }
}

extension BuildPlanning {
  // MARK: - Sources that do not build

  /// Why an sdist is not to be built and its wheel taken.
  ///
  /// - Throws: `.noArtifact` if no build can succeed and there is no wheel.
  func obstacle(
    to choice: SourceChoice, of release: Release, _ fixes: inout BuildFixes, _ built: Built
  ) throws(PlanningError) -> Note.WheelReason? {
    guard let build = choice.build else { return nil }
    let minor = built.solved.provider.inventory.pythonTarget.minor
    let hasWheel = !choice.alternative.isEmpty
    var certain: Note.WheelReason?
    var obstacles = build.obstacles
    if build.cargo != nil, !built.solved.provider.inventory.buildsRust {
      obstacles.append(.cargo(.oldNixpkgs))
    }
    for obstacle in obstacles {
      if case .oldVersioneer = obstacle {
        fixes.hasOldVersioneer = minor >= 12
        continue
      }
      if case .conversion = obstacle, convertsSources(built) { continue }
      if case .unknownKey(let key) = obstacle, choice.alternative.isEmpty {
        if Self.isPlain(key) { fixes.droppedKeys.append(key) }
      }
      if hasWheel { return .unbuildable(obstacle) }
      if obstacle.isCertain, certain == nil { certain = .unbuildable(obstacle) }
    }
    if build.backend == nil || build.backend?.hasPrefix("setuptools.build_meta") == true,
      certain == nil, let obstacle = script(of: choice, built).obstacle
    {
      certain = .scriptFails(obstacle)
      if hasWheel { return certain }
    }
    guard let certain else { return nil }
    var meant: PackageID?
    if case .unbuildable(.raises) = certain { meant = Self.meant(by: release.id, minor: minor) }
    throw .noArtifact(
      release.id, .unbuildable(release.version, certain, meant: meant), waysOut: [])
  }

  /// Whether the setuptools of nixpkgs still converts sources of Python 2: those of before 58 do.
  private func convertsSources(_ built: Built) -> Bool {
    guard
      let version = built.solved.provider.inventory.holding(of: .pypi("setuptools"))?.versionText
    else { return false }
    return version.prefix { $0 != "." }.allSatisfy(\.isNumber)
      && (Int(version.prefix { $0 != "." }) ?? 58) < 58
  }

  /// The project that is of the module which a name stands for, where that is another: sklearn, bs4.
  private static func meant(by id: PackageID, minor: Int) -> PackageID? {
    KnownModules.projects(ofModule: id.likelyModule, minor: minor).first { $0 != id }
  }

  private static func isPlain(_ key: String) -> Bool {
    !key.isEmpty && key.utf8.count < 40
      && key.utf8.allSatisfy {
        (0x61...0x7a).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: "_")
      }
  }

  /// What the setup.py of a source imports when it runs.
  private func script(of choice: SourceChoice, _ built: Built) -> ImportNeeds.Found {
    guard let build = choice.build, !build.setupImports.isEmpty else { return ImportNeeds.Found() }
    // setuptools comes with a distutils of its own, which it puts in place before the script runs.
    let names = choice.adjustedBuild.requirements.map(\.id) + [.pypi("setuptools")]
    return ImportNeeds(memory: built.solved.provider.memory).found(
      build.setupImports, closure: Set(names), brought: ["distutils", "setuptools"])
  }

  /// Whether a hint is that CMake cannot do without a package.
  private static func looks(for name: String, _ hint: String) -> Bool {
    hint == "cmake:\(name)" || hint == "download:\(name)|cmake:\(name)"
  }

  /// What a setup.py imports and no one asks for, as far as nixpkgs has it.
  func scriptRequirements(
    of choice: SourceChoice, _ adjusted: BuildBackends.Adjusted, _ built: Built
  ) -> [Requirement] {
    let provider = built.solved.provider
    var needed = script(of: choice, built).needed
    // A script that compiles Cython where it is there gets it: what others made of it may be too old.
    if choice.build?.hints.contains(where: { $0 == "cythonize" || $0.hasPrefix("remake") }) == true
    {
      needed.append(.pypi("cython"))
    }
    if choice.build?.cargo != nil, choice.build?.hints.contains("setuptools-rust") == true {
      needed.append(.pypi("setuptools-rust"))
    }
    // What CMake looks for, or would download, and a package of Python has.
    for name in ["nanobind", "pybind11"]
    where choice.build?.hints.contains(where: { Self.looks(for: name, $0) }) == true {
      needed.append(.pypi(name))
    }
    let asked = Set(adjusted.requirements.map(\.id))
    return Set(needed).sorted().filter { id in
      !asked.contains(id)
        && (KnownModules.isSuccessor(id) || provider.inventory.holding(of: id) != nil)
    }.map { .python($0.name) }
  }

  // MARK: - Imports

  /// Looks into what packages import, where that was not done yet, and adds what they do not declare.
  ///
  /// - Returns: Whether something was added.
  /// - Throws: `.noArtifact` for a package that cannot be imported on the target.
  func addImports(_ links: PlanLinks, _ built: inout Built) async throws(PlanningError) -> Bool {
    let open = built.sources.keys.filter {
      $0.ecosystem == .pypi && built.imported[$0] == nil
    }.sorted()
    guard !open.isEmpty else { return false }
    let provider = built.solved.provider
    let judge = ImportNeeds(memory: provider.memory)
    let graph = try await graph(links, built)
    var wanted: [Undeclared] = []
    var takers: [Taker] = []
    for id in open {
      built.imported[id] = []
      if links.choices[id]?.metadata.isForWindowsOnly == true {
        throw .noArtifact(id, .windowsOnly, waysOut: [])
      }
      if let choice = links.choices[id], choice.isForMacOSOnly, !built.isForAllSystems,
        provider.rules.options.hostSystem.isDisjoint(with: .darwin)
      {
        throw .noArtifact(id, .macOSOnly, waysOut: [])
      }
      guard let contents = built.sources[id]?.contents else { continue }
      if contents.importNames.isEmpty, let choice = links.choices[id],
        choice.metadata.requirements == .known([]),
        let meant = Self.meant(by: id, minor: provider.inventory.pythonTarget.minor)
      {
        throw .noArtifact(id, .installsNothing(choice.release.version, meant: meant), waysOut: [])
      }
      if let module = Self.hidden(by: contents, minor: provider.inventory.pythonTarget.minor) {
        throw .noArtifact(
          id,
          .hidesStandardLibrary(
            links.choices[id]?.release.version, module: module,
            provider.inventory.pythonTarget.version), waysOut: [])
      }
      let closure = graph.runClosure(of: id)
      let roots = Self.roots(of: contents, id)
      let brought = brought(by: closure.subtracting([id]), built)
      let optional = links.choices[id]?.metadata.optionalRequirements ?? []
      var taker = Taker(
        id: id, version: links.choices[id]?.release.version,
        released: links.choices[id]?.release.artifacts.compactMap(\.uploadTime).min(),
        requirements: links.links(of: id).map(\.requirement), graph: contents.imports,
        roots: roots, closure: closure, brought: brought, optional: optional)
      let found = note(taken: &taker, judge, built)
      if !found.needed.isEmpty {
        // What it does not declare gets into its closure, and has names, too.
        taker.closure.formUnion(found.needed)
        taker.brought.formUnion(self.brought(by: Set(found.needed), built))
        _ = note(taken: &taker, judge, built)
      }
      takers.append(taker)
      takeLibraries(contents.imports.libraries, of: id, &built)
      built.fixes[id, default: BuildFixes()].calledPrograms = CalledProgram.called(by: id)
      // The kernel of jsii keeps what it unpacks in the home of who imports anything made with it, and Zig
      // what it compiles.
      built.fixes[id, default: BuildFixes()].usesHome =
        contents.imports.usesHome || closure.contains(.pypi("jsii"))
        || built.sources[id]?.adjustedBuild.requirements.contains { Self.zig.contains($0.id.name) }
          == true
      built.fixes[id, default: BuildFixes()].namespaces = contents.imports.namespaces
      let others = closure.subtracting([id])
      if roots.contains(where: { Self.isWithin($0, brought, others) }) {
        // It lies in a package of another distribution, which only an environment joins with it.
        built.fixes[id, default: BuildFixes()].hasUncertainImport = true
      }
      if let obstacle = found.obstacle {
        let version = links.choices[id]?.release.version
        throw .noArtifact(id, .unimportable(version, obstacle), waysOut: [])
      }
      if found.needsSettings {
        built.fixes[id, default: BuildFixes()].hasUncertainImport = true
        built.notes[id, default: []].append(.importNeedsSettings)
      }
      if isUncertain(found.unknown, closure, built) {
        built.fixes[id, default: BuildFixes()].hasUncertainImport = true
        built.notes[id, default: []].append(
          .importUnchecked(Array(Set(found.unknown).sorted().prefix(3))))
      }
      let gaps = KnownGaps.lacking(in: closure) { built.solved.holding(of: $0) }.filter {
        provider.inventory.holding(of: $0.key) != nil
      }
      let forked = forked(found.needed, by: id, closure, graph, built)
      if let fork = forked.values.min() {
        built.fixes[id, default: BuildFixes()].hasUncertainImport = true
        built.notes[id, default: []].append(.importsFork(fork))
      }
      let lacking = Set(found.needed + gaps.keys).subtracting(forked.keys).subtracting([id])
      wanted += lacking.sorted().map {
        let forgetful = found.needed.contains($0) ? nil : gaps[$0]
        return Undeclared(requirement: .python($0.name), by: id, importer: forgetful)
      }
    }
    built.nameChecks.append(NameCheck(takers, provider))
    guard !wanted.isEmpty else { return false }
    return try await add(imported: wanted, to: &built)
  }

  /// What builds with Zig, by the names of projects.
  private static let zig: Set<String> = ["setuptools-zig", "ziglang"]

  /// The module of the standard library that a package would hide, where it installs nothing else.
  private static func hidden(by contents: BuildMetadata, minor: Int) -> String? {
    let tops = Set(contents.importNames.map { $0.topLevelModule })
    guard tops.allSatisfy({ StandardLibrary.has($0, minor: minor) }) else { return nil }
    return tops.min()
  }

  /// Whether a dotted name lies in a package that something else brings: it is known to, or a project bears
  /// the package's name, as `azure-core` does of `azure.core.tracing.ext.one`.
  private static func isWithin(
    _ name: String, _ brought: Set<String>, _ others: Set<PackageID>
  ) -> Bool {
    var name = name[...]
    while let dot = name.lastIndex(of: ".") {
      name = name[..<dot]
      if brought.contains(String(name)) { return true }
      let project = String(name.map { $0 == "." ? "-" : $0 })
      if others.contains(.pypi(project[...])) { return true }
    }
    return false
  }

  /// Takes note of the C libraries that code opens when it runs.
  private func takeLibraries(_ names: [String], of id: PackageID, _ built: inout Built) {
    for name in names where !RuntimeLibrary.isOfSystem(name) {
      if let library = RuntimeLibrary(name) {
        built.fixes[id, default: BuildFixes()].libraries.append(library)
      } else {
        built.notes[id, default: []].append(.opensLibrary(name))
      }
    }
  }

  /// Whether modules of which nothing is known are likely to lack: what brings them needs the package in
  /// turn, or all that is installed with it is known.
  private func isUncertain(
    _ modules: [String], _ closure: Set<PackageID>, _ built: Built
  ) -> Bool {
    guard !modules.isEmpty else { return false }
    let tops = Set(modules.map { $0.topLevelModule })
    for (id, source) in built.sources where !closure.contains(id) {
      let names = source.contents?.imports.names ?? []
      if names.contains(where: tops.contains) { return true }
    }
    let inventory = built.solved.provider.inventory
    return closure.allSatisfy { id in
      guard let holding = built.solved.holding(of: id) else { return true }
      return !inventory.importNames(of: holding).isEmpty
    }
  }

  /// The names whose import is certain to be tried: those that the check of the build counts on.
  private static func roots(of contents: BuildMetadata, _ id: PackageID) -> [String] {
    PlannedPackage.checked(contents.importNames, of: id)
  }

  /// The names that packages are known to be imported by.
  private func brought(by closure: Set<PackageID>, _ built: Built) -> Set<String> {
    closure.reduce(into: []) { $0.formUnion(names(of: $1, built)) }
  }

  private func names(of id: PackageID, _ built: Built) -> [String] {
    if let contents = built.sources[id]?.contents {
      return contents.importNames + contents.imports.names.filter { !$0.contains(".") }
    }
    guard let holding = built.solved.holding(of: id) else { return [] }
    return built.solved.provider.inventory.importNames(of: holding)
  }

  /// The first parts of those.
  func modules(of id: PackageID, _ built: Built) -> Set<String> {
    Set(names(of: id, built).map { $0.topLevelModule })
  }

  private func isSettled(_ id: PackageID, _ other: PackageID, _ built: Built) -> Bool {
    [(id, other), (other, id)].contains { loser, winner in
      built.notes[loser]?.contains {
        if case .givesWay(_, winner) = $0 { true } else { false }
      } == true
    }
  }

  /// Takes note of modules that two packages of the plan install, which no environment holds both of.
  func noteCollisions(_ built: inout Built) {
    let inventory = built.solved.provider.inventory
    var owners: [String: PackageID] = [:]
    for case .package(let id) in built.solved.solution.keys where id.ecosystem == .pypi {
      guard built.sources[id] == nil, let holding = built.solved.holding(of: id) else { continue }
      for name in inventory.importNames(of: holding) where !name.contains(".") {
        owners[name] = min(owners[name] ?? id, id)
      }
    }
    for id in built.sources.keys.sorted() where id.ecosystem == .pypi {
      guard let source = built.sources[id], let contents = source.contents else { continue }
      // Of a source, only what its backend is known to install counts.
      let isSource = source.build != nil || source.showsSource
      let installed = isSource ? contents.importNames : contents.imports.names
      let own = Set(installed.filter { !$0.contains(".") })
        .intersection(contents.imports.names).subtracting(contents.imports.namespaces)
      for name in own.sorted() {
        if let other = owners[name], other != id, !isSettled(id, other, built) {
          built.notes[id, default: []].append(.collides(name, with: other))
        } else {
          owners[name] = id
        }
      }
    }
  }

  /// A requirement that no metadata names.
  private struct Undeclared {
    let requirement: Requirement
    /// The package that gets it.
    let by: PackageID
    /// The package of nixpkgs whose code imports it; nil where it is the package's own.
    let importer: Holding?
  }

  /// Adds undeclared requirements: all at once, else those alone that are there.
  private func add(
    imported wanted: [Undeclared], to built: inout Built
  ) async throws(PlanningError) -> Bool {
    let provider = built.solved.provider
    let there = wanted.filter { provider.holding(of: $0.requirement.id) != nil }
    for attempt in [wanted, there] where !attempt.isEmpty {
      let outcome = try await search.extend(
        built.solved, by: attempt.map(\.requirement), on: provider.rules.systems)
      guard case .solved(let solved) = outcome else { continue }
      built.solved = solved
      for need in attempt {
        let id = need.requirement.id
        built.imported[need.by, default: []].append(
          Need(requirement: need.requirement, systems: provider.rules.options.served))
        if let importer = need.importer {
          built.fixes[need.by, default: BuildFixes()].forgotten[id] = importer.id
          built.notes[need.by, default: []].append(.forgottenBy(importer, id))
        } else {
          built.fixes[need.by, default: BuildFixes()].undeclared.append(id)
          built.notes[need.by, default: []].append(.importsUndeclared(id))
        }
      }
      return true
    }
    return false
  }
}

extension NeedGraph {
  /// A package with all that it needs to run.
  func runClosure(of id: PackageID) -> Set<PackageID> {
    var closure: Set<PackageID> = [id]
    var pending = [id]
    while let next = pending.popLast() {
      for step in edges[next] ?? [] where !step.isForBuild && closure.insert(step.to).inserted {
        pending.append(step.to)
      }
    }
    return closure
  }
}

extension PlanLinks.Choice {
  /// Whether its classifiers and its wheels say that it is for macOS only.
  fileprivate var isForMacOSOnly: Bool {
    guard metadata.isForMacOSOnly else { return false }
    let wheels = release.artifacts.filter { $0.fileName.hasSuffix(".whl") }
    return !wheels.isEmpty && wheels.allSatisfy { $0.fileName.contains("-macosx_") }
  }
}

extension ReleaseMetadata {
  /// What only extras require.
  fileprivate var optionalRequirements: Set<PackageID> {
    guard case .known(let requirements) = requirements else { return [] }
    return Set(requirements.filter { $0.marker?.mentionsExtra == true }.map(\.id))
  }
}
