import Versions

extension Explanation {
  /// The explanation as sentences, each of which follows from those before it.
  ///
  /// Facts are given from the outermost to the request, two to a sentence where one leads on to the
  /// other. A conclusion that is needed again further down gets a number, as in "foo is forbidden
  /// (1).", by which it is then quoted.
  ///
  /// - Parameter words: how to speak of packages and versions.
  /// - Returns: the sentences; the last one states the failure.
  package func sentences(in words: Vocabulary<Package, Version, Reason>) -> [String] {
    guard !nodes.isEmpty else { return [] }
    var writer = ExplanationWriter(
      explanation: self, phrases: Phrases(words: words, root: root))
    return writer.write()
  }
}

/// The writing of one explanation: a walk through its graph that keeps count of what was said.
private struct ExplanationWriter<
  Package: SolverPackage, Version: Comparable & Hashable & Sendable, Reason: Hashable & Sendable
> {
  /// A piece of work; they lie on a stack, since proofs can be deeper than a call stack.
  enum Task {
    /// Explain the node.
    case explain(Int)
    /// Give the node's sentence a number.
    case number(Int)
    /// Write the node's sentence, with other nodes as its reasons.
    case write(Int, Reasons)
  }

  /// What a sentence gives as the reason for its conclusion.
  enum Reasons {
    /// Two facts, or conclusions that have numbers.
    case both(Int, Int)
    /// The sentence before it, and a fact or a conclusion that has a number.
    case previous(and: Int)
    /// The sentence before it, and two facts.
    case previousAndBoth(Int, Int)
    /// The two sentences before it.
    case twoPrevious
  }

  let explanation: Explanation<Package, Version, Reason>
  let phrases: Phrases<Package, Version, Reason>

  private var uses: [Int] = []
  private var numbers: [Int: Int] = [:]
  private var places: [Int: Int] = [:]
  private var sentences: [String] = []
  private var stack: [Task] = []

  init(
    explanation: Explanation<Package, Version, Reason>, phrases: Phrases<Package, Version, Reason>
  ) {
    self.explanation = explanation
    self.phrases = phrases
  }

  mutating func write() -> [String] {
    let nodes = explanation.nodes
    let last = nodes.count - 1
    guard case .derived = nodes[last].origin else {
      return ["Because \(clause(last)), \(phrases.conclusion(nodes[last]))."]
    }
    uses = [Int](repeating: 0, count: nodes.count)
    for node in nodes {
      if case .derived(let first, let second) = node.origin {
        uses[first] += 1
        uses[second] += 1
      }
    }
    stack = [.explain(last)]
    while let task = stack.popLast() {
      switch task {
      case .explain(let node): explain(node)
      case .number(let node): number(node)
      case .write(let node, let reasons): say(node, reasons)
      }
    }
    return sentences
  }

  /// The two nodes from which a node follows.
  private func causes(_ node: Int) -> (Int, Int)? {
    if case .derived(let first, let second) = explanation.nodes[node].origin {
      (first, second)
    } else {
      nil
    }
  }

  private func isDerived(_ node: Int) -> Bool { causes(node) != nil }

  /// Whether a node follows from two facts, so that one sentence says it all.
  private func isSimple(_ node: Int) -> Bool {
    guard let (first, second) = causes(node) else { return false }
    return !isDerived(first) && !isDerived(second)
  }

  private func isNumbered(_ node: Int) -> Bool { numbers[node] != nil }

  private mutating func explain(_ node: Int) {
    // A conclusion quoted twice is explained once.
    if places[node] != nil { return }
    guard let (first, second) = causes(node) else { return }
    switch (isDerived(first), isDerived(second)) {
    case (false, false): say(node, .both(first, second))
    case (true, true): explain(node, from: first, second)
    case (true, false): explain(node, from: first, fact: second)
    case (false, true): explain(node, from: second, fact: first)
    }
  }

  /// Explains what follows from two conclusions.
  private mutating func explain(_ node: Int, from first: Int, _ second: Int) {
    switch (isNumbered(first), isNumbered(second)) {
    case (true, true): say(node, .both(first, second))
    case (true, false): push(.explain(second), .write(node, .previous(and: first)))
    case (false, true): push(.explain(first), .write(node, .previous(and: second)))
    case (false, false):
      if first == second {
        push(.explain(first), .number(first), .write(node, .both(first, second)))
      } else if isSimple(first) && uses[first] == 1 {
        push(.explain(second), .explain(first), .write(node, .twoPrevious))
      } else if isSimple(second) && uses[second] == 1 {
        push(.explain(first), .explain(second), .write(node, .twoPrevious))
      } else {
        push(.explain(first), .number(first), .explain(node))
      }
    }
  }

  /// Explains what follows from a conclusion and a fact.
  private mutating func explain(_ node: Int, from derived: Int, fact: Int) {
    if isNumbered(derived) {
      say(node, .both(fact, derived))
      return
    }
    if uses[derived] == 1, let (first, second) = causes(derived),
      isDerived(first) != isDerived(second)
    {
      let (prior, priorFact) = isDerived(first) ? (first, second) : (second, first)
      if !isNumbered(prior) {
        push(.explain(prior), .write(node, .previousAndBoth(priorFact, fact)))
        return
      }
    }
    push(.explain(derived), .write(node, .previous(and: fact)))
  }

  /// Puts work on the stack, to be done in the order given.
  private mutating func push(_ tasks: Task...) { stack.append(contentsOf: tasks.reversed()) }

  /// Gives a node's sentence a number, unless it has one.
  private mutating func number(_ node: Int) {
    guard numbers[node] == nil, let place = places[node] else { return }
    let number = numbers.count + 1
    numbers[node] = number
    sentences[place] = "\(sentences[place].dropLast()) (\(number))."
  }

  /// A fact, or a conclusion with its number, as a clause.
  private func clause(_ node: Int) -> String {
    switch explanation.nodes[node].origin {
    case .fact(let fact): phrases.clause(fact)
    case .derived:
      phrases.conclusion(explanation.nodes[node]) + (numbers[node].map { " (\($0))" } ?? "")
    }
  }

  private func clause(_ first: Int, _ second: Int) -> String {
    if case .fact(let fact) = explanation.nodes[first].origin,
      case .fact(let other) = explanation.nodes[second].origin
    {
      return phrases.clause(fact, other)
    }
    return "\(clause(first)) and \(clause(second))"
  }

  private mutating func say(_ node: Int, _ reasons: Reasons) {
    let conclusion = phrases.conclusion(explanation.nodes[node])
    let isLast = node == explanation.nodes.count - 1
    let and = isLast ? "So, because" : "And because"
    let sentence =
      switch reasons {
      case .both(let first, let second):
        "\(isLast && !sentences.isEmpty ? "So, because" : "Because") \(clause(first, second)), "
          + conclusion
      case .previous(let other): "\(and) \(clause(other)), \(conclusion)"
      case .previousAndBoth(let first, let second):
        "\(and) \(clause(first, second)), \(conclusion)"
      case .twoPrevious: "Thus, \(conclusion)"
      }
    places[node] = sentences.count
    sentences.append(sentence + ".")
    if uses[node] > 1 { number(node) }
  }
}
