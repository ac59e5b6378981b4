@testable import NixSyntax

extension CanonicalForm {
  /// Writes a string with the escapes Nix prints.
  mutating func writeString(_ text: [UInt8]) {
    write("\"")
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): write("\\\"")
      case UInt8(ascii: "\\"): write("\\\\")
      case UInt8(ascii: "$"): write("\\$")
      case UInt8(ascii: "\n"): write("\\n")
      case UInt8(ascii: "\r"): write("\\r")
      case UInt8(ascii: "\t"): write("\\t")
      default: output.append(byte)
      }
    }
    write("\"")
  }

  /// Writes a name, quoted where Nix quotes it: not for keywords, `if` excepted.
  mutating func writeName(_ name: [UInt8]) {
    let isPlain =
      name.first.map { ByteClass.table[Int($0)].contains(.identifierStart) } ?? false
      && name.allSatisfy { ByteClass.table[Int($0)].contains(.identifierPart) }
    if isPlain, name != Array("if".utf8) {
      write(String(decoding: name, as: UTF8.self))
    } else {
      writeString(name)
    }
  }

  /// Writes an integer without leading zeros, or a float with six digits.
  mutating func writeNumber(_ node: SyntaxNode) {
    let text = node.text
    if node.firstToken?.kind == .integer {
      let digits = text.drop { $0 == "0" }
      write(digits.isEmpty ? "0" : String(digits))
    } else {
      write(Self.general(Double(text.hasPrefix(".") ? "0" + text : text) ?? 0))
    }
  }

  /// A number as C++ streams print it: up to six digits, no zeros at the end.
  static func general(_ value: Double) -> String {
    guard value != 0 else { return "0" }
    var (digits, exponent) = decimal(value)
    if digits.count > 6 {
      let roundsUp = digits[6] >= 5
      digits = Array(digits.prefix(6))
      if roundsUp {
        var index = 5
        while index >= 0, digits[index] == 9 {
          digits[index] = 0
          index -= 1
        }
        if index >= 0 {
          digits[index] += 1
        } else {
          digits = [1]
          exponent += 1
        }
      }
    }
    while digits.count > 1, digits.last == 0 { digits.removeLast() }
    let text = digits.map(String.init).joined()
    if exponent < -4 || exponent >= 6 {
      let rest = text.dropFirst()
      let magnitude = abs(exponent)
      return text.prefix(1) + (rest.isEmpty ? "" : "." + rest) + (exponent < 0 ? "e-" : "e+")
        + (magnitude < 10 ? "0" : "") + String(magnitude)
    }
    if exponent < 0 { return "0." + String(repeating: "0", count: -exponent - 1) + text }
    if text.count <= exponent + 1 {
      return text + String(repeating: "0", count: exponent + 1 - text.count)
    }
    return text.prefix(exponent + 1) + "." + text.dropFirst(exponent + 1)
  }

  /// The shortest decimal digits of a positive number, and the power of ten of the first one.
  private static func decimal(_ value: Double) -> (digits: [Int], exponent: Int) {
    let parts = value.description.split(separator: "e")
    let mantissa = parts.first.map(String.init) ?? ""
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let pointIndex = mantissa.firstIndex(of: ".") ?? mantissa.endIndex
    exponent += mantissa.distance(from: mantissa.startIndex, to: pointIndex) - 1
    var digits = mantissa.compactMap(\.wholeNumberValue)
    while digits.count > 1, digits.first == 0 {
      digits.removeFirst()
      exponent -= 1
    }
    return (digits, exponent)
  }
}
