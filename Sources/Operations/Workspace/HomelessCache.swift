#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder that stands for a cache where no home is known: the user's own, below `TMPDIR`.
enum HomelessCache {
  /// The path of the folder, made if it is not there.
  ///
  /// - Throws: `Failure` where the folder is another's, or others may write into it: what
  ///   is read from it decides what is written to overlays.
  static func folder(environment: [String: String]) throws(Failure) -> String {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let path = "\(parent)/nixgraft-\(geteuid())"
    let isMade = mkdir(path, 0o700) == 0 || errno == EEXIST
    var status = stat()
    guard isMade, lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == geteuid(), status.st_mode & 0o077 == 0
    else {
      throw Failure(
        .file, "no cache directory: HOME is unset and '\(path)' is not yours",
        hints: ["set HOME or XDG_CACHE_HOME, or name a directory with \(name: .cacheDirectory)"])
    }
    return path
  }
}
