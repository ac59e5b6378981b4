import Basics

/// Directories that a run makes for itself, with failures to show.
enum OwnDirectory {
  /// A temporary directory for one step.
  ///
  /// - Throws: `Failure` that names the directory above it, which `TMPDIR` can change.
  static func make(for purpose: String) throws(Failure) -> TemporaryDirectory {
    do {
      return try TemporaryDirectory(for: purpose)
    } catch {
      throw Failure(
        .file, "cannot make a temporary directory in '\(error.path)': \(error.reason)",
        hints: ["set TMPDIR to a directory that you can write to"])
    }
  }

  /// The directory that stands for a cache where no home is known.
  static func homelessCache(environment: [String: String]) throws(Failure) -> String {
    do {
      return try CacheDirectory.homeless(environment: environment)
    } catch {
      throw Failure(
        .file, "no cache directory: HOME is unset and '\(error.path)' is not yours",
        hints: ["set HOME or XDG_CACHE_HOME, or name a directory with \(name: .cacheDirectory)"])
    }
  }

  /// Makes a directory and those above it, where they are missing.
  ///
  /// - Throws: `Failure` with `hint`.
  static func makeAll(_ path: String, mode: Int, hint: Hint) throws(Failure) {
    do {
      try Files.makeDirectories(path, mode: mode)
    } catch {
      throw Failure(
        .file, "cannot make the directory '\(error.path)': \(error.reason)", hints: [hint])
    }
  }
}
