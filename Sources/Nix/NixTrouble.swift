internal import Basics

/// A failure of Nix itself rather than of what it was given: the store, the disk, the daemon.
package struct NixTrouble: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case diskFull
    case quotaExceeded
    case daemonUnreachable
    /// The daemon's `allowed-users` does not have this user.
    case userRefused
    case storeNotPermitted
    case storeReadOnly
    case noBuildUsers
    case unknownOption
    case outOfMemory
    /// The directory that builds run in, TMPDIR, cannot be used.
    case temporaryDirectory
    /// nix.conf, or NIX_CONFIG, does not say what it should.
    case configuration
    /// `pure-eval` is on.
    case pureEvaluation
    /// `restrict-eval` is on.
    case restrictedEvaluation
    /// `max-jobs` is 0, and there is no other machine.
    case localBuildsDisabled
    /// The system does not let Nix make a sandbox.
    case noSandbox
    /// NIX_REMOTE or `store` names a store of no known kind.
    case unknownStore
    /// The experimental feature `flakes` is off: `builtins.getFlake` is missing, or refuses (Nix 2.34).
    case flakesDisabled
  }

  package let kind: Kind
  /// Whether it keeps Nix from building, but not from evaluating.
  package var isOfBuilding: Bool {
    [.noBuildUsers, .localBuildsDisabled, .noSandbox].contains(kind)
  }
  /// Nix's own words.
  package let words: String

  /// The trouble that the errors of a run report; `nil` if they are of another kind.
  package init?(errors: [UInt8]) {
    self.init(lines: NixMessage.lines(of: errors).map(String.init))
  }

  /// The trouble that some lines report.
  package init?(lines: [String]) {
    self.init(lines: lines, temporaryDirectory: Host.variable("TMPDIR"))
  }

  /// The trouble that some lines tell of, where TMPDIR has a value.
  init?(lines: [String], temporaryDirectory: String?) {
    for line in lines {
      var line = line[...].drop { $0 == " " }
      guard !line.hasPrefix("trace: "), !line.hasPrefix("warning: ") else { continue }
      if line.hasPrefix("error: ") { line = line.dropFirst(7) }
      if Self.isOfDirectory(line, temporaryDirectory) {
        kind = .temporaryDirectory
        words = String(line)
        return
      }
      guard let found = Self.marks.first(where: { $0.texts.allSatisfy { line.has($0) } }) else {
        continue
      }
      kind = found.kind
      words = String(line)
      return
    }
    return nil
  }

  /// Whether a line says that a build has no directory to run in.
  private static func isOfDirectory(_ line: Substring, _ temporaryDirectory: String?) -> Bool {
    guard
      ["creating directory", "getting status of", "cannot create"].contains(where: { line.has($0) })
    else { return false }
    if line.has("/nix-build-") || line.has("/nix-shell") { return true }
    guard let directory = temporaryDirectory, directory.hasPrefix("/") else { return false }
    // Nix 2.8 looks at it before anything else.
    return line.has("'\(directory)'") || line.has("\"\(directory)\"")
  }

  /// Texts that a line must all contain to report a trouble; the first match counts.
  private static let marks: [(texts: [String], kind: Kind)] = [
    (["No space left on device"], .diskFull),
    (["database or disk is full"], .diskFull),
    (["Disk quota exceeded"], .quotaExceeded),
    (["cannot connect to"], .daemonUnreachable),
    (["cannot open connection to remote store"], .daemonUnreachable),
    (["is not allowed to connect to the Nix daemon"], .userRefused),
    (["Permission denied", "/nix/"], .storeNotPermitted),
    (["ermission denied", "nix/var"], .storeNotPermitted),
    (["ermission denied", "big-lock"], .storeNotPermitted),
    (["creating directory", "ermission denied"], .storeNotPermitted),
    (["Operation not permitted", "/nix/"], .storeNotPermitted),
    (["you don't have sufficient rights"], .storeNotPermitted),
    (["Read-only file system"], .storeReadOnly),
    (["remounting", "writable"], .storeReadOnly),
    (["attempt to write a readonly database"], .storeReadOnly),
    (["the group 'nixbld'"], .noBuildUsers),
    (["unrecognised flag"], .unknownOption),
    (["Cannot allocate memory"], .outOfMemory),
    (["Nix daemon disconnected unexpectedly"], .daemonUnreachable),
    (["illegal configuration line"], .configuration),
    (["syntax error in configuration line"], .configuration),
    (["configuration setting '", "should be"], .configuration),
    (["option '", "has invalid value"], .configuration),
    (["setting '", "has invalid value"], .configuration),
    (["included from", "not found"], .configuration),
    (["is forbidden in pure eval"], .pureEvaluation),
    (["in pure evaluation mode"], .pureEvaluation),
    (["is forbidden in restricted mode"], .restrictedEvaluation),
    (["nable to start any build"], .localBuildsDisabled),
    (["does not support the kernel namespaces"], .noSandbox),
    (["don't know how to open Nix store"], .unknownStore),
    (["attribute 'getFlake' missing"], .flakesDisabled),
    (["experimental Nix feature 'flakes' is disabled"], .flakesDisabled),
  ]
}
