extension VersionSet where Version == PythonVersion {
  /// The set in PEP 440's specifiers, alternatives with `or` between: `>=1.0,<2.0 or ==3.*`.
  ///
  /// The places between versions, at which specifiers' sets end, are said by the operator whose set
  /// ends there.
  package var specifierDescription: String {
    if let excluded = complement.intervals.onlyElement, let text = excluded.equality {
      return "!=" + text
    }
    return described(all: "any version", none: "no version", separator: " or ") { interval in
      if let text = interval.equality { return "==" + text }
      return [interval.lower.asLower, interval.upper.asUpper].compactMap { $0 }
        .joined(separator: ",")
    }
  }
}

extension Array {
  fileprivate var onlyElement: Element? { count == 1 ? first : nil }
}

extension VersionSet.Interval where Version == PythonVersion {
  /// What `==` would say, where it says just this interval.
  fileprivate var equality: String? {
    if let singleton { return singleton.description }
    guard case .inclusive(let low) = lower, case .exclusive(let high) = upper else { return nil }
    if high == low.afterLocals { return low.description }
    let count = high.componentCount
    guard low.development == 0, low == low.lowestOfRelease, low.componentCount <= count,
      low.base.lowestBehindPrefix(count) == high
    else { return nil }
    return "\(low.base).*"
  }
}

extension VersionSet.Bound where Version == PythonVersion {
  fileprivate var asLower: String? {
    switch self {
    case .unbounded: return nil
    case .inclusive(let version):
      // What `<=` leaves out begins after the version and its locals.
      return version.boundary == .none
        ? ">=\(version.withoutLowest)" : ">\(version.withoutBoundary)"
    case .exclusive(let version): return ">\(version.withoutBoundary)"
    }
  }

  fileprivate var asUpper: String? {
    switch self {
    case .unbounded: return nil
    case .inclusive(let version): return "<=\(version.withoutBoundary)"
    case .exclusive(let version):
      return version.boundary == .none
        ? "<\(version.withoutLowest)" : "<=\(version.withoutBoundary)"
    }
  }
}

extension PythonVersion {
  /// The version whose lowest pre-release this is, else the version itself.
  fileprivate var withoutLowest: PythonVersion {
    var fields = fields
    guard fields.development == 0, fields.prerelease == nil, fields.local.isEmpty else {
      return self
    }
    fields.development = nil
    return PythonVersion(fields)
  }
}
