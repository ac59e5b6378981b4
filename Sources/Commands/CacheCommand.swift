import ArgumentParser
import Operations

/// `nixgraft cache`.
struct CacheCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cache",
    abstract: "Copy the environment's closure to a binary cache.",
    discussion: """
      Copies the environment of shell.nix, or of --file; without such a file, every package of the \
      overlay. Builds what is missing and lists what will be copied first.
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
    abstract: "Write the environment to a directory that serves as a cache.",
    discussion: """
      Nix uses the directory as a cache, as file:///DIR or served over HTTP. Consumers check \
      signatures, so sign it: with --generate-key NAME the first time, with --secret-key FILE after \
      that.
      """)

  @Argument(help: ArgumentHelp("The directory; created if missing.", valueName: "dir"))
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

/// The options that both have.
struct CacheOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The environment's file (default: shell.nix if it exists, else the overlay).",
      valueName: "file"))
  var file: String?

  @Option(
    name: [.customLong("attr"), .customShort("A")],
    help: ArgumentHelp("An attribute in that file.", valueName: "path"))
  var attribute: String?

  @Option(help: ArgumentHelp("Sign with the secret key in this file.", valueName: "file"))
  var secretKey: String?

  @Option(
    help: ArgumentHelp(
      "Generate a key with this name, such as 'cache.example.org-1', and sign with it; it is "
        + "kept in --secret-key's file, else in your configuration directory.", valueName: "name"))
  var generateKey: String?

  @Option(
    help: "The compression: zstd, xz (smaller, slower, read by every Nix), gzip, bzip2 or none.")
  var compression: Compression = .zstd

  @Flag(help: "Show what would be copied; build and copy nothing.")
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
        options, workspace: Workspace(common.workspaceOptions, progress: output.steps))
      let preparation = try await cache.prepare()
      let text = CacheText(preparation: preparation, style: output.style, isVerbose: common.verbose)
      for note in preparation.notes { output.warn(output.wording.text(note)) }
      if !common.json { try output.result(text.before) }
      try await cache.send(preparation)
      if common.json {
        try output.json(CacheDocument(preparation, isSent: !dryRun, in: output.wording))
      } else if !dryRun {
        try output.result(text.after)
      }
    }
  }
}

/// What was copied, as `cache … --json` prints it.
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
  @OrNull var publicKey: String?
  @OrNull var secretKeyFile: String?
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
