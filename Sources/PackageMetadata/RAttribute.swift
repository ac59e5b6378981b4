/// The names of packages in rPackages.
package enum RAttribute {
  /// The attribute that a new package of this name gets: `.` becomes `_`, and words that Nix keeps
  /// for itself get `r_` before them, as in nixpkgs.
  package static func name(of package: String) -> String {
    if package == "import" || package == "assert" { return "r_\(package)" }
    return String(
      decoding: package.utf8.map { $0 == UInt8(ascii: ".") ? UInt8(ascii: "_") : $0 }, as: UTF8.self
    )
  }
}
