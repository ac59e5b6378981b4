/// Does some work on every item, `width` at a time; the outputs come in the order of their ends.
///
/// An output is a struct: see CONTRIBUTING.md on what becomes of tuples.
func inParallel<Item: Sendable, Output: Sendable>(
  _ items: [Item], width: Int, _ work: @escaping @Sendable (Item) async -> Output
) async -> [Output] {
  await withTaskGroup(of: Output.self) { group in
    var waiting = items[...]
    var outputs: [Output] = []
    func start() {
      guard let item = waiting.popFirst() else { return }
      group.addTask { await work(item) }
    }
    for _ in 0..<max(1, min(width, items.count)) { start() }
    for await output in group {
      outputs.append(output)
      start()
    }
    return outputs
  }
}
