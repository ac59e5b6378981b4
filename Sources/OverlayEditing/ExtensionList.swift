import NixSyntax

/// The list that `pythonPackagesExtensions` is extended by, to which a function of packages is added
/// where none of its elements can be seen to have some.
struct ExtensionList {
  private let list: List

  /// The list that a binding's value ends in; nil if it is not written as a list.
  init?(_ binding: Binding) {
    guard binding.name == "pythonPackagesExtensions" else { return nil }
    let last = Reduction.parts(of: binding.value, .concatenations).last?.node
    guard let list = List(last), binding.range.contains(list.range.lowerBound) else { return nil }
    self.list = list
  }

  /// A function as nobody else writes it, so that it goes with its last package.
  private static let head = "(pyfinal: _: {"
  private static let end = "})"

  /// The edit that adds a function that returns some packages, given by their indented lines.
  func insertion(_ packages: [String]) -> SourceEdit? {
    guard let place = lastToken?.range.upperBound else { return nil }
    let tree = list.syntax.tree
    let startsLine = list.elements.last?.firstToken?.startsLine ?? false
    let indentation =
      (startsLine ? list.elements.last?.indentation : nil) ?? list.syntax.indentation
    let isOnOwnLine = startsLine || lastToken?.kind.isComment ?? false
    let lines = [Self.head] + packages + [Self.end]
    let text = lines.enumerated().map { index, line in
      index == 0 || line.isEmpty ? line : indentation + line
    }.joined(separator: tree.lineEnding)
    return .insert((isOnOwnLine ? tree.lineEnding + indentation : " ") + text, at: place)
  }

  /// The edit that takes such a function out again that returns nothing any more.
  var removal: SourceEdit? {
    guard
      let element = list.elements.last(where: {
        OverlaySection.hasTokens([Self.head + Self.end], $0)
      })
    else { return nil }
    var token = element.firstToken?.previous
    while let space = token, space.kind == .whitespace { token = space.previous }
    return token.map { .remove($0.range.upperBound..<element.range.upperBound) }
  }

  /// The last token in the list that is not white space; the bracket if it is empty.
  private var lastToken: SyntaxToken? {
    var token = list.syntax.token(.rightBracket)?.previous
    while let space = token, space.kind == .whitespace { token = space.previous }
    return token
  }
}
