import ContentHash
import Nixpkgs
import Operations
import PackageMetadata
import Planning
import Requests

/// A plan as `import --json` prints it.
struct PlanDocument: Encodable {
  struct Snapshot: Encodable {
    let path: String
    let version: String
    @OrNull var python: String?
    @OrNull var r: String?
    let era: String
    let packages: Int
  }

  struct Source: Encodable {
    let format: String
    @OrNull var fetcher: String?
    let url: String
    @OrNull var hash: String?
    @OrNull var systems: [String]?
  }

  struct Relaxed: Encodable {
    let requirement: String
    let have: String
  }

  struct HeldBack: Encodable {
    let newest: String
    let by: String
  }

  struct Conditional: Encodable {
    let package: String
    let systems: [String]
  }

  struct Package: Encodable {
    let package: String
    let version: String
    /// The version that the overlay had, of a package that `update` moves.
    @OrNull var old: String?
    let action: String
    let requested: Bool
    let attribute: String
    let neededBy: [String]
    let neededToBuild: [String]
    let buildSystem: [String]
    let dependencies: [String]
    let otherSystems: [Conditional]
    let leftOut: [String]
    let optionalDependencies: [String: [String]]
    let nativeInputs: [String]
    @OrNull var source: Source?
    let sources: [Source]
    let reason: String
    let relaxed: [Relaxed]
    let relaxedToBuild: [Relaxed]
    let undeclared: [String]
    @OrNull var heldBack: HeldBack?
    let notes: [String]
  }

  struct Overlay: Encodable {
    let path: String
    let changed: Bool
    /// The files that differ, the overlay and others that hold packages of it.
    let files: [String]
  }

  struct File: Encodable {
    let path: String
    let kind: String
    let packages: Int
    let locks: Bool
  }

  struct Wanted: Encodable {
    let package: String
    let file: String
    @OrNull var locked: String?
  }

  struct NotImported: Encodable {
    let name: String
    @OrNull var version: String?
    let file: String
    let reason: String
  }

  /// What files of requests ask for.
  struct Requests: Encodable {
    let files: [File]
    let packages: [Wanted]
    let notImported: [NotImported]
    let tools: [String: String]
    let notes: [String]
  }

  let snapshot: Snapshot
  let requests: Requests
  let requested: [String]
  let packages: [Package]
  let warnings: [String]
  let overlay: Overlay

  /// A plan's document; `old` are the versions that packages had before, of those that moved.
  init(_ report: Import.Report, old: [PackageID: String] = [:]) {
    let facts = report.snapshot.facts
    snapshot = Snapshot(
      path: report.snapshot.location.path, version: facts.version,
      python: facts.python?.versionText, r: facts.rVersionText, era: facts.dialect.era.rawValue,
      packages: report.snapshot.count(of: .pypi))
    requests = Requests(report.requests)
    requested = report.plan.requested.map(\.description)
    packages = report.plan.packages.map { Package($0, report: report, old: old[$0.id]) }
    warnings = report.warnings.map(\.description)
    overlay = Overlay(
      path: report.overlayPath, changed: report.isChanged,
      files: report.change.map { $0.texts.map(\.path) + $0.lockPaths + $0.goneLockPaths } ?? [])
  }
}

extension PlanDocument.Requests {
  init(_ report: RequestReport) {
    files = report.files.map {
      PlanDocument.File(
        path: $0.path, kind: $0.kind.rawValue, packages: $0.count, locks: $0.isLock)
    }
    packages = report.wanted.map {
      PlanDocument.Wanted(
        package: $0.id.description, file: $0.file, locked: $0.locked?.description)
    }
    notImported = report.leftOut.map {
      PlanDocument.NotImported(
        name: $0.name, version: $0.version, file: $0.place.file, reason: $0.reason.description)
    }
    tools = report.tools
    notes = report.remarks.map(\.description) + report.notes.map(\.description)
  }
}

extension PlanDocument.Package {
  init(_ planned: PlannedPackage, report: Import.Report, old: String?) {
    let host = SystemSet(named: report.snapshot.facts.system) ?? .x86_64Linux
    package = planned.id.description
    version = planned.version
    self.old = old
    action = planned.action.rawValue
    requested = planned.isRequested
    let set = report.snapshot.facts.packageSet(of: planned.id.ecosystem)
    attribute = "\(set).\(planned.attribute)"
    neededBy = planned.neededBy.map(\.description)
    neededToBuild = planned.neededToBuild.map(\.description)
    let build = report.prepared.build(of: planned)
    buildSystem = build.buildSystem.map(\.id.description)
    dependencies = planned.needs.dependencies.filter { $0.systems.isSuperset(of: host) }
      .map(\.id.description)
    otherSystems = planned.needs.dependencies.filter { !$0.systems.isSuperset(of: host) }.map {
      PlanDocument.Conditional(package: $0.id.description, systems: $0.systems.systems.map(\.name))
    }
    leftOut = planned.needs.leftOut.map(\.id.description)
    optionalDependencies = planned.needs.optional.mapValues { $0.map(\.id.description) }
    nativeInputs = build.nativeInputs
    let fetcher = report.prepared.fetchers[planned.id]
    sources =
      planned.isWritten ? build.sources.map { PlanDocument.Source($0, fetcher: fetcher) } : []
    source = sources.first
    reason = PlanWording.text(planned.reason)
    relaxed = planned.relaxed.map {
      PlanDocument.Relaxed(requirement: $0.requirement, have: $0.have)
    }
    relaxedToBuild = planned.build.fixes.relaxed.map {
      PlanDocument.Relaxed(requirement: $0.requirement, have: $0.have)
    }
    undeclared = planned.build.fixes.undeclared.map(\.description)
    heldBack = planned.heldBack.map {
      PlanDocument.HeldBack(newest: $0.newest, by: PlanWording.text($0.by))
    }
    notes = report.prepared.notes(on: planned).map { PlanWording.text($0) }
  }
}

extension PlanDocument.Source {
  init(_ source: PlannedSource, fetcher: String?) {
    switch source.artifact.kind {
    case .sdist: format = "sdist"
    case .wheel: format = "wheel"
    case .rSource: format = "source"
    }
    self.fetcher = fetcher
    url = source.artifact.url
    hash = source.artifact.sha256?.description
    systems = source.systems == .all ? nil : source.systems.systems.map(\.name)
  }
}
