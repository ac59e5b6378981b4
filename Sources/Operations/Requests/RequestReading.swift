import PackageMetadata
package import Versions

/// Requests from the command line and from the files that other tools keep them in.
package struct RequestReading: Sendable {
  /// All requests, in the order given.
  package private(set) var specs: [PackageSpec] = []
  /// What the files say that no request can.
  package private(set) var notes: [String] = []
  /// What DESCRIPTION files ask of R itself, by their paths.
  package private(set) var boundsOnR: [String: RSpecifierSet] = [:]

  /// Reads each file once, since it may be a pipe.
  package init(
    typed: [String], requirementFiles: [String] = [], pyprojects: [String] = [],
    descriptions: [String] = [], renvLocks: [String] = []
  ) throws(Failure) {
    for text in typed { specs.append(try PackageSpec(parsing: text)) }
    for path in requirementFiles {
      let file = try RequirementsFile(path: path)
      specs += file.requirements.map { PackageSpec(requirement: $0) }
      notes += file.notes
    }
    for path in pyprojects {
      specs += try ProjectFile(path: path).requirements.map { PackageSpec(requirement: $0) }
    }
    for path in descriptions {
      let file = try DescriptionFile(path: path)
      specs += file.requirements.map { PackageSpec(requirement: $0) }
      notes += file.notes
      boundsOnR[path] = file.requiresR
    }
    for path in renvLocks {
      specs += try RenvLockFile(path: path).specs
    }
    if specs.isEmpty, let path = (requirementFiles + pyprojects + descriptions + renvLocks).first {
      throw Failure(.input, "'\(path)' asks for no package")
    }
  }

  /// The text of a file that must be there.
  static func text(_ path: String) throws(Failure) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The bytes of a file that must be there.
  static func bytes(_ path: String) throws(Failure) -> [UInt8] {
    guard let bytes = try TextFile.read(path) else {
      throw Failure(.input, "there is no file '\(path)'")
    }
    return bytes
  }
}
