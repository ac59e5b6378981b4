import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A folder that is made with those above it, where they are not there yet.
enum MadeFolder {
  /// Makes the folder at an absolute path.
  ///
  /// - Throws: `Failure` with `hint` beside it.
  static func make(_ path: String, mode: mode_t, hint: Hint) throws(Failure) {
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      guard mkdir(made, mode) == 0 || errno == EEXIST || access(made, F_OK) == 0 else {
        throw Failure(
          .file, "cannot make the directory '\(made)': \(Errno(rawValue: errno))", hints: [hint])
      }
    }
  }
}
