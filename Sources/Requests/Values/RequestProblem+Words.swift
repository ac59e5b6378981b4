extension RequestProblem: CustomStringConvertible {
  /// One sentence: what is wrong, and where.
  package var description: String {
    if case .missingFile(let path) = fault, place == Place(path) { return "\(fault)" }
    return "\(place): \(fault)"
  }
}

extension RequestProblem.Fault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .syntax(let format, let reason): "not valid \(format): \(reason)"
    case .requirement(let text, let reason): "'\(text)' is not a requirement: \(reason)"
    case .marker(let text, let reason): "'\(text)' is not an environment marker: \(reason)"
    case .version(let text): "'\(text)' is not a version or bound"
    case .option(let name): "pip's option '\(name)' is unknown or lacks its value"
    case .template(let text):
      "'\(text)' is part of a template, which is not evaluated; render the file first"
    case .missingFile(let path): "there is no file '\(path)'"
    case .unreadableFile(let path, let reason): "cannot read '\(path)': \(reason)"
    case .cycle(let files): "the file includes itself: \(files.joined(separator: " → "))"
    case .tooDeep(let limit): "files include files more than \(limit) deep"
    case .tooLarge(let bytes, let limit):
      "the file has \(bytes) bytes, over the limit of \(limit >> 20) MiB"
    case .tooMany(let limit): "the file has more than \(limit) packages"
    case .mergeConflict: "an unfinished merge: this line is a conflict mark"
    case .notText: "the file is not text"
    case .webPage: "the file is a web page"
    case .newerFormat(let found, let known):
      "the lock has format \(found), but formats up to \(known) are known"
    case .missingKey(let key): "'\(key)' is missing"
    case .groupCycle(let name): "the group '\(name)' includes itself"
    case .unknownGroup(let name, let near): "there is no group '\(name)'" + Self.like(near)
    case .unknownExtra(let name, let near): "there is no extra '\(name)'" + Self.like(near)
    case .noName(let text): "'\(text)' does not say which package it is"
    case .hash(let text): "'\(text)' is not a hash such as sha256:…"
    case .missingHash(let name):
      "'\(name)' has no hash, but the file requires hashes of all packages"
    case .otherHashes(let name):
      "'\(name)' has no SHA-256 hash, the kind that indexes have: add --hash=sha256:…"
    case .hashOfManyVersions(let name):
      "'\(name)' has hashes, but no exact version: add '==VERSION'"
    case .unknownKind:
      "unknown kind of file; expected requirements.txt, pyproject.toml, a lock file, environment.yml, "
        + "DESCRIPTION or a script"
    case .emptyDirectory:
      "nothing to read in the directory; expected requirements.txt, pyproject.toml, a lock file, "
        + "environment.yml, DESCRIPTION or, to scan, code"
    case .remoteFile(let url): "'\(url)' was not downloaded"
    case .name(let text): "'\(text)' is not a package's name"
    }
  }

  private static func like(_ near: [String]) -> String {
    near.isEmpty ? "" : "; there is '\(near.joined(separator: "', '"))'"
  }
}
