/// What building the Rust part of a source archive takes.
///
///     pyproject.toml   [tool.maturin] manifest-path = "crates/py/Cargo.toml"
///     Cargo.lock       crates/py/Cargo.toml              manifest "crates/py", root ""
package struct CargoBuild: Hashable, Sendable {
  /// A crate of a git repository.
  package struct GitCrate: Hashable, Sendable {
    package let name: String
    package let version: String
    /// The repository's address, as Cargo writes it.
    package let url: String
    package let commit: String

    package init(name: String, version: String, url: String, commit: String) {
      self.name = name
      self.version = version
      self.url = url
      self.commit = commit
    }
  }

  /// The directory of the crate that becomes the extension module, below the archive's top folder;
  /// empty for that folder itself.
  package var manifest: String
  /// The directory of Cargo.lock, likewise.
  package var root: String
  /// The text of Cargo.lock; empty where crates are vendored.
  package var lock: [UInt8] = []
  /// How many crates are to be fetched.
  package var crateCount = 0
  package var gitCrates: [GitCrate] = []
  /// The directory in the archive that has all crates, below `root`.
  package var vendor: String?

  package init(manifest: String, root: String) {
    self.manifest = manifest
    self.root = root
  }
}

/// Why the Rust part of a source archive cannot be built as it was published.
package enum CargoProblem: Hashable, Sendable {
  /// It has no Cargo.lock, or none that belongs to the crate in this directory.
  case noLock(directory: String)
  /// Its Cargo.lock names no crate, not even its own: it is empty, or cut off.
  case noCrates
  case unreadable(line: Int, reason: String)
  /// A format of Cargo.lock that is not known.
  case unknownVersion(String)
  /// More crates than a lock can have.
  case tooManyCrates(Int)
  case noChecksum(crate: String)
  /// A crate from neither crates.io nor a git repository.
  case otherSource(crate: String, source: String)
  /// Cargo.toml needs a crate that Cargo.lock lacks.
  case lacksCrate(String)
  /// A crate that lies outside the archive.
  case outside(path: String)
  /// This nixpkgs is of before `importCargoLock`.
  case oldNixpkgs
}
