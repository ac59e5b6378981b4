import Basics

/// Guesses at what a name that no index has was meant to be.
///
/// PyPI has no search to ask, so these are the ways in which people usually go wrong: the name that
/// is imported, an affix too many or too few, a slip in a well-known name.
enum ProjectGuesses {
  /// The most guesses that an index is asked for.
  static let maximumQuestions = 8

  /// The guesses.
  struct Guesses: Equatable {
    /// Projects that are known to exist.
    var known: [String]
    /// Names to ask an index for.
    var unsure: [String]
  }

  /// The guesses for a normalised name.
  static func guesses(for name: String) -> Guesses {
    let name = String(name.prefix(100))
    var known = projects(imported: name)
    known += NearNames.of(name, among: wellKnown, limit: wellKnown.count)
    let unique = Set(known).subtracting([name])
    let unsure = variants(of: name).filter { !unique.contains($0) && $0 != name }
    var seen: Set<String> = []
    let asked = unsure.filter { seen.insert($0).inserted }.prefix(maximumQuestions)
    return Guesses(known: unique.sorted(), unsure: Array(asked))
  }

  /// The names, those nearest to `name` first.
  static func ordered(_ names: [String], by name: String) -> [String] {
    let aliases = Set(projects(imported: name))
    return Set(names).map { candidate in
      (aliases.contains(candidate) ? 0 : distance(name, candidate, limit: 64) ?? 65, candidate)
    }.sorted { $0 < $1 }.map(\.1)
  }

  /// The spellings of a name with other affixes and separators, the likeliest first.
  private static func variants(of name: String) -> [String] {
    var result: [String] = []
    for prefix in ["python-", "py-", "python", "py"] where name.hasPrefix(prefix) {
      result.append(String(name.dropFirst(prefix.utf8.count)))
    }
    for suffix in ["-python", "-py", "py", "3", "2"] where name.hasSuffix(suffix) {
      result.append(String(name.dropLast(suffix.utf8.count)))
    }
    if name.contains("-") { result.append(name.filter { $0 != "-" }) }
    result += ["python-" + name, "py" + name, name + "-python"]
    result.append(name.hasSuffix("s") ? String(name.dropLast()) : name + "s")
    result += ["py-" + name, name + "-py"]
    return result.filter { !$0.isEmpty && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
  }

  /// The projects that are imported as `name`.
  private static func projects(imported name: String) -> [String] {
    importedAs[name].map { [$0] } ?? []
  }

  /// The edit distance of two names, of which their first hundred bytes count.
  static func distance(_ left: String, _ right: String, limit: Int) -> Int? {
    EditDistance.between(Array(left.utf8.prefix(100)), Array(right.utf8.prefix(100)), atMost: limit)
  }
}
