import TestSupport
import Testing

@testable import NixSyntax

@Suite("Forms of input")
struct InputFormTests {
  private static let overlay = """
    final: prev: {
      # first
      a = final.fetchurl { url = "x"; hash = "sha256-AAA"; }; # "not" ''a string'' ${
      b = [ (f { sha256 = "1"; }) (f { sha256 = "2"; }) ]; /* sha256 = "3"; */
      c = ''
        # sha256 = "4";
      '';
    }

    """

  @Test(
    "Tabs, line ends and missing line ends",
    arguments: [
      overlay, overlay.replacing("  ", with: "\t"), overlay.replacing("\n", with: "\r\n"),
      String(overlay.dropLast()), overlay + "\n\n", "\r\n" + overlay, overlay + "# end",
    ])
  func forms(_ text: String) {
    let tree = SyntaxTree.parse(text)
    #expect(tree.diagnostics == [])
    #expect(tree.text == Array(text.utf8))
    #expect(Trees.problem(of: tree) == nil)
    let strings = tree.root.descendants(StringLiteral.self).filter { !$0.isIndented }
    #expect(strings.map(\.value) == ["x", "sha256-AAA", "1", "2"])
  }

  @Test("A byte-order mark is kept and named")
  func byteOrderMark() {
    let tree = SyntaxTree.parse("\u{FEFF}{ a = 1; }")
    #expect(tree.text == Array("\u{FEFF}{ a = 1; }".utf8))
    #expect(
      tree.diagnostics.map(\.description) == ["1:1: byte-order mark, which nix rejects; remove it"])
    #expect(AttributeSet(tree.expression)?.binding("a") != nil)
  }

  @Test("Bytes that are not UTF-8 are kept")
  func invalidEncoding() {
    let source =
      Array("{ a = \"".utf8) + [0xFF, 0xC3, 0x28, 0x80] + Array("\"; # ".utf8) + [0xFE, 10, 125]
    let tree = SyntaxTree.parse(source)
    #expect(tree.text == source)
    #expect(tree.isValid)
  }

  @Test("Every byte alone is kept", arguments: 0...255)
  func singleBytes(_ byte: Int) {
    for source in [
      [UInt8(byte)], [UInt8(byte), 32, 49], [34, UInt8(byte)], [39, 39, UInt8(byte)],
    ] {
      #expect(Trees.problem(of: SyntaxTree.parse(source)) == nil)
    }
  }

  @Test("A file of ten megabytes")
  func largeFile() {
    let rest = " = { version = \"1.0\"; depends = [ a b c ]; }; # some comment\n"
    let count = 10_000_000 / (rest.utf8.count + 8)
    let lines = (0..<count).map { "  a\($0)\(rest)" }
    let tree = SyntaxTree.parse("{\n" + lines.joined() + "}\n")
    #expect(tree.source.count > 9_000_000)
    #expect(tree.isValid)
    #expect(AttributeSet(tree.expression)?.bindings.count == count)
  }

  @Test("A text that is too long is refused, and the reason says what is too long")
  func limits() {
    var limits = SyntaxTree.Limits()
    limits.bytes = 1 << 20
    limits.tokens = 1000
    func words(_ text: String) -> [String] {
      SyntaxTree.parse(Array(text.utf8), limits: limits).diagnostics.map(\.message)
    }
    // Each "1 " is two tokens; the brackets and the end are three, the space is another.
    #expect(words("[ " + String(repeating: "1 ", count: 498) + "]") == [])
    #expect(
      words("[ " + String(repeating: "1 ", count: 499) + "]")
        == ["file has more than 1000 words and marks, which is the most that is read; split it"])
    let long = "\"\(String(repeating: "x", count: (1 << 20) - 2))\""
    #expect(words(long) == [])
    #expect(
      words(long + " ") == ["file is larger than 1 MiB, which is the most that is read; split it"])
  }

  @Test("A chain of names and one long line take linear time")
  func longRuns() {
    let names = Array(repeating: "a", count: 500_000)
    #expect(SyntaxTree.parse("x." + names.joined(separator: ".")).isValid)
    #expect(SyntaxTree.parse(String(repeating: "<a", count: 500_000)).isValid == false)
    #expect(SyntaxTree.parse(names.joined(separator: " + ")).isValid)
    #expect(SyntaxTree.parse(names.joined(separator: " ")).isValid)
  }

  @Test(
    "100,000 levels are an error and no crash",
    arguments: [
      ("(", ")"), ("[", "]"), ("{ a = ", "; }"), ("x: ", ""), ("\"${", "}\""), ("''${", "}''"),
      ("if a then ", " else b"), ("if ", " then a else b"), ("if a then b else ", ""),
      ("a.b or ", ""), ("with a; ", ""), ("assert a; ", ""), ("let a = ", "; in a"),
      ("{ a ? ", "}: a"), ("{ ${", "} = 1; }"), ("./a${", "}"), ("let { a = ", "; }"),
      ("f (", ")"), ("!", ""), ("-", ""), ("a ++ ", ""), ("a -> ", ""), ("a // ", ""),
    ])
  func nesting(_ open: String, _ close: String) {
    let deep = String(repeating: open, count: 100_000) + "a"
    let tree = SyntaxTree.parse(deep)
    #expect(tree.diagnostics.count == 1)
    #expect(tree.diagnostics.first?.message.contains("more than") == true)
    #expect(tree.text == Array(deep.utf8))

    let shallow = String(repeating: open, count: 700) + "a" + String(repeating: close, count: 700)
    #expect(SyntaxTree.parse(shallow).isValid)
    #expect(throws: Never.self) {
      try CanonicalForm.text(of: SyntaxTree.parse(shallow), directory: "/", home: "/")
    }
  }

  @Test(
    "Findings name the place",
    arguments: [
      "{ a = 1 }",
      "{\n  a = ;\n}",
      "{\r\n  é = 1;\r\n}",
      "let a = 1; a",
      "\"abc",
      "''\n abc",
      "1 /* x",
      "(1",
      "1 == 2 == 3",
      "{ a = 1;\n  a = 2; }",
      "{ a, b, a }: a",
      "let ${a} = 1; in 1",
      "{ inherit ${a}; }",
      "./a/",
      "9223372036854775808",
      "a |> b <| c",
      "",
      "\"é\" +",
      "1\r2\r)",
    ])
  func findings(_ text: String) {
    expectGolden(SyntaxTree.parse(text).diagnostics.first?.description, "\(text.debugDescription)")
  }
}
