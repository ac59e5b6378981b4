import TestSupport
import Testing

@testable import NixSyntax

@Suite("Random changes of valid texts")
struct FuzzTests {
  private static let pieces = [
    "{", "}", "[", "]", "(", ")", "''", "\"", "${", "$", "'", "\\", ";", ":", "=", ".", "...",
    "@", "?", ",", "/", "//", "/*", "*/", "#", "\n", "\r", "\r\n", "\t", "or", "let", "in", "if",
    "then", "else", "with", "rec", "inherit", "<", ">", "~/", "|>", "<|", "1.", "\u{FEFF}",
    "\u{0}", "é", "a:b", "''\\", "''$", "'''", "- ", "!", "->", "assert ", "x: ", "a.b/",
  ]

  @Test("Nothing is lost, and nothing crashes", arguments: 1...8)
  func mutations(_ seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let texts = try Case.all().filter { $0.text.count > 8 }.map(\.text)
    for _ in 0..<400 {
      var text = texts.randomElement(using: &generator) ?? []
      for _ in 0..<Int.random(in: 1...6, using: &generator) {
        mutate(&text, texts, &generator)
      }
      let tree = SyntaxTree.parse(text)
      #expect(Trees.problem(of: tree) == nil, "\(String(decoding: text, as: UTF8.self))")
      for node in tree.root.descendants { _ = (node.ownedRange, node.indentation) }
      guard tree.isValid else { continue }
      _ = try CanonicalForm.text(of: tree, directory: "/base", home: "/home/me")
      try checkEdits(of: tree, &generator)
    }
  }

  private func mutate(
    _ text: inout [UInt8], _ texts: [[UInt8]], _ generator: inout SeededGenerator
  ) {
    let place = Int.random(in: 0...text.count, using: &generator)
    let end = min(text.count, place + Int.random(in: 0...30, using: &generator))
    switch Int.random(in: 0...4, using: &generator) {
    case 0: text.removeSubrange(place..<end)
    case 1: text.insert(UInt8.random(in: 0...255, using: &generator), at: place)
    case 2: text.insert(contentsOf: text[place..<end], at: place)
    case 3:
      let other = texts.randomElement(using: &generator) ?? []
      text.insert(contentsOf: other.prefix(80), at: place)
    default:
      text.insert(contentsOf: (Self.pieces.randomElement(using: &generator) ?? "").utf8, at: place)
    }
  }

  /// A set of a valid text takes a new binding, and gives it back without a trace.
  private func checkEdits(of tree: SyntaxTree, _ generator: inout SeededGenerator) throws {
    let sets = tree.root.descendants(AttributeSet.self)
    guard let set = sets.randomElement(using: &generator),
      let members = MemberEdits(
        set.syntax, unit: "  ", spacing: generator.next() % 2 == 0 ? .lines : .blocks)
    else { return }
    let name = "zz-new-name"
    let edited = try SourceEdit.apply(
      members.insertions([MemberEdits.Addition(name: name, lines: ["\(name) = 1;"])]), to: tree)
    let binding = edited.root.descendants(Binding.self).first { $0.name == name }
    let removal = try #require(binding?.removal)
    let back = try SourceEdit.apply([removal], to: edited)
    #expect(back.root.descendants(Binding.self).count == tree.root.descendants(Binding.self).count)
  }
}
