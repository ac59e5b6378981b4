/// User names and passwords of servers, apart from the URLs that told them: those are shown,
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
