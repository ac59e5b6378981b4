import Synchronization
import SystemPackage

/// A directory that a step of a run has for itself, below the one that `TMPDIR` names or else
/// `/tmp`.
package struct TemporaryDirectory: Sendable {
  /// The absolute path; what it is for, the process and a random ending are its name.
  package let path: String
  /// Held while the directory is in use, so that no other run takes it for one that was left behind.
  private let claim: Directory?

  /// How often one is made before it is used without a claim.
  private static let attempts = 8

  /// Makes the directory, which only its owner may read.
  ///
  /// - Throws: `FileError` of the directory above it, which `TMPDIR` can change.
  package init(
    for purpose: String, parent: String? = Host.variable("TMPDIR")
  ) throws(FileError) {
    let parent = Self.parent(parent)
    Self.clean(parent)
    let template = "\(parent)/nixgraft-\(purpose)-\(Host.process)-XXXXXX"
    var attempt = 0
    while true {
      attempt += 1
      let path = try withPath(parent) { () throws(Errno) in
        try SystemCall.makeTemporaryDirectory(template)
      }
      do throws(FileError) {
        let directory = try Directory(path, in: nil)
        // Another run may have taken it for one that was left behind, before it was claimed.
        guard try directory.claim(path) || attempt == Self.attempts else { continue }
        claim = directory
      } catch .notFound where attempt < Self.attempts {
        continue
      } catch {
        // Its process is what tells others then.
        claim = nil
      }
      self.path = path
      return
    }
  }

  /// The absolute path that a value of `TMPDIR` stands for.
  package static func parent(_ variable: String? = Host.variable("TMPDIR")) -> String {
    guard let variable, !variable.isEmpty else { return "/tmp" }
    return FilePath(Files.absolute(variable)).string
  }

  private static let cleaned = Mutex<Set<String>>([])

  /// Removes what killed processes have left in a directory, once a run.
  private static func clean(_ parent: String) {
    // Others wait for it: what they make meanwhile has this process's number, as what a run of the
    // same number left may have.
    cleaned.withLock { cleaned in
      if cleaned.insert(parent).inserted { Leftovers.removeDirectories(in: parent) }
    }
  }

  /// Removes it with all that it holds; links in it are removed, not followed.
  package func remove() { Files.removeTree(path) }
}

/// The directory in which a user's programs keep what they can make again.
package enum CacheDirectory {
  /// By the XDG Base Directory Specification: below `XDG_CACHE_HOME` or `~/.cache`; `nil` if
  /// neither is known.
  package static func path(environment: [String: String]) -> String? {
    // The specification says to ignore a relative path.
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/nixgraft"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.cache/nixgraft"
  }

  /// What stands for it where no home is known: the user's own directory below `TMPDIR`, made if
  /// it is missing.
  ///
  /// - Throws: `FileError.notOwn` if it is another's, or others may write into it: what is read
  ///   from it decides what is written to overlays.
  package static func homeless(environment: [String: String]) throws(FileError) -> String {
    let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
    let path = "\(parent)/nixgraft-\(Host.user)"
    try? SystemCall.makeDirectory(path, mode: 0o700)
    guard let status = Files.status(of: path, followsLinks: false), status.isDirectory,
      status.owner == Host.user, status.permissions & 0o077 == 0
    else { throw .notOwn(path: path) }
    return path
  }
}
