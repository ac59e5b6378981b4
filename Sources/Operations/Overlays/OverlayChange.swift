import Basics
import Derivations
import OverlayEditing

/// An overlay as it is and as it will be, with the files that hold packages of it.
package struct OverlayChange: Sendable {
  /// The text of one file before and after.
  package struct Text: Hashable, Sendable {
    /// The path as the user wrote the overlay's.
    package let path: String
    /// The bytes as they are; nil if there is no file.
    package let before: [UInt8]?
    package let after: [UInt8]
  }

  let file: OverlayFile
  let before: OverlayOrigin
  let after: OverlayDocument
  /// The files that the packages in it take in.
  let files: [DerivationFile]
  /// The contents of locks that go with the change.
  let oldLocks: [String: [UInt8]]

  init(
    file: OverlayFile, before: OverlayOrigin, after: OverlayDocument,
    files: [DerivationFile] = []
  ) {
    self.file = file
    self.before = before
    self.after = after
    self.files = files
    oldLocks = Self.oldLocks(file, before, after)
  }

  /// The overlay's path as the user wrote it.
  package var path: String { file.path }

  /// The files that differ, the overlay first.
  package var texts: [Text] {
    var texts: [Text] = []
    if isOverlayChanged {
      texts.append(Text(path: file.path, before: file.original, after: after.bytes))
    }
    return texts
      + otherFiles.map { name, bytes in
        Text(path: path(of: name), before: before.bytes(ofFile: name), after: bytes)
      }
  }

  /// Whether any file differs.
  package var isChanged: Bool { isOverlayChanged || !otherFiles.isEmpty || hasMissingLock }

  /// Whether the overlay's own text differs from what is there.
  private var isOverlayChanged: Bool { after.bytes != file.original ?? before.bytes }

  private var otherFiles: [(name: String, bytes: [UInt8])] {
    after.changedFiles(since: before).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The path of another file as the user wrote the overlay's, as far as that can be.
  private func path(of name: String) -> String {
    guard name.hasPrefix("./"), !Files.isDirectory(file.path(of: name)) else {
      return file.path(of: name)
    }
    let folder = file.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = (folder + [name.dropFirst(2)]).joined(separator: "/")
    return Files.isDirectory(path) ? "\(path)/default.nix" : path
  }

  // MARK: Writing

  /// Puts all texts in place, unless somebody changed a file since it was read; none, if one cannot
  /// be.
  package func write() throws(Failure) {
    var files: [(file: OverlayFile, bytes: [UInt8])] = []
    for (name, bytes) in otherFiles {
      let inner = try OverlayFile(path: file.path(of: name))
      guard inner.original == before.bytes(ofFile: name) else {
        throw Failure(
          .editClash, "'\(path(of: name))' was changed by someone else while nixgraft was running",
          hints: ["run the same command again"])
      }
      files.append((inner, bytes))
    }
    if isOverlayChanged { files.append((file, after.bytes)) }
    let locks = try lockChanges()
    var written: [OverlayFile] = []
    do {
      // An overlay never names a lock that is not there.
      for lock in locks.written {
        try lock.file.replace(with: lock.bytes)
        written.append(lock.file)
      }
      for (file, bytes) in files {
        try file.replace(with: bytes)
        written.append(file)
      }
    } catch {
      for file in written { try? file.restore() }
      throw error
    }
    for lock in locks.gone { Files.remove(lock.path) }
  }

  /// Puts the files back as they were read.
  func undo() throws(Failure) {
    for (name, _) in otherFiles {
      guard let bytes = before.bytes(ofFile: name) else { continue }
      try TextFile.write(bytes, to: file.path(of: name))
    }
    try putBackLocks()
    if isOverlayChanged { try file.restore() }
    removeNewLocks()
  }

  // MARK: Trials

  /// Writes all texts next to the files under other names, so that Nix can read them.
  ///
  /// What the overlay takes in by a relative path is found from there.
  func writeTrial() throws(Failure) -> Trial {
    var names: [String: String] = [:]
    for (name, _) in otherFiles { names[name] = Trial.path(of: file.path(of: name)) }
    // A lock that is not there yet lies beside the trial of the file that names it.
    var locks: [(path: String, bytes: [UInt8])] = []
    var lockNames: [String: String] = [:]
    for lock in try lockChanges().written {
      let path = Trial.path(of: Files.resolvingLinks(lock.file.path))
      locks.append((path, lock.bytes))
      lockNames[lock.name] = "./" + (path.split(separator: "/").last.map(String.init) ?? path)
    }
    // Nix, too, takes relative paths from where a link leads to.
    let path = Trial.path(of: Files.resolvingLinks(file.path))
    let trial = Trial(path: path, files: [path] + names.values.sorted() + locks.map(\.path))
    let absolute = names.mapValues { Files.absolute($0) }.merging(lockNames) { first, _ in first }
    var texts: [(path: String, bytes: [UInt8])] = []
    do throws(OverlayEditingError) {
      texts.append((trial.path, try after.bytes(namingFiles: absolute)))
      for (name, path) in names.sorted(by: { $0.key < $1.key }) {
        texts.append((path, try after.bytes(of: name, namingFiles: absolute)))
      }
    } catch {
      throw Failure(error)
    }
    do {
      for (path, bytes) in locks + texts { try TextFile.write(bytes, to: path) }
    } catch {
      trial.remove()
      throw error
    }
    return trial
  }

  /// Files that are there for a while.
  struct Trial {
    /// The name of a file's trial by this process: two runs do not take each other's away.
    static func path(of file: String) -> String {
      Leftovers.name(beside: file, for: "trial-")
    }

    /// The overlay's.
    let path: String
    fileprivate let files: [String]

    func remove() {
      for file in files { Files.remove(file) }
    }
  }
}
