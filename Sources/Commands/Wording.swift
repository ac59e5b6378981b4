import Operations

/// How failures, hints and commands are put into words: the names of options, a shell's quotes, the
/// options that the user gave, and exit codes.
struct Wording: Sendable {
  /// The options that the user gave: those of every verb, and those for the choice of versions.
  var common: [Invocation.Option] = []
  var choice: [Invocation.Option] = []
  /// The files of requests that the user named, and what of them is wanted.
  var requests: [Invocation.Option] = []
  /// Put after commands that would need credentials that are not repeated.
  var credentialsNote: String?

  func text(_ hint: Hint) -> String {
    switch hint {
    case .command(let command, let purpose): "to \(text(purpose)): \(text(command))"
    case .note(let phrase): text(phrase)
    }
  }

  func text(_ phrase: Phrase) -> String {
    phrase.parts.map { part in
      switch part {
      case .text(let text): text
      case .word(let word): ShellWord.quoted(word)
      case .option(let option): Self.words(option).map(ShellWord.quoted).joined(separator: " ")
      case .command(let command): text(command)
      }
    }.joined()
  }

  /// A command as it can be pasted into a shell.
  func text(_ command: Invocation) -> String {
    var given: [Invocation.Option] = []
    if command.repeatsOptions {
      given = common + (command.verb.choosesVersions ? choice : [])
      if command.verb.readsRequests { given += requests }
    }
    let options = given.filter { !command.without.contains($0.name) } + command.options
    let words =
      ["nixgraft"] + command.verb.words + options.flatMap(Self.words) + command.arguments
    let isIncomplete = given.contains { $0.name == .indexURL || $0.name == .cranMirror }
    return words.map(ShellWord.quoted).joined(separator: " ")
      + (isIncomplete ? credentialsNote ?? "" : "")
  }

  /// An option as it is typed.
  static func words(_ option: Invocation.Option) -> [String] {
    if option.name == .cores { return ["--", "--cores"] + [option.value].compactMap(\.self) }
    return [option.name.text] + [option.value].compactMap(\.self)
  }
}

extension Failure.Kind {
  /// 1 when the request cannot be met, 2 when the network, a file or Nix failed, 64 for usage.
  var exitCode: Int32 {
    switch self {
    case .noSolution, .notFound, .noArtifact, .editClash, .stale: 1
    case .network, .file, .nix: 2
    case .input: 64
    }
  }
}

extension Invocation.Verb {
  /// The verb as it is typed.
  var words: [String] {
    switch self {
    case .import: ["import"]
    case .update: ["update"]
    case .remove: ["remove"]
    case .list: ["list"]
    case .tree: ["tree"]
    case .why: ["why"]
    case .index: ["index"]
    case .doctor: ["doctor"]
    case .refresh: ["refresh"]
    case .hash: ["hash"]
    case .shell: ["shell"]
    case .image: ["image"]
    case .check: ["check"]
    case .cachePush: ["cache", "push"]
    case .cacheExport: ["cache", "export"]
    }
  }

  /// Whether it takes files of requests.
  var readsRequests: Bool {
    switch self {
    case .import, .shell, .image: true
    default: false
    }
  }

  /// Whether it has the options for the choice of versions.
  var choosesVersions: Bool {
    switch self {
    case .import, .update, .shell, .image: true
    case .remove, .list, .tree, .why, .index, .refresh, .hash, .check, .cachePush, .cacheExport,
      .doctor:
      false
    }
  }
}

extension Invocation.Option.Name {
  /// The option as it is typed.
  var text: String {
    switch self {
    case .overlay: "--overlay"
    case .nixpkgs: "--nixpkgs"
    case .python: "--python"
    case .indexURL: "--index-url"
    case .cranMirror: "--cran-mirror"
    case .repository: "--repository"
    case .bioconductor: "--bioconductor"
    case .keyringProvider: "--keyring-provider"
    case .offline: "--offline"
    case .cacheDirectory: "--cache-dir"
    case .jobs: "--jobs"
    case .evaluationTimeout: "--eval-timeout"
    case .verbose: "--verbose"
    case .override: "--override"
    case .fresh: "--fresh"
    case .relax: "--relax"
    case .probe: "--probe"
    case .strict: "--strict"
    case .horizon: "--horizon"
    case .prerelease: "--prerelease"
    case .excludeNewer: "--exclude-newer"
    case .asOf: "--as-of"
    case .prefer: "--prefer"
    case .fetcher: "--fetcher"
    case .forget: "--forget"
    case .maximumPackages: "--max-packages"
    case .planTimeout: "--plan-timeout"
    case .from: "--from"
    case .scan: "--scan"
    case .extra: "--extra"
    case .group: "--group"
    case .noGroups: "--no-groups"
    case .locked: "--locked"
    case .dryRun: "--dry-run"
    case .build: "--build"
    case .builders: "--builders"
    case .maxJobs: "--max-jobs"
    case .timeout: "--timeout"
    case .silentTimeout: "--max-silent-time"
    case .release: "--release"
    case .file: "--file"
    case .secretKey: "--secret-key"
    case .newKey: "--generate-key"
    case .shell: "--shell"
    case .image: "--image"
    case .pin: "--pin"
    case .attribute: "--attr"
    case .cores: "--cores"
    }
  }
}
