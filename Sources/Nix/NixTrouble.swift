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
  }

  package let kind: Kind
  /// Nix's own words.
  package let words: String

  /// The trouble that the errors of a run report; `nil` if they are of another kind.
  package init?(errors: [UInt8]) {
    let lines = NixMessage.lines(of: errors).map { String($0.drop { $0 == " " }) }
    self.init(lines: lines.filter { !$0.hasPrefix("trace: ") && !$0.hasPrefix("warning: ") })
  }

  /// The trouble that some lines report.
  package init?(lines: [String]) {
    for line in lines {
      let line = line.hasPrefix("error: ") ? String(line.dropFirst(7)) : line
      guard let found = Self.marks.first(where: { $0.texts.allSatisfy { line.has($0) } }) else {
        continue
      }
      kind = found.kind
      words = line
      return
    }
    return nil
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
    (["attempt to write a readonly database"], .storeReadOnly),
    (["the group 'nixbld'"], .noBuildUsers),
    (["unrecognised flag"], .unknownOption),
    (["Cannot allocate memory"], .outOfMemory),
  ]
}
