import Basics
import PackageMetadata

extension RequestSet {
  /// Replaces every address of an index, repository, archive or git server by what `rewrite` makes of
  /// it: addresses may hold names and passwords, which nobody must see.
  package mutating func rewriteAddresses(_ rewrite: (String) -> String) {
    indexes.primary = indexes.primary.map(rewrite)
    indexes.additional = indexes.additional.map(rewrite)
    indexes.named = indexes.named.mapValues(rewrite)
    indexes.repositories = indexes.repositories.map(rewrite)
    for index in requests.indices {
      requests[index].source = requests[index].source.rewritten(rewrite)
      requests[index].requirement = requests[index].requirement.withAddress(
        requests[index].requirement.url.map { Self.rewritten($0, rewrite) })
    }
    for index in lock?.packages.indices ?? 0..<0 {
      guard let source = lock?.packages[index].source else { continue }
      lock?.packages[index].source = source.rewritten(rewrite)
    }
  }

  /// An address with `git+` before it, too.
  private static func rewritten(_ address: String, _ rewrite: (String) -> String) -> String {
    guard let colon = address.range(ofText: "://"),
      let plus = address[..<colon.lowerBound].lastIndex(of: "+")
    else { return rewrite(address) }
    let start = address.index(after: plus)
    return address[..<start] + rewrite(String(address[start...]))
  }
}

extension PackageSource {
  fileprivate func rewritten(_ rewrite: (String) -> String) -> PackageSource {
    switch self {
    case .index(let url): .index(url.map(rewrite))
    case .archive(let url, let subdirectory):
      .archive(url: rewrite(url), subdirectory: subdirectory)
    case .git(let git):
      .git(
        GitReference(
          url: rewrite(git.url), reference: git.reference, commit: git.commit,
          subdirectory: git.subdirectory))
    case .path, .other: self
    }
  }
}

extension Requirement {
  fileprivate func withAddress(_ url: String?) -> Requirement {
    Requirement(
      id: id, writtenName: writtenName, extras: extras, constraint: constraint, url: url,
      marker: marker)
  }
}
