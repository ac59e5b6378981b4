import ArgumentParser
import Operations

/// `nixgraft cache`.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Hand the environment's closure to a binary cache.",
    discussion: """
      The environment is that of shell.nix, or of --file; where there is none, every package of the \
      overlay. It is built first where it is not yet, and what is handed over is shown before it is \
      done.
      """,
    subcommands: [CachePushCommand.self, CacheExportCommand.self])
}

/// `nixgraft cache push`.
struct CachePushCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push",
    abstract: "Copy the environment to a cache: s3://, https://, ssh://, file://, cachix:NAME.")

  @Option(help: ArgumentHelp("The cache's address, or cachix:NAME.", valueName: "url"))
  var to: String

  @OptionGroup var cache: CacheOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await cache.run(common) { () throws(Failure) in try CacheDestination(parsing: to) }
  }
}

/// `nixgraft cache export`.
struct CacheExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the environment into a folder that serves as a cache.",
    discussion: """
      The folder is a cache for Nix, as file:///DIR or served over HTTP. Consumers check \
      signatures, so sign it: with --generate-key NAME the first time, with --secret-key FILE then.
      """)

  @Argument(help: ArgumentHelp("The folder; it is made where it is not.", valueName: "dir"))
  var folder: String

  @OptionGroup var cache: CacheOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await cache.run(common) { () throws(Failure) in
      try CacheDestination(parsing: folder.hasPrefix("file://") ? folder : "file://\(folder)")
    }
  }
}

/// How store paths are compressed.
enum Compression: String, ExpressibleByArgument, CaseIterable {
  case zstd
  case xz
  case gzip
  case bzip2
  case none
}

/// The options of both ways.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The environment's file (default: shell.nix, else the overlay).", valueName: "file"))
  var file: String?

  @Option(
    name: [.customLong("attr"), .customShort("A")],
    help: ArgumentHelp("An attribute in that file.", valueName: "path"))
  var attribute: String?

  @Option(help: ArgumentHelp("Sign with the secret key in a file.", valueName: "file"))
  var secretKey: String?

  @Option(
    help: ArgumentHelp(
      "Make a key of a name, as 'cache.example.org-1', and sign with it; it is kept in "
        + "--secret-key's file, else in the user's configuration.", valueName: "name"))
  var generateKey: String?

  @Option(
    help: "How to compress: zstd, xz (smaller, slower, read by every Nix), gzip, bzip2 or none.")
  var compression: Compression = .zstd

  @Flag(help: "Show what would be handed over; build and copy nothing.")
  var dryRun = false

  func run(
    _ common: CommonOptions, to destination: () throws(Failure) -> CacheDestination
  ) async throws {
    let output = Output(common)
    let target: Result<CacheDestination, Failure>
    do throws(Failure) {
      target = .success(try destination())
    } catch {
      target = .failure(error)
    }
    try await output.reporting {
      var options = Cache.Options(destination: try target.get())
      options.file = file
      options.attribute = attribute.map { $0.split(separator: ".").map(String.init) } ?? []
      options.secretKey = secretKey
      options.newKey = generateKey
      options.compression = compression.rawValue
      options.isDryRun = dryRun
      if let jobs = common.jobs { options.nixOptions += ["--max-jobs", "\(jobs)"] }
      if common.offline { options.nixOptions += ["--option", "substituters", ""] }
      let cache = Cache(
        options, workspace: Workspace(common.workspaceOptions), progress: output.steps)
      let preparation = try await cache.prepare()
      let text = CacheText(preparation, style: output.style, isVerbose: common.verbose)
      for note in preparation.notes { output.warn(output.wording.text(note)) }
      if !common.json { output.result(text.before) }
      try await cache.send(preparation)
      if common.json {
        try output.json(CacheDocument(preparation, isSent: !dryRun, in: output.wording))
      } else if !dryRun {
        output.result(text.after)
      }
    }
  }
}

/// What was handed over as `cache … --json` prints it.
struct CacheDocument: Encodable {
  struct Path: Encodable {
    let path: String
    let size: Int
    let alreadyThere: Bool
  }

  let source: String
  let destination: String
  let roots: [String]
  let paths: [Path]
  let size: Int
  let toBuild: [String]
  let publicKey: String?
  let secretKeyFile: String?
  let nixConf: [String]
  let notes: [String]
  let sent: Bool

  init(_ preparation: Cache.Preparation, isSent: Bool, in wording: Wording) {
    source = preparation.source
    destination = preparation.destination.text
    roots = preparation.roots
    paths = preparation.paths.map {
      Path(path: $0.path, size: $0.size, alreadyThere: $0.isThere)
    }
    size = preparation.size
    toBuild = preparation.toBuild
    publicKey = preparation.key?.publicKey
    secretKeyFile = preparation.key?.path
    nixConf = preparation.configuration
    notes = preparation.notes.map(wording.text)
    sent = isSent
  }
}
