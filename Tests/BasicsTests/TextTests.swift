import Testing

@testable import Basics

/// Text that others wrote, and names that look alike.
@Suite struct TextTests {
  @Test(
    "what is shown is printable",
    arguments: [
      ("plain text", "plain text"), ("é ü 漢 😀", "é ü 漢 😀"), ("a\tb", "a b"),
      ("\u{1B}[31m", "\\u{1b}[31m"), ("a\nb", "a\\u{a}b"), ("\u{202E}cod", "\\u{202e}cod"),
      ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"), ("\u{200B}\u{FEFF}", "\\u{200b}\\u{feff}"),
      ("\u{85}\u{9B}\u{7F}", "\\u{85}\\u{9b}\\u{7f}"), ("\u{E000}", "\\u{e000}"),
      ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("\u{E0041}\u{AD}", "\\u{e0041}\\u{ad}"),
    ])
  func printable(_ text: String, _ shown: String) { #expect(Printable.text(text) == shown) }

  @Test(
    "in JSON, what cannot be seen or acts is escaped",
    arguments: [
      ("{\n  \"é 漢 😀\" : \"a\"\n}", "{\n  \"é 漢 😀\" : \"a\"\n}"),
      ("\"\u{89}\u{7F}\"", "\"\\u0089\\u007f\""), ("\"\u{202E}\"", "\"\\u202e\""),
      ("\"\u{E0001}x\"", "\"\\udb40\\udc01x\""), ("\"\u{FEFF}\"", "\"\\ufeff\""),
    ])
  func json(_ text: String, _ shown: String) { #expect(Printable.json(text) == shown) }

  @Test("a quotation is cut, never a text that fits")
  func quotation() {
    #expect(quotable("abcdef", limit: 6) == "abcdef")
    #expect(quotable("abcdefg", limit: 6) == "abcdef…")
    #expect(quotable("\u{1B}\u{1B}", limit: 1) == "\\u{1b}…")
  }

  @Test(
    "escapes of JSON",
    arguments: [
      ("00e9x", "é", 4), ("d83d\\ude00", "😀", 10), ("d83d", "\u{FFFD}", 4),
      ("d83d\\u0041", "\u{FFFD}", 4),
    ])
  func escapes(_ text: String, _ scalar: String, _ end: Int) {
    var position = 0
    let found = TextEscape.scalar(in: Array(text.utf8), at: &position)
    #expect(found.map { String($0) } == scalar)
    #expect(position == end)
  }

  @Test("malformed digits are not an escape", arguments: ["+123", "12", "", "00 1"])
  func noEscapes(_ text: String) {
    var position = 0
    #expect(TextEscape.scalar(in: Array(text.utf8), at: &position) == nil)
    #expect(position == 0)
  }

  @Test("near names come in the order of their nearness")
  func near() {
    let names = ["numpy", "numba", "Numpy", "pandas", "nump", "numpyy"]
    #expect(NearNames.of("numpy", among: names, limit: 9) == ["Numpy", "nump", "numpyy", "numba"])
    #expect(NearNames.of("numpy", among: names, limit: 1) == ["Numpy"])
    #expect(NearNames.of("", among: names, limit: 9).isEmpty)
    #expect(NearNames.of(String(repeating: "a", count: 201), among: names, limit: 9).isEmpty)
  }
}
