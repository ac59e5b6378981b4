package import Versions

/// The file name of a source distribution, taken apart (PEP 625, and the names of old).
package struct SdistName: Hashable, Sendable {
  /// The project's name as the file has it.
  package let distribution: String
  package let version: PythonVersion
  /// The version as the file has it.
  package let versionText: String
  /// The ending, such as `.tar.gz`.
  package let fileExtension: String

  /// The endings of archives that hold a source distribution.
  package static let fileExtensions = [
    ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz", ".tar.Z", ".tbz", ".tar",
  ]

  /// Takes a file name apart, given the project: where a name ends and a version begins cannot be
  /// known from the file alone.
  ///
  /// The result is `nil` for a file of anything else (binary "dumb" distributions too).
  ///
  /// - Parameters:
  ///   - fileName: the file's name.
  ///   - project: the normalised name of the project.
  package init?(_ fileName: some StringProtocol, project: String) {
    let fileName = Substring(fileName)
    guard let ending = Self.fileExtensions.first(where: { Self.ends(fileName.utf8, $0.utf8) })
    else { return nil }
    let stem = fileName.utf8.dropLast(ending.utf8.count)
    var dash = stem.startIndex
    while let next = stem[dash...].firstIndex(of: UInt8(ascii: "-")) {
      dash = stem.index(after: next)
      let name = Substring(stem[..<next])
      guard PythonName.normalised(name) == project else { continue }
      guard let version = PythonVersion(Substring(stem[dash...])) else { continue }
      distribution = String(name)
      self.version = version
      versionText = String(Substring(stem[dash...]))
      fileExtension = ending
      return
    }
    return nil
  }

  private static func ends(_ bytes: Substring.UTF8View, _ ending: String.UTF8View) -> Bool {
    bytes.count > ending.count && bytes.suffix(ending.count).elementsEqual(ending)
  }
}
