import Basics

/// The names of R packages ("Writing R Extensions" §1.1.1), which are case-sensitive.
package enum RPackageName {
  /// The packages that are part of R itself, and R.
  ///
  /// The recommended packages (MASS, lattice …) are not among them: nixpkgs builds R without those.
  package static let base: Set<String> = [
    "R", "base", "compiler", "datasets", "grDevices", "graphics", "grid", "methods", "parallel",
    "splines", "stats", "stats4", "tcltk", "tools", "utils",
  ]

  /// Whether `name` may be a package's: two or more ASCII letters, digits and dots, beginning with
  /// a letter and not ending in a dot.
  package static func isValid(_ name: some StringProtocol) -> Bool {
    let bytes = name.utf8
    guard bytes.count >= 2, bytes.count <= 200, let first = bytes.first else { return false }
    let dot = UInt8(ascii: ".")
    return ASCII.isLetter(first) && !name.hasSuffix(".")
      && bytes.allSatisfy { ASCII.isAlphanumeric($0) || $0 == dot }
  }

  /// Those of `names` that someone who wrote `name` may have meant, nearest first: the same but for
  /// case, then by their edit distance, then by the alphabet.
  package static func near(
    _ name: String, in names: some Sequence<String>, limit: Int = 5
  ) -> [String] {
    let near = NearNames.of(name, among: names, limit: limit)
    let wanted = name.utf8.map { ASCII.lowercased($0) }
    guard wanted.count >= 4, near.count < limit else { return near }
    // A name that goes on a little is a common slip of memory: 'ggplot' for 'ggplot2'.
    let longer = names.filter { candidate in
      candidate.utf8.count <= wanted.count + 4 && candidate != name && !near.contains(candidate)
        && candidate.utf8.lazy.map { ASCII.lowercased($0) }.starts(with: wanted)
    }
    return near + longer.sorted().prefix(limit - near.count)
  }
}
