/// How long a stored answer to a request may stand in for the network.
package enum Caching: Hashable, Sendable {
  /// Served without asking while younger than `maximumAge` seconds, then asked again with its
  /// `ETag` or `Last-Modified`.
  case revalidate(maximumAge: Int)

  /// Content addressed: once answered, never asked again.
  ///
  /// A 404 or 410 has no content: it is asked again after ``absenceAge``.
  case immutable

  /// Neither looked up nor stored.
  case none

  /// Seconds for which "there is no such file" is believed of an immutable address.
  static let absenceAge = 86_400

  /// Seconds by which the clock that times files, perhaps a file server's, may be ahead of ours.
  static let clockSkew = 60

  /// Whether an answer with `status`, stored or confirmed `age` seconds ago, needs no request.
  func isFresh(status: Int, age: Int) -> Bool {
    // A clock that was set back: nothing is known, so ask.
    guard age >= -Self.clockSkew else { return self == .immutable && status < 400 }
    let age = max(age, 0)
    return switch self {
    case .revalidate(let maximumAge): age < maximumAge
    case .immutable: status < 400 || age < Self.absenceAge
    case .none: false
    }
  }
}
