import Synchronization
import SystemPackage

/// A lock on a file that is about to be read and then replaced, for one process at a time.
///
/// It is a file beside it, `NAME.nixgraft-lock`, which holds the number of its process. The system
/// takes the lock back when the process ends, however that happens, so that none is ever stale.
package final class FileLock: Sendable {
  private let path: String
  private let descriptor: Mutex<CInt?>

  private init(path: String, descriptor: CInt) {
    self.path = path
    self.descriptor = Mutex(descriptor)
  }

  deinit { release() }

  /// Takes the lock on the file that `path` leads to, and removes what killed processes have left
  /// beside it.
  ///
  /// - Returns: `nil` if another process holds it.
  package static func take(on path: String) throws(FileError) -> FileLock? {
    let target = Files.resolvingLinks(path)
    let lock = Self.path(for: target)
    while true {
      let descriptor = try withPath(lock) { () throws(Errno) in try SystemCall.openLock(lock) }
      do throws(Errno) {
        guard try SystemCall.lock(descriptor) else {
          try? SystemCall.close(descriptor)
          return nil
        }
      } catch {
        try? SystemCall.close(descriptor)
        throw FileError(lock, error)
      }
      // The one who held it may have removed the file since it was opened.
      guard SystemCall.isOpen(descriptor, at: lock) else {
        try? SystemCall.close(descriptor)
        continue
      }
      SystemCall.overwrite(descriptor, with: Array("\(Host.process)\n".utf8))
      Leftovers.remove(beside: target)
      return FileLock(path: lock, descriptor: descriptor)
    }
  }

  /// The process that holds the lock on a file; `nil` if none does, or it is not known.
  package static func owner(of path: String) -> Int? {
    Files.trimmedText(of: Self.path(for: Files.resolvingLinks(path))).flatMap { Int($0) }
  }

  /// Gives the lock back; later calls do nothing.
  package func release() {
    descriptor.withLock { descriptor in
      guard let open = descriptor else { return }
      descriptor = nil
      // Removed first: whoever opened it before can see that the name now belongs to another file.
      Files.remove(path)
      try? SystemCall.close(open)
    }
  }

  private static func path(for target: String) -> String { target + ".nixgraft-lock" }
}

/// Files that a run keeps beside others for a while, and what is left of them when it is killed.
package enum Leftovers {
  /// The name beside `path` under which this process writes it, or tries it.
  package static func name(beside path: String, for purpose: String = "") -> String {
    "\(path).nixgraft-\(purpose)\(Host.process)"
  }

  /// Removes the files of that kind whose processes have ended.
  static func remove(beside target: String) {
    let prefix = Files.name(of: target) + ".nixgraft-"
    let directory = Files.parent(of: target)
    for name in (try? Files.names(in: directory)) ?? [] where name.hasPrefix(prefix) {
      if isAbandoned(name.dropFirst(prefix.utf8.count)) { Files.remove("\(directory)/\(name)") }
    }
  }

  /// Removes the temporary directories of this user whose processes have ended.
  static func removeDirectories(in parent: String) {
    for name in (try? Files.names(in: parent)) ?? [] where name.hasPrefix("nixgraft-") {
      // nixgraft-PURPOSE-PROCESS-RANDOM
      let parts = name.split(separator: "-")
      guard parts.count == 4, isAbandoned(parts[2]) else { continue }
      let path = "\(parent)/\(name)"
      guard let status = Files.status(of: path, followsLinks: false), status.isDirectory,
        status.owner == Host.user
      else { continue }
      // A process of another container is not to be seen from here; what it uses is claimed.
      guard let directory = try? Directory(path, in: nil),
        (try? directory.claim(path)) == true
      else { continue }
      withExtendedLifetime(directory) { Files.removeTree(path) }
    }
  }

  /// Whether a name ends in the number of a process that has ended; this one has only begun.
  ///
  /// Other numbers may come before it: a trial is itself written under another name first.
  private static func isAbandoned(_ name: Substring) -> Bool {
    let digits = name.utf8.reversed().prefix { ASCII.isDigit($0) }.reversed()
    guard let process = Int(String(decoding: Array(digits), as: UTF8.self)) else { return false }
    return process == Host.process || !Host.isRunning(process)
  }
}
