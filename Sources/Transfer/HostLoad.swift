/// How many transfers run from each host, and how many may.
///
/// HTTP/2 carries them all over one connection, HTTP/1.1 takes a connection for each. Which of them
/// a host speaks is known after its first answer; until then `https:` counts as HTTP/2, so that a
/// cold start does not wait.
struct HostLoad {
  let maximumConcurrent: Int
  let maximumConnections: Int
  private var hosts: [String: (active: Int, multiplexes: Bool)] = [:]
  private(set) var active = 0

  /// Creates a load without transfers.
  init(maximumConcurrent: Int, maximumConnections: Int) {
    self.maximumConcurrent = maximumConcurrent
    self.maximumConnections = maximumConnections
  }

  /// Whether no host may begin another transfer.
  var isFull: Bool { active >= maximumConcurrent }

  /// Counts a transfer from `host` if it may begin now.
  mutating func begin(_ host: String) -> Bool {
    guard !isFull else { return false }
    let entry = hosts[host] ?? (0, host.hasPrefix("https:"))
    guard entry.multiplexes || entry.active < maximumConnections else { return false }
    hosts[host] = (entry.active + 1, entry.multiplexes)
    active += 1
    return true
  }

  /// Counts off a transfer from `host`.
  ///
  /// - Parameters:
  ///   - host: The scheme, host and port.
  ///   - multiplexes: Whether its answer came over HTTP/2; nil when none came.
  mutating func end(_ host: String, multiplexes: Bool?) {
    guard let entry = hosts[host] else { return }
    hosts[host] = (entry.active - 1, multiplexes ?? entry.multiplexes)
    active -= 1
  }
}
