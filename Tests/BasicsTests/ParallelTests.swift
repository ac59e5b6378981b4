import Synchronization
import Testing

@testable import Basics

/// Work on many items, some at a time.
@Suite struct ParallelTests {
  private struct Output: Sendable {
    let item: Int
  }

  private final class Load: Sendable {
    private let state = Mutex((now: 0, most: 0))

    func begin() {
      state.withLock { state in
        state.now += 1
        state.most = max(state.most, state.now)
      }
    }

    func end() { state.withLock { $0.now -= 1 } }
    var most: Int { state.withLock(\.most) }
  }

  @Test(arguments: [(0, 4), (1, 4), (7, 3), (50, 8), (5, 0)])
  func worksOnAll(count: Int, width: Int) async {
    let load = Load()
    let outputs = await inParallel(Array(0..<count), width: width) { item in
      load.begin()
      for _ in 0..<10 { await Task.yield() }
      load.end()
      return Output(item: item)
    }
    #expect(outputs.map(\.item) == Array(0..<count))
    #expect(load.most <= max(1, width))
  }
}
