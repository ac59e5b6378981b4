import Basics
import PackageMetadata
import Versions

/// A bound in Poetry's notation as specifiers of PEP 440: `^1.2` is `>=1.2,<2`, `~1.2` is
/// `>=1.2,<1.3`, `1.2.*` a prefix, and `1.2` alone `==1.2`.
///
/// PEP 440 has no alternatives: `^1 || ^3` becomes `>=1,<4`, and `isWidened` says so.
struct PoetryBound {
  let specifiers: SpecifierSet
  let isWidened: Bool

  /// Nil for text that Poetry does not read either.
  init?(_ text: String) {
    let alternatives = Self.alternatives(text)
    var sets: [SpecifierSet] = []
    for alternative in alternatives {
      guard let set = Self.conjunction(alternative) else { return nil }
      sets.append(set)
    }
    guard sets.count > 1 else {
      specifiers = sets.first ?? SpecifierSet()
      isWidened = false
      return
    }
    specifiers = Self.hull(sets)
    isWidened = true
  }

  /// The marker that a bound on Python stands for; nil if every Python will do.
  static func marker(python text: String) -> Marker? {
    let alternatives = Self.alternatives(text).compactMap { alternative -> Marker? in
      guard let set = conjunction(alternative) else { return nil }
      return Marker.all(
        set.specifiers.map { specifier in
          let variable: Marker.Variable =
            (specifier.version?.componentCount ?? 0) > 2 || specifier.isPrefix
            ? .pythonFullVersion : .pythonVersion
          return .comparison(
            .variable(variable), .version(specifier.comparison), .text(specifier.text))
        })
    }
    guard alternatives.count > 1 else { return alternatives.first }
    return .or(alternatives)
  }

  private static func alternatives(_ text: String) -> [Substring] {
    text.split(separator: "|").map { ASCII.trimmed($0) }.filter { !$0.isEmpty }
  }

  private static func conjunction(_ text: Substring) -> SpecifierSet? {
    if text == "*" || text.isEmpty { return SpecifierSet() }
    var specifiers: [Specifier] = []
    for piece in pieces(text) {
      if piece == "*" { continue }
      guard let set = bound(piece) else { return nil }
      specifiers += set
    }
    return SpecifierSet(specifiers)
  }

  /// The bounds between commas or blanks: `>=1.2 <2` is two, `>= 1.2` one.
  private static func pieces(_ text: Substring) -> [Substring] {
    var result: [Substring] = []
    var start = text.startIndex
    var hasVersion = false
    for index in text.indices {
      let character = text[index]
      let isNext = character == "," || hasVersion && "<>=!~^".contains(character)
      if isNext {
        let piece = ASCII.trimmed(text[start..<index])
        if !piece.isEmpty { result.append(piece) }
        start = character == "," ? text.index(after: index) : index
        hasVersion = false
      }
      if character.isNumber || character == "*" { hasVersion = true }
    }
    let piece = ASCII.trimmed(text[start...])
    if !piece.isEmpty { result.append(piece) }
    return result
  }

  private static func bound(_ piece: Substring) -> [Specifier]? {
    guard let mark = piece.first else { return [] }
    if mark == "^" || mark == "~" && piece.dropFirst().first != "=" {
      guard let version = PythonVersion(ASCII.trimmed(piece.dropFirst())) else { return nil }
      let end = mark == "^" ? caretEnd(version) : tildeEnd(version)
      guard let end else { return nil }
      return [Specifier(.atLeast, version), Specifier(.below, end)]
    }
    let text: String
    if mark.isNumber || mark == "v" {
      text = "==" + piece
    } else if mark == "=", piece.dropFirst().first != "=" {
      text = "=" + piece
    } else {
      text = String(piece)
    }
    return (try? SpecifierSet(parsing: text))?.specifiers
  }

  /// `^1.2.3` goes to 2, `^0.2.3` to 0.3, `^0.0.3` to 0.0.4: the first number that is not zero rises.
  private static func caretEnd(_ version: PythonVersion) -> PythonVersion? {
    let release = version.release
    let index = release.firstIndex { $0 != 0 } ?? release.count - 1
    var end = Array(release.prefix(index + 1))
    end[index] += 1
    return PythonVersion(release: end)
  }

  /// `~1.2.3` and `~1.2` go to 1.3, `~1` to 2.
  private static func tildeEnd(_ version: PythonVersion) -> PythonVersion? {
    var end = Array(version.release.prefix(2))
    end[end.count - 1] += 1
    return PythonVersion(release: end)
  }

  /// From the lowest bound to the highest.
  private static func hull(_ sets: [SpecifierSet]) -> SpecifierSet {
    var lowest: PythonVersion?
    var highest: PythonVersion?
    var isOpenBelow = false
    var isOpenAbove = false
    for set in sets {
      var low: PythonVersion?
      var high: PythonVersion?
      for specifier in set.specifiers {
        guard let version = specifier.version else { continue }
        switch specifier.comparison {
        case .atLeast, .above: low = max(low ?? version, version)
        case .below: high = min(high ?? version, version)
        case .atMost: high = min(high ?? version, version)
        case .equal, .compatible, .arbitrary:
          low = version
          var end = version.release
          if specifier.comparison == .compatible, end.count > 1 { end.removeLast() }
          end[end.count - 1] += 1
          high = PythonVersion(release: end)
        case .notEqual: break
        }
      }
      if let low { lowest = min(lowest ?? low, low) } else { isOpenBelow = true }
      if let high { highest = max(highest ?? high, high) } else { isOpenAbove = true }
    }
    var result: [Specifier] = []
    if !isOpenBelow, let lowest { result.append(Specifier(.atLeast, lowest)) }
    if !isOpenAbove, let highest { result.append(Specifier(.below, highest)) }
    return SpecifierSet(result)
  }
}
