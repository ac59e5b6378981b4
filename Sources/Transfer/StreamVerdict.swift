/// What a receiver of a streamed body says to each piece of it.
package enum StreamVerdict: Hashable, Sendable {
  /// Go on.
  case more
  /// What was wanted is here: stop the transfer.
  case enough
}
