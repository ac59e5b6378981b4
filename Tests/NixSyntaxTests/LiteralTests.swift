import TestSupport
import Testing

@testable import NixSyntax

@Suite("Text that is safe in Nix")
struct LiteralTests {
  @Test(
    "Quoted strings",
    arguments: [
      ("", #""""#), ("a", #""a""#), (#"a"b"#, #""a\"b""#), (#"a\b"#, #""a\\b""#),
      ("a\nb\r\tc", #""a\nb\r\tc""#), ("${a}", #""\${a}""#), ("$${a}", #""$\${a}""#),
      ("$a $ {", #""$a $ {""#), ("\\${", #""\\\${""#),
      ("a\u{0}b\u{1B}[0m", "\"a\u{FFFD}b\u{FFFD}[0m\""),
      ("\u{202E}abc", "\"\u{FFFD}abc\""), ("é", "\"é\""), ("''", #""''""#), ("$", #""$""#),
    ])
  func strings(_ value: String, _ text: String) {
    #expect(NixLiteral.string(value) == text)
  }

  @Test(
    "Attribute names",
    arguments: [
      ("a", "a"), ("a-b'_1", "a-b'_1"), ("1a", "\"1a\""), ("a.b", "\"a.b\""), ("", "\"\""),
      ("if", "\"if\""), ("or", "\"or\""), ("inherit", "\"inherit\""), ("-a", "\"-a\""),
      ("é", "\"é\""), ("a b", "\"a b\""), ("${x}", #""\${x}""#), ("_", "_"), ("in\n", #""in\n""#),
    ])
  func names(_ name: String, _ text: String) throws {
    #expect(NixLiteral.attributeName(name) == text)
    let tree = SyntaxTree.parse("{ \(text) = 1; }")
    #expect(AttributeSet(tree.expression)?.bindings.first?.name == name)
  }

  @Test("Attribute paths")
  func paths() {
    #expect(NixLiteral.attributePath(["a", "b.c", "rec"]) == #"a."b.c"."rec""#)
  }

  @Test(
    "Comments are one line",
    arguments: [
      ("a", "# a"), ("", "#"), ("a\nb = 1;\r\nc", "# a b = 1; c"), ("  a  b ", "# a b"),
      ("\u{0}\u{2028}\u{202E}", "# \u{FFFD}\u{FFFD}\u{FFFD}"), ("*/ ${x}", "# */ ${x}"),
    ])
  func comments(_ text: String, _ comment: String) {
    #expect(NixLiteral.comment(text) == comment)
  }

  @Test(
    "Paths",
    arguments: [
      ("a/b.nix", "./a/b.nix"), ("./a", "./a"), ("/a/b/", "/a/b"), ("../a", "./../a"),
      ("", "./."), ("/", "/."), ("a b", #"(./. + "/a b")"#), ("/a/${b}", #"(/. + "/a/\${b}")"#),
    ])
  func paths(_ path: String, _ text: String) {
    #expect(NixLiteral.path(path) == text)
    #expect(SyntaxTree.parse(text).isValid)
  }

  @Test("Every string reads back as its value", arguments: 1...6)
  func roundTrip(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      "'", "''", "'''", "$", "$$", "{", "}", "${", "''$", "\\", "\"", " ", "  ", "a", "\n", "\t",
      "\r", "#", "/*", "é", "''\\", "or",
    ]
    for _ in 0..<600 {
      let count = Int.random(in: 0...12, using: &generator)
      let value = (0..<count).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
      let quoted = SyntaxTree.parse(NixLiteral.string(value))
      #expect(StringLiteral(quoted.expression)?.value == value)

      let line = value.filter { !$0.isNewline && $0 != "\t" }
      for end in ["", "${y}"] {
        let text = NixLiteral.indentedText(line, isBeforeExpression: !end.isEmpty)
        let script = StringLiteral(SyntaxTree.parse("''\n  x\(text)\(end)\n''").expression)
        guard case .text(let read)? = script?.parts.first else {
          Issue.record("no text")
          return
        }
        #expect(read == "x" + line + (end.isEmpty ? "\n" : ""))
        #expect(script?.hasInterpolation == !end.isEmpty)
      }

      let comment = SyntaxTree.parse(NixLiteral.comment(value) + "\n1")
      #expect(comment.expression?.text == "1")
    }
  }
}
