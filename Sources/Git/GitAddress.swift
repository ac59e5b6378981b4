import Basics

/// The address of a git repository, with what is known about its host.
package struct GitAddress: Hashable, Sendable {
  /// How a host names the archives of commits.
  package enum Host: Hashable, Sendable {
    case github(owner: String, repository: String)
    /// `owner` may be a path of groups.
    case gitlab(domain: String, owner: String, repository: String)
    case bitbucket(owner: String, repository: String)
    /// A host that is not known by its name; its archives may be of any of these forms.
    case unknown
  }

  /// The address over HTTP, without `.git` and slashes at its end.
  package let url: String
  package let host: Host

  /// Reads an address in any form that git takes and that can be asked over HTTP: `https://…`,
  /// `ssh://git@host/…` and `git@host:…` of hosts that serve both.
  ///
  /// Nil for a path, and for what has no host.
  package init?(_ text: String) {
    var rest = text[...]
    if rest.hasPrefix("git+") { rest = rest.dropFirst(4) }
    let plain: String
    if rest.hasPrefix("https://") || rest.hasPrefix("http://") {
      plain = String(rest)
    } else if rest.hasPrefix("ssh://") || rest.hasPrefix("git://") {
      let path = rest.dropFirst(6)
      plain = "https://" + (path.hasPrefix("git@") ? path.dropFirst(4) : path)
    } else if let at = rest.firstIndex(of: "@"), let colon = rest[at...].firstIndex(of: ":"),
      !rest[..<at].contains("/")
    {
      plain = "https://\(rest[rest.index(after: at)..<colon])/\(rest[rest.index(after: colon)...])"
    } else {
      return nil
    }
    var url = plain[...]
    while url.last == "/" { url.removeLast() }
    if url.hasSuffix(".git") { url = url.dropLast(4) }
    guard let colon = url.range(ofText: "://") else { return nil }
    let parts = url[colon.upperBound...].split(separator: "/").map(String.init)
    guard parts.count > 1, let repository = parts.last, let domain = parts.first else { return nil }
    self.url = String(url)
    let owner = parts.dropFirst().dropLast().joined(separator: "/")
    switch domain.lowercased() {
    case "github.com" where parts.count == 3: host = .github(owner: owner, repository: repository)
    case "bitbucket.org" where parts.count == 3:
      host = .bitbucket(owner: owner, repository: repository)
    case let name where (name == "gitlab.com" || name.hasPrefix("gitlab.")) && !owner.isEmpty:
      host = .gitlab(domain: domain, owner: owner, repository: repository)
    default: host = .unknown
    }
  }

  /// The last part of the address.
  package var repository: String { url.split(separator: "/").last.map(String.init) ?? url }

  /// Where the references are listed; servers answer to the address with and without `.git`.
  var referencesURLs: [String] {
    let query = "/info/refs?service=git-upload-pack"
    return [url + ".git" + query, url + query]
  }

  /// The addresses at which the archive of a commit may be, the likeliest first.
  package func archives(of commit: String) -> [String] {
    let github = "\(url)/archive/\(commit).tar.gz"
    let gitlab = "\(url)/-/archive/\(commit)/\(repository)-\(commit).tar.gz"
    let bitbucket = "\(url)/get/\(commit).tar.gz"
    switch host {
    case .github: return [github]
    case .gitlab: return [gitlab]
    case .bitbucket: return [bitbucket]
    case .unknown: return [github, gitlab, bitbucket]
    }
  }
}
