import Basics

/// Specifiers that must all match; none at all allow every version (PEP 440).
package struct SpecifierSet: Sendable {
  /// The specifiers, in the order written.
  package let specifiers: [Specifier]

  /// The set of these specifiers.
  package init(_ specifiers: [Specifier] = []) { self.specifiers = specifiers }

  /// The most specifiers of a requirement.
  static let maximumCount = 1000

  /// Reads specifiers separated by commas, perhaps within parentheses.
  ///
  /// - Parameters:
  ///   - written: the text; an empty one allows every version.
  ///   - isLenient: whether spellings that PyPI has of old are repaired; beside those of
  ///     `Specifier`, a missing comma (`>=3.5 <4`).
  /// - Throws: `VersionsError.specifier` for the first that cannot be read.
  package init(
    parsing written: some StringProtocol, isLenient: Bool = true
  ) throws(VersionsError) {
    let text = String(written)
    let bytes = text.utf8.span
    var range = ASCII.trimmedRange(bytes)
    if range.count > 1, bytes[range.lowerBound] == UInt8(ascii: "("),
      bytes[range.upperBound - 1] == UInt8(ascii: ")")
    {
      range = range.lowerBound + 1..<range.upperBound - 1
    }
    var specifiers: [Specifier] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start
      while end < range.upperBound, bytes[end] != UInt8(ascii: ",") { end += 1 }
      let piece = bytes.extracting(start..<end)
      start = end + 1
      if ASCII.trimmedRange(piece).isEmpty { continue }
      do throws(VersionsError) {
        specifiers.append(try Specifier(utf8: piece, isLenient: isLenient))
      } catch {
        guard isLenient else { throw error }
        let pieces = Self.separated(ASCII.trimmed(piece.text))
        guard pieces.count > 1 else {
          // A stray quote alone means nothing.
          if pieces[0].utf8.allSatisfy({ $0 == 0x22 || $0 == 0x27 }) { continue }
          throw error
        }
        for piece in pieces { specifiers.append(try Specifier(parsing: piece)) }
      }
    }
    guard specifiers.count <= Self.maximumCount else {
      throw .specifier(
        String(text.prefix(80)), reason: "there are more than \(Self.maximumCount) specifiers")
    }
    self.init(specifiers)
  }

  /// The pieces that each begin with an operator.
  private static func separated(_ text: Substring) -> [Substring] {
    let bytes = text.utf8
    let operators = Array("=<>!~".utf8)
    var starts: [Substring.Index] = []
    var wasOperator = false
    for index in bytes.indices {
      if ASCII.isWhitespace(bytes[index]) { continue }
      let isOperator = operators.contains(bytes[index])
      if isOperator, !wasOperator { starts.append(index) }
      wasOperator = isOperator
    }
    guard starts.first == bytes.startIndex else { return [text] }
    return zip(starts, starts.dropFirst() + [bytes.endIndex]).map { text[$0..<$1] }
  }
}

extension SpecifierSet {
  /// Whether there are no specifiers, so that every version is allowed.
  package var isEmpty: Bool { specifiers.isEmpty }

  /// Whether some specifier names a pre-release and so asks for pre-releases.
  package var allowsPrereleases: Bool { specifiers.contains { $0.allowsPrereleases } }

  /// Whether all specifiers match.
  ///
  /// - Parameters:
  ///   - version: the version.
  ///   - prereleases: whether a pre-release can match; by default it can, as PEP 440 has it where
  ///     there is nothing else, and who chooses among many says `false` first.
  /// - Returns: whether it matches.
  package func contains(_ version: PythonVersion, prereleases: Bool = true) -> Bool {
    (prereleases || !version.isPrerelease) && specifiers.allSatisfy { $0.contains(version) }
  }

  /// The versions that match, pre-releases like any other.
  package var versionSet: VersionSet<PythonVersion> { versionSet { $0 } }

  /// The versions that match, in a type that wraps versions and keeps their order.
  package func versionSet<Wrapped>(
    _ wrap: (PythonVersion) -> Wrapped
  ) -> VersionSet<Wrapped> {
    VersionSet.intersection(of: specifiers.map { $0.versionSet(wrap) })
  }

  /// Both sets' specifiers.
  package func intersection(_ other: SpecifierSet) -> SpecifierSet {
    var seen = Set(specifiers)
    return SpecifierSet(specifiers + other.specifiers.filter { seen.insert($0).inserted })
  }
}

extension SpecifierSet: Hashable, CustomStringConvertible {
  /// The specifiers as written, with commas between.
  package var description: String { specifiers.map(\.description).joined(separator: ",") }

  /// Equality of the specifiers, in whatever order.
  package static func == (left: SpecifierSet, right: SpecifierSet) -> Bool {
    if left.specifiers.count <= 1 && right.specifiers.count <= 1 {
      return left.specifiers == right.specifiers
    }
    return Set(left.specifiers) == Set(right.specifiers)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(Set(specifiers)) }
}
