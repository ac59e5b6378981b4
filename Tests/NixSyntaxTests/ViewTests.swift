import Testing

@testable import NixSyntax

@Suite("Views of constructs")
struct ViewTests {
  private func expression(_ text: String) -> SyntaxNode? { SyntaxTree.parse(text).expression }

  @Test("Attribute sets and bindings")
  func attributeSets() throws {
    let set = try #require(
      AttributeSet(
        expression(#"rec { a = "1"; b.c = { d = 2; }; ${e} = 3; "f g" = ''h''; inherit i; }"#)))
    #expect(set.isRecursive)
    #expect(set.bindings.map(\.names) == [["a"], ["b", "c"], nil, ["f g"]])
    #expect(set.string("a") == "1")
    #expect(set.string("f g") == "h")
    #expect(set.binding(at: ["b", "c", "d"])?.value?.text == "2")
    #expect(set.binding(at: ["b"]) == nil)
    #expect(set.binding("x") == nil)
    #expect(set.members.count == 5)
  }

  @Test("Inherit statements")
  func inherits() throws {
    let set = try #require(AttributeSet(expression(#"{ inherit a "b" or; inherit (c.d) e; }"#)))
    #expect(set.inherits.map(\.names) == [["a", "b", "or"], ["e"]])
    #expect(set.inherits.map { $0.source?.text } == [nil, "c.d"])
  }

  @Test(
    "Calls",
    arguments: [
      ("f a b", "f", 2), ("final.fetchurl { }", "fetchurl", 1), ("(f) x", "f", 1),
      ("(x: x) 1", nil, 1), ("a.${b} c", nil, 1),
    ] as [(String, String?, Int)])
  func calls(_ text: String, _ name: String?, _ count: Int) throws {
    let call = try #require(Apply(expression(text)))
    #expect(call.functionName == name)
    #expect(call.arguments.count == count)
  }

  @Test("Functions")
  func lambdas() throws {
    let pattern = try #require(Lambda(expression("args@{ a, b ? 1, ... }: c")))
    #expect(pattern.name == "args")
    #expect(pattern.parameters.map(\.name) == ["a", "b"])
    #expect(pattern.parameters.map { $0.fallback?.text } == [nil, "1"])
    #expect(pattern.takesMore)
    #expect(pattern.body?.text == "c")
    let plain = try #require(Lambda(expression("final: prev: { }")))
    #expect(plain.name == "final")
    #expect(!plain.hasPattern)
    #expect(Lambda(plain.body)?.name == "prev")
    #expect(Lambda(expression("{ a }@b: c"))?.name == "b")
  }

  @Test("Scopes and choices")
  func scopes() throws {
    let letIn = try #require(LetIn(expression("let a = 1; inherit b; in c")))
    #expect(letIn.bindings.count == 1)
    #expect(letIn.body?.text == "c")
    let with = try #require(With(expression("with a; b")))
    #expect([with.scope?.text, with.body?.text] == ["a", "b"])
    let assert = try #require(Assert(expression("assert a; b")))
    #expect([assert.condition?.text, assert.body?.text] == ["a", "b"])
    let choice = try #require(IfElse(expression("if a then b else c")))
    #expect(
      [choice.condition?.text, choice.consequence?.text, choice.alternative?.text]
        == ["a", "b", "c"])
    #expect(LegacyLet(expression("let { body = 1; }"))?.binding("body")?.value?.text == "1")
  }

  @Test("Operators and selections")
  func operators() throws {
    let sum = try #require(Binary(expression("a ++ b")))
    #expect(sum.operatorKind == .concatenate)
    #expect([sum.left?.text, sum.right?.text] == ["a", "b"])
    let select = try #require(Select(expression("a.b.\"c\" or d")))
    #expect(select.base?.text == "a")
    #expect(select.path?.names == ["b", "c"])
    #expect(select.fallback?.text == "d")
    #expect(List(expression("[ a (b) ]"))?.elements.map(\.unparenthesised.text) == ["a", "b"])
  }

  @Test("Strings")
  func strings() throws {
    let string = try #require(StringLiteral(expression(#""a${b}\n""#)))
    #expect(string.value == nil)
    #expect(string.hasInterpolation)
    guard case .text("a") = string.parts[0], case .expression(let node) = string.parts[1],
      case .text("\n") = string.parts[2]
    else {
      Issue.record("unexpected parts \(string.parts)")
      return
    }
    #expect(node.text == "b")
    #expect(string.contentRange == 1..<8)
    #expect(StringLiteral(expression("''\n  a\n   b\n''"))?.value == "a\n b\n")
    #expect(StringLiteral(expression("\"\""))?.value == "")
    #expect(StringLiteral(expression("''''"))?.value == "")
  }

  @Test("Places in the tree")
  func places() throws {
    let tree = SyntaxTree.parse("{ a = [ b ]; }")
    #expect(tree.node(at: 8).kind == .identifier)
    #expect(tree.node(at: 8).ancestors.map(\.kind) == [.list, .binding, .attributeSet, .root])
    #expect(tree.node(at: 7).kind == .list)
    #expect(tree.node(covering: 6..<9).kind == .list)
    #expect(tree.token(at: 4)?.kind == .assign)
    #expect(tree.token(at: 14) == nil)
    #expect(tree.location(of: 8).description == "1:9")
    #expect(
      tree.root.descendants.map(\.kind) == [
        .attributeSet, .binding, .attributePath, .identifier, .list, .identifier,
      ])
  }

  @Test("Broken texts keep what can be read")
  func recovery() throws {
    let tree = SyntaxTree.parse("{ a = 1; b = ; c 2; d = [ 1 = ]; e = 5; }")
    let set = try #require(AttributeSet(tree.expression))
    #expect(set.binding("a")?.value?.text == "1")
    #expect(set.binding("e")?.value?.text == "5")
    #expect(tree.diagnostics.count >= 3)
    #expect(Trees.problem(of: tree) == nil)
  }
}

@Suite("Values known without evaluation")
struct StaticStringTests {
  @Test(
    "Strings",
    arguments: [
      (#"rec { version = "1"; x = "a-${version}.tar"; }"#, "a-1.tar"),
      (#"let v = "1"; in { x = "a" + v; }"#, "a1"),
      (#"let v = "1"; in rec { inherit v; x = "${v}"; }"#, "1"),
      (#"let s = { a.b = "2"; }; inherit (s.a) b; in { x = b + s.a.b; }"#, "22"),
      (#"f (finalAttrs: { version = "3"; x = "v${finalAttrs.version}"; })"#, "v3"),
      (#"rec { a = b; b = (c); c = "4"; x = a; }"#, "4"),
      (#"{ x = http://a.b/c; }"#, "http://a.b/c"),
      (#"rec { a = x; x = a; }"#, nil),
      (#"rec { x = "${x}${x}"; }"#, nil),
      (#"{ v = "1"; x = v; }"#, nil),
      (#"{ v }: { x = v; }"#, nil),
      (#"with { v = "1"; }; { x = v; }"#, nil),
      (#"let v = "1"; in v: { x = v; }"#, nil),
      (#"let inherit v; in { x = v; }"#, nil),
      (#"(self: { x = self.y; })"#, nil),
      (#"{ x = 1; }"#, nil),
    ] as [(String, String?)])
  func strings(_ text: String, _ value: String?) throws {
    let tree = SyntaxTree.parse(text)
    #expect(tree.isValid)
    let binding = try #require(tree.root.descendants(Binding.self).last { $0.name == "x" })
    #expect(binding.value?.staticString == value)
  }

  @Test("Doubling strings end")
  func doubling() {
    let bindings = (1...200).map { "a\($0) = a\($0 - 1) + a\($0 - 1);" }.joined()
    let tree = SyntaxTree.parse("rec { a0 = \"x\"; \(bindings) }")
    #expect(tree.root.descendants(Binding.self).last?.value?.staticString == nil)
  }
}
