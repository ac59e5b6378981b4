package import PackageMetadata

/// The date that a version of nixpkgs stands for.
package enum NixpkgsDate {
  /// September 2020 for `20.09…`; half a year before May 2026 for `26.05pre…`.
  package static func date(ofVersion version: String) -> Timestamp? {
    let parts = version.split(separator: ".", maxSplits: 2)
    guard parts.count >= 2, parts[0].utf8.count == 2, let year = Int(parts[0]), year >= 13 else {
      return nil
    }
    let digits = parts[1].utf8.prefix { $0 &- 0x30 < 10 }
    guard digits.count == 2, let month = Int(String(Substring(digits))), (1...12).contains(month)
    else { return nil }
    var months = (2000 + year) * 12 + month - 1
    if parts[1].dropFirst(2).hasPrefix("pre") { months -= 6 }
    return Timestamp(year: Int64(months / 12), month: Int64(months % 12 + 1), day: 1)
  }
}
