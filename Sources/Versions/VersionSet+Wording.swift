extension VersionSet {
  /// The set in words that the caller gives.
  ///
  /// A set that lacks just one version, or that lacks just one within an interval, is not treated
  /// apart; a caller who has a word for it asks `excludedSingleton` first.
  ///
  /// - Parameters:
  ///   - all: the word for the full set.
  ///   - none: the word for the empty set.
  ///   - separator: what is between two intervals.
  ///   - interval: the words for one interval.
  /// - Returns: the words.
  package func described(
    all: String, none: String, separator: String, interval: (Interval) -> String
  ) -> String {
    if isFull { return all }
    if isEmpty { return none }
    return intervals.map(interval).joined(separator: separator)
  }

  /// The set in operators, as `>=1.0,<2.0 or ==3.0`, with the caller's words for a version.
  package func described(version: (Version) -> String) -> String {
    if let excluded = excludedSingleton { return "!=" + version(excluded) }
    return described(all: "any", none: "none", separator: " or ") { interval in
      if let only = interval.singleton { return "==" + version(only) }
      let lower: String? =
        switch interval.lower {
        case .unbounded: nil
        case .inclusive(let end): ">=" + version(end)
        case .exclusive(let end): ">" + version(end)
        }
      let upper: String? =
        switch interval.upper {
        case .unbounded: nil
        case .inclusive(let end): "<=" + version(end)
        case .exclusive(let end): "<" + version(end)
        }
      return [lower, upper].compactMap { $0 }.joined(separator: ",")
    }
  }
}

extension VersionSet: CustomStringConvertible {
  /// The set in operators.
  @usableFromInline
  package var description: String { described { "\($0)" } }
}
