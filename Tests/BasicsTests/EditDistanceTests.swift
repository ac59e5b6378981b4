import Basics
import Testing

@Suite struct EditDistanceTests {
  @Test(arguments: [
    ("abc", "abc", 0), ("abc", "acb", 1), ("", "ab", 2), ("kitten", "sitting", 3), ("a", "", 1),
  ])
  func countsEdits(left: String, right: String, expected: Int) {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    #expect(EditDistance.between(left, right, atMost: 10) == expected)
    #expect(EditDistance.between(right, left, atMost: 10) == expected)
    #expect(EditDistance.between(left, right, atMost: expected) == expected)
    if expected > 0 { #expect(EditDistance.between(left, right, atMost: expected - 1) == nil) }
  }
}
