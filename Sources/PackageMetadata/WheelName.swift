import Basics
package import Versions

/// The file name of a wheel, taken apart (PEP 427).
package struct WheelName: Hashable, Sendable, CustomStringConvertible {
  /// The project's name as the file has it.
  package let distribution: String
  package let version: PythonVersion
  /// The version as the file has it.
  package let versionText: String
  /// The build tag, where there is one; it begins with a digit.
  package let buildTag: String?
  /// The Python tags, with `.` between where there are several (`py2.py3`).
  package let pythonTag: String
  /// The ABI tags, with `.` between where there are several.
  package let abiTag: String
  /// The platform tags, with `.` between where there are several.
  package let platformTag: String
  /// The Python and ABI tags, where there is one short one of each.
  let pythonWord: TagWord?
  let abiWord: TagWord?

  /// Takes a file name apart.
  ///
  /// The result is `nil` for the name of anything else, or with a version that is none.
  ///
  /// - Parameter fileName: the name with its `.whl`.
  package init?(_ fileName: some StringProtocol) {
    let bytes = Array(fileName.utf8)
    guard bytes.count > 4, bytes.suffix(4).elementsEqual(".whl".utf8) else { return nil }
    let parts = bytes.dropLast(4).split(
      separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.count == 5 || parts.count == 6, parts.allSatisfy({ !$0.isEmpty }),
      parts[0].allSatisfy({ ASCII.isAlphanumeric($0) || $0 == 0x5f || $0 == 0x2e || $0 >= 0x80 })
    else { return nil }
    versionText = String(decoding: parts[1], as: UTF8.self)
    // Old builders wrote '_' for any '-' of the version.
    guard
      let version = PythonVersion(versionText)
        ?? PythonVersion(utf8: parts[1].map { $0 == 0x5f ? 0x2d : $0 })
    else { return nil }
    self.version = version
    if parts.count == 6 {
      guard let first = parts[2].first, ASCII.isDigit(first) else { return nil }
      buildTag = String(decoding: parts[2], as: UTF8.self)
    } else {
      buildTag = nil
    }
    distribution = String(decoding: parts[0], as: UTF8.self)
    pythonTag = String(decoding: parts[parts.count - 3], as: UTF8.self)
    abiTag = String(decoding: parts[parts.count - 2], as: UTF8.self)
    platformTag = String(decoding: parts[parts.count - 1], as: UTF8.self)
    pythonWord = TagWord(parts[parts.count - 3])
    abiWord = TagWord(parts[parts.count - 2])
  }

  /// The file name.
  package var description: String {
    [distribution, versionText, buildTag, pythonTag, abiTag, platformTag].compactMap { $0 }
      .joined(separator: "-") + ".whl"
  }

  /// The tags of a part, apart.
  static func tags(of part: String) -> WheelTagSequence { WheelTagSequence(part) }

  /// The number that the build tag begins with, and what follows it; they order wheels that differ
  /// in nothing else.
  package var buildOrder: (number: Int, rest: String) {
    guard let buildTag else { return (-1, "") }
    let digits = buildTag.utf8.prefix { ASCII.isDigit($0) }
    let number = Int(String(Substring(digits))) ?? Int.max
    return (number, String(Substring(buildTag.utf8.dropFirst(digits.count))))
  }
}
