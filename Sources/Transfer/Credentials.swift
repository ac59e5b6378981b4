import Basics

/// User names and passwords of servers, apart from the URLs that contained them: those are shown,
/// stored, and written into overlays.
package struct Credentials: Hashable, Sendable {
  private var byOrigin: [String: String] = [:]

  /// Creates a set without any.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { byOrigin.isEmpty }

  /// Takes the credentials out of a URL; every request to the same scheme, host and port has them.
  ///
  /// - Returns: The URL without them.
  package mutating func take(from url: String) -> String {
    if let user = URLText.credentials(in: url) { byOrigin[URLText.origin(of: url)] = user }
    return URLText.withoutCredentials(url)
  }

  /// Takes the credentials out of the URL of an index; where it has none, those that the environment
  /// has for its host count.
  ///
  /// - Returns: The URL without them.
  package mutating func takeIndex(
    from url: String, environment: (String) -> String? = Host.variable
  ) -> String {
    let plain = take(from: url)
    let origin = URLText.origin(of: plain)
    guard byOrigin[origin] == nil, let name = Self.variable(for: plain),
      let user = environment("\(name)_USERNAME")
    else { return plain }
    let password = environment("\(name)_PASSWORD").map { ":" + PercentEncoding.encoded($0) } ?? ""
    byOrigin[origin] = PercentEncoding.encoded(user) + password
    return plain
  }

  /// What the environment variables with the credentials of a URL's host begin with:
  /// `NIXGRAFT_INDEX_PYPI_EXAMPLE_COM` for `pypi.example.com`.
  package static func variable(for url: String) -> String? {
    guard let host = URLText.host(of: url), !host.isEmpty else { return nil }
    let name = host.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" }
    return "NIXGRAFT_INDEX_" + String(name)
  }

  /// Adds those of others; for a server of both, these count.
  package mutating func merge(_ other: Credentials) {
    byOrigin.merge(other.byOrigin) { own, _ in own }
  }

  /// The URL with the credentials of its server, unless it has some of its own.
  func applied(to url: String) -> String {
    guard !byOrigin.isEmpty, let user = byOrigin[URLText.origin(of: url)] else { return url }
    return URLText.with(credentials: user, in: url)
  }
}
