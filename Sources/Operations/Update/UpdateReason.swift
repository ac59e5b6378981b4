package import OverlayEditing

/// Why a package of an overlay stays as it is, or leaves the overlay.
package enum UpdateReason: Hashable, Sendable {
  // MARK: It cannot be moved

  /// The files that it is built from cannot be read.
  case unreadableFiles([String])
  /// Its version is computed, or not one of its ecosystem.
  case noVersion
  case severalAttributes
  case otherInterpreter
  /// Nothing that it fetches has a hash that could follow.
  case noFetch
  case onNoIndex
  /// No index has this release of it.
  case releaseOnNoIndex(String)
  /// Its repository cannot be read: in the words of what found that, or nil where none is known.
  case repository(String?)
  /// Its commit does not have this version.
  case commitOfOtherVersion(String)
  /// It did not evaluate before either; Nix's own words.
  case doesNotEvaluate(String)
  /// Its text cannot be edited.
  case text(RevisionObstacle)
  /// Its source does not follow its version.
  case sourceStays
  /// Its source follows its version, but its hash does not.
  case source(SourceObstacle)
  /// No newer release fits: the first sentence of the explanation.
  case nothingFits(String)

  // MARK: It leaves the overlay

  /// nixpkgs has it, in a version, if that is known.
  case inNixpkgs(String?)
  case notNeeded
}

extension UpdateReason {
  /// The reason in words that follow the package's name.
  package var words: String {
    switch self {
    case .unreadableFiles(let files): "its file '\(files.joined(separator: "', '"))' cannot be read"
    case .noVersion: "its version in the overlay is not that of a release"
    case .severalAttributes: "the overlay has it under several attributes"
    case .otherInterpreter: "it is for another Python interpreter"
    case .noFetch: "it has no fetch with a hash"
    case .onNoIndex: "no index has it"
    case .releaseOnNoIndex(let version): "no index has its release \(version)"
    case .repository(let words): words ?? "its repository is not known"
    case .commitOfOtherVersion(let version): "its commit does not have version \(version)"
    case .doesNotEvaluate(let words): "it does not evaluate before the update either: \(words)"
    case .text(let obstacle): obstacle.words
    case .sourceStays: "its source does not follow its version"
    case .source(let obstacle): obstacle.words
    case .nothingFits(let explanation): "no newer release fits: \(explanation)"
    case .inNixpkgs(let version): "nixpkgs has \(version ?? "it")"
    case .notNeeded: "nothing needs it any more"
    }
  }
}
