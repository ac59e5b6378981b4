/// A finding at a byte range, before its line and column are known.
struct Problem {
  var message: String
  var range: Range<Int>

  init(_ message: String, _ range: Range<Int>) {
    self.message = message
    self.range = range
  }
}
