/// An output with the place of its item; a struct, see CONTRIBUTING.md on what becomes of tuples.
private struct Child<Output: Sendable>: Sendable {
  let place: Int
  let output: Output
}

/// Does some work on every item, `width` at a time; the outputs come in the order of the items.
///
/// Without a width all are begun at once.
package func inParallel<Item: Sendable, Output: Sendable>(
  _ items: [Item], width: Int = .max, _ work: @escaping @Sendable (Item) async -> Output
) async -> [Output] {
  await withTaskGroup(of: Child<Output>.self) { group in
    var next = 0
    func start() {
      guard next < items.count else { return }
      let place = next
      let item = items[next]
      next += 1
      group.addTask { Child(place: place, output: await work(item)) }
    }
    for _ in 0..<max(1, min(width, items.count)) { start() }
    var outputs = [Output?](repeating: nil, count: items.count)
    for await child in group {
      outputs[child.place] = child.output
      start()
    }
    return outputs.compactMap { $0 }
  }
}
