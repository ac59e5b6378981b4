import Operations

/// What goes into a cache, as a person reads it.
struct CacheText {
  let preparation: Cache.Preparation
  let style: Style
  let isVerbose: Bool

  /// How many store paths are named by default, the largest.
  private static let shown = 5

  /// What is going to be copied.
  var before: [Line] {
    let source = preparation.source
    guard preparation.toBuild.isEmpty else {
      let count = preparation.toBuild.count
      let heading: Line = "  \(style.heading("\(source) · \(count) to build first"))"
      return [heading] + preparation.toBuild.map { "  \($0)" }
    }
    let count = preparation.paths.count
    let paths = "\(PlanText.grouped(count)) store path\(count == 1 ? "" : "s")"
    let size = Self.size(preparation.size).drop { $0 == " " }
    var result: [Line] = ["  " + style.heading("\(source) · \(paths) · \(size)")]
    let shown = isVerbose ? count : min(count, Self.shown)
    for path in preparation.paths.prefix(shown) {
      let name = path.path.split(separator: "/").last.map(String.init) ?? path.path
      let there: Line = path.isThere ? style.faint("  already there") : ""
      result.append("  \(Self.size(path.size))  \(name)\(there)")
    }
    if count > shown { result.append("  " + style.faint("and \(count - shown) smaller")) }
    let there = preparation.paths.count { $0.isThere }
    if there > 0 { result.append("  \(there) of them already there") }
    result.append("  to \(preparation.destination.text)")
    return result
  }

  /// What a consumer does.
  var after: [Line] {
    var result: [Line] = ["  " + style.added("done")]
    if let key = preparation.key {
      if preparation.isNewKey {
        result.append("  secret key: \(key.path) (keep it private)")
      }
      result.append("  public key: \(key.publicKey)")
    }
    result.append("  to use it, in nix.conf:")
    return result + preparation.configuration.map { "    \($0)" }
  }

  /// Bytes with three or four digits.
  static func size(_ bytes: Int) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"]
    var value = bytes * 10
    var unit = 0
    while value >= 10_240, unit < units.count - 1 {
      value = (value + 512) / 1024
      unit += 1
    }
    let number = unit == 0 || value >= 1000 ? "\(value / 10)" : "\(value / 10).\(value % 10)"
    let text = "\(number) \(units[unit])"
    return String(repeating: " ", count: max(0, 8 - text.utf8.count)) + text
  }
}
