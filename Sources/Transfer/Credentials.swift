import Basics

/// User names and passwords of servers, apart from the URLs that contained them: those are shown,
/// stored, and written into overlays.
package struct Credentials: Hashable, Sendable {
  private var byOrigin: [String: String] = [:]
  /// Addresses of indexes whose user name came without a password, by their servers.
  private var incomplete: [String: String] = [:]

  /// Creates a set without any.
  package init() {}

  /// Whether there are none.
  package var isEmpty: Bool { byOrigin.isEmpty }

  /// Takes the credentials out of a URL; every request to the same scheme, host and port has them.
  ///
  /// - Returns: The URL without them.
  package mutating func take(from url: String) -> String {
    let plain = URLText.withoutCredentials(url)
    if let user = URLText.credentials(in: url) { add(user, for: plain) }
    return plain
  }

  private mutating func add(_ user: String, for plain: String) {
    let origin = URLText.origin(of: plain)
    byOrigin[origin] = user
    incomplete[origin] = user.contains(":") ? nil : plain
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
    add(PercentEncoding.encoded(user) + password, for: plain)
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
    for (origin, address) in other.incomplete where byOrigin[origin] == nil {
      incomplete[origin] = address
    }
    byOrigin.merge(other.byOrigin) { own, _ in own }
  }

  /// A user name that came without a password.
  struct Incomplete: Hashable, Sendable {
    let user: String
    /// The address of the index that it was given with.
    let address: String
  }

  /// What is known of a URL's server where the password is missing.
  func incomplete(for url: String) -> Incomplete? {
    let origin = URLText.origin(of: url)
    guard let address = incomplete[origin], let user = byOrigin[origin] else { return nil }
    let name = String(decoding: PercentEncoding.decoded(user.utf8), as: UTF8.self)
    return Incomplete(user: name, address: address)
  }

  /// The same with the password of a URL's server.
  func with(password: String, for url: String) -> Credentials {
    let origin = URLText.origin(of: url)
    guard let user = byOrigin[origin] else { return self }
    var result = self
    result.byOrigin[origin] = "\(user):\(PercentEncoding.encoded(password))"
    result.incomplete[origin] = nil
    return result
  }

  /// The URL with the credentials of its server, unless it has some of its own.
  func applied(to url: String) -> String {
    guard !byOrigin.isEmpty, let user = byOrigin[URLText.origin(of: url)] else { return url }
    return URLText.with(credentials: user, in: url)
  }
}
