import Basics
import Derivations
import OverlayEditing

/// The locks of Cargo that lie beside an overlay: written with it, taken away with the last package that
/// names one.
extension OverlayChange {
  /// A lock to be written.
  struct LockFile {
    /// The path as the overlay writes it.
    let name: String
    let file: OverlayFile
    let bytes: [UInt8]
  }

  /// The locks that a change writes and takes away.
  struct LockChanges {
    var written: [LockFile] = []
    var gone: [(name: String, path: String)] = []
  }

  /// What the change does to locks.
  ///
  /// - Throws: `Failure` of kind `edit-clash` where another file has the name of one.
  func lockChanges() throws(Failure) -> LockChanges {
    var changes = LockChanges()
    for name in after.lockPaths.sorted() {
      guard let bytes = contents(ofLock: name) else { continue }
      let lock = try OverlayFile(path: file.path(of: name))
      if lock.original == bytes { continue }
      guard lock.original == nil || before.ownLockPaths.contains(name) else {
        throw Failure(
          .editClash,
          "'\(path(ofLock: name))' is there already, with other contents than its package needs; "
            + "it is unchanged",
          hints: ["move it away, then run the same command again"])
      }
      changes.written.append(LockFile(name: name, file: lock, bytes: bytes))
    }
    changes.gone = oldLocks.keys.sorted().map { ($0, file.path(of: $0)) }
    return changes
  }

  /// Whether a lock that the overlay names is not as it is to be.
  var hasMissingLock: Bool {
    after.lockPaths.contains { name in
      guard let bytes = contents(ofLock: name) else { return false }
      return (try? TextFile.read(file.path(of: name))) != bytes
    }
  }

  /// The paths of the locks that it writes, as the user wrote the overlay's; sorted.
  package var lockPaths: [String] {
    after.lockPaths.filter { contents(ofLock: $0) != nil }.sorted().map { path(ofLock: $0) }
  }

  /// The paths of the locks that it takes away, likewise.
  package var goneLockPaths: [String] { oldLocks.keys.sorted().map { path(ofLock: $0) } }

  /// What one of the packages wants in a file; nil for any other file.
  private func contents(ofLock name: String) -> [UInt8]? {
    let last = name.split(separator: "/").last.map(String.init)
    return files.first { $0.name == last }?.contents
  }

  /// The path of a lock as the user wrote the overlay's, as far as that can be.
  private func path(ofLock name: String) -> String {
    guard name.hasPrefix("./") else { return file.path(of: name) }
    let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder + [name.dropFirst(2)]).joined(separator: "/")
  }

  // MARK: Undoing

  /// The contents of the locks that a change takes away, by their paths as the overlay writes them.
  static func oldLocks(
    _ file: OverlayFile, _ before: OverlayOrigin, _ after: OverlayDocument
  ) -> [String: [UInt8]] {
    var locks: [String: [UInt8]] = [:]
    for name in before.ownLockPaths.subtracting(after.lockPaths) {
      if let bytes = (try? TextFile.read(file.path(of: name))) ?? nil { locks[name] = bytes }
    }
    return locks
  }

  /// Puts back what was taken away.
  func putBackLocks() throws(Failure) {
    for (name, bytes) in oldLocks { try TextFile.write(bytes, to: file.path(of: name)) }
  }

  /// Takes away what was written.
  func removeNewLocks() {
    for name in after.lockPaths.subtracting(before.lockPaths) where contents(ofLock: name) != nil {
      Files.remove(file.path(of: name))
    }
  }
}
