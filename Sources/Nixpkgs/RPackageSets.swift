/// The packages that come with R itself ("Writing R Extensions"; R's `installed.packages`
/// priority).
package enum RPackageSets {
  /// Priority `base`: part of R, never a derivation.
  ///
  /// `R` stands for the language in Depends.
  package static let base: Set<String> = [
    "R", "base", "compiler", "datasets", "graphics", "grDevices", "grid", "methods", "parallel",
    "splines", "stats", "stats4", "tcltk", "tools", "utils",
  ]

  /// Priority `recommended`: nixpkgs builds R without them and has them in rPackages.
  package static let recommended: Set<String> = [
    "boot", "class", "cluster", "codetools", "foreign", "KernSmooth", "lattice", "MASS", "Matrix",
    "mgcv", "nlme", "nnet", "rpart", "spatial", "survival",
  ]

  /// The attribute that a new package of this name gets: `.` becomes `_`, and words that Nix keeps
  /// for itself get `r_` before them, as in nixpkgs.
  package static func attribute(of name: String) -> String {
    if name == "import" || name == "assert" { return "r_\(name)" }
    return String(
      decoding: name.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }, as: UTF8.self)
  }
}
