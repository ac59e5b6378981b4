import Basics
import Operations

/// What goes into a cache, as a person reads it.
struct CacheText {
  let preparation: Cache.Preparation
  let style: Style
  let isVerbose: Bool

  /// Store paths that are named unasked, the largest.
  private static let shown = 5

  init(_ preparation: Cache.Preparation, style: Style, isVerbose: Bool) {
    self.preparation = preparation
    self.style = style
    self.isVerbose = isVerbose
  }

  /// What is going to be handed over.
  var before: [String] {
    let source = Printable.text(preparation.source)
    guard preparation.toBuild.isEmpty else {
      let count = preparation.toBuild.count
      return ["  " + style.heading("\(source) · \(count) to be built first")]
        + preparation.toBuild.map { "  \($0)" }
    }
    let count = preparation.paths.count
    var result = [
      "  "
        + style.heading(
          "\(source) · \(PlanText.grouped(count)) store path\(count == 1 ? "" : "s") · "
            + Self.size(preparation.size))
    ]
    let shown = isVerbose ? count : min(count, Self.shown)
    for path in preparation.paths.prefix(shown) {
      let name = path.path.split(separator: "/").last.map(String.init) ?? path.path
      let there = path.isThere ? style.faint("  there already") : ""
      result.append("  \(Self.size(path.size))  \(Printable.text(name))\(there)")
    }
    if count > shown { result.append("  " + style.faint("and \(count - shown) smaller")) }
    let there = preparation.paths.count { $0.isThere }
    if there > 0 { result.append("  \(there) of them there already") }
    result.append("  to \(Printable.text(preparation.destination.text))")
    return result
  }

  /// What a consumer does.
  var after: [String] {
    var result = ["  " + style.added("done")]
    if let key = preparation.key {
      if preparation.isNewKey {
        result.append("  secret key: \(Printable.text(key.path)) (keep it, show it to nobody)")
      }
      result.append("  public key: \(Printable.text(key.publicKey))")
    }
    result.append("  to use it, in nix.conf:")
    return result + preparation.configuration.map { "    \(Printable.text($0))" }
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
