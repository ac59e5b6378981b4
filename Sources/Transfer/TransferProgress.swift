/// One step of the work that a client does, for a display or a log; URLs are without credentials.
package enum TransferProgress: Hashable, Sendable {
  /// A request goes out to the network.
  case started(url: String)
  /// Some bytes of a body have arrived since the last such report; they are not the sum.
  case received(url: String, bytes: Int)
  /// An answer is there.
  case finished(url: String, status: Int, origin: TransferResponse.Origin)
  /// A request failed in a way that may pass and is tried again.
  case retrying(url: String, reason: String, attempt: Int, delay: Duration)
  /// No connection to a host comes about, so that it is not asked again in this run.
  case dead(origin: String, reason: String)
  /// The disk cache cannot be written; said once, and the work goes on without.
  case cacheProblem(path: String, reason: String)
}
