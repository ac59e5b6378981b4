package import PackageMetadata

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
  /// C libraries that it opens by names in variables.
  package var namedLibraries: [RuntimeLibrary] = []
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
  /// Programs whose hooks come along with what it needs to run, by the names of packages.
  package var broughtTools: Set<String> = []
  /// How far below the usual priority it is in an environment, where others have some of its files.
  package var priorityRank = 0
  /// Whether it has a versioneer.py that only older Pythons run.
  package var hasOldVersioneer = false
  /// Whether its setup.py reads requirements with what pip had.
  package var parsesWithPip = false

  /// Whether its setup.cfg wants optimised bytecode, which takes the distutils of older Pythons.
  package var optimisesBytecode = false

  /// Whether it has classifiers that are newer than the list which its backend compares them with.
  package var hasNewClassifiers = false

  package init(
    skipsRequirementCheck: Bool = false, substitutions: [SourceSubstitution] = []
  ) {
    self.skipsRequirementCheck = skipsRequirementCheck
    self.substitutions = substitutions
  }
}
