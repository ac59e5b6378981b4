import ArgumentParser
import Basics
import Operations

/// The options that every verb has.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("The overlay to read and write.", valueName: "file"), completion: .nixFile)
  var overlay = WorkspaceOptions().overlayPath

  @Option(
    help: ArgumentHelp(
      "The nixpkgs to use: a path, '<NAME>', a URL, 'channel:NAME', or a flake reference "
        + "(default: what the project pins, else <nixpkgs>).", valueName: "nixpkgs"),
    completion: .directory)
  var nixpkgs: String?

  @Option(help: ArgumentHelp("The attribute of the Python interpreter.", valueName: "attr"))
  var python = WorkspaceOptions().python

  @Option(
    name: .customLong("index-url"),
    help: ArgumentHelp(
      "A Simple API (PEP 503, PEP 691) to use instead of PyPI; repeatable, the first one that "
        + "has a project is used for it.", valueName: "url"))
  var indexURLs: [String] = []

  @Option(
    name: .customLong("cran-mirror"),
    help: ArgumentHelp(
      "A repository to use instead of CRAN ('https:' or 'file:'); repeatable.", valueName: "url"))
  var cranMirrors: [String] = []

  @Option(
    name: .customLong("repository"),
    help: ArgumentHelp(
      "A repository of R packages, such as one on R-universe, for the packages that are named "
        + "and for what CRAN lacks; repeatable.", valueName: "url"))
  var repositories: [String] = []

  @Option(
    help: ArgumentHelp(
      "The release of Bioconductor to use instead of nixpkgs'.", valueName: "release"))
  var bioconductor: String?

  @Option(
    help: ArgumentHelp(
      "How to get the password when an index URL has only a user name: 'disabled', or 'subprocess' "
        + "to run 'keyring' (default: NIXGRAFT_KEYRING_PROVIDER, else disabled).",
      valueName: "provider"))
  var keyringProvider: KeyringProvider?

  @Flag(help: "Use the cache only, not the network.")
  var offline = false

  @Option(
    help: ArgumentHelp(
      "The cache directory (default: nixgraft in XDG_CACHE_HOME).", valueName: "dir"),
    completion: .directory)
  var cacheDir: String?

  @Option(help: ArgumentHelp("How many transfers run at once.", valueName: "n"))
  var jobs: Int?

  @Option(
    help: ArgumentHelp(
      "How many seconds Nix may take for one evaluation; 0 for no limit (default: 600).",
      valueName: "seconds"))
  var evalTimeout: Int?

  @Flag(help: "Print one JSON document on standard output.")
  var json = false

  @Flag(help: "Print only the result.")
  var quiet = false

  @Flag(help: "Print more of what was decided, and why.")
  var verbose = false

  @Option(help: "When to use colours: auto, always or never.")
  var color: ColorChoice = .auto

  @Option(name: .customLong("replay-from"), help: .hidden)
  var replayFrom: String?

  @Option(name: .customLong("record-to"), help: .hidden)
  var recordTo: String?

  func validate() throws {
    if let jobs, !(1...512).contains(jobs) {
      throw ValidationError("'--jobs' takes a number from 1 to 512")
    }
    if let evalTimeout, !(0...10_000_000).contains(evalTimeout) {
      throw ValidationError("'--eval-timeout' takes a number of seconds")
    }
    if let value = KeyringProvider.variable, KeyringProvider(rawValue: value) == nil {
      throw ValidationError("NIXGRAFT_KEYRING_PROVIDER is not 'disabled' or 'subprocess'")
    }
  }

  /// The same as the operations take it.
  var workspaceOptions: WorkspaceOptions {
    var options = WorkspaceOptions()
    options.overlayPath = overlay
    options.nixpkgs = nixpkgs
    options.python = python
    options.indexURLs = indexURLs
    options.cranMirrors = cranMirrors
    options.repositories = repositories
    options.bioconductor = bioconductor
    options.asksKeyring = asksKeyring
    options.isOffline = offline
    options.cacheDirectory = cacheDir
    options.jobs = jobs
    if let evalTimeout {
      options.evaluationLimit = evalTimeout == 0 ? nil : .seconds(evalTimeout)
    }
    options.replayDirectory = replayFrom ?? recordTo
    options.isRecording = recordTo != nil
    return options
  }

  private var asksKeyring: Bool {
    (keyringProvider ?? KeyringProvider.variable.flatMap(KeyringProvider.init)) == .subprocess
  }

  /// Where to put the credentials that commands in hints leave out, as a shell comment; `nil` where none
  /// were given.
  var credentialsNote: String? {
    let url = (indexURLs + cranMirrors + repositories).first { URLSecrets.removed(from: $0) != $0 }
    guard let url else { return nil }
    let names = WorkspaceOptions.credentialsVariable(for: URLSecrets.removed(from: url))
    return "  # credentials: ~/.netrc"
      + (names.map { ", or \($0)_USERNAME and \($0)_PASSWORD" } ?? "")
  }

  /// The options that the user gave and that a hint's command must repeat.
  var typed: [Invocation.Option] {
    let defaults = WorkspaceOptions()
    var options: [Invocation.Option] = []
    if overlay != defaults.overlayPath { options.append(.overlay(overlay)) }
    if let nixpkgs { options.append(.nixpkgs(nixpkgs)) }
    if python != defaults.python { options.append(.python(python)) }
    options += indexURLs.map { .indexURL(URLSecrets.removed(from: $0)) }
    options += cranMirrors.map { .cranMirror(URLSecrets.removed(from: $0)) }
    options += repositories.map { .repository(URLSecrets.removed(from: $0)) }
    if let bioconductor { options.append(.bioconductor(bioconductor)) }
    if keyringProvider == .subprocess { options.append(.keyring) }
    if offline { options.append(.offline) }
    if let cacheDir { options.append(.cacheDirectory(cacheDir)) }
    if let evalTimeout { options.append(.evaluationTimeout(evalTimeout)) }
    return options
  }
}

/// How to get the passwords of indexes; the names are those of pip and uv.
enum KeyringProvider: String, ExpressibleByArgument, CaseIterable {
  case disabled
  case subprocess

  /// What the environment says, where no option does.
  static var variable: String? {
    Host.variable("NIXGRAFT_KEYRING_PROVIDER").flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// When colours are used.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto
  case always
  case never
}
