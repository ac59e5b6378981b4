/// The canonical form with the bindings of `let` and the parameters of patterns sorted.
///
/// Nix prints both in the order of addresses in memory.
struct CanonicalOrder {
  private let bytes: [UInt8]

  static func sorted(_ form: String) -> String {
    let order = CanonicalOrder(bytes: Array(form.utf8))
    return String(decoding: order.sorted(0..<order.bytes.count), as: UTF8.self)
  }

  /// The end of the bracket or string that starts at an index.
  private func end(_ start: Int) -> Int {
    var index = start + 1
    if bytes[start] == UInt8(ascii: "\"") {
      if index + 1 < bytes.count, bytes[index] == UInt8(ascii: "$"),
        bytes[index + 1] == UInt8(ascii: "{")
      {
        return end(index + 1) + 1
      }
      while bytes[index] != UInt8(ascii: "\"") {
        index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return index + 1
    }
    while !")]}".utf8.contains(bytes[index]) {
      index = "([{\"".utf8.contains(bytes[index]) ? end(index) : index + 1
    }
    return index + 1
  }

  /// Cuts a range at a separator outside of brackets and strings.
  private func split(_ range: Range<Int>, _ separator: String) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var index = start
    while index < range.upperBound {
      if "([{\"".utf8.contains(bytes[index]) {
        index = end(index)
      } else if bytes[index..<range.upperBound].starts(with: separator.utf8) {
        parts.append(start..<index)
        index += separator.utf8.count
        start = index
      } else {
        index += 1
      }
    }
    return parts + [start..<range.upperBound]
  }

  private func sorted(_ range: Range<Int>) -> [UInt8] {
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard "([{\"".utf8.contains(bytes[index]) else {
        result.append(bytes[index])
        index += 1
        continue
      }
      let end = end(index)
      let inner = index + 1..<end - 1
      let isInterpolated =
        bytes[index] == UInt8(ascii: "\"") && bytes[inner].starts(with: "${".utf8)
      result.append(bytes[index])
      if bytes[index] == UInt8(ascii: "\""), !isInterpolated {
        result += bytes[inner]
      } else if bytes[index] == UInt8(ascii: "("), bytes[inner].starts(with: "let ".utf8) {
        result += sortedLet(inner)
      } else if bytes[index] == UInt8(ascii: "("), bytes[inner].starts(with: "{ ".utf8) {
        result += sortedPattern(inner)
      } else {
        result += sorted(inner)
      }
      result.append(bytes[end - 1])
      index = end
    }
    return result
  }

  private func sortedLet(_ range: Range<Int>) -> [UInt8] {
    var bindings: [[UInt8]] = []
    var rest: [UInt8] = []
    var continues = false
    for part in split(range.dropFirst(4), "; ") {
      let text = sorted(part)
      if !rest.isEmpty {
        rest += Array("; ".utf8) + text
      } else if continues {
        bindings[bindings.count - 1] += Array("; ".utf8) + text
        continues = text.starts(with: "assert ".utf8)
      } else if text.starts(with: "in ".utf8) {
        rest = text
      } else {
        bindings.append(text)
        continues = text.dropFirst(Self.key(text).count).starts(with: " = assert ".utf8)
      }
    }
    bindings.sort { Self.key($0).lexicographicallyPrecedes(Self.key($1)) }
    return Array("let ".utf8) + bindings.flatMap { $0 + Array("; ".utf8) } + rest
  }

  private static func key(_ binding: [UInt8]) -> [UInt8] {
    let text = String(decoding: binding, as: UTF8.self)
    let name = text.hasPrefix("inherit ") ? text.dropFirst(8) : text[...]
    return Array((name.firstRange(of: " = ").map { name[..<$0.lowerBound] } ?? name).utf8)
  }

  private func sortedPattern(_ range: Range<Int>) -> [UInt8] {
    let end = end(range.lowerBound)
    let isPattern =
      bytes[end...].starts(with: ": ".utf8) || bytes[end...].starts(with: " @ ".utf8)
    guard isPattern, end - range.lowerBound > 4 else { return sorted(range) }
    var parts = split(range.lowerBound + 2..<end - 2, ", ").map(sorted)
    let more = parts.last == Array("...".utf8) ? [parts.removeLast()] : []
    parts.sort { first, second in
      first.prefix { $0 != UInt8(ascii: " ") }
        .lexicographicallyPrecedes(second.prefix { $0 != UInt8(ascii: " ") })
    }
    return Array("{ ".utf8) + Array((parts + more).joined(separator: ", ".utf8))
      + sorted(end - 2..<range.upperBound)
  }
}
