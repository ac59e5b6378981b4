import ArgumentParser
import ContentHash
import Operations

/// `nixgraft hash`.
struct HashCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hash",
    abstract: "Print the content hash of files, directories and URLs.",
    discussion: """
      A file is hashed as it is; a directory or a link as its NAR, like a fixed-output derivation of \
      mode 'recursive' and like 'nix-hash'. With --unpack, an archive is hashed as the directory \
      that it unpacks to, like fetchzip and fetchFromGitHub.
      """)

  @Argument(
    help: ArgumentHelp("What to hash: a file, a directory or a URL.", valueName: "path|url"))
  var places: [String]

  @Flag(help: "Hash a file as its NAR.")
  var nar = false

  @Flag(help: "Hash what an archive unpacks to, without its one top directory.")
  var unpack = false

  @Flag(help: "With --unpack, keep the top directory.")
  var keepRoot = false

  @Option(help: "The format of the hash: sri, base32 or base16.")
  var format: HashFormat = .sri

  @Option(help: "The algorithm: sha256, or md5 for plain files.")
  var algorithm: HashAlgorithm = .sha256

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if nar, unpack { throw ValidationError("give --nar or --unpack, not both") }
    if keepRoot, !unpack { throw ValidationError("'--keep-root' goes with '--unpack'") }
    if algorithm == .md5, nar || unpack {
      throw ValidationError("'--algorithm md5' is for plain files only")
    }
  }

  func run() async throws {
    let output = Output(common)
    try await output.reporting {
      let workspace = Workspace(common.workspaceOptions, progress: output.progress)
      var options = Hashing.Options()
      options.places = places
      options.mode = unpack ? .unpacked(stripsRoot: !keepRoot) : nar ? .nar : .automatic
      options.algorithm = algorithm.value
      let results = try await Hashing(options, workspace: workspace).run().results
      try output.show(
        results.map { HashDocument($0, format: format) },
        results.map { result -> Line in
          let text = result.hash.text(format.encoding)
          return results.count == 1 ? Line(text) : "\(text)  \(result.place)"
        })
    }
  }
}

/// A way of writing a hash.
enum HashFormat: String, ExpressibleByArgument, CaseIterable {
  case sri
  case base32
  case base16

  var encoding: ContentHash.Encoding {
    switch self {
    case .sri: .sri
    case .base32: .base32
    case .base16: .base16
    }
  }
}

/// An algorithm that can be asked for.
enum HashAlgorithm: String, ExpressibleByArgument, CaseIterable {
  case sha256
  case md5

  var value: ContentHash.Algorithm { self == .sha256 ? .sha256 : .md5 }
}

/// A hash as `hash --json` prints it, in a list.
struct HashDocument: Encodable {
  let path: String
  let mode: String
  let algorithm: String
  let hash: String

  init(_ result: Hashing.Result, format: HashFormat) {
    path = result.place
    mode = result.isFlat ? "flat" : "nar"
    algorithm = result.hash.algorithm.rawValue
    hash = result.hash.text(format.encoding)
  }
}
