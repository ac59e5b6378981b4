import Basics

/// Options of a project by which its build takes a library that the system has, where it would otherwise
/// take a copy.
///
///     option(USE_SYSTEM_FMT "" OFF)
///     option('system-freetype', type: 'boolean', value: false)
enum SystemOption {
  /// Words that say it.
  private static let telling: Set<String> = ["system", "sys", "unbundled", "external", "installed"]
  /// Words of options that are about the system in another way.
  private static let others: Set<String> = [
    "install", "python", "tests", "test", "docs", "path", "paths", "wide", "init", "log", "include",
    "dirs", "call", "calls", "headers", "user", "build", "info",
  ]

  /// Whether an option's name says so.
  static func isNamed(_ name: String) -> Bool {
    let words = name.split { $0 == "_" || $0 == "-" || $0 == "." }.map {
      ASCII.lowercased(String($0))
    }
    return words.count > 1 && words.contains(where: telling.contains)
      && !words.contains(where: others.contains)
  }
}
