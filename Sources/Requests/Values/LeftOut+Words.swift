extension LeftOut.Reason: CustomStringConvertible {
  /// What follows the package's name in a sentence: `is the local path libs/polaris`.
  package var description: String {
    switch self {
    case .localPath(""): "is a member of the project's workspace; read its own pyproject.toml, too"
    case .localPath(let path): "is the local path \(path)"
    case .localProject(let path): "is the local project \(path); its requirements are read"
    case .project: "is the project itself"
    case .marker(let marker): "is not for this Python and system (\(marker))"
    case .unselected(let groups, let extras):
      if !groups.isEmpty {
        "is only in \(Self.list(groups, "group"))"
      } else if !extras.isEmpty {
        "is only in \(Self.list(extras, "extra"))"
      } else {
        "is only in extras that were not asked for"
      }
    case .unneeded: "is not needed by anything requested here"
    case .otherEntry(let version): "is locked twice; \(version) applies here"
    case .partOfPython: "is the Python interpreter, which nixpkgs has"
    case .inStandardLibrary: "is part of this Python's standard library"
    case .partOfR: "comes with R"
    case .environmentTool: "manages or tunes conda's environment, which Nix replaces"
    case .versionControl(let system):
      "is in a repository of \(system), which nixgraft does not read"
    case .unneededRemote: "is a remote that nothing in Depends, Imports or LinkingTo needs"
    case .noTool: "is not a package of Python or R, and nixpkgs has no such attribute"
    case .unusableTool(let attribute):
      "is not a package of Python or R, and nixpkgs' '\(attribute)' does not evaluate here (unfree, insecure, broken or for other systems)"
    case .guarded: "is imported only if it is installed"
    case .unknownModule:
      "is imported, but no known package provides it; name the package as a request"
    case .unreadSource(let url): "comes from \(url), a source that nixgraft does not read"
    case .unknownOrigin: "has no origin in the lock"
    case .impossibleName: "is not a valid package name"
    case .unavailable(let reason): "is not available: \(reason)"
    case .needs(let name): "needs '\(name)', which is not available"
    case .cycle(let need):
      "needs '\(need)', which nixpkgs builds or tests with its own version of this package, so each would need the other"
    }
  }

  private static func list(_ names: [String], _ noun: String) -> String {
    let quoted = names.map { "'\($0)'" }.joined(separator: ", ")
    return names.count == 1 ? "the \(noun) \(quoted)" : "the \(noun)s \(quoted)"
  }
}

extension RequestNote: CustomStringConvertible {
  package var description: String {
    switch self {
    case .ignoredOption(let name, let place): "\(place): pip's '\(name)' is ignored"
    case .guessedName(let name, let address):
      "'\(address)' does not name its package; using '\(name)' from the address"
    case .channels(let names): "conda's channels are not used: \(names.joined(separator: ", "))"
    case .buildStrings(let count):
      "conda's build strings are not used (\(count) package\(count == 1 ? "" : "s"))"
    case .selectors(let count):
      "conda's selectors in comments are not used (\(count) line\(count == 1 ? "" : "s"))"
    case .widened(let text, let range, let place):
      "\(place): '\(text)' is read as '\(range)'"
    case .repeatedFields(let names):
      "DESCRIPTION has '\(names.joined(separator: "', '"))' more than once; the last one counts"
    case .stale(_, let asked, let lock, let path):
      "'\(path)' is stale: the project asks for '\(asked)', which it does not have at a version that fits"
        + (lock.renewal.map { "; renew it: \($0)" } ?? "")
    case .systemRequirements(let text):
      "system requirements of the project: \(text); they are not imported, but can be added to a shell"
    case .unnamedRepository(let repository, let packages):
      "the lock does not say where its repository '\(repository)' is, so CRAN is asked for "
        + packages.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        + (packages.count > 5 ? " and \(packages.count - 5) more" : "")
    case .unreadFiles(let names, let read):
      "read \(read), ignored \(names.joined(separator: ", "))"
    case .findLinks(let place):
      "\(place): pip's '--find-links' is ignored; packages come from an index"
    case .otherLanguage(let language, let place): "\(place): \(language) is not scanned"
    case .unreadableVersion(let name, let version):
      "'\(version)' of '\(name)' is not a version; using the newest that fits"
    }
  }
}
