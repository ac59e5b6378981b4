import Basics

/// Directories of a wheel that its `.pth` files put on the path, where their modules are found by names of
/// their own: `pkg/parts` in a line makes `pkg/parts/engine/__init__.py` the package `engine`.
struct PathFiles {
  private static let maximumDirectories = 8
  /// How many lines of a file are looked for among the wheel's paths.
  private static let maximumLines = 64
  /// The greatest size of a `.pth` file that is read, in bytes.
  static let maximumBytes = 16 << 10

  private(set) var directories: [String] = []

  /// Whether a path is of a file that Python reads when it starts.
  static func isPathFile(_ path: String) -> Bool {
    path.hasSuffix(".pth") && !path.contains("/")
  }

  /// Takes the directories that a file names, one a line; lines of code are passed over.
  mutating func add(_ file: [UInt8], among paths: some Sequence<String>) {
    for line in Lines.of(file).prefix(Self.maximumLines)
    where directories.count < Self.maximumDirectories {
      var text = ASCII.trimmed(line)
      if text.hasSuffix("/") { text = text.dropLast() }
      let parts = text.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
      guard !parts.isEmpty, !text.hasPrefix("#"), !text.hasPrefix("import "),
        parts.allSatisfy({ !$0.isEmpty && $0 != ".." })
      else { continue }
      let directory = parts.joined(separator: "/") + "/"
      if !directories.contains(directory), paths.contains(where: { $0.hasPrefix(directory) }) {
        directories.append(directory)
      }
    }
  }

  /// A path from where its module is found.
  func rooted(_ path: String) -> String {
    guard let directory = directories.first(where: { path.hasPrefix($0) }) else { return path }
    return String(path.dropFirst(directory.count))
  }
}
