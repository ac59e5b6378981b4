import Basics
import PackageMetadata
import PythonSource

extension BuildPlanning {
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
    var looked: [(taker: Taker, found: ImportNeeds.Found, contents: BuildMetadata)] = []
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
      built.fixes[id, default: BuildFixes()].broughtTools = Self.tools(
        among: graph.runClosure(of: id))
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
      looked.append((taker, found, contents))
    }
    // The index is asked for all at a time.
    let modules = looked.map { ($0.taker.id, $0.found.unknown) }
    let known = built
    let kin = await inParallel(modules) { id, unknown in
      await relatives(of: id, bringing: unknown, links, known)
    }
    var wanted: [Undeclared] = []
    var takers: [Taker] = []
    for ((taker, found, contents), relatives) in zip(looked, kin) {
      let (id, closure, roots) = (taker.id, taker.closure, taker.roots)
      var taker = taker
      let brought = taker.brought
      if !relatives.isEmpty { built.notes[id, default: []].append(.mayBeBrought(by: relatives)) }
      if !found.needed.isEmpty {
        // What it does not declare gets into its closure, and has names, too.
        taker.closure.formUnion(found.needed)
        taker.brought.formUnion(self.brought(by: Set(found.needed), built))
        _ = note(taken: &taker, judge, built)
      }
      takers.append(taker)
      takeLibraries(contents.imports, of: id, &built)
      built.fixes[id, default: BuildFixes()].calledPrograms = CalledProgram.called(by: id)
      // The kernel of jsii keeps what it unpacks in the home of who imports anything made with it, and Zig
      // what it compiles.
      built.fixes[id, default: BuildFixes()].usesHome =
        contents.imports.usesHome || closure.contains(.pypi("jsii"))
        || built.sources[id]?.adjustedBuild.requirements.contains { Self.zig.contains($0.id.name) }
          == true
      built.fixes[id, default: BuildFixes()].namespaces = contents.imports.namespaces
      if countsOnPath(id, contents, closure, built) {
        built.fixes[id, default: BuildFixes()].hasUncertainImport = true
      }
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

  /// Programs among what a package needs to run, whose hooks would take over its build.
  private static func tools(among closure: Set<PackageID>) -> Set<String> {
    Set(["cmake", "ninja"].filter { closure.contains(.pypi($0[...])) })
  }

  /// Whether its import counts on directories that only a Python puts on the path which starts with the
  /// package: its own, or those of what it needs.
  private func countsOnPath(
    _ id: PackageID, _ contents: BuildMetadata, _ closure: Set<PackageID>, _ built: Built
  ) -> Bool {
    closure.contains { other in
      guard let there = built.sources[other]?.contents, there.hints.contains("path") else {
        return false
      }
      let names = Set(there.importNames.map { $0.topLevelModule })
      return other == id
        || contents.imports.modules.contains { module in
          module.targets.contains { names.contains($0.topLevelModule) }
        }
    }
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
  private func takeLibraries(_ imports: ImportGraph, of id: PackageID, _ built: inout Built) {
    for name in imports.libraries where !RuntimeLibrary.isOfSystem(name) {
      if let library = RuntimeLibrary(name) {
        built.fixes[id, default: BuildFixes()].libraries.append(library)
      } else {
        built.notes[id, default: []].append(.opensLibrary(name))
      }
    }
    for name in imports.namedLibraries where !RuntimeLibrary.isOfSystem(name) {
      if let library = RuntimeLibrary(name) {
        let known = built.fixes[id]?.libraries ?? []
        // What `find_library("magic")` becomes is passed on.
        if !known.contains(where: { $0.stem == library.stem }) {
          built.fixes[id, default: BuildFixes()].namedLibraries.append(library)
        }
      } else if name.hasPrefix("lib"), name.contains(".so") {
        // Other words may be for other systems, or be no names of libraries.
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
      return contents.importNames + contents.imports.names.filter { !$0.isDotted }
    }
    guard let holding = built.solved.holding(of: id) else { return [] }
    return built.solved.provider.inventory.importNames(of: holding)
  }

  /// The first parts of those.
  func modules(of id: PackageID, _ built: Built) -> Set<String> {
    Set(names(of: id, built).map { $0.topLevelModule })
  }

  /// Whether the code of a package mentions modules of another one.
  func imports(_ id: PackageID, from other: PackageID, _ built: Built) -> Bool {
    let tops = modules(of: other, built).union([other.likelyModule])
    return built.sources[id]?.contents?.imports.modules.contains { module in
      module.targets.contains { tops.contains($0.topLevelModule) }
    } == true
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
      for name in inventory.importNames(of: holding) where !name.isDotted {
        owners[name] = min(owners[name] ?? id, id)
      }
    }
    for id in built.sources.keys.sorted() where id.ecosystem == .pypi {
      guard let source = built.sources[id], let contents = source.contents else { continue }
      // Of a source, only what its backend is known to install counts.
      let isSource = source.build != nil || source.showsSource
      let installed = isSource ? contents.importNames : contents.imports.names
      let own = Set(installed.filter { !$0.isDotted })
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
