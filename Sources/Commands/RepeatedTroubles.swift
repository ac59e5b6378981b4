import Synchronization

/// Warnings of one kind, of which the first is shown and the others are counted.
final class RepeatedTroubles: Sendable {
  private let counts = Mutex<[String: Int]>([:])

  /// Whether a warning is the first of its kind; one without a kind always is.
  func isFirst(_ kind: String?) -> Bool {
    guard let kind else { return true }
    return counts.withLock { counts in
      counts[kind, default: 0] += 1
      return counts[kind] == 1
    }
  }

  /// What was counted and not shown, a sentence for each kind, sorted.
  var rest: [String] {
    counts.withLock { $0 }.sorted { $0.key < $1.key }.compactMap { kind, count in
      count > 1 ? "\(kind) (\(count - 1) more time\(count == 2 ? "" : "s"))" : nil
    }
  }
}
