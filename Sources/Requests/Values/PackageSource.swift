package import ContentHash

/// Where a file says that a package comes from.
package enum PackageSource: Hashable, Sendable {
  /// An index of Python packages or a repository of R packages; nil for the run's own.
  case index(String?)
  /// A wheel or a source archive.
  case archive(url: String, subdirectory: String?)
  case git(GitReference)
  /// A directory or file on the writer's machine.
  case path(String)
  /// Another version control system (`hg`, `svn`, `bzr`), which nixgraft does not read.
  case other(system: String, url: String)
}

/// A state of a git repository.
package struct GitReference: Hashable, Sendable {
  /// The repository's address, without `git+`, fragment and reference.
  package let url: String
  /// A branch, tag or commit as written; nil for the repository's own head.
  package let reference: String?
  /// The commit that a lock has chosen, 40 hexadecimal digits.
  package let commit: String?
  /// The package's directory within the repository.
  package let subdirectory: String?

  package init(
    url: String, reference: String? = nil, commit: String? = nil, subdirectory: String? = nil
  ) {
    self.url = url
    self.reference = reference
    self.commit = commit
    self.subdirectory = subdirectory
  }
}

/// A hash that a file gives for an artifact, with the artifact's name if the file has it.
package struct FileHash: Hashable, Sendable {
  package let hash: ContentHash
  package let fileName: String?

  package init(_ hash: ContentHash, fileName: String? = nil) {
    self.hash = hash
    self.fileName = fileName
  }

  /// Reads `sha256:…` (hexadecimal, as Python's tools write it).
  ///
  /// The result is nil for other text; MD5 and SHA-1 are read, but prove nothing.
  package init?(_ text: String, fileName: String? = nil) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let algorithm = ContentHash.Algorithm(rawValue: String(parts[0])),
      let hash = ContentHash(hexadecimal: Array(parts[1].utf8), algorithm: algorithm)
    else { return nil }
    self.init(hash, fileName: fileName)
  }
}

/// The indexes that a file names.
package struct PackageIndexes: Hashable, Sendable {
  /// The index in PyPI's place.
  package var primary: String?
  /// Further indexes to ask, in order.
  package var additional: [String] = []
  /// Indexes and repositories by the names that requests use.
  package var named: [String: String] = [:]
  /// Repositories of R packages, in order.
  package var repositories: [String] = []

  package init() {}

  /// Whether the file names none.
  package var isEmpty: Bool {
    primary == nil && additional.isEmpty && named.isEmpty && repositories.isEmpty
  }
}
