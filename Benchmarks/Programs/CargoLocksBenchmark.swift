import ArgumentParser
import NativeBuild
import PackageMetadata

/// What Cargo.lock files come to: each crate, and where it is from.
struct CargoLocksBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cargo-locks", abstract: "Print the crates of Cargo.lock files.",
    discussion: """
      Prints a line for each crate that is to be fetched: the file, the crate's name and version, and \
      its checksum in base 16 or its repository and commit. A file that cannot be used gives one line \
      with 'refused'.
      """)

  @Argument(help: "The files.")
  var files: [String]

  func run() throws {
    for file in files {
      let bytes = try FileBytes.read(file)
      do throws(CargoLock.Failure) {
        let lock = try CargoLock(bytes)
        if lock.problem != nil {
          print("\(file)\trefused")
          continue
        }
        for crate in lock.fetched {
          let source =
            switch crate.source {
            case .git(let url, let commit)?: "\(url) \(commit)"
            case .cratesIO?, .other?, nil: crate.checksum ?? ""
            }
          print("\(file)\t\(crate.name)\t\(crate.version)\t\(source)")
        }
      } catch {
        print("\(file)\trefused")
      }
    }
  }
}
