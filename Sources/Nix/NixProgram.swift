internal import NixSyntax

/// The text of a Nix program: an expression, most often a function of a set of arguments.
package struct NixProgram: Hashable, Sendable {
  package let text: String

  package init(_ text: String) {
    self.text = text
  }

  /// A program of a module's `Programs` directory.
  package init(_ resource: [UInt8]) {
    text = String(decoding: resource, as: UTF8.self)
  }

  /// Evaluates a list of items one by one.
  static let items = NixProgram(PackageResources.items_nix)

  /// The program as a function that is called with arguments.
  func called(with arguments: [String: NixArgument]) -> NixProgram {
    NixProgram("(\(text)\n) \(NixArgument.set(arguments).text)")
  }
}

/// What a program is given.
///
/// Text never becomes code: it is written as a literal of Nix.
package indirect enum NixArgument: Hashable, Sendable {
  case string(String)
  /// An absolute path, of whatever characters.
  case path(String)
  case number(Int)
  case boolean(Bool)
  case list([NixArgument])
  case set([String: NixArgument])
  /// The value of another program.
  case program(NixProgram)

  package static func strings(_ texts: [String]) -> NixArgument { .list(texts.map { .string($0) }) }

  /// The argument as Nix text.
  var text: String {
    switch self {
    case .string(let value): NixLiteral.string(value)
    case .path(let path): "(\(NixLiteral.absolutePath(path)))"
    case .number(let number): number < 0 ? "(\(number))" : "\(number)"
    case .boolean(let value): value ? "true" : "false"
    case .list(let elements): "[ \(elements.map(\.text).joined(separator: " ")) ]"
    case .set(let members):
      "{ "
        + members.sorted { $0.key < $1.key }.map {
          "\(NixLiteral.attributeName($0.key)) = \($0.value.text); "
        }.joined() + "}"
    case .program(let program): "(\(program.text)\n)"
    }
  }
}
