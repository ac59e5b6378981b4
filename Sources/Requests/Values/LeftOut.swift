package import PackageMetadata

/// Something that a file names and that is not imported.
package struct LeftOut: Hashable, Sendable {
  /// The name in the file; for a line without a name, the line.
  package let name: String
  package let version: String?
  package let reason: Reason
  package let place: Place

  package init(_ name: String, version: String? = nil, _ reason: Reason, place: Place) {
    self.name = name
    self.version = version
    self.reason = reason
    self.place = place
  }

  /// Why it is not imported.
  package enum Reason: Hashable, Sendable {
    /// It is a directory or file on the writer's machine; with an empty path, a member of the project's workspace.
    case localPath(String)
    /// It is a project in a directory on the writer's machine, whose own requirements are read.
    case localProject(String)
    /// It is the project itself.
    case project
    /// Its marker holds on none of the systems that count.
    case marker(String)
    /// It belongs to groups or extras that were not asked for.
    case unselected(groups: [String], extras: [String])
    /// Nothing that is asked for needs it here.
    case unneeded
    /// Another entry of the same package applies here, at this version.
    case otherEntry(String)
    /// It is Python's interpreter or what comes with it.
    case partOfPython
    /// The Python at hand has it in its standard library, which the package would hide.
    case inStandardLibrary
    /// It is part of R.
    case partOfR
    /// It manages conda's or pip's environments, which Nix does instead.
    case environmentTool
    /// nixgraft reads git, not this version control system.
    case versionControl(String)
    /// A remote that no requirement of the file needs.
    case unneededRemote
    /// nixpkgs has nothing of the name at its top level.
    case noTool
    /// nixpkgs' attribute does not evaluate by itself: it is unfree, insecure, broken, or for other systems.
    case unusableTool(String)
    /// Code goes on without it: it is imported where it is there.
    case guarded
    /// No package is known to bring the module.
    case unknownModule
    /// It is at an address from which nothing is imported.
    case unreadSource(String)
    /// The lock does not say where it is from.
    case unknownOrigin
    /// No package can have its name.
    case impossibleName
    /// It is not available where the file says; the reason is that of who asked there.
    case unavailable(String)
    /// It needs a package that is not available.
    case needs(String)
    /// nixpkgs builds or tests with its own what this release needs.
    case cycle(String)

    /// Whether the file has a source for it that is not read, so that an index's package of the name is
    /// another.
    package var isElsewhere: Bool {
      switch self {
      case .localPath, .localProject, .versionControl, .unreadSource, .unknownOrigin,
        .unavailable:
        true
      case .project, .marker, .unselected, .unneeded, .otherEntry, .partOfPython,
        .inStandardLibrary, .partOfR, .environmentTool, .unneededRemote, .noTool, .unusableTool,
        .guarded, .unknownModule, .impossibleName, .needs, .cycle:
        false
      }
    }

    /// Whether its reader must see to it: not so where it is not needed here, or nixpkgs has it.
    package var isNotable: Bool {
      switch self {
      case .localPath, .localProject, .versionControl, .noTool, .unreadSource, .unknownOrigin,
        .unneededRemote,
        .unknownModule, .unavailable, .needs, .cycle, .impossibleName,
        .unusableTool:
        true
      case .project, .marker, .unselected, .unneeded, .otherEntry, .partOfPython,
        .inStandardLibrary, .partOfR,
        .environmentTool, .guarded:
        false
      }
    }
  }
}

/// What a file says that is not followed to the letter, or that its reader should know.
package enum RequestNote: Hashable, Sendable {
  /// An option of pip that changes nothing here.
  case ignoredOption(String, Place)
  /// The name of a package was taken from its address.
  case guessedName(String, address: String)
  /// Channels of conda.
  case channels([String])
  /// Builds of conda packages, such as `py38_0`.
  case buildStrings(count: Int)
  /// A selector such as `# [linux]`.
  case selectors(count: Int)
  /// A bound with alternatives, which is taken from the lowest to the highest.
  case widened(String, to: String, Place)
  /// Repeated fields of a DESCRIPTION, of which the last counts.
  case repeatedFields([String])
  /// A package of the manifest that the lock does not have, or has at a version that is excluded.
  case stale(PackageID, asked: String, lock: RequestFileKind, path: String)
  /// Other files of a directory that ask for packages, too.
  case unreadFiles([String], read: String)
  /// Pages of links besides the index; their address may contain a password.
  case findLinks(Place)
  /// Cells or chunks of another language.
  case otherLanguage(String, Place)
  /// What a project's DESCRIPTION needs of the system.
  case systemRequirements(String)
  /// A repository that a lock names without its address, so that CRAN is asked for its packages.
  case unnamedRepository(String, packages: [String])
  /// A version whose text is not a version, for which no wish is kept.
  case unreadableVersion(String, version: String)
}

/// One thing in a file that cannot be read.
package struct RequestProblem: Error, Hashable, Sendable {
  package let place: Place
  package let fault: Fault

  package init(_ place: Place, _ fault: Fault) {
    self.place = place
    self.fault = fault
  }

  package enum Fault: Hashable, Sendable {
    /// The file is not of its format; the reason is the parser's.
    case syntax(format: String, reason: String)
    /// A text that is not a requirement (PEP 508).
    case requirement(String, reason: String)
    case marker(String, reason: String)
    case version(String)
    /// An option that pip does not know, or that lacks its value.
    case option(String)
    /// A statement or expression of Jinja that is not evaluated.
    case template(String)
    case missingFile(String)
    case unreadableFile(String, reason: String)
    /// A file that includes itself, by way of these.
    case cycle([String])
    /// Files within files within files.
    case tooDeep(Int)
    case tooLarge(bytes: Int, limit: Int)
    case tooMany(Int)
    case mergeConflict
    case notText
    /// A web page in a file's place.
    case webPage
    /// A lock of a format that is newer than what is known.
    case newerFormat(found: String, known: String)
    /// A key that the format asks for.
    case missingKey(String)
    /// A group that includes itself or one that is not there.
    case groupCycle(String)
    case unknownGroup(String, near: [String])
    case unknownExtra(String, near: [String])
    case noName(String)
    case hash(String)
    /// A package without a hash where the file requires hashes of all.
    case missingHash(String)
    /// A package whose hashes are none that an index has.
    case otherHashes(String)
    /// A package with hashes, and without the one version that they are of.
    case hashOfManyVersions(String)
    case unknownKind
    /// A directory without any file that requests are read from.
    case emptyDirectory
    /// A file on a server, which has to be downloaded first.
    case remoteFile(String)
    case name(String)
  }
}
