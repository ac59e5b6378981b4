import Testing

@testable import Nix

struct PlainTextsTests {
  @Test(
    "a list of texts is read as any JSON decoder reads it",
    arguments: [
      (#"[]"#, []), (#"["a","b c",""]"#, ["a", "b c", ""]), (#"["ä"]"#, ["ä"]), ("null", nil),
    ] as [(String, [String]?)])
  func plainTexts(json: String, texts: [String]?) throws {
    let plain = try #require(PlainTexts(Array(json.utf8)[...]))
    #expect(plain.texts == texts)
  }

  @Test(
    "all other JSON is left to the decoder",
    arguments: [
      "", "[", "]", #"["a]"#, #"["a",]"#, #"["a""b"]"#, #"[1]"#, #"["a",null]"#, #"["a\n"]"#, "{}",
      #""a""#, #"[ "a" ]"#, #"[["a"]]"#,
    ])
  func notPlain(json: String) {
    #expect(PlainTexts(Array(json.utf8)[...]) == nil)
  }
}
