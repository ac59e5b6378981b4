extension RefreshReason {
  /// The reason as a sentence without a subject of its own.
  package var words: String {
    switch self {
    case .notText: "its hash is not written as text in this file"
    case .obstacle(let obstacle): obstacle.words
    case .failure(let failure): failure.words
    case .malformed(let words): words
    case .oldHash(let owner): "the old hash belongs to \(owner)"
    case .contentsChanged(let url):
      "the old hash was correct once: the contents of '\(url)' have changed"
    case .oldHashUnknown(let url):
      "the origin of the old hash is unknown; if the version was not edited, the contents of '\(url)' have changed"
    }
  }
}

extension FetchObstacle {
  /// The obstacle, with what helps.
  package var words: String {
    switch self {
    case .unresolved(let argument): "the file does not say what its '\(argument)' is"
    case .untold(let argument, nil):
      "the file does not say what its '\(argument)' is; Nix did not reach it"
    case .untold(let argument, let failure?):
      "the file does not say what its '\(argument)' is; evaluating it failed: \(failure)"
    case .noFetch: "no known fetcher uses this hash; \(Self.advice)"
    case .noURL: "it has no URL"
    case .fetcher(let work): "\(work.words); \(Self.advice)"
    case .hook(let hook): "its '\(hook)' changes what is hashed; \(Self.advice)"
    case .clone(let argument): "with '\(argument)' it is a git clone; \(Self.advice)"
    case .treeOfFile: "its hash is of a directory or of an executable file; \(Self.advice)"
    case .changedArchive: "its archive is changed after it is unpacked; use nix-build"
    case .unknownFormat(let format): "fetchPypi does not support format '\(format)'"
    case .isPrivate: "it is private: only Nix has the credentials"
    }
  }

  private static let advice = "set the hash to \"\" and take the one that Nix reports"
}

extension FetchObstacle.Work {
  fileprivate var words: String {
    switch self {
    case .changes: "it changes what it downloads"
    case .runs(let program): "it runs \(program)"
    case .gitClone: "it is a git clone"
    case .mercurialClone: "it is a Mercurial clone"
    case .subversionCheckout: "it is a Subversion checkout"
    case .mavenRepository: "it is from a Maven repository"
    }
  }
}

extension FetchFailure {
  package var words: String {
    switch self {
    case .missing(.noURL): "it has no URL"
    case .missing(.atURL(let words)), .missing(.page(let words)), .network(let words),
      .archive(let words):
      words
    case .missing(.project(let name)): "the index has no project '\(name)'"
    case .missing(.file(let file, let project)): "the index has no file '\(file)' of '\(project)'"
    case .missing(.hash(let file)): "the index has no hash of '\(file)'"
    case .unknownMirror(let url): "the mirror of '\(url)' is not known; use a plain URL"
    }
  }
}
