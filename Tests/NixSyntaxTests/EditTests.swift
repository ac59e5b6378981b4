import Testing

@testable import NixSyntax

@Suite("Edits")
struct EditTests {
  private func text(_ tree: SyntaxTree) -> String { String(decoding: tree.source, as: UTF8.self) }

  @Test("Edits come in any order and keep the rest")
  func order() throws {
    let tree = SyntaxTree.parse("{ a = 1; b = 2; }")
    let edits = [
      SourceEdit(range: 13..<14, replacement: "20"), .insert("x = 0; ", at: 2),
      .insert("y = 0; ", at: 2), .remove(2..<9),
    ]
    #expect(text(try SourceEdit.apply(edits, to: tree)) == "{ x = 0; y = 0; b = 20; }")
    #expect(text(try SourceEdit.apply([], to: tree)) == "{ a = 1; b = 2; }")
  }

  @Test("Refused edits")
  func refused() throws {
    let tree = SyntaxTree.parse("{ a = 1; }")
    #expect(throws: NixSyntaxError.overlappingEdits(first: 2..<6, second: 4..<7)) {
      try SourceEdit.apply([.remove(4..<7), .remove(2..<6)], to: tree)
    }
    #expect(throws: NixSyntaxError.editOutsideText(8..<11, length: 10)) {
      try SourceEdit.apply([.remove(8..<11)], to: tree)
    }
    #expect {
      try SourceEdit.apply([.remove(7..<8)], to: tree)
    } throws: { error in
      "\(error)" == "edited text does not parse: 1:9: unexpected '}', expecting ';'; "
        + "the file is unchanged"
    }
    #expect {
      try SourceEdit.apply([], to: SyntaxTree.parse("{ a = 1 }"))
    } throws: { error in
      "\(error)" == "1:9: unexpected '}', expecting ';'; correct the file first"
    }
    #expect(throws: NixSyntaxError.self) {
      try SourceEdit.apply([.insert("a = 2; ", at: 2)], to: tree)
    }
  }

  private static let set = """
    {
      # header

      # about a
      # more about a
      a = 1; # on its line
      b = 2;

      /* about c */
      c = {
        x = 1;
      };
      d = 4; e = 5;
    }

    """

  @Test(
    "What belongs to a binding",
    arguments: [
      ("a", "  # about a\n  # more about a\n  a = 1; # on its line\n"),
      ("b", "  b = 2;\n"),
      ("c", "  /* about c */\n  c = {\n    x = 1;\n  };\n"),
      ("d", "d = 4; "),
      ("e", " e = 5;"),
    ])
  func ownership(_ name: String, _ owned: String) throws {
    for (text, owned) in [
      (Self.set, owned),
      (Self.set.replacing("\n", with: "\r\n"), owned.replacing("\n", with: "\r\n")),
      (Self.set.replacing("  ", with: "\t"), owned.replacing("  ", with: "\t")),
    ] {
      let tree = SyntaxTree.parse(text)
      let binding = try #require(AttributeSet(tree.expression)?.binding(name))
      #expect(String(decoding: tree.source[binding.ownedRange], as: UTF8.self) == owned)
      let edited = try SourceEdit.apply([binding.removal], to: tree)
      #expect(AttributeSet(edited.expression)?.bindings.count == 4)
    }
  }

  @Test(
    "Bindings on one line",
    arguments: [
      ("{ a = 1; b = 2; }", "a", "{ b = 2; }"), ("{ a = 1; b = 2; }", "b", "{ a = 1; }"),
      ("{a=1;b=2;}", "a", "{b=2;}"), ("{ a = 1; /* x */ b = 2; }", "a", "{ /* x */ b = 2; }"),
      ("{ a = 1; # x\n}", "a", "{\n}"), ("{ # x\n  a = 1; }", "a", "{ # x\n  }"),
      ("{\n  a = 1;\n  b = 2;}", "b", "{\n  a = 1;\n  }"),
    ])
  func oneLine(_ before: String, _ name: String, _ after: String) throws {
    let tree = SyntaxTree.parse(before)
    let binding = try #require(AttributeSet(tree.expression)?.binding(name))
    #expect(text(try SourceEdit.apply([binding.removal], to: tree)) == after)
  }

  @Test(
    "Where a new binding goes",
    arguments: [
      ("{ }", "{\n  m = 0;\n}"), ("{}", "{\n  m = 0;\n}"), ("{\n}\n", "{\n  m = 0;\n}\n"),
      ("{\n  # c\n}", "{\n  # c\n  m = 0;\n}"), ("{ /* c */ }", "{ /* c */\n  m = 0;\n}"),
      ("{ a = 1; }", "{ a = 1; m = 0; }"), ("{ z = 1; }", "{ m = 0; z = 1; }"),
      ("{\n  a = 1;\n  z = 2;\n}", "{\n  a = 1;\n  m = 0;\n  z = 2;\n}"),
      ("{\n  a = 1; # c\n  z = 2;\n}", "{\n  a = 1; # c\n  m = 0;\n  z = 2;\n}"),
      ("{\n  # z\n  z = 2;\n}", "{\n  m = 0;\n  # z\n  z = 2;\n}"),
      ("{\n\tz = 2;\n}", "{\n\tm = 0;\n\tz = 2;\n}"),
      ("{\n  z = 1;\n  a = 2;\n}", "{\n  z = 1;\n  a = 2;\n  m = 0;\n}"),
      ("{\n  A = 1;\n  b = 2;\n  Z = 3;\n}", "{\n  A = 1;\n  b = 2;\n  m = 0;\n  Z = 3;\n}"),
      ("{\n  inherit x;\n  z = 1;\n}", "{\n  inherit x;\n  m = 0;\n  z = 1;\n}"),
      ("{\r\n  a = 1;\r\n}", "{\r\n  a = 1;\r\n  m = 0;\r\n}"),
      (
        "{\n    a = {\n      b = 1;\n    };\n}", "{\n    a = {\n      b = 1;\n    };\n    m = 0;\n}"
      ),
      ("{\n  a = 1; }", "{\n  a = 1;\n  m = 0; }"),
      ("let a = 1; in a", "let a = 1; m = 0; in a"),
      ("let\n  z = 1;\nin\nz", "let\n  m = 0;\n  z = 1;\nin\nz"),
      ("let in 1", "let\n  m = 0;\nin 1"),
    ])
  func insertion(_ before: String, _ after: String) throws {
    let tree = SyntaxTree.parse(before)
    let container = try #require(
      tree.root.descendants.first { $0.kind == .attributeSet || $0.kind == .letIn })
    let members = try #require(
      MemberEdits(container, unit: before.contains("\t") ? "\t" : "  ", spacing: .lines))
    let edits = members.insertions([MemberEdits.Addition(name: "m", lines: ["m = 0;"])])
    #expect(text(try SourceEdit.apply(edits, to: tree)) == after)
  }

  @Test(
    "Members that were put in are taken out without a trace",
    arguments: [
      "{ }", "{}", "{\n}", "{\n\n}", "{ a = 1; }", "{\n  a = 1; }", "{\n  a = 1;  \n}",
      "{\n  a = 1;\n  z = 2;\n}", "{\n  z = 2; # z\n}", "{\n  # nothing\n}", "{ inherit a; }",
      "{\r\n  a = 1; }", "{\r\n}", "{a = 1;}", "f {a = 1;}", "rec {\n\ta = 1;\t\n}",
      "{\n  a = 1;\n\n  b = 2; }", "{ a = 1;\n}", "{ a = 1;\n\n}", "{ a = 1; b = 2;\n}",
      "{ a = 1; b = 2; }", "{a = 1; b = 2;}", "{\n  a = 1; b = 2;\n}", "{ a = 1; # a\n}",
      "let a = 1;\nin a", "let a = 1; in a", "let a = 1; b = 2;\n\nin a", "let\n  a = 1;\nin a",
    ], [["m"], ["m", "n"], ["n", "m"]])
  func traceless(_ before: String, names: [String]) throws {
    func container(_ tree: SyntaxTree) throws -> MemberEdits {
      let nodes = tree.root.descendants
      let node = try #require(nodes.first { $0.kind == .attributeSet || $0.kind == .letIn })
      return try #require(MemberEdits(node, unit: "  "))
    }
    var tree = SyntaxTree.parse(before)
    let additions = names.map { MemberEdits.Addition(name: $0, lines: ["\($0) = {", "};"]) }
    tree = try SourceEdit.apply(try container(tree).insertions(additions), to: tree)
    for name in names {
      let binding = try #require(tree.root.descendants(Binding.self).first { $0.name == name })
      tree = try SourceEdit.apply([try container(tree).removal(of: binding.syntax)], to: tree)
    }
    #expect(text(tree) == before)
  }

  @Test("A value is replaced and nothing else")
  func values() throws {
    let tree = SyntaxTree.parse("{ a = f { hash = \"x\"; }; /* hash = \"x\" */ }")
    let binding = try #require(
      tree.root.descendants(Binding.self).first { $0.name == "hash" })
    let edit = try #require(binding.replacingValue(with: NixLiteral.string("y")))
    #expect(
      text(try SourceEdit.apply([edit], to: tree))
        == "{ a = f { hash = \"y\"; }; /* hash = \"x\" */ }")
  }
}
