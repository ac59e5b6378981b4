import Nixpkgs

/// A failure of Nix itself rather than of a package: the store, the disk, the daemon.
struct NixTrouble: Sendable {
  /// What is wrong, in a few words.
  let what: String
  /// Nix's own words.
  let words: String
  let hints: [String]

  var error: OperationError {
    OperationError(.nix, "\(what): \(words)", hints: hints)
  }

  /// The trouble that the errors of a run tell of; `nil` where they are of another kind.
  init?(errors: [UInt8]) {
    let lines = NixMessage.lines(of: errors).map { String($0.drop { $0 == " " }) }
    self.init(lines: lines.filter { !$0.hasPrefix("trace: ") && !$0.hasPrefix("warning: ") })
  }

  /// The trouble that some lines tell of.
  init?(lines: [String]) {
    for line in lines {
      let line = line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line
      guard let kind = Self.kinds.first(where: { kind in kind.marks.allSatisfy { line.has($0) } })
      else { continue }
      what = kind.what
      words = line
      hints = kind.hints
      return
    }
    return nil
  }

  private struct Kind: Sendable {
    /// Texts that a line must all have.
    let marks: [String]
    let what: String
    let hints: [String]
  }

  private static let full = [
    "free some space (nix-collect-garbage takes away what nothing refers to), then run it again",
    "builds take place in TMPDIR, which may be set to a folder of another disk",
  ]
  private static let denied = [
    "run it as a user who may write to the store, or through Nix's daemon: systemctl start nix-daemon",
    "a store of your own needs no permission: NIX_REMOTE='local?root=/a/folder/of/yours'",
  ]
  private static let daemon = [
    "start Nix's daemon (systemctl start nix-daemon), or unset NIX_REMOTE",
    "see that this user may use it: 'allowed-users' in nix.conf, the group of its socket",
  ]

  private static let kinds = [
    Kind(marks: ["No space left on device"], what: "the disk is full", hints: full),
    Kind(marks: ["database or disk is full"], what: "the disk is full", hints: full),
    Kind(marks: ["Disk quota exceeded"], what: "the disk quota is used up", hints: full),
    Kind(marks: ["cannot connect to"], what: "Nix's daemon can't be reached", hints: daemon),
    Kind(
      marks: ["cannot open connection to remote store"], what: "Nix's daemon can't be reached",
      hints: daemon),
    Kind(
      marks: ["is not allowed to connect to the Nix daemon"],
      what: "Nix's daemon turns this user away", hints: daemon),
    Kind(
      marks: ["Permission denied", "/nix/"], what: "no permission for Nix's store",
      hints: denied),
    Kind(
      marks: ["ermission denied", "nix/var"], what: "no permission for Nix's store",
      hints: denied),
    Kind(
      marks: ["ermission denied", "big-lock"], what: "no permission for Nix's store",
      hints: denied),
    Kind(
      marks: ["creating directory", "ermission denied"], what: "no permission for Nix's store",
      hints: denied),
    Kind(
      marks: ["Operation not permitted", "/nix/"], what: "no permission for Nix's store",
      hints: denied),
    Kind(
      marks: ["you don't have sufficient rights"], what: "no permission for Nix's store",
      hints: denied),
    Kind(marks: ["Read-only file system"], what: "Nix's store can't be written", hints: denied),
    Kind(
      marks: ["attempt to write a readonly database"], what: "Nix's store can't be written",
      hints: denied),
    Kind(
      marks: ["the group 'nixbld'"], what: "Nix has no users to build as",
      hints: [
        "install Nix's own set-up (on Debian 'nix-setup-systemd'), or set 'build-users-group =' in nix.conf"
      ]),
    Kind(
      marks: ["unrecognised flag"], what: "this Nix does not know an option",
      hints: ["leave the option out, or take a newer Nix"]),
    Kind(
      marks: ["Cannot allocate memory"], what: "there is too little memory",
      hints: ["build less at a time: --max-jobs 1 -- --cores 1"]),
  ]
}

extension OperationError {
  /// A signal ended the work.
  static let interrupted = OperationError(
    .nix, "interrupted; what was built until then stays in the store",
    hints: ["run the same command again to go on"])
}
