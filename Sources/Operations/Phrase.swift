/// A sentence that may name options and commands, which are kept as values until it is shown.
///
/// ```swift
/// let hint: Phrase = "sign with \(option: .secretKey("FILE")), or see \(command: Invocation(.list))"
/// ```
///
/// Only `Commands` knows how an option is written, which options to repeat, and how a shell quotes.
package struct Phrase: Hashable, Sendable {
  package enum Part: Hashable, Sendable {
    /// Text to be shown as it is, once it is escaped for a terminal.
    case text(String)
    /// A word that a shell is to take literally, such as a path in a command of another program.
    case word(String)
    case option(Invocation.Option)
    case command(Invocation)
  }

  package private(set) var parts: [Part] = []

  package init(_ text: String) {
    append(.text(text))
  }

  fileprivate mutating func append(_ part: Part) {
    if case .text(let more) = part {
      if more.isEmpty { return }
      if case .text(let text) = parts.last {
        parts[parts.count - 1] = .text(text + more)
        return
      }
    }
    parts.append(part)
  }

  package static func + (left: Phrase, right: Phrase) -> Phrase {
    var sum = left
    for part in right.parts { sum.append(part) }
    return sum
  }
}

extension Phrase: ExpressibleByStringInterpolation {
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var phrase = Phrase("")

    package init(literalCapacity: Int, interpolationCount: Int) {}

    package mutating func appendLiteral(_ literal: String) { phrase.append(.text(literal)) }

    package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      phrase.append(.text(value.description))
    }

    package mutating func appendInterpolation(_ other: Phrase) { phrase = phrase + other }

    package mutating func appendInterpolation(word: String) { phrase.append(.word(word)) }

    package mutating func appendInterpolation(option: Invocation.Option) {
      phrase.append(.option(option))
    }

    /// An option without its value, as it is spoken of.
    package mutating func appendInterpolation(name: Invocation.Option.Name) {
      phrase.append(.option(Invocation.Option(name)))
    }

    package mutating func appendInterpolation(command: Invocation) {
      phrase.append(.command(command))
    }
  }

  package init(stringLiteral value: String) {
    self.init(value)
  }

  package init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.phrase
  }
}
