import Synchronization
import Testing

@testable import Basics

/// The threads that run the program's tasks.
@Suite struct TaskPoolTests {
  @Test("tasks, their children and what they await are run, on the pool alone")
  func tasks() async {
    let pool = TaskPool()
    let sum = await Task(executorPreference: pool) {
      await withTaskGroup(of: Int.self) { group in
        for number in 1...2000 {
          group.addTask(priority: number.isMultiple(of: 3) ? .utility : nil) {
            await Task.yield()
            return await Task(executorPreference: pool) { number }.value
          }
        }
        return await group.reduce(0, +)
      }
    }.value
    #expect(sum == 2_001_000)
  }

  @Test("those who sleep go on, the first to be over first, though a task keeps a thread busy")
  func sleeping() async throws {
    let pool = TaskPool()
    let log = Log()
    await withTaskExecutorPreference(pool) {
      await withTaskGroup(of: Void.self) { group in
        for number in [3, 1, 2] {
          group.addTask {
            try? await pool.sleep(for: .milliseconds(100 * number))
            log.numbers.withLock { $0.append(number) }
            if number == 3 { log.isOver.store(true, ordering: .relaxed) }
          }
        }
        group.addTask { while !log.isOver.load(ordering: .relaxed) {} }
      }
    }
    #expect(log.numbers.withLock { $0 } == [1, 2, 3])
  }

  private final class Log: Sendable {
    let numbers = Mutex<[Int]>([])
    let isOver = Atomic<Bool>(false)
  }

  @Test("a task that is cancelled sleeps no longer")
  func cancelling() async {
    let pool = TaskPool()
    let task = Task(executorPreference: pool) { try await pool.sleep(for: .seconds(3600)) }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    let late = Task(executorPreference: pool) {
      withUnsafeCurrentTask { $0?.cancel() }
      try await pool.sleep(for: .seconds(3600))
    }
    await #expect(throws: CancellationError.self) { try await late.value }
  }

  @Test("without a pool a task sleeps as Swift has it")
  func without() async throws {
    #expect(TaskPool.current == nil)
    try await TaskPool.sleep(for: .milliseconds(1))
  }

  @Test("a queue has its threads look at timers, and wakes those whose time is over in their order")
  func timers() {
    var queue = TaskQueue(threads: 1, threadLimit: 2)
    let now = ContinuousClock.now
    let sleeps = (0..<3).map { _ in TaskSleep() }
    #expect(queue.add(sleeps[0], until: now + .seconds(3600)) == .new)
    #expect(queue.add(sleeps[1], until: now - .seconds(1)) == .none)
    #expect(queue.add(sleeps[2], until: now - .seconds(2)) == .none)
    guard case (.wake(let due), .none) = queue.next(after: nil) else {
      Issue.record("nothing is due")
      return
    }
    #expect(due.map(ObjectIdentifier.init) == [sleeps[2], sleeps[1]].map(ObjectIdentifier.init))
    // One thread waits for the timer, the next one for whatever comes.
    guard case (.wait(until: now + .seconds(3600)), .none) = queue.next(after: nil),
      case (.wait(until: nil), .none) = queue.next(after: nil)
    else {
      Issue.record("a thread does not wait")
      return
    }
    // An earlier one needs another look.
    #expect(queue.add(sleeps[1], until: now + .seconds(60)) == .waiting)
    queue.loseThread()
  }
}
