/// The interpreter that a script's first line names: `#!/usr/bin/env bash`.
struct Interpreter: Equatable {
  /// Its path, such as `/bin/sh` or `/usr/bin/env`.
  let path: String
  /// What follows the path.
  let arguments: [String]

  /// The longest first line that is read; kernels take less.
  private static let longestLine = 512

  /// Reads the beginning of a file; nil if it is not a script.
  init?(firstLineOf beginning: [UInt8]) {
    guard beginning.starts(with: "#!".utf8) else { return nil }
    let line = beginning.dropFirst(2).prefix(Self.longestLine).prefix { $0 != 0x0A && $0 != 0x0D }
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "\t" }
    guard let path = words.first, path.hasPrefix("/") else { return nil }
    self.path = String(path)
    arguments = words.dropFirst().map(String.init)
  }

  /// Whether Nix's sandbox, which has `/bin/sh` and nothing else, lacks it, and nixpkgs'
  /// `patchShebangs` knows what to do: it ends a build at options of `env`.
  var isMisplaced: Bool {
    if path == "/bin/sh" { return false }
    guard path.hasSuffix("/env") else { return true }
    guard let program = arguments.first else { return false }
    return program == "-S" || !program.hasPrefix("-") && !program.contains("=")
  }

  /// What has to be among the inputs for it, besides what every build has.
  var tool: String? {
    let words = path.hasSuffix("/env") ? arguments.filter { $0 != "-S" } : [path]
    switch words.first?.split(separator: "/").last {
    case "perl": return "perl"
    case "python", "python3": return "python3"
    default: return nil
    }
  }
}
