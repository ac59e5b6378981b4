/// Why a program of Nix gave no answer.
package enum NixError: Error, Hashable, Sendable {
  /// It is not on PATH.
  case missing(program: String)
  /// A signal or a cancelled task ended it.
  case interrupted
  /// The system killed it, as it does to what takes too much memory.
  case killed(program: String)
  /// Another signal ended it.
  case signalled(program: String, signal: Int32)
  /// It was not done after so many seconds.
  case timedOut(program: String, seconds: Int)
  /// It failed, in its own words.
  case failed(program: String, words: String)
  /// Nix itself failed, whatever it was given.
  case trouble(NixTrouble)
  /// Its answer is not of the kind that was asked for.
  case unreadable(reason: String)
  /// It could not be started or read, with the system's words.
  case unusable(program: String, reason: String)
}
