import ArgumentParser
import CRAN

/// Reads a repository's PACKAGES into an index, all of whose records it then decodes if told so.
struct PackagesBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "packages", abstract: "Parse a PACKAGES or PACKAGES.gz file.")

  @Argument(help: "The file.")
  var file: String

  @Option(help: "A package to look up.")
  var lookUp: String?

  func run() async throws {
    let clock = ContinuousClock()
    var bytes: [UInt8] = []
    let reading = try clock.measure { bytes = try FileBytes.read(file) }
    var index: RepositoryIndex?
    let parsing = try clock.measure { index = try RepositoryIndex(parsingFile: bytes) }
    guard let index else { return }
    var found = 0
    let lookingUp = try clock.measure {
      if let lookUp { found = try index.records(named: lookUp).count }
    }
    print("records\t\(index.count)")
    print("skipped\t\(index.skippedCount)")
    print("bytes\t\(bytes.count)")
    print("read\t\(reading)")
    print("parsed\t\(parsing)")
    if lookUp != nil { print("looked up\t\(found) in \(lookingUp)") }
    print("peak memory\t\(PeakMemory.amount) kB")
  }
}
