package import PythonSource
package import Versions

/// What a release says about itself: core metadata for Python, DESCRIPTION for R.
package struct ReleaseMetadata: Hashable, Sendable {
  /// Requirements, or why they cannot be known: missing is not empty.
  package enum Requirements: Hashable, Sendable {
    case known([Requirement])
    case unknown(reason: String)
  }

  package var requirements: Requirements
  /// Normalised names of the extras provided, sorted (PEP 685).
  package var extras: [String]
  package var requiresPython: SpecifierSet?
  /// The bounds of `Depends: R (…)`; nil for Python.
  package var requiresR: RSpecifierSet?
  package var summary: String?
  package var homePage: String?
  package var changelog: String?
  package var licence: LicenceStatement
  /// Whether its classifiers name Windows as the only system that it is for.
  package var isForWindowsOnly = false
  /// Whether its classifiers name macOS as the only system that it is for.
  package var isForMacOSOnly = false
  /// The text of R's SystemRequirements, and what a scan of the tarball found; unused for Python.
  package var systemRequirements: String?
  /// The file this came from, for messages.
  package var provenance: String
  /// Sentences worth telling the user.
  package var notes: [String]

  package init(
    requirements: Requirements, extras: [String] = [], requiresPython: SpecifierSet? = nil,
    requiresR: RSpecifierSet? = nil, summary: String? = nil, homePage: String? = nil,
    changelog: String? = nil,
    licence: LicenceStatement = LicenceStatement(), systemRequirements: String? = nil,
    provenance: String, notes: [String] = []
  ) {
    self.requirements = requirements
    self.extras = extras
    self.requiresPython = requiresPython
    self.requiresR = requiresR
    self.summary = summary
    self.homePage = homePage
    self.changelog = changelog
    self.licence = licence
    self.systemRequirements = systemRequirements
    self.provenance = provenance
    self.notes = notes
  }
}

/// What a release says about its licence, unmapped.
package struct LicenceStatement: Hashable, Sendable {
  /// `License-Expression` (SPDX, PEP 639).
  package var expression: String?
  /// `License`, or DESCRIPTION's License.
  package var text: String?
  /// The `License ::` classifiers.
  package var classifiers: [String]

  package init(expression: String? = nil, text: String? = nil, classifiers: [String] = []) {
    self.expression = expression
    self.text = text
    self.classifiers = classifiers
  }
}

/// What it takes to build one artifact from source.
package struct BuildMetadata: Hashable, Sendable {
  /// The PEP 517 backend (`hatchling.build`); `nil` means setuptools' legacy backend.
  package var backend: String?
  /// Whether the archive has a pyproject.toml with a `[build-system]` table.
  package var hasBuildSystem: Bool
  /// Build requirements; for R, empty.
  package var requirements: [Requirement]
  /// Hints at tools and libraries, found in the archive.
  ///
  /// They are `rust` (Cargo.toml), `cmake`, `meson`, `cython`, `fortran`, and what is said of single
  /// libraries and programs: `lib:z`, `pkg-config:libxml-2.0`, `cmake:ZLIB`, `crate:openssl-sys`,
  /// `include:zlib.h`, `tool:swig`, `remake2:a/b.c` (C code that Cython has to
  /// make anew); for R also `java` and the like.
  package var hints: [String]
  /// Import names found in the archive (top-level packages and modules), where they are known.
  package var importNames: [String]
  /// What an import of those names imports in turn; empty where the files were not looked into.
  package var imports = ImportGraph()
  /// What its setup.py imports in turn, where setuptools builds it.
  package var setupImports = ImportGraph()
  /// The programs that it installs, sorted; empty where nothing is known.
  package var programs: [String] = []
  /// What only setuptools asks for when a build begins (`setup_requires`).
  package var setupRequirements: [Requirement] = []
  /// What building its Rust part takes; nil where it has none that its backend builds.
  package var cargo: CargoBuild?
  /// Why the archive cannot be built as it is.
  package var obstacles: [BuildObstacle] = []
  /// Classifiers that its backend refuses if it does not know them, of the kinds that there are new ones of.
  package var classifiers: [String] = []
  package var notes: [String]

  package init(
    backend: String? = nil, hasBuildSystem: Bool = false, requirements: [Requirement] = [],
    hints: [String] = [], importNames: [String] = [], notes: [String] = []
  ) {
    self.backend = backend
    self.hasBuildSystem = hasBuildSystem
    self.requirements = requirements
    self.hints = hints
    self.importNames = importNames
    self.notes = notes
  }
}

/// Why a source archive cannot be built as it was published.
package enum BuildObstacle: Hashable, Sendable {
  /// Its setup.py asks for `use_2to3`, which setuptools refuses since version 58.
  case conversion
  /// Its setup.py does not compile.
  case script(PythonModule.Obstacle)
  /// Its setup.py opens a file that the archive lacks, and that something may make before.
  case missingFile(String)
  /// Its setup.py opens or installs a file that the archive lacks and that nothing makes.
  case neededFile(String)
  /// Its setup.py imports a module that neither the archive has nor what it is built with.
  case missingModule(String)
  /// Its setup.py only raises an error.
  case raises
  /// Its `[build-system]` table has a key that PEP 518 does not know.
  case unknownKey(String)
  /// An extra in its `[tool.poetry.extras]` lists what is no name, which poetry-core refuses since 1.9.
  case poetryExtra(String)
  /// Its `[project]` table has no name, which every backend that reads the table insists on.
  case namelessProject
  /// Its versioneer.py, of before 2021, uses what configparser lost with Python 3.12; a substitution
  /// makes it work.
  case oldVersioneer
  /// Its setup.py reads requirements with modules of pip that pip has no longer; a substitution does it.
  case pipParsing
  /// Its setup.cfg wants optimised bytecode, for which setuptools starts a Python that imports distutils; a
  /// substitution drops it.
  case optimisedBytecode
  /// Its pyproject.toml names a script that its backend runs, and that the archive lacks.
  case missingHook(String)
  /// A script that its backend runs calls a program which downloads, such as npm.
  case hookDownloads(String)
  /// Its Rust part lacks something.
  case cargo(CargoProblem)
  /// Its setup.py downloads files when a build runs, which no build in Nix's sandbox can.
  case downloads
}
