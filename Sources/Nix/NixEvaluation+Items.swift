internal import Basics
internal import Synchronization

/// What is known about each item of a program.
package struct NixItems<Ready: Sendable, Item: Sendable>: Sendable {
  /// What the program said before its first item.
  package let ready: Ready
  package let count: Int
  /// The items that were evaluated, by number.
  package internal(set) var items: [Int: Item]
  /// The items at which an error that Nix code cannot catch ended an evaluation; without words where
  /// Nix passed over it.
  package internal(set) var failures: [Int: NixFailure]
  /// How many processes it took.
  package internal(set) var processes: Int
}

extension NixEvaluation {
  /// Processes that may end in an error before the remaining items are left unanswered.
  private static let crashLimit = 16

  /// Evaluates the items of a program whose value is `{ ready, items }`, a value and a list.
  ///
  /// Each item is reported as soon as it is evaluated. One with an error that Nix code cannot catch ends the
  /// process; the next goes on after it.
  ///
  /// - Parameters:
  ///   - ready: The type of the value that is reported first.
  ///   - item: The type of an item's value.
  ///   - groupSize: There are so many items that going on in a new process costs too much: they are
  ///     evaluated by `nix search`, which passes over those with an error and keeps no words about
  ///     them, some by each of a few processes. So many of them, one after the other, are of one thing: behind one with an error, the
  ///     others of its group stay unanswered. Where `nix search` cannot be used, `nix-instantiate` is.
  ///   - shares: How many processes of `nix search` have a share of the items each; as suits the machine by default.
  ///   - dependents: Items that cannot be evaluated where one could not; they stay unanswered.
  ///   - onItem: Told of each answer, with how many there are.
  /// - Returns: The items, or why not even the first was reached.
  /// - Throws: `NixError` if Nix gave no answer.
  package func items<Ready: Decodable & Sendable, Item: Decodable & Sendable>(
    _ ready: Ready.Type, _ item: Item.Type, inGroupsOf groupSize: Int? = nil,
    shares: Int? = nil, dependents: (Int) -> Set<Int> = { _ in [] },
    onItem: @escaping @Sendable (_ done: Int, _ count: Int) -> Void = { _, _ in }
  ) async throws(NixError) -> NixOutcome<NixItems<Ready, Item>> {
    try await entered { (entry) throws(NixError) -> NixOutcome<NixItems<Ready, Item>> in
      let program = text(entry: entry)
      if let groupSize {
        let outcome = try await searched(
          program, entry, groupSize, shares ?? NixHeap.shares(), ready, item, onItem: onItem)
        if case .value(let items, _)? = outcome { return .value(items, entry: entry) }
        if case .failure(let failure)? = outcome, failure.isRefusal { return .failure(failure) }
      }
      switch try await inOrder(
        program, entry, ready, item, dependents: dependents, onItem: onItem)
      {
      case .value(let items, _): return .value(items, entry: entry)
      case .failure(let failure): return .failure(failure)
      }
    }
  }

  private func inOrder<Ready: Decodable & Sendable, Item: Decodable & Sendable>(
    _ program: NixProgram, _ entry: String?, _ ready: Ready.Type, _ item: Item.Type,
    dependents: (Int) -> Set<Int>, onItem: @escaping @Sendable (Int, Int) -> Void
  ) async throws(NixError) -> NixOutcome<NixItems<Ready, Item>> {
    var found: NixItems<Ready, Item>?
    var from = 0
    var without: Set<Int> = []
    while true {
      let reader = ItemReader<Ready, Item>(onItem: onItem)
      let errors = ErrorBytes()
      let ending = try await run(
        "nix-instantiate",
        evaluating(reader.program(program, "inOrder", from: from, without: without), entry),
        errors: errors, isComplete: { reader.isComplete }
      ) { reader.take($0) }
      let answers = try reader.answers()
      var known = found ?? answers
      guard known != nil else { return .failure(try failure(errors)) }
      if found != nil, let answers {
        known?.items.merge(answers.items) { first, _ in first }
        known?.processes += 1
      }
      guard var items = known else { return .failure(try failure(errors)) }
      if ending.succeeded { return .value(items, entry: nil) }
      let failure = try failure(errors)
      let open = (from..<max(from, items.count)).first {
        items.items[$0] == nil && !without.contains($0)
      }
      guard let culprit = open else { return .value(items, entry: nil) }
      items.failures[culprit] = failure
      found = items
      if items.failures.count >= Self.crashLimit { return .value(items, entry: nil) }
      without.formUnion(dependents(culprit))
      from = culprit + 1
    }
  }

  /// Evaluates all items, each once, in as many processes as suit this machine; `nil` if this Nix cannot do so.
  private func searched<Ready: Decodable & Sendable, Item: Decodable & Sendable>(
    _ program: NixProgram, _ entry: String?, _ groupSize: Int, _ shares: Int,
    _ ready: Ready.Type, _ item: Item.Type, onItem: @escaping @Sendable (Int, Int) -> Void
  ) async throws(NixError) -> NixOutcome<NixItems<Ready, Item>>? {
    guard tool.hasNixBeside("nix-instantiate") else { return nil }
    let done = Atomic(0)
    let outcomes = await inParallel(Array(0..<shares)) { share in
      let reader = ItemReader<Ready, Item> { _, count in
        onItem(done.add(1, ordering: .relaxed).newValue, count)
      }
      return await search(
        reader.program(program, "each", groupSize: groupSize, share: share, shares: shares),
        entry, reader)
    }
    var known: NixItems<Ready, Item>?
    for outcome in outcomes {
      guard case .value(let answers, _) = try outcome.get() else { return try outcome.get() }
      known?.items.merge(answers.items) { first, _ in first }
      known?.processes += 1
      if known == nil { known = answers }
    }
    guard var items = known else { return nil }
    for number in 0..<items.count where items.items[number] == nil {
      items.failures[number] = NixFailure(errors: [])
    }
    return .value(items, entry: nil)
  }

  /// Has `nix search` evaluate a share of the items.
  private func search<Ready: Decodable & Sendable, Item: Decodable & Sendable>(
    _ program: NixProgram, _ entry: String?, _ reader: ItemReader<Ready, Item>
  ) async -> Result<NixOutcome<NixItems<Ready, Item>>, NixError> {
    let errors = ErrorBytes()
    do throws(NixError) {
      let ending = try await run(
        "nix",
        ["search", "--extra-experimental-features", "nix-command", "--impure", "--quiet", "--json"]
          + policy(entry) + ["--expr", program.text, "", "^"],
        errors: errors, gathersLines: true, isComplete: { reader.isComplete }
      ) { reader.take($0) }
      guard ending.succeeded, let answers = try reader.answers() else {
        return .success(.failure(NixFailure(errors: errors.bytes)))
      }
      return .success(.value(answers, entry: nil))
    } catch {
      return .failure(error)
    }
  }
}

/// A reader of what `Programs/items.nix` says.
private final class ItemReader<Ready: Decodable & Sendable, Item: Decodable & Sendable>: Sendable {
  private struct State {
    var ready: Ready?
    var count = 0
    var items: [Int: Item] = [:]
    var error: NixError?
    var isComplete = false
  }

  /// What lines of this run alone begin with, so that no text of a package is taken for an answer.
  private let mark = "nixgraft-\(String(UInt64.random(in: 0 ... .max), radix: 36))"
  private let prefix: [UInt8]
  private let state = Mutex(State())
  private let onItem: @Sendable (Int, Int) -> Void

  /// Whether all was said that will be.
  var isComplete: Bool { state.withLock { $0.isComplete } }

  init(onItem: @escaping @Sendable (Int, Int) -> Void) {
    prefix = Array("trace: \(mark) ".utf8)
    self.onItem = onItem
  }

  /// The expression that has the items of a program evaluated.
  func program(
    _ program: NixProgram, _ way: String, groupSize: Int = 1, share: Int = 0, shares: Int = 1,
    from: Int = 0, without: Set<Int> = []
  ) -> NixProgram {
    let call = NixProgram.items.called(with: [
      "program": .program(program), "mark": .string(mark), "size": .number(groupSize),
      "from": .number(from),
      "without": .list(without.filter { $0 >= from }.sorted().map { .number($0) }),
      "share": .number(share), "shares": .number(shares),
    ])
    return NixProgram("(\(call.text)).\(way)")
  }

  /// Whether a line is an answer.
  func take(_ line: [UInt8]) -> Bool {
    guard line.starts(with: prefix) else { return false }
    let rest = line[prefix.count...]
    let words = rest.split(separator: 0x20, maxSplits: 2)
    if words.count == 1, words[0].elementsEqual("end".utf8) {
      state.withLock { $0.isComplete = true }
      return true
    }
    guard words.count == 3, let number = Int(String(decoding: words[1], as: UTF8.self)) else {
      return true
    }
    do throws(NixError) {
      if words[0].elementsEqual("ready".utf8) {
        let ready = try NixEvaluation.decoded(Ready.self, from: words[2])
        state.withLock {
          $0.ready = ready
          $0.count = number
        }
      } else {
        let item = try Self.item(words[2])
        let (done, count) = state.withLock { state in
          state.items[number] = item
          return (state.items.count, state.count)
        }
        onItem(done, count)
      }
    } catch {
      state.withLock { $0.error = $0.error ?? error }
    }
    return true
  }

  /// An item's value.
  private static func item(_ json: ArraySlice<UInt8>) throws(NixError) -> Item {
    if Item.self == [String]?.self, let plain = PlainTexts(json), let item = plain.texts as? Item {
      return item
    }
    return try NixEvaluation.decoded(Item.self, from: json)
  }

  /// What was said so far; `nil` if that is nothing.
  func answers() throws(NixError) -> NixItems<Ready, Item>? {
    let (ready, count, items, error) = state.withLock { ($0.ready, $0.count, $0.items, $0.error) }
    if let error { throw error }
    return ready.map {
      NixItems(ready: $0, count: count, items: items, failures: [:], processes: 1)
    }
  }
}
