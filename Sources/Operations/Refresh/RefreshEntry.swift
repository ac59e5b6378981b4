/// The result of a refresh for one fetch.
package struct RefreshEntry: Hashable, Sendable {
  /// What is with the hash.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// It is right.
    case ok
    /// There was none, or a fake one.
    case filled
    /// It belongs to another release of the same project.
    case stale
    /// The contents at the same URL have changed, for all that is known.
    case changed
    /// It is not known.
    case skipped
  }

  package let file: String
  /// Where the hash is written, from 1.
  package let line: Int
  /// The column in bytes where it is written, from 1.
  package let column: Int
  /// The names of the bindings around the fetch, such as `foo.src`.
  package let attribute: String
  package let fetcher: String
  /// The hash as written.
  package let oldHash: String?
  /// The hash as it would be written; nil if it isn't known.
  package let newHash: String?
  package let verdict: Verdict
  /// Why it is skipped, or what the old hash belongs to.
  package let reason: RefreshReason?
  /// Whether there is no hash to compare: a stand-in that cannot be filled, or one that is not seen.
  package var isUnseen = false

  /// Whether it is skipped since the network failed.
  var hasFailed: Bool {
    if case .failure(.network) = reason { true } else { false }
  }

  /// Whether it is skipped since there is no such file.
  var isMissing: Bool {
    if case .failure(.missing) = reason { true } else { false }
  }
}
