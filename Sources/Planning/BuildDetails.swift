package import PackageMetadata

/// From what a package is built, and with what.
///
/// Planning knows the files and, for an sdist, what building it takes. The stages that read the files
/// later add what only the files tell, each as a new value.
package struct BuildDetails: Hashable, Sendable {
  /// The files to fetch: one, or for platform wheels one a system.
  package let sources: [PlannedSource]
  package let buildSystem: [PlannedDependency]
  /// Whether an sdist has a `[build-system]` table (PEP 518).
  package let hasBuildSystem: Bool
  package let importNames: [String]
  /// The programs that it installs, sorted; empty where nothing is known.
  package let programs: [String]
  /// Hints about native needs (`BuildMetadata.hints`).
  package let hints: [String]
  /// Attributes of nixpkgs that it needs besides those of its ecosystem.
  package let nativeInputs: [String]
  /// What building its Rust part takes.
  package let cargo: CargoBuild?
  /// The PEP 517 backend of an sdist; nil for setuptools' own.
  package let backend: String?
  /// Further settings of the build.
  package let fixes: BuildFixes

  package init(
    sources: [PlannedSource] = [], buildSystem: [PlannedDependency] = [],
    hasBuildSystem: Bool = false, importNames: [String] = [], programs: [String] = [],
    hints: [String] = [], nativeInputs: [String] = [], cargo: CargoBuild? = nil,
    backend: String? = nil, fixes: BuildFixes = BuildFixes()
  ) {
    self.sources = sources
    self.buildSystem = buildSystem
    self.hasBuildSystem = hasBuildSystem
    self.importNames = importNames
    self.programs = programs
    self.hints = hints
    self.nativeInputs = nativeInputs
    self.cargo = cargo
    self.backend = backend
    self.fixes = fixes
  }

  /// Whether it is built from a wheel.
  package var isWheel: Bool {
    if case .wheel? = sources.first?.artifact.kind { true } else { false }
  }

  /// The systems that it has files for.
  package var platforms: SystemSet {
    sources.reduce(into: SystemSet()) { $0.formUnion($1.systems) }
  }

  /// The same build with what looking into the file found.
  package func looked(into found: BuildMetadata) -> BuildDetails {
    BuildDetails(
      sources: sources, buildSystem: buildSystem, hasBuildSystem: hasBuildSystem,
      importNames: found.importNames, programs: found.programs, hints: found.hints,
      nativeInputs: nativeInputs, cargo: cargo, backend: backend, fixes: fixes)
  }

  /// The same build with what it needs of nixpkgs besides packages of its ecosystem.
  package func needing(_ nativeInputs: [String]) -> BuildDetails {
    BuildDetails(
      sources: sources, buildSystem: buildSystem, hasBuildSystem: hasBuildSystem,
      importNames: importNames, programs: programs, hints: hints, nativeInputs: nativeInputs,
      cargo: cargo, backend: backend, fixes: fixes)
  }
}

/// One file to fetch, and the systems that it serves.
package struct PlannedSource: Hashable, Sendable {
  package let artifact: Artifact
  package let systems: SystemSet

  package init(artifact: Artifact, systems: SystemSet) {
    self.artifact = artifact
    self.systems = systems
  }
}
