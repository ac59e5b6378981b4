internal import Basics
internal import PackageMetadata
internal import Versions

/// The rules by which an attribute of nixpkgs is taken for a project of PyPI or CRAN.
///
/// Strongest first: the project named in the source's URL; a table of known names; `pname` and
/// attribute agreeing; either alone. A URL of PyPI that names another project overrules the names.
enum NameMatching {
  /// A name that a row answers to.
  struct Match: Hashable {
    var name: String
    var confidence: Confidence
  }

  /// The names of PyPI projects that the row answers to.
  static func pythonMatches(of row: PackageRow) -> [Match] {
    let pname = PythonName.normalised(row.pname)
    let attribute = PythonName.normalised(row.attribute)
    var matches: [Match] = []
    let project = pypiProject(ofURL: row.sourceURL)
    if let project { matches.append(Match(name: project, confidence: .sourceURL)) }
    if let names = KnownNames.python[row.attribute] {
      for name in names where name != project {
        matches.append(Match(name: name, confidence: .knownName))
      }
      return matches
    }
    if project != nil { return matches }
    // Set-up hooks, for example, have neither a name nor a version of their own.
    guard row.isModule || (!pname.isEmpty && !row.version.isEmpty) else { return [] }
    if withoutDashes(pname) == withoutDashes(attribute) {
      return [Match(name: pname, confidence: .nameAndAttribute)]
    }
    if !pname.isEmpty { matches.append(Match(name: pname, confidence: .name)) }
    // `django_5` and `torch-bin` are variants of what their pname says, not other projects.
    if pname.isEmpty || !attribute.hasPrefix(pname) {
      matches.append(Match(name: attribute, confidence: .attribute))
    }
    return matches
  }

  private static func withoutDashes(_ name: String) -> String {
    String(decoding: name.utf8.filter { $0 != UInt8(ascii: "-") }, as: UTF8.self)
  }

  /// The name of an R package, which contains no `_`.
  static func rMatches(of row: PackageRow) -> [Match] {
    var name = Substring(row.pname)
    if name.isEmpty {
      name = DerivationName(row.derivationName).name
      if name.hasPrefix("r-") { name = name.dropFirst(2) }
    }
    if name.utf8.contains(UInt8(ascii: "_")) { name = rName(ofAttribute: row.attribute) }
    return [Match(name: String(name), confidence: .nameAndAttribute)]
  }

  /// The R package of an attribute: `_` stands for `.`, and `r_` keeps Nix's own words apart.
  static func rName(ofAttribute attribute: String) -> Substring {
    for word in ["import", "assert"] where attribute == "r_\(word)" { return Substring(word) }
    return Substring(
      String(
        decoding: attribute.utf8.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: ".") : $0 },
        as: UTF8.self))
  }

  /// Whether the first of two rows is the better answer to `name`; a total order.
  static func isBetter(
    _ left: (row: PackageRow, confidence: Confidence),
    _ right: (row: PackageRow, confidence: Confidence), for name: String, in ecosystem: Ecosystem
  ) -> Bool {
    func rank(_ candidate: (row: PackageRow, confidence: Confidence)) -> (Int, Int, Int) {
      let isExact = candidate.row.attribute == name
      let isPlain =
        isExact
        || (ecosystem == .pypi && PythonName.normalised(candidate.row.attribute) == name)
      let tier =
        switch candidate.confidence {
        case .sourceURL, .knownName, .nameAndAttribute: isPlain ? 0 : 1
        case .name: 2
        case .attribute: 3
        }
      return (tier, candidate.confidence.rawValue, isExact ? 0 : 1)
    }
    let (leftRank, rightRank) = (rank(left), rank(right))
    if leftRank != rightRank { return leftRank < rightRank }
    let leftLength = left.row.attribute.utf8.count
    let rightLength = right.row.attribute.utf8.count
    return leftLength == rightLength
      ? left.row.attribute < right.row.attribute : leftLength < rightLength
  }

  /// The hosts of PyPI's files, of today and of old.
  private static let hosts: Set<Substring> = [
    "files.pythonhosted.org", "pypi.io", "pypi.python.org", "pypi.org",
  ]

  /// The normalised name of the project that a URL of PyPI belongs to; `nil` for other URLs.
  ///
  /// `mirror://pypi/n/name/…`, `https://files.pythonhosted.org/packages/<kind>/n/name/…` and its
  /// former hosts, and `…/packages/aa/bb/<hash>/<file name>`.
  static func pypiProject(ofURL url: String) -> String? {
    // Nearly all are of other hosts, which their first two parts say.
    let head = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
    guard head.count == 3 else { return nil }
    let isMirror = head[0] == "mirror:" && head[1] == "pypi"
    guard isMirror || hosts.contains(head[1]) else { return nil }
    let parts = url.split(separator: "/", omittingEmptySubsequences: true)
    guard parts.count >= 4 else { return nil }
    let path: ArraySlice<Substring>
    if isMirror {
      path = parts[2...]
    } else {
      guard parts[2] == "packages" else { return nil }
      let rest = parts[3...]
      if rest.count == 4, let hash = rest.dropFirst(2).first, hash.utf8.count > 32 {
        return rest.last.flatMap { project(ofFileName: $0) }
      }
      path = rest.dropFirst()
    }
    guard path.count >= 2, let initial = path.first, initial.utf8.count == 1,
      let name = path.dropFirst().first, PythonName.isValid(name)
    else { return nil }
    return PythonName.normalised(name)
  }

  /// The project of a wheel's or sdist's file name.
  private static func project(ofFileName file: Substring) -> String? {
    let name: Substring
    if file.hasSuffix(".whl") {
      name = file.prefix { $0 != "-" }
    } else {
      // The version is what follows the last dash before a digit.
      let bytes = Array(file.utf8)
      let dash = bytes.indices.last { index in
        bytes[index] == UInt8(ascii: "-") && index + 1 < bytes.count
          && ASCII.isDigit(bytes[index + 1])
      }
      guard let dash else { return nil }
      name = Substring(String(decoding: bytes[..<dash], as: UTF8.self))
    }
    return PythonName.isValid(name) ? PythonName.normalised(name) : nil
  }
}

/// A derivation's name in its two parts: the version begins at the first dash that no letter
/// follows (`builtins.parseDrvName` of the Nix manual).
struct DerivationName {
  let name: Substring
  let version: Substring

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let dash = bytes.indices.first { index in
      bytes[index] == UInt8(ascii: "-") && index + 1 < bytes.count
        && !ASCII.isLetter(bytes[index + 1])
    }
    guard let dash else {
      name = Substring(text)
      version = ""
      return
    }
    name = Substring(String(decoding: bytes[..<dash], as: UTF8.self))
    version = Substring(String(decoding: bytes[(dash + 1)...], as: UTF8.self))
  }

  /// The parts without the prefix of the set: `numpy` and `2.3.5` of `python3.13-numpy-2.3.5`.
  static func withoutPrefix(_ text: String) -> DerivationName {
    let parts = text.split(separator: "-", maxSplits: 1)
    guard parts.count == 2, let first = parts.first else { return DerivationName(text) }
    let isPython =
      (first.hasPrefix("python") || first.hasPrefix("pypy"))
      && first.utf8.contains {
        ASCII.isDigit($0)
      }
    return DerivationName(isPython || first == "r" ? String(parts[1]) : text)
  }
}
