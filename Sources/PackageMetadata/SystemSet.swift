/// One of the systems of nixpkgs that an overlay is written for.
package enum System: UInt8, Hashable, Sendable, CaseIterable {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case x86_64Linux
  case aarch64Linux
  // swift-format-ignore: AlwaysUseLowerCamelCase
  case x86_64Darwin
  case aarch64Darwin

  /// The set of just this system.
  package var set: SystemSet { SystemSet(rawValue: 1 << rawValue) }

  /// Nix's name of the system.
  package var name: String { SystemSet.names[Int(rawValue)] }
}

/// The systems of nixpkgs that an overlay is written for.
package struct SystemSet: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  // swift-format-ignore: AlwaysUseLowerCamelCase
  package static let x86_64Linux = SystemSet(rawValue: 1)
  package static let aarch64Linux = SystemSet(rawValue: 2)
  // swift-format-ignore: AlwaysUseLowerCamelCase
  package static let x86_64Darwin = SystemSet(rawValue: 4)
  package static let aarch64Darwin = SystemSet(rawValue: 8)

  package static let linux: SystemSet = [.x86_64Linux, .aarch64Linux]
  package static let darwin: SystemSet = [.x86_64Darwin, .aarch64Darwin]
  package static let all: SystemSet = [.linux, .darwin]

  /// Nix's names of the four systems, in the order of their bits.
  package static let names = [
    "x86_64-linux", "aarch64-linux", "x86_64-darwin", "aarch64-darwin",
  ]

  /// The systems in it, in the order of their bits.
  package var systems: [System] { System.allCases.filter { contains($0.set) } }
}

extension SystemSet {
  /// The set of one system, by Nix's name of it.
  package init?(named name: String) {
    guard let index = SystemSet.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: 1 << UInt8(index))
  }
}
