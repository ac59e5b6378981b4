/// The order that names in a text are in.
enum NameOrder {
  case bytes
  /// Without regard to case.
  case lowercased
  case none

  init(of names: [String]) {
    func isAscending(_ names: [String]) -> Bool {
      zip(names, names.dropFirst()).allSatisfy { !Self.precedesByBytes($1, $0) }
    }
    if isAscending(names) {
      self = .bytes
    } else {
      self = isAscending(names.map { $0.lowercased() }) ? .lowercased : .none
    }
  }

  /// Whether a name comes before another; never without an order.
  func precedes(_ first: String, _ second: String) -> Bool {
    switch self {
    case .bytes: Self.precedesByBytes(first, second)
    case .lowercased: Self.precedesByBytes(first.lowercased(), second.lowercased())
    case .none: false
    }
  }

  static func precedesByBytes(_ first: String, _ second: String) -> Bool {
    first.utf8.lexicographicallyPrecedes(second.utf8)
  }
}
