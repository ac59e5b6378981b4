/// What is known of a condition.
enum Truth: Comparable {
  case no, maybe, yes

  init(_ value: Bool) { self = value ? .yes : .no }

  static prefix func ! (truth: Truth) -> Truth {
    switch truth {
    case .no: .yes
    case .maybe: .maybe
    case .yes: .no
    }
  }
}

/// The conditions that a place in a build file stands under, one inside the other.
struct ConditionStack {
  private struct Branch {
    /// Whether this branch is taken.
    var truth: Truth
    /// Whether one before it is.
    var before = Truth.no
  }

  private var branches: [Branch] = []

  /// Whether the place is reached.
  var truth: Truth { branches.lazy.map(\.truth).min() ?? .yes }

  /// The same where some of the conditions, of which nothing is known, hold.
  func truth(assuming holds: [Bool]) -> Truth {
    zip(branches, holds).lazy.map { branch, holds in
      holds && branch.truth == .maybe ? .yes : branch.truth
    }.min() ?? .yes
  }

  mutating func enter(_ truth: Truth) { branches.append(Branch(truth: truth)) }

  /// The next branch of the innermost condition; `yes` for one without a condition.
  mutating func turn(_ truth: Truth) {
    guard var branch = branches.popLast() else { return }
    branch.before = max(branch.before, branch.truth)
    branch.truth = min(truth, !branch.before)
    branches.append(branch)
  }

  mutating func leave() { _ = branches.popLast() }
}
