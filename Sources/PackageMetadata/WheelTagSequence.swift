/// The tags of one part of a wheel's name, with `.` between them: `py2` and `py3` of `py2.py3`.
///
/// An index has thousands of names, most with one tag a part; no array is made of them.
struct WheelTagSequence: Sequence, IteratorProtocol {
  private var rest: Substring

  init(_ part: String) { rest = part[...] }

  mutating func next() -> Substring? {
    while !rest.isEmpty {
      guard let dot = rest.utf8.firstIndex(of: UInt8(ascii: ".")) else {
        defer { rest = "" }
        return rest
      }
      let tag = rest[..<dot]
      rest = rest[rest.utf8.index(after: dot)...]
      if !tag.isEmpty { return tag }
    }
    return nil
  }
}
