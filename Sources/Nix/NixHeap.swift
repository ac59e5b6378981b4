internal import Basics

/// The memory that an evaluation starts with.
///
/// Nix's collector looks through all of its heap again and again while the heap grows to what a whole
/// nixpkgs needs (2 GB); with a heap of that size from the start it does not, which halves the time.
/// Memory that is not used is never taken from the system.
enum NixHeap {
  private static let most = 4 << 30
  /// Nix itself starts with this much or less.
  private static let least = 384 << 20

  /// The variables for the collector, except those that the user has set.
  static func variables(environment: [String: String]) -> [String: String?] {
    guard environment["GC_INITIAL_HEAP_SIZE"] == nil, let free = free() else { return [:] }
    // Two evaluations may run at a time, and others need memory too.
    let size = min(most, free / 4)
    return size > least ? ["GC_INITIAL_HEAP_SIZE": "\(size)"] : [:]
  }

  /// What evaluating half of the packages of a whole nixpkgs takes.
  private static let share = 3 << 29
  private static let mostShares = 4

  /// How many processes may evaluate a whole nixpkgs between them: one a processor, where there is
  /// memory for as many others.
  static func shares() -> Int {
    max(1, min(mostShares, Host.processors, (free() ?? 0) / (2 * share)))
  }

  /// Bytes that are free on this machine, and in the control group that this process is in; `nil`
  /// where the system does not tell.
  private static func free() -> Int? {
    guard let words = text("/proc/meminfo").flatMap({ kibibytes($0, of: "MemAvailable:") }) else {
      return nil
    }
    var free = words << 10
    for (limit, usage) in [
      ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory.current"),
      (
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.usage_in_bytes"
      ),
    ] {
      guard let limit = text(limit).flatMap({ Int($0.prefix { $0.isNumber }) }),
        let usage = text(usage).flatMap({ Int($0.prefix { $0.isNumber }) })
      else { continue }
      free = min(free, limit - usage)
    }
    return max(0, free)
  }

  static func kibibytes(_ text: String, of name: String) -> Int? {
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    }
    return nil
  }

  private static func text(_ path: String) -> String? {
    (try? Files.read(path, limit: 1 << 16)).map { String(decoding: $0, as: UTF8.self) }
  }
}
