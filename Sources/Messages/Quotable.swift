/// `text` as a message may quote it: without control characters, and cut to a length fit for a line.
///
/// It may come from an archive, an index or a file's name, which anyone could have written.
package func quotable(_ text: String, limit: Int = 160) -> String {
  var result = ""
  for (position, scalar) in text.unicodeScalars.enumerated() {
    if position == limit { return result + "…" }
    let isControl = scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    result.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
  }
  return result
}
