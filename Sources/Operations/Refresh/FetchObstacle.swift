/// Why a fetch has no source that can be asked.
package enum FetchObstacle: Error, Hashable, Sendable {
  /// An argument is not text in the file, and Nix was not asked, or did not tell.
  case unresolved(argument: String)
  /// Nix was asked for the argument; its words where the evaluation failed, else it did not reach the fetch.
  case untold(argument: String, failure: String?)
  /// No fetch that is known takes the hash.
  case noFetch
  case noURL
  /// The fetcher does more than to download, so that its hash is of something else.
  case fetcher(Work)
  /// What runs on the files after they came, as `postFetch`.
  case hook(String)
  /// With this argument the fetcher makes a clone.
  case clone(argument: String)
  /// The hash is of a directory or of an executable file.
  case treeOfFile
  /// The fetcher changes the archive after it is unpacked.
  case changedArchive
  /// A format of fetchPypi that it does not have.
  case unknownFormat(String)
  case isPrivate

  /// What a fetcher does besides downloading.
  package enum Work: Hashable, Sendable {
    case changes
    /// A program that it runs, as `cargo`.
    case runs(String)
    case gitClone, mercurialClone, subversionCheckout
    case mavenRepository
  }
}
