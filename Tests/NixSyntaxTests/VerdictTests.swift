import Testing

@testable import NixSyntax

@Suite("What Nix accepts, and what it sees")
struct VerdictTests {
  @Test("The fixtures hold enough cases")
  func enoughCases() throws {
    let cases = try Case.all()
    #expect(cases.count { !$0.isAccepted } >= 500)
    #expect(cases.count { $0.isAccepted } >= 300)
    #expect(cases.count { $0.form != nil } >= 300)
  }

  @Test("Acceptance is Nix's", arguments: Case.files)
  func acceptance(_ file: String) throws {
    for item in try Case.load(file) {
      let tree = SyntaxTree.parse(item.text)
      #expect(
        tree.isValid == item.isAccepted, "\(item.summary): \(tree.diagnostics)")
    }
  }

  @Test("Structure is Nix's", arguments: Case.files)
  func structure(_ file: String) throws {
    for item in try Case.load(file) {
      guard let expected = item.form else { continue }
      let form = try CanonicalForm.text(
        of: SyntaxTree.parse(item.text), directory: "/one/two/three", home: "/home/me")
      #expect(CanonicalOrder.sorted(form) == CanonicalOrder.sorted(expected))
    }
  }

  @Test("The tree's text is the input", arguments: Case.files)
  func lossless(_ file: String) throws {
    for item in try Case.load(file) {
      let tree = SyntaxTree.parse(item.text)
      #expect(tree.text == item.text)
      #expect(Trees.problem(of: tree) == nil)
    }
  }

  @Test(
    "Pipes bind loosest",
    arguments: [
      ("a |> b |> c", "(c (b a))"),
      ("a <| b <| c", "(a (b c))"),
      ("a -> b |> c d", "(c d (a -> b))"),
      ("x: x |> f", "(x: (f x))"),
    ])
  func pipes(_ text: String, _ form: String) throws {
    #expect(
      try CanonicalForm.text(of: SyntaxTree.parse(text), directory: "/", home: "/") == form)
  }

  @Test(
    "Numbers are printed with six digits",
    arguments: [
      (1.0, "1"), (0.1, "0.1"), (123456.7, "123457"), (1234567, "1.23457e+06"),
      (999_999.5, "1e+06"), (0.0001, "0.0001"), (0.00001, "1e-05"), (1e100, "1e+100"),
      (100_000, "100000"), (1e22, "1e+22"), (1.5e-7, "1.5e-07"), (0, "0"), (2.5, "2.5"),
    ])
  func floats(_ value: Double, _ text: String) {
    #expect(CanonicalForm.general(value) == text)
  }
}
