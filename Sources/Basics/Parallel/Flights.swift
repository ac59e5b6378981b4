import Synchronization

/// A table of questions under way and answered: each is asked once, however many wait for it.
///
/// An answer is kept as long as the table, except for failures that may pass: then the next one to ask
/// tries again.
package final class Flights<Key: Hashable & Sendable, Value: Sendable, Failure: Error>: Sendable {
  package typealias Outcome = Result<Value, Failure>
  private typealias Flight = Task<Outcome, Never>

  /// A task keeps the memory that it ran in: of what has been answered there is only the answer.
  private enum State {
    case flying(Flight)
    indirect case landed(Outcome)

    var outcome: Outcome {
      get async {
        switch self {
        case .flying(let flight): await flight.value
        case .landed(let outcome): outcome
        }
      }
    }
  }

  private let states = Mutex<[Key: State]>([:])
  private let mayPass: @Sendable (Failure) -> Bool

  /// Makes an empty table.
  ///
  /// - Parameter mayPass: Whether a failure may have passed when the question is asked again.
  package init(retrying mayPass: @escaping @Sendable (Failure) -> Bool = { _ in false }) {
    self.mayPass = mayPass
  }

  /// The answer for `key`, made by `make` where nobody asked before.
  package func value(
    for key: Key, _ make: @escaping @Sendable () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await state(for: key, make).outcome.get()
  }

  /// Begins to ask for `key` and does not wait.
  package func start(
    _ key: Key, _ make: @escaping @Sendable () async throws(Failure) -> Value
  ) {
    _ = state(for: key, make)
  }

  /// The answer for `key` if somebody asked for it, once it is there; nil if it failed.
  package func known(_ key: Key) async -> Value? {
    let state = states.withLock { states in states[key] }
    return try? await state?.outcome.get()
  }

  private func state(
    for key: Key, _ make: @escaping @Sendable () async throws(Failure) -> Value
  ) -> State {
    states.withLock { states in
      if let state = states[key] { return state }
      let flight = Flight(executorPreference: TaskPool.current) { [weak self] in
        let outcome: Outcome
        do throws(Failure) {
          outcome = .success(try await make())
        } catch {
          outcome = .failure(error)
        }
        self?.land(key, outcome)
        return outcome
      }
      states[key] = .flying(flight)
      return .flying(flight)
    }
  }

  private func land(_ key: Key, _ outcome: Outcome) {
    var isKept = true
    if case .failure(let error) = outcome { isKept = !mayPass(error) }
    states.withLock { $0[key] = isKept ? .landed(outcome) : nil }
  }
}
