import Basics

/// How a client talks to the network and where it keeps answers.
package struct TransferConfiguration: Sendable {
  /// Whether answers come from the network or a directory of recorded ones.
  package enum Replay: Hashable, Sendable {
    /// From the network.
    case off
    /// From the network, and kept in the directory at this path.
    case record(String)
    /// From the directory at this path; the network is not used.
    case replay(String)
  }

  /// How long to wait for a server.
  package struct Timeouts: Hashable, Sendable {
    /// For a connection, with its name look-up and TLS handshake.
    package var connect: Duration
    /// For the next byte of an answer; whole seconds.
    package var stall: Duration
    /// For a transfer as a whole, with all attempts at it; no attempt takes longer.
    package var total: Duration

    /// Creates a set of limits.
    package init(
      connect: Duration = .seconds(8),
      stall: Duration = .seconds(30),
      total: Duration = .seconds(900)
    ) {
      self.connect = connect
      self.stall = stall
      self.total = total
    }
  }

  /// The directory of the disk cache; nil for none.
  package var cacheDirectory: String?
  /// Whether the network is off: the cache answers whatever its age.
  package var offline: Bool
  /// How many transfers may run at once.
  package var maximumConcurrent: Int
  /// How many transfers may run at once from one host that speaks only HTTP/1.1.
  package var maximumConnectionsPerHost: Int
  /// How long to wait for a server.
  package var timeouts: Timeouts
  /// When a failed request is sent again.
  package var retries: RetryPolicy
  /// The `User-Agent` field.
  package var userAgent: String
  /// Names and passwords of servers.
  package var credentials = Credentials()
  /// Whether the program `keyring` is asked for passwords that `credentials` lacks.
  package var asksKeyring = false
  /// The environment's variables that libcurl's options come from.
  package var environment: @Sendable (_ name: String) -> String? = { Host.variable($0) }
  /// Whether answers come from the network or a directory of recorded ones.
  package var replay: Replay
  /// Called for each step, on any thread; it should return soon.
  package var progress: (@Sendable (TransferProgress) -> Void)?

  /// Creates a configuration.
  ///
  /// - Parameters:
  ///   - cacheDirectory: The directory of the disk cache; nil for none.
  ///   - offline: Whether the network is off.
  ///   - maximumConcurrent: How many transfers may run at once.
  ///   - maximumConnectionsPerHost: How many may run at once from a host that speaks HTTP/1.1.
  ///   - timeouts: How long to wait for a server.
  ///   - retries: When a failed request is sent again.
  ///   - userAgent: The `User-Agent` field.
  ///   - replay: Whether answers come from the network or a directory of recorded ones.
  ///   - progress: Called for each step.
  package init(
    cacheDirectory: String? = nil,
    offline: Bool = false,
    maximumConcurrent: Int = 50,
    maximumConnectionsPerHost: Int = 8,
    timeouts: Timeouts = Timeouts(),
    retries: RetryPolicy = RetryPolicy(),
    userAgent: String = "nixgraft",
    replay: Replay = .off,
    progress: (@Sendable (TransferProgress) -> Void)? = nil
  ) {
    self.cacheDirectory = cacheDirectory
    self.offline = offline
    self.maximumConcurrent = max(1, maximumConcurrent)
    self.maximumConnectionsPerHost = max(1, maximumConnectionsPerHost)
    self.timeouts = timeouts
    self.retries = retries
    self.userAgent = userAgent
    self.replay = replay
    self.progress = progress
  }
}
