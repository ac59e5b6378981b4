import Basics
import PackageMetadata
import PythonSource

/// Sources that do not build, and what a setup.py needs that nobody asks for.
extension BuildPlanning {
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
      if case .pipParsing = obstacle {
        fixes.parsesWithPip = true
        continue
      }
      if case .optimisedBytecode = obstacle {
        fixes.optimisesBytecode = minor >= 12
        continue
      }
      if case .conversion = obstacle, convertsSources(built) { continue }
      if case .namelessProject = obstacle, !readsProject(build, built) { continue }
      if case .poetryExtra = obstacle, !has(.pypi("poetry-core"), since: [1, 9], built) {
        continue
      }
      if case .unknownKey(let key) = obstacle, choice.alternative.isEmpty {
        if Self.isPlain(key) { fixes.droppedKeys.append(key) }
      }
      if hasWheel { return .unbuildable(obstacle) }
      if obstacle.isCertain, certain == nil { certain = .unbuildable(obstacle) }
    }
    if build.backend == nil || build.backend?.hasPrefix("setuptools.build_meta") == true,
      certain == nil
    {
      let found = script(of: choice, built)
      if let obstacle = found.obstacle {
        certain = .scriptFails(obstacle)
      } else if let module = lacking(found.unknown, in: choice, build) {
        certain = .unbuildable(.missingModule(module))
      }
      if certain != nil, hasWheel { return certain }
    }
    guard let certain else { return nil }
    var meant: PackageID?
    if case .unbuildable(.raises) = certain { meant = Self.meant(by: release.id, minor: minor) }
    throw .noArtifact(
      release.id, .unbuildable(release.version, certain, meant: meant), waysOut: [])
  }

  /// Whether a source has classifiers that its backend looks up in nixpkgs' trove-classifiers, which is older
  /// than they are.
  func hasNewClassifiers(_ choice: SourceChoice, _ release: Release, _ built: Built) async -> Bool {
    guard let classifiers = choice.build?.classifiers, !classifiers.isEmpty,
      let holding = built.solved.holding(of: .pypi("trove-classifiers")),
      let version = holding.version,
      let catalog = built.solved.provider.memory.catalogs[.pypi]
    else { return false }
    // PyPI takes none that it does not know, and its list's versions are days.
    let day = holding.versionText.split(separator: ".").prefix(3).compactMap { Int64($0) }
    if day.count == 3, let uploaded = release.artifacts.compactMap(\.uploadTime).min(),
      uploaded < Timestamp(year: day[0], month: day[1], day: day[2])
    {
      return false
    }
    let names = classifiers.map {
      ImportWalk.TakenName(module: "trove_classifiers", name: "\"\($0)\"")
    }
    return (try? await catalog.absent(names.sorted(), from: holding.id, version))?.isEmpty == false
  }

  /// The first of some modules that a setup.py imports, where what it is built with is known to have none of
  /// them and the script does not look elsewhere.
  private func lacking(
    _ unknown: [String], in choice: SourceChoice, _ build: BuildMetadata
  ) -> String? {
    let script = build.setupImports.modules.first { $0.name == "setup" }
    guard script?.content.traits.contains(.changesPath) == false else { return nil }
    let needed = choice.adjustedBuild.requirements + build.setupRequirements
    guard needed.allSatisfy({ Self.plainTools.contains($0.id.name) }) else { return nil }
    return unknown.first { !$0.isDotted }
  }

  /// What builds without bringing modules of other names.
  private static let plainTools: Set<String> = [
    "cython", "distutils", "numpy", "pip", "setuptools", "setuptools-scm", "wheel",
  ]

  /// Whether the setuptools of nixpkgs still converts sources of Python 2: those of before 58 do.
  private func convertsSources(_ built: Built) -> Bool {
    built.solved.provider.inventory.holding(of: .pypi("setuptools")) != nil
      && !has(.pypi("setuptools"), since: [58], built)
  }

  /// Whether the backend of nixpkgs reads the `[project]` table of a pyproject.toml (PEP 621).
  private func readsProject(_ build: BuildMetadata, _ built: Built) -> Bool {
    let backend = build.backend ?? "setuptools.build_meta"
    if backend.hasPrefix("poetry") { return has(.pypi("poetry-core"), since: [2], built) }
    return !backend.hasPrefix("setuptools") || has(.pypi("setuptools"), since: [61], built)
  }

  /// Whether nixpkgs has a package at a version or a later one.
  private func has(_ id: PackageID, since release: [Int], _ built: Built) -> Bool {
    guard let version = built.solved.provider.inventory.holding(of: id)?.versionText else {
      return false
    }
    let parts = version.split(separator: ".").prefix(release.count).map { Int($0) ?? .max }
    return !parts.lexicographicallyPrecedes(release)
  }

  /// The project that is of the module which a name stands for, where that is another: sklearn, bs4.
  static func meant(by id: PackageID, minor: Int) -> PackageID? {
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
    if choice.build?.hints.contains("distutils") == true,
      provider.inventory.holding(of: .pypi("distutils")) != nil
    {
      needed.append(.pypi("distutils"))
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
}
