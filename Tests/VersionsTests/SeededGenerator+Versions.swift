import TestSupport
import Versions

extension SeededGenerator {
  /// A version of few numbers, so that many meet.
  mutating func version() -> String {
    var text = number(below: 12) == 0 ? "1!" : ""
    text += (0...number(below: 3)).map { _ in String(number(below: 3)) }.joined(separator: ".")
    if number(below: 3) == 0 {
      text += ["a", "b", "rc"][number(below: 3)] + String(number(below: 2))
    }
    if number(below: 4) == 0 { text += ".post\(number(below: 2))" }
    if number(below: 4) == 0 { text += ".dev\(number(below: 2))" }
    if number(below: 5) == 0 { text += ["+a", "+1", "+a.2"][number(below: 3)] }
    return text
  }

  /// A specifier of any operator but `===`.
  mutating func specifier() -> Specifier? {
    let comparison = ["==", "!=", "<=", ">=", "<", ">", "~="][number(below: 7)]
    if number(below: 4) == 0 {
      let text = (0...number(below: 2)).map { _ in String(number(below: 3)) }.joined(separator: ".")
      return try? Specifier(parsing: (number(below: 2) == 0 ? "==" : "!=") + text + ".*")
    }
    return try? Specifier(parsing: comparison + version())
  }
}
