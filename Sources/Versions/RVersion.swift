import Basics

/// A version of an R package ("Writing R Extensions" §1.1.1): numbers separated by `.` or `-`.
///
/// `1.0-2` and `1.0.2` are equal, yet each keeps its own text, which file names are made of. Of two
/// versions that agree as far as they go, the longer is the higher.
package struct RVersion: Sendable {
  /// The numbers; at least one.
  package let components: [Int]
  /// The version as written.
  package let text: String

  /// Reads a version.
  ///
  /// R itself wants two numbers at least in a package's version; one is read too, since bounds have
  /// it (`R (>= 4)`). The result is `nil` for anything else, and for a number of more than 18
  /// digits.
  ///
  /// - Parameter written: the version, with white space around it allowed.
  package init?(_ written: some StringProtocol) {
    let text = ASCII.trimmed(written)
    var components: [Int] = []
    var value: Int?
    for byte in text.utf8 {
      if ASCII.isDigit(byte) {
        guard value ?? 0 < 100_000_000_000_000_000 else { return nil }
        value = (value ?? 0) * 10 + Int(byte - 0x30)
      } else {
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-"), let component = value else {
          return nil
        }
        components.append(component)
        value = nil
      }
    }
    guard let last = value else { return nil }
    components.append(last)
    self.components = components
    self.text = String(text)
  }
}

extension RVersion: Hashable, Comparable, CustomStringConvertible {
  /// The version as written.
  package var description: String { text }

  package static func == (left: RVersion, right: RVersion) -> Bool {
    left.components == right.components
  }

  package static func < (left: RVersion, right: RVersion) -> Bool {
    left.components.lexicographicallyPrecedes(right.components)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(components) }
}
