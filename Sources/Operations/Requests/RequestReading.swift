import PackageMetadata
package import Versions

/// Requests from the command line and from the files that other tools keep them in.
package enum RequestReading {
  /// All requests, in the order given.
  package static func specs(
    typed: [String], requirementFiles: [String], pyprojects: [String], descriptions: [String],
    renvLocks: [String]
  ) throws(OperationError) -> [PackageSpec] {
    var result: [PackageSpec] = []
    for text in typed { result.append(try PackageSpec(parsing: text)) }
    for path in requirementFiles {
      result += try RequirementsFile(path: path).requirements.map { PackageSpec(requirement: $0) }
    }
    for path in pyprojects {
      result += try ProjectFile(path: path).requirements.map { PackageSpec(requirement: $0) }
    }
    for path in descriptions {
      result += try DescriptionFile(path: path).requirements.map { PackageSpec(requirement: $0) }
    }
    for path in renvLocks {
      result += try RenvLockFile(path: path).specs
    }
    if result.isEmpty, let path = (requirementFiles + pyprojects + descriptions + renvLocks).first {
      throw OperationError(.input, "'\(path)' asks for no package")
    }
    return result
  }

  /// What such files say that no request can.
  package static func notes(descriptions: [String]) throws(OperationError) -> [String] {
    var result: [String] = []
    for path in descriptions { result += try DescriptionFile(path: path).notes }
    return result
  }

  /// What such files ask of R itself, by their paths.
  package static func boundsOnR(
    descriptions: [String]
  ) throws(OperationError) -> [String: RSpecifierSet] {
    var result: [String: RSpecifierSet] = [:]
    for path in descriptions { result[path] = try DescriptionFile(path: path).requiresR }
    return result
  }

  /// The text of a file that must be there.
  static func text(_ path: String) throws(OperationError) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }

  /// The bytes of a file that must be there.
  static func bytes(_ path: String) throws(OperationError) -> [UInt8] {
    guard let bytes = try TextFile.read(path) else {
      throw OperationError(.input, "there is no file '\(path)'")
    }
    return bytes
  }
}
