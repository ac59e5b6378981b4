import Basics

/// Files that a user named, read and written as `Files` does, with failures to show.
package enum TextFile {
  /// The largest file that is read: 64 MiB.
  static let maximumBytes = 64 << 20

  /// The bytes of the file at `path`; `nil` if there is none.
  ///
  /// With `allowsPipes` it may also be a pipe, as a shell's `<(…)` is.
  package static func read(
    _ path: String, allowsPipes: Bool = false
  ) throws(Failure) -> [UInt8]? {
    do {
      return allowsPipes
        ? try Files.read(path, limit: maximumBytes)
        : try Files.readFile(path, limit: maximumBytes)
    } catch .notFound {
      return nil
    } catch .tooLarge {
      throw Failure(.input, "'\(path)' is larger than 64 MiB")
    } catch {
      throw Failure(.file, "cannot read '\(path)': \(error.reason)")
    }
  }

  /// Writes a file whole or not at all; see `Files.write`.
  package static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    do { try Files.write(bytes, to: path) } catch { throw unwritable(path, error) }
  }

  /// Throws what writing a file would, as far as that can be checked beforehand.
  ///
  /// - Throws: `Failure` if its directory is missing, or if it is read-only.
  static func requireWritable(_ path: String) throws(Failure) {
    let directory = Files.parent(of: Files.resolvingLinks(path))
    do throws(FileError) {
      guard try Directory.status(of: directory, in: nil, followsLinks: true).isDirectory else {
        throw .notFound(path: directory)
      }
    } catch  where error.isAbsence {
      throw Failure(
        .input, "cannot write '\(path)': there is no directory '\(directory)'",
        hints: ["make it first: mkdir -p \(word: directory)"])
    } catch {
      throw unwritable(path, error)
    }
    do { try Files.writable(path) } catch { throw unwritable(path, error) }
  }

  private static func unwritable(_ path: String, _ error: FileError) -> Failure {
    Failure(
      .file, "cannot write '\(path)': \(error.reason); the file is unchanged",
      hints: [hint(for: error)])
  }

  /// What to do about a file that cannot be written.
  static func hint(for error: FileError) -> Hint {
    switch error {
    case .notAFile: "name a regular file, or one that is not there yet"
    case .hardLinked(let path):
      "give it a name of its own first: cp \(word: path) \(word: path + ".new") && mv \(word: path + ".new") \(word: path)"
    case .notPermitted, .notOwn: "change the permissions, then run the same command again"
    default: "free some space or fix the permissions, then run the same command again"
    }
  }
}
