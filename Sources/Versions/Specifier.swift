import Basics

/// A version specifier: a comparison operator and a version (PEP 440, "Version specifiers").
package struct Specifier: Sendable {
  /// A comparison operator.
  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case compatible = "~="
    case equal = "=="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case below = "<"
    case above = ">"
    case arbitrary = "==="
  }

  /// The operator.
  package let comparison: Comparison
  /// The version; `nil` only where `===` comes before a text that is none.
  package let version: PythonVersion?
  /// Whether `.*` follows the version: a comparison by prefix.
  package let isPrefix: Bool
  /// The version as written, with its `.*`.
  package let text: String

  init(comparison: Comparison, version: PythonVersion?, isPrefix: Bool, text: String) {
    self.comparison = comparison
    self.version = version
    self.isPrefix = isPrefix
    self.text = text
  }

  /// A specifier with a version of its own, not a prefix.
  ///
  /// - Parameters:
  ///   - comparison: the operator; `~=` needs a version of two numbers at least, and all but `==`,
  ///     `!=` and `===` ignore a local label.
  ///   - version: the version.
  package init(_ comparison: Comparison, _ version: PythonVersion) {
    switch comparison {
    case .equal, .notEqual, .arbitrary:
      self.init(
        comparison: comparison, version: version, isPrefix: false, text: version.description)
    case .compatible where version.componentCount < 2:
      let version = version.withoutLocal
      self.init(
        comparison: .atLeast, version: version, isPrefix: false, text: version.description)
    default:
      let version = version.withoutLocal
      self.init(
        comparison: comparison, version: version, isPrefix: false, text: version.description)
    }
  }
}

// MARK: - Membership

extension Specifier {
  /// Whether the specifier names a pre-release, and so asks for pre-releases (PEP 440, "Handling of
  /// pre-releases").
  package var allowsPrereleases: Bool {
    comparison != .notEqual && !isPrefix && version?.isPrerelease == true
  }

  /// Whether the version matches, pre-releases like any other.
  package func contains(_ candidate: PythonVersion) -> Bool {
    guard let version else { return matchesText(candidate) }
    switch comparison {
    case .arbitrary: return matchesText(candidate)
    case .equal: return isPrefix ? hasPrefix(candidate, version) : equals(candidate, version)
    case .notEqual: return isPrefix ? !hasPrefix(candidate, version) : !equals(candidate, version)
    case .atLeast: return candidate.withoutLocal >= version
    case .atMost: return candidate.withoutLocal <= version
    case .compatible:
      return candidate.withoutLocal >= version
        && hasPrefix(candidate, version, count: version.componentCount - 1)
    case .below: return isBelow(candidate, version)
    case .above: return isAbove(candidate, version)
    }
  }

  private func matchesText(_ candidate: PythonVersion) -> Bool {
    ASCII.lowercased(candidate.description) == ASCII.lowercased(text)
  }

  private func equals(_ candidate: PythonVersion, _ version: PythonVersion) -> Bool {
    (version.isLocal ? candidate : candidate.withoutLocal) == version
  }

  private func hasPrefix(
    _ candidate: PythonVersion, _ version: PythonVersion, count: Int? = nil
  ) -> Bool {
    guard candidate.epoch == version.epoch else { return false }
    return (0..<(count ?? version.componentCount)).allSatisfy {
      candidate.component($0) == version.component($0)
    }
  }

  /// `<V` allows no pre-release of V, unless V is one.
  private func isBelow(_ candidate: PythonVersion, _ version: PythonVersion) -> Bool {
    guard candidate < version else { return false }
    return version.isPrerelease || !candidate.isPrerelease || candidate < version.lowestPrerelease
  }

  /// `>V` allows no local version of V, and no post-release of V, unless V is one.
  private func isAbove(_ candidate: PythonVersion, _ version: PythonVersion) -> Bool {
    guard candidate > version else { return false }
    if candidate.isLocal, candidate.withoutLocal == version { return false }
    guard candidate.isPostrelease, !version.isPostrelease else { return true }
    var fields = candidate.fields
    fields.post = nil
    fields.development = nil
    fields.local = []
    return PythonVersion(fields) != version
  }
}

// MARK: - As a set

extension Specifier {
  /// The versions that match.
  ///
  /// For `===` it holds the versions equal to the text, of which `contains` takes only those spelt
  /// alike.
  package var versionSet: VersionSet<PythonVersion> { versionSet { $0 } }

  /// The versions that match, in a type that wraps versions and keeps their order.
  package func versionSet<Wrapped>(
    _ wrap: (PythonVersion) -> Wrapped
  ) -> VersionSet<Wrapped> {
    guard let version else { return .empty }
    switch comparison {
    case .arbitrary: return .singleton(wrap(version))
    case .equal: return equalSet(version, wrap)
    case .notEqual: return equalSet(version, wrap).complement
    case .atLeast: return .atLeast(wrap(version))
    case .atMost: return .below(wrap(version.afterLocals))
    case .compatible:
      guard let end = version.lowestBehindPrefix(version.componentCount - 1) else {
        return .atLeast(wrap(version))
      }
      return .between(wrap(version), wrap(end))
    case .below: return .below(wrap(version.isPrerelease ? version : version.lowestPrerelease))
    case .above:
      // Nothing is a post-release of a development or post-release.
      let isLast = version.isPostrelease || version.isDevelopment
      return .above(wrap(isLast ? version.afterLocals : version.afterPosts))
    }
  }

  private func equalSet<Wrapped>(
    _ version: PythonVersion, _ wrap: (PythonVersion) -> Wrapped
  ) -> VersionSet<Wrapped> {
    guard isPrefix else {
      return version.isLocal
        ? .singleton(wrap(version)) : .between(wrap(version), wrap(version.afterLocals))
    }
    let start = version.lowestOfRelease
    guard let end = version.lowestBehindPrefix(version.componentCount) else {
      return .atLeast(wrap(start))
    }
    return .between(wrap(start), wrap(end))
  }
}

// MARK: - Identity and text

extension Specifier: Hashable, Comparable, CustomStringConvertible {
  /// The specifier as written, without white space.
  package var description: String { comparison.rawValue + text }

  /// Equality of operator and version; the length of the release counts only where it has a meaning
  /// (`~=` and `.*`).
  package static func == (left: Specifier, right: Specifier) -> Bool {
    guard left.comparison == right.comparison, left.isPrefix == right.isPrefix else { return false }
    guard left.comparison != .arbitrary, let first = left.version, let second = right.version else {
      return left.text == right.text
    }
    let lengthCounts = left.isPrefix || left.comparison == .compatible
    return first == second && (!lengthCounts || first.componentCount == second.componentCount)
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(comparison)
    if comparison == .arbitrary { hasher.combine(text) } else { hasher.combine(version) }
  }

  /// The order of `SpecifierSet`'s canonical form.
  package static func < (left: Specifier, right: Specifier) -> Bool {
    left.description.utf8.lexicographicallyPrecedes(right.description.utf8)
  }
}
