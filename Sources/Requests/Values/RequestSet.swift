package import PackageMetadata
package import Versions

/// What one file asks for, as its own tool understands it; nothing is looked up yet.
///
/// A `requirements.txt` with `six==1.16 --hash=sha256:…`, `-e .` and `-c pins.txt` becomes one
/// request with a hash, one package left out (a local path), and the constraints of the other file.
/// A `uv.lock` becomes the project's own requirements and a `Lock` of packages, each at one version.
package struct RequestSet: Hashable, Sendable {
  /// The file that was named, as the user wrote it.
  package let path: String
  package let kind: RequestFileKind
  /// What is asked for, in the file's order.
  package var requests: [Request] = []
  /// Bounds on packages that may or may not be installed (pip's `-c`).
  package var constraints: [Request] = []
  /// Projects on the writer's disk that the file depends on, with a path as their source; an empty one is for
  /// a member of the workspace.
  package var localProjects: [Request] = []
  /// The versions that a lock file has chosen.
  package var lock: Lock?
  /// Packages that are not Python's or R's: conda's names of programs and libraries.
  package var tools: [ToolRequest] = []
  /// Modules and packages that scanned code uses.
  package var uses: [ScannedUse] = []
  /// What the file names and nobody can import, with the reason.
  package var leftOut: [LeftOut] = []
  /// Lines that cannot be read; the rest of the file is in the other fields.
  package var problems: [RequestProblem] = []
  package var notes: [RequestNote] = []
  /// The interpreter's versions that the file allows (`requires-python`).
  package var requiresPython: SpecifierSet?
  /// The interpreter that the file names (`python=3.12` of conda, `python_version` of Pipfile).
  package var python: String?
  package var requiresR = RSpecifierSet()
  /// The R that a lock was made with.
  package var lockedR: RVersion?
  /// The release of Bioconductor that a lock was made with.
  package var bioconductor: String?
  package var indexes = PackageIndexes()
  /// The extras that the file defines, normalised and sorted.
  package var extras: [String] = []
  /// The dependency groups that the file defines, normalised and sorted.
  package var groups: [String] = []
  /// The groups that the file's own tool installs by default.
  package var defaultGroups: [String] = []
  /// Whether pre-releases are wanted (pip's `--pre`).
  package var allowsPrereleases = false
  /// Extras of the project itself that an extra or a group asks for (`all = ["mine[a,b]"]`).
  package var selfExtras: [Scope: [String]] = [:]
  /// What the project beside the file asks for itself, where the file does not say: an export of its lock
  /// has versions without bounds.
  package var manifest: [PackageID: Requirement] = [:]
  /// The project that the file belongs to, where it has a name.
  package var projectName: String?

  package init(path: String, kind: RequestFileKind) {
    self.path = path
    self.kind = kind
  }
}

/// The kinds of files that requests are read from.
package enum RequestFileKind: String, Hashable, Sendable, CaseIterable {
  case requirements = "requirements.txt"
  case pyproject = "pyproject.toml"
  case uvLock = "uv.lock"
  case poetryLock = "poetry.lock"
  case pdmLock = "pdm.lock"
  case pylock = "pylock.toml"
  case pipfile = "Pipfile"
  case pipfileLock = "Pipfile.lock"
  case conda = "environment.yml"
  case renvLock = "renv.lock"
  case description = "DESCRIPTION"
  case pythonScript = "script"
  case notebook = "notebook"
  case rScript = "R script"
  /// Files of code that were scanned for what they import.
  case scan

  /// The command of its own tool that renews the lock.
  var renewal: String? {
    switch self {
    case .uvLock: "uv lock"
    case .poetryLock: "poetry lock"
    case .pdmLock: "pdm lock"
    case .pipfileLock: "pipenv lock"
    case .renvLock: "renv::snapshot()"
    default: nil
    }
  }

  /// Whether it says which version of each package to take.
  package var isLock: Bool {
    switch self {
    case .uvLock, .poetryLock, .pdmLock, .pylock, .pipfileLock, .renvLock: true
    default: false
    }
  }
}

/// One package that a file asks for.
package struct Request: Hashable, Sendable {
  /// Name, extras, bounds and marker; its URL is in `source`.
  package var requirement: Requirement
  package var source: PackageSource
  /// The hashes of which a file must have one, where the file gives any (SHA-256).
  package var hashes: [FileHash]
  package var scope: Scope
  package var isBioconductor: Bool
  /// Whether letters' case was lost on the way (conda's `r-deseq2`).
  package var isNameFolded: Bool
  /// Whether the name was taken from an address, so that the package itself may have another.
  package var isNameGuessed: Bool
  package var place: Place

  package init(
    _ requirement: Requirement, source: PackageSource = .index(nil), hashes: [FileHash] = [],
    scope: Scope = .main, isBioconductor: Bool = false, isNameFolded: Bool = false,
    isNameGuessed: Bool = false, place: Place
  ) {
    self.requirement = requirement
    self.source = source
    self.hashes = hashes
    self.scope = scope
    self.isBioconductor = isBioconductor
    self.isNameFolded = isNameFolded
    self.isNameGuessed = isNameGuessed
    self.place = place
  }

  package var id: PackageID { requirement.id }
}

/// The part of a project that a request belongs to.
package enum Scope: Hashable, Comparable, Sendable {
  case main
  /// An extra (PEP 621), by its normalised name.
  case extra(String)
  /// A dependency group (PEP 735), by its normalised name.
  case group(String)
}

/// Where in a file something stands.
package struct Place: Hashable, Sendable, CustomStringConvertible {
  package let file: String
  /// Counted from 1; nil if the format has no lines worth telling.
  package let line: Int?
  /// In bytes, counted from 1.
  package let column: Int?
  /// The way to the value, such as `project.dependencies`.
  package let key: String?

  package init(_ file: String, line: Int? = nil, column: Int? = nil, key: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.key = key
  }

  /// `FILE:LINE:COLUMN`, or `FILE: KEY`.
  package var description: String {
    var text = file
    if let line { text += ":\(line)" }
    if let column { text += ":\(column)" }
    if let key { text += ": \(key)" }
    return text
  }
}

/// A package that a file names and that is neither of Python nor of R.
package struct ToolRequest: Hashable, Sendable {
  /// The name in the file.
  package let name: String
  /// The attribute at nixpkgs' top level that has it, where one is known.
  package let attribute: String?
  package let place: Place

  package init(name: String, attribute: String?, place: Place) {
    self.name = name
    self.attribute = attribute
    self.place = place
  }
}
