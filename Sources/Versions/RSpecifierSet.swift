import Basics

/// A bound on the version of an R package, such as `>= 1.0` ("Writing R Extensions" §1.1.3).
package struct RSpecifier: Hashable, Sendable, CustomStringConvertible {
  /// A comparison operator.
  package enum Comparison: String, Hashable, Sendable, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case equal = "=="
    case notEqual = "!="
    case above = ">"
    case below = "<"
  }

  package let comparison: Comparison
  package let version: RVersion

  package init(_ comparison: Comparison, _ version: RVersion) {
    self.comparison = comparison
    self.version = version
  }

  package var description: String { "\(comparison.rawValue) \(version)" }

  /// Whether the version is within the bound.
  package func contains(_ candidate: RVersion) -> Bool {
    switch comparison {
    case .atLeast: candidate >= version
    case .atMost: candidate <= version
    case .equal: candidate == version
    case .notEqual: candidate != version
    case .above: candidate > version
    case .below: candidate < version
    }
  }

  /// The versions within the bound, in a type that wraps versions and keeps their order.
  package func versionSet<Wrapped>(_ wrap: (RVersion) -> Wrapped) -> VersionSet<Wrapped> {
    switch comparison {
    case .atLeast: .atLeast(wrap(version))
    case .atMost: .atMost(wrap(version))
    case .equal: .singleton(wrap(version))
    case .notEqual: VersionSet.singleton(wrap(version)).complement
    case .above: .above(wrap(version))
    case .below: .below(wrap(version))
    }
  }
}

/// Bounds that must all hold; none at all allow every version.
package struct RSpecifierSet: Sendable {
  /// The bounds, in the order written.
  package let specifiers: [RSpecifier]

  /// The set of these bounds.
  package init(_ specifiers: [RSpecifier] = []) { self.specifiers = specifiers }

  /// Reads what may come after a package's name in a DESCRIPTION: `(>= 1.0)`, or nothing.
  ///
  /// - Parameter written: the bound in its parentheses or without them; several with commas
  ///   between.
  /// - Throws: `VersionsError.bounds`.
  package init(parsing written: some StringProtocol) throws(VersionsError) {
    var text = ASCII.trimmed(written)
    if text.hasPrefix("("), text.hasSuffix(")") { text = text.dropFirst().dropLast() }
    var specifiers: [RSpecifier] = []
    for piece in text.split(separator: ",") {
      let piece = ASCII.trimmed(piece)
      if piece.isEmpty { continue }
      let sign = piece.utf8.prefix { "<>=!".utf8.contains($0) }
      // '=' alone is not an operator of R's, but some old packages have it.
      let name = String(Substring(sign)) == "=" ? "==" : String(Substring(sign))
      guard let comparison = RSpecifier.Comparison(rawValue: name),
        let version = RVersion(piece[sign.endIndex...])
      else { throw .bounds(String(written.prefix(200))) }
      specifiers.append(RSpecifier(comparison, version))
    }
    self.init(specifiers)
  }

  /// Whether there are no bounds, so that every version is allowed.
  package var isEmpty: Bool { specifiers.isEmpty }

  /// Whether the version is within all bounds.
  package func contains(_ version: RVersion) -> Bool {
    specifiers.allSatisfy { $0.contains(version) }
  }

  /// The versions within all bounds.
  package var versionSet: VersionSet<RVersion> { versionSet { $0 } }

  /// The versions within all bounds, in a type that wraps versions and keeps their order.
  package func versionSet<Wrapped>(_ wrap: (RVersion) -> Wrapped) -> VersionSet<Wrapped> {
    VersionSet.intersection(of: specifiers.map { $0.versionSet(wrap) })
  }

  /// Both sets' bounds.
  package func intersection(_ other: RSpecifierSet) -> RSpecifierSet {
    var seen = Set(specifiers)
    return RSpecifierSet(specifiers + other.specifiers.filter { seen.insert($0).inserted })
  }
}

extension RSpecifierSet: Hashable, CustomStringConvertible {
  /// The bounds, with commas between; empty where there are none.
  package var description: String { specifiers.map(\.description).joined(separator: ", ") }

  /// Equality of the bounds, in whatever order.
  package static func == (left: RSpecifierSet, right: RSpecifierSet) -> Bool {
    Set(left.specifiers) == Set(right.specifiers)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(Set(specifiers)) }
}
