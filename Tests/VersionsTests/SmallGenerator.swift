import Versions

/// A small generator of the same numbers in every run (SplitMix64).
struct SmallGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  mutating func number(below limit: Int) -> Int { Int.random(in: 0..<limit, using: &self) }

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
