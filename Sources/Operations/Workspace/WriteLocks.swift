import Basics

/// The locks on the files that a verb reads and then writes: of two runs at a time, the second waits
/// for the first, and goes on from what that wrote.
package struct WriteLocks: Sendable {
  private let locks: [FileLock]

  /// How often a lock that another holds is asked for.
  private static let interval = Duration.milliseconds(40)

  /// Takes the locks, and waits for those who hold them, up to a limit.
  ///
  /// - Parameters:
  ///   - paths: The files; none for a run that writes nothing.
  ///   - limit: How long to wait for all.
  ///   - progress: Told who is waited for.
  /// - Throws: `Failure` if a file cannot be written, or the wait is over.
  package init(
    on paths: [String], limit: Duration = .seconds(600),
    progress: (@Sendable (WorkProgress) -> Void)? = nil
  ) async throws(Failure) {
    // Everyone takes them in the same order, so that no two runs wait for each other.
    var targets: [String: String] = [:]
    for path in paths { targets[FilePlace(path).path] = path }
    let deadline = ContinuousClock.now + limit
    var locks: [FileLock] = []
    for (_, path) in targets.sorted(by: { $0.key < $1.key }) {
      try TextFile.requireWritable(path)
      var hasTold = false
      while true {
        if let lock = try Self.take(path) {
          locks.append(lock)
          break
        }
        let owner = FileLock.owner(of: path).map { " (process \($0))" } ?? ""
        guard ContinuousClock.now < deadline else {
          for lock in locks { lock.release() }
          throw Failure(
            .file,
            "'\(path)' is being written by another nixgraft\(owner), which did not finish within "
              + "\(limit.components.seconds) seconds",
            hints: ["wait for it or end it, then run the same command again"])
        }
        if !hasTold {
          progress?(.step("waiting for another nixgraft\(owner), which is writing '\(path)'"))
          hasTold = true
        }
        do {
          try await TaskPool.sleep(for: Self.interval)
        } catch {
          for lock in locks { lock.release() }
          throw .interrupted
        }
      }
    }
    self.locks = locks
  }

  /// Gives the locks back.
  package func release() {
    for lock in locks { lock.release() }
  }

  private static func take(_ path: String) throws(Failure) -> FileLock? {
    do {
      return try FileLock.take(on: path)
    } catch {
      throw Failure(
        .file, "cannot write '\(error.path)': \(error.reason); '\(path)' is unchanged",
        hints: [TextFile.hint(for: error)])
    }
  }
}
