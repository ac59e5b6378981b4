import Nix
import Nixpkgs

extension NixEvaluation {
  /// What `value` gives; its error becomes a failure.
  func outcome<Value: Decodable & Sendable>(
    _ type: Value.Type
  ) async throws(Failure) -> NixOutcome<Value> {
    try await withNix { () async throws(NixError) in try await value(type) }
  }
}

/// The result of work with Nix, whose error becomes a failure.
func withNix<Value>(
  _ work: () async throws(NixError) -> Value
) async throws(Failure) -> Value {
  do {
    return try await work()
  } catch {
    throw Failure(error)
  }
}

extension Failure {
  /// A signal ended the work.
  static let interrupted = Failure(
    .nix, "interrupted; what is already built stays in the store",
    hints: ["run the same command again to go on"])

  /// A program of Nix gave no answer.
  init(_ error: NixError) {
    switch error {
    case .missing(let program):
      self.init(
        .nix, "'\(program)' is not on PATH",
        hints: [
          "install it from https://nixos.org/download; on Debian and Ubuntu: apt install nix-bin"
        ])
    case .interrupted:
      self.init(
        .nix, "interrupted while Nix was running; nothing was written",
        hints: ["run the same command again"])
    case .killed(let program):
      self.init(.nix, "'\(program)' was killed, probably out of memory")
    case .signalled(let program, let signal):
      self.init(.nix, "'\(program)' was ended by signal \(signal)")
    case .timedOut(let program, let seconds):
      self.init(
        .nix, "'\(program)' did not finish within \(seconds) seconds",
        hints: ["to wait longer: \(option: .evaluationTimeout(seconds * 4))"])
    case .failed(let program, let words): self.init(.nix, "'\(program)' failed: \(words)")
    case .trouble(let trouble): self.init(trouble)
    case .unreadable(let reason):
      self.init(
        .nix, "cannot read Nix's answer: \(reason)",
        hints: ["run the same command again, and report it if it happens again"])
    case .unusable(let program, let reason):
      self.init(
        .nix, "cannot run '\(program)': \(reason)",
        hints: ["check that '\(program)' works by itself"])
    }
  }

  /// Nix itself failed.
  init(_ trouble: NixTrouble) {
    self.init(.nix, "\(trouble.kind.what): \(trouble.words)", hints: trouble.kind.hints)
  }

  /// A nixpkgs could not be read.
  init(_ error: NixpkgsError) {
    let another: Phrase = "use another nixpkgs: \(option: .nixpkgs("PATH"))"
    switch error {
    case .nix(let error): self.init(error)
    case .notOnSearchPath(let entry, let reason):
      self.init(
        .nix, "'\(entry)' is not on Nix's search path: \(reason)",
        hints: ["name a nixpkgs: \(option: .nixpkgs("PATH"))", "or set NIX_PATH to 'nixpkgs=PATH'"])
    case .notFetched(let reference, let reason):
      self.init(
        .network, "cannot fetch the nixpkgs '\(reference)': \(reason)",
        hints: ["check the reference and the network", .note(another)])
    case .hasCredentials(let reference):
      self.init(
        .input, "the nixpkgs URL contains credentials, which Nix's command line would expose",
        hints: [
          """
          put them into the file that 'netrc-file' in nix.conf names, and leave them out here: \
          \(option: .nixpkgs(reference))
          """
        ])
    case .noTree(let path):
      self.init(
        .nix, "there is no nixpkgs at '\(path)': no such file or directory",
        hints: [.note(another)])
    case .noEntry(let path):
      self.init(
        .nix,
        "'\(path)' is not a nixpkgs: it has neither 'default.nix' nor 'pkgs/top-level/impure.nix'",
        hints: ["name the root of a nixpkgs tree: \(option: .nixpkgs("PATH"))"])
    case .nixTooOld(let path, let message):
      self.init(
        .nix, "the nixpkgs at '\(path)' refuses this Nix: \(message)",
        hints: ["upgrade Nix, or use an older nixpkgs"])
    case .evaluation(let path, let message):
      self.init(
        .nix, "the nixpkgs at '\(path)' does not evaluate: \(message)",
        hints: ["fix the tree, or \(another)"])
    case .unreadableAnswer(let path, let reason):
      self.init(
        .nix, "cannot read Nix's answer for '\(path)': \(reason.words)",
        hints: ["run the same command again, and report it if it happens again"])
    case .noPython(let attribute, let available):
      self.init(
        .nix, "this nixpkgs has no usable '\(attribute)'",
        hints: available.isEmpty
          ? [.note(another)]
          : ["it has \(available.joined(separator: ", ")): choose one with \(name: .python)"])
    case .noR(let path):
      self.init(
        .nix, "the nixpkgs at '\(path)' has no usable 'rPackages'",
        hints: [.note(another)])
    }
  }
}

extension NixpkgsError.Unreadable {
  fileprivate var words: String {
    switch self {
    case .incomplete: "it is incomplete"
    case .inconsistent: "its index is inconsistent"
    case .malformed(let reason): reason
    }
  }
}

extension NixTrouble.Kind {
  /// What is wrong, in a few words.
  fileprivate var what: String {
    switch self {
    case .diskFull: "the disk is full"
    case .quotaExceeded: "the disk quota is used up"
    case .daemonUnreachable: "cannot reach the Nix daemon"
    case .userRefused: "the Nix daemon refuses this user"
    case .storeNotPermitted: "no permission for the Nix store"
    case .storeReadOnly: "the Nix store is read-only"
    case .noBuildUsers: "Nix has no users to build as"
    case .unknownOption: "this Nix does not know an option"
    case .outOfMemory: "there is not enough memory"
    case .temporaryDirectory: "Nix cannot use the directory for builds"
    case .configuration: "Nix's configuration has an error"
    case .pureEvaluation: "Nix is set to evaluate purely ('pure-eval'), without files and NIX_PATH"
    case .restrictedEvaluation: "Nix is set to evaluate only what it is told to ('restrict-eval')"
    case .localBuildsDisabled: "Nix builds nothing on this machine (max-jobs = 0)"
    case .noSandbox: "this system does not let Nix make a sandbox"
    case .unknownStore: "Nix does not know the configured store type"
    case .flakesDisabled: "flakes are not enabled in this Nix"
    }
  }

  fileprivate var hints: [Hint] {
    switch self {
    case .diskFull, .quotaExceeded:
      [
        "free some space (nix-collect-garbage deletes what nothing refers to), then run it again",
        "builds run in TMPDIR, which can be set to a directory on another disk",
      ]
    case .daemonUnreachable, .userRefused:
      [
        "start the Nix daemon (systemctl start nix-daemon), or unset NIX_REMOTE",
        "check that this user may use it: 'allowed-users' in nix.conf, the group of its socket",
      ]
    case .storeNotPermitted, .storeReadOnly:
      [
        """
        run it as a user who can write to the store, or through the Nix daemon: \
        systemctl start nix-daemon
        """,
        "or use a store of your own: NIX_REMOTE='local?root=/some/directory'",
      ]
    case .noBuildUsers:
      [
        """
        install Nix's own setup (on Debian 'nix-setup-systemd'), or set 'build-users-group =' in \
        nix.conf
        """
      ]
    case .unknownOption: ["omit the option, or use a newer Nix"]
    case .outOfMemory: ["build less at a time: \(option: .maxJobs(1)) \(option: .cores(1))"]
    case .temporaryDirectory:
      ["set TMPDIR to a directory that exists and that you may write to, or unset it"]
    case .configuration:
      [
        """
        fix that line: Nix reads /etc/nix/nix.conf, ~/.config/nix/nix.conf and the variable NIX_CONFIG
        """
      ]
    case .pureEvaluation:
      ["remove 'pure-eval' from nix.conf, or for one run: NIX_CONFIG='pure-eval = false'"]
    case .restrictedEvaluation:
      ["remove 'restrict-eval' from nix.conf, or for one run: NIX_CONFIG='restrict-eval = false'"]
    case .localBuildsDisabled:
      [
        """
        allow builds with \(option: .maxJobs(1)) or 'max-jobs' in nix.conf, or name another machine: \
        \(name: .builders)
        """
      ]
    case .noSandbox:
      ["set 'sandbox-fallback = true' or 'sandbox = false' in nix.conf, or allow user namespaces"]
    case .unknownStore: ["check NIX_REMOTE, and 'store' in nix.conf"]
    case .flakesDisabled:
      [
        """
        enable them in nix.conf, or for one run: \
        NIX_CONFIG='extra-experimental-features = nix-command flakes'
        """,
        "or name nixpkgs without a flake: \(option: .nixpkgs("PATH"))",
      ]
    }
  }
}
