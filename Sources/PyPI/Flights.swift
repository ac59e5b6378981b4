import Basics
import PackageMetadata
import Synchronization

/// A table of questions under way and answered: each is asked once, however many wait for it.
///
/// An answer is kept as long as the table, except that the network was at fault: then the next one
/// to ask tries again.
final class Flights<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private typealias Flight = Task<Result<Value, CatalogError>, Never>

  private let flights = Mutex<[Key: Flight]>([:])

  /// The answer for `key`, made by `make` where nobody asked before.
  func value(
    for key: Key, _ make: @escaping @Sendable () async throws(CatalogError) -> Value
  ) async throws(CatalogError) -> Value {
    try await flight(for: key, make).value.get()
  }

  /// Begins to ask for `key` and does not wait.
  func start(
    _ key: Key, _ make: @escaping @Sendable () async throws(CatalogError) -> Value
  ) {
    _ = flight(for: key, make)
  }

  /// The answer for `key` if somebody asked for it, once it is there; nil if it failed.
  func known(_ key: Key) async -> Value? {
    let flight = flights.withLock { flights in flights[key] }
    return try? await flight?.value.get()
  }

  private func flight(
    for key: Key, _ make: @escaping @Sendable () async throws(CatalogError) -> Value
  ) -> Flight {
    flights.withLock { flights in
      if let flight = flights[key] { return flight }
      let flight = Flight(executorPreference: TaskPool.current) { [weak self] in
        do throws(CatalogError) {
          return .success(try await make())
        } catch {
          if case .unavailable = error { self?.forget(key) }
          return .failure(error)
        }
      }
      flights[key] = flight
      return flight
    }
  }

  private func forget(_ key: Key) {
    flights.withLock { flights in _ = flights.removeValue(forKey: key) }
  }
}
