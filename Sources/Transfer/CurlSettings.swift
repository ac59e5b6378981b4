/// What every transfer of one client has in common.
struct CurlSettings: Sendable {
  let maximumConcurrent: Int
  let maximumConnectionsPerHost: Int
  let connectMilliseconds: Int
  let stallSeconds: Int
  let totalMilliseconds: Int
  let userAgent: String
  let environment: @Sendable (_ name: String) -> String?
  let progress: (@Sendable (TransferProgress) -> Void)?

  /// Takes the settings from a configuration.
  init(_ configuration: TransferConfiguration) {
    maximumConcurrent = configuration.maximumConcurrent
    maximumConnectionsPerHost = configuration.maximumConnectionsPerHost
    connectMilliseconds = Self.milliseconds(configuration.timeouts.connect)
    stallSeconds = (Self.milliseconds(configuration.timeouts.stall) + 999) / 1000
    totalMilliseconds = Self.milliseconds(configuration.timeouts.total)
    userAgent = String(configuration.userAgent.filter { $0.isASCII && $0 >= " " })
    environment = configuration.environment
    progress = configuration.progress
  }

  /// The whole milliseconds in `duration`, at least one and at most a day of them.
  private static func milliseconds(_ duration: Duration) -> Int {
    let day = 86_400_000
    let (seconds, attoseconds) = duration.components
    guard seconds < 86_400 else { return day }
    guard seconds >= 0 else { return 1 }
    return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
