import PackageMetadata
import Versions

/// The parts of a distribution's file name that grouping by version needs, as ranges of its bytes.
///
/// It looks only as far as it must: whether the wheel's tags make sense is asked when a release is
/// looked at.
struct DistributionFileName {
  /// The version as the name has it.
  var version: Range<Int>
  var isWheel: Bool

  /// Reads the name of a file of the project with the normalised name `project` (PEP 503).
  ///
  /// - Returns: Nil for a legacy format (`.egg`, `.exe`, `.msi`, `.rpm`), for a file of another
  ///   project, and for a name without a version.
  init?(_ name: UnsafeBufferPointer<UInt8>, project: [UInt8]) {
    if Self.ends(name, with: Self.wheelEnding) {
      guard let dash = name.firstIndex(of: UInt8(ascii: "-")),
        Self.isSpelling(name, end: dash, of: project)
      else { return nil }
      let rest = UnsafeBufferPointer(rebasing: name[(dash + 1)...])
      guard let length = rest.firstIndex(of: UInt8(ascii: "-")), length > 0 else { return nil }
      let dashes = rest.count { $0 == UInt8(ascii: "-") }
      guard dashes == 3 || dashes == 4 else { return nil }
      version = dash + 1..<dash + 1 + length
      isWheel = true
      return
    }
    guard let ending = Self.sdistEndings.first(where: { Self.ends(name, with: $0) }) else {
      return nil
    }
    let end = name.count - ending.count
    // No two dashes of a name can end spellings of one project.
    let dash = name[..<end].indices.first { index in
      name[index] == UInt8(ascii: "-") && Self.isSpelling(name, end: index, of: project)
    }
    guard let dash, dash + 1 < end else { return nil }
    version = dash + 1..<end
    isWheel = false
  }

  /// The version that a file name has as `text`; nil if PEP 440 does not know it.
  static func version(_ text: UnsafeBufferPointer<UInt8>) -> PythonVersion? {
    // Old builders of wheels wrote '_' for any '-' of the version.
    PythonVersion(utf8: text)
      ?? PythonVersion(utf8: text.map { $0 == UInt8(ascii: "_") ? UInt8(ascii: "-") : $0 })
  }

  private static let wheelEnding = Array(".whl".utf8)
  private static let sdistEndings = SdistName.fileExtensions.map { Array($0.utf8) }

  private static func ends(_ name: UnsafeBufferPointer<UInt8>, with ending: [UInt8]) -> Bool {
    name.count > ending.count && name[(name.count - ending.count)...].elementsEqual(ending)
  }

  /// Whether the first `end` bytes of `name` normalise to `project`.
  private static func isSpelling(
    _ name: UnsafeBufferPointer<UInt8>, end: Int, of project: [UInt8]
  ) -> Bool {
    var position = 0
    var matched = 0
    while position < end {
      let byte = name[position]
      if isSeparator(byte) {
        while position < end, isSeparator(name[position]) { position += 1 }
        guard matched < project.count, project[matched] == UInt8(ascii: "-") else { return false }
        matched += 1
        continue
      }
      let isUpper = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z")
      guard matched < project.count, project[matched] == (isUpper ? byte | 0x20 : byte) else {
        return false
      }
      matched += 1
      position += 1
    }
    return matched == project.count
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
  }
}
