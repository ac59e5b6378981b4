/// An expression that is the version of a package: `django.VERSION`, `parse(numpy.__version__)`.
struct ReleaseMention: Hashable {
  /// What is taken of the version.
  enum Part { case all, slice, major }

  /// The name of the package's module.
  let module: String
  var part = Part.all
  /// Whether it is made a version that is ordered by its numbers; a plain one is a text or a tuple.
  var isParsed = false

  init?(_ expression: PythonExpression) {
    switch expression {
    case .attribute(_, "VERSION"), .attribute(_, "__version__"):
      guard let parts = expression.dottedName?.split(separator: "."), parts.count <= 3,
        let first = parts.first, first != "sys", first != "self", first != "cls"
      else { return nil }
      module = String(first)
    case .call(.name("int"), let arguments, _):
      guard let inner = arguments.first.flatMap(Self.init), inner.part == .major else { return nil }
      self = inner
    case .call(.attribute(let base, "split"), _, _):
      guard let inner = Self(base), inner.part == .all, !inner.isParsed else { return nil }
      self = inner
    case .call(let function, let arguments, _):
      guard Self.isParser(function), let inner = arguments.first.flatMap(Self.init),
        inner.part == .all
      else { return nil }
      self = inner
      isParsed = true
    case .item(let base, let index):
      guard let inner = Self(base), inner.part == .all, !inner.isParsed else { return nil }
      switch index {
      case .number("0"): part = .major
      case .unknown: part = .slice
      default: return nil
      }
      module = inner.module
    case .attribute(let base, "major"):
      guard let inner = Self(base), inner.isParsed else { return nil }
      self = inner
      part = .major
    default: return nil
    }
  }

  private static func isParser(_ function: PythonExpression) -> Bool {
    guard let name = function.dottedName?.split(separator: ".").last else { return false }
    return ["LooseVersion", "StrictVersion", "Version", "parse", "parse_version"].contains(name)
  }

  /// The condition that a comparison with another expression is; nil if its meaning is not certain.
  func condition(
    _ comparison: PythonCondition.Comparison, _ other: PythonExpression
  ) -> PythonCondition? {
    switch part {
    case .major:
      guard let number = Self.number(other), number < Int.max else { return nil }
      switch comparison {
      case .greater: return .release(of: module, .greaterOrEqual, [number + 1])
      case .lessOrEqual: return .release(of: module, .less, [number + 1])
      default: return .release(of: module, comparison, [number])
      }
    case .all, .slice:
      guard let numbers = numbers(other), !numbers.isEmpty else { return nil }
      switch comparison {
      case .equal, .notEqual:
        guard part == .slice else { return nil }
      case .greater, .lessOrEqual:
        // What is left of a version decides, where its first numbers are the same.
        guard part == .all else { return nil }
      case .less, .greaterOrEqual: break
      }
      return .release(of: module, comparison, numbers)
    }
  }

  private static func number(_ expression: PythonExpression) -> Int? {
    switch expression {
    case .number(let text), .string(let text): Int(text)
    default: nil
    }
  }

  private func numbers(_ expression: PythonExpression) -> [Int]? {
    switch expression {
    case .tuple(let items) where !isParsed, .list(let items) where !isParsed:
      let numbers = items.map(Self.number)
      return numbers.contains(nil) ? nil : numbers.compactMap { $0 }
    case .call(let function, let arguments, _):
      guard isParsed, Self.isParser(function), case .string(let text)? = arguments.first else {
        return nil
      }
      return text.releaseNumbers
    default: return nil
    }
  }
}

extension PythonCondition.Comparison {
  /// Compares a version with numbers.
  func holds(release text: String, _ parts: [Int]) -> Bool {
    let have = text.releaseNumbers
    let width = max(have.count, parts.count)
    func padded(_ numbers: [Int]) -> [Int] {
      numbers + Array(repeating: 0, count: width - numbers.count)
    }
    let isLess = padded(have).lexicographicallyPrecedes(padded(parts))
    let isMore = padded(parts).lexicographicallyPrecedes(padded(have))
    switch self {
    case .less: return isLess
    case .lessOrEqual: return !isMore
    case .greater: return isMore
    case .greaterOrEqual: return !isLess
    case .equal: return padded(have).prefix(parts.count) == parts[...]
    case .notEqual: return padded(have).prefix(parts.count) != parts[...]
    }
  }
}

extension String {
  /// The numbers that a version begins with.
  fileprivate var releaseNumbers: [Int] {
    var numbers: [Int] = []
    for part in split(separator: ".", omittingEmptySubsequences: false) {
      let digits = part.prefix { "0" <= $0 && $0 <= "9" }
      guard let number = Int(digits) else { break }
      numbers.append(number)
      if digits.count < part.count { break }
    }
    return numbers
  }
}

/// The names that a module gives to versions of packages, and to what it makes of those: `VERSION` after
/// `from pydantic import VERSION`, `IS_NEW` after `IS_NEW = django.VERSION >= (2, 0)`.
struct ReleaseNames {
  private var bound: [String: PythonExpression] = [:]
  /// How many tokens what a name stands for is made of, with those of the names in it; else one.
  private var sizes: [String: Int] = [:]

  /// Names of names could grow without end.
  private static let sizeLimit = 256

  /// Takes note of a name for a package, or for what is taken from it.
  mutating func bind(_ alias: String, to name: String, of module: String? = nil) {
    guard module == nil || name == "VERSION" || name == "__version__" else { return }
    let expression: PythonExpression =
      if let module { .attribute(.name(module), name) } else { .name(name) }
    bound[alias] = expression == .name(alias) ? nil : expression
    sizes[alias] = nil
  }

  /// Takes note of an assignment; one that may not run makes the name unknown.
  mutating func note(
    _ statement: ArraySlice<PythonToken>, in text: PythonText, isCertain: Bool
  ) {
    guard statement.count > 2, let first = statement.first, first.kind == .name,
      text.is(statement[statement.startIndex + 1], "=")
    else { return }
    let name = text.text(first)
    let value = statement.dropFirst(2)
    let mentions = value.contains { token in
      token.kind == .name
        && (text.is(token, "VERSION") || text.is(token, "__version__")
          || !bound.isEmpty && bound[text.text(token)] != nil)
    }
    let size = value.reduce(value.count) { size, token in
      sizes.isEmpty || token.kind != .name ? size : size + (sizes[text.text(token)] ?? 0)
    }
    bound[name] = nil
    sizes[name] = nil
    guard isCertain, mentions, size <= Self.sizeLimit else { return }
    let expression = resolved(PythonExpressionParser.expression(value, in: text))
    if ReleaseMention(expression) != nil || PythonCondition(expression) != .unknown {
      bound[name] = expression
      sizes[name] = size
    }
  }

  /// An expression with what its names stand for.
  func resolved(_ expression: PythonExpression) -> PythonExpression {
    if bound.isEmpty { return expression }
    switch expression {
    case .name(let name): return bound[name] ?? expression
    case .attribute(let base, let name): return .attribute(resolved(base), name)
    case .item(let base, let index): return .item(resolved(base), index)
    case .call(let function, let arguments, let named):
      let function: PythonExpression =
        if case .attribute(let base, let name) = function {
          .attribute(resolved(base), name)
        } else {
          function
        }
      return .call(function, arguments.map(resolved), named)
    case .operation(let symbol, let left, let right):
      return .operation(symbol, resolved(left), resolved(right))
    case .not(let inner): return .not(resolved(inner))
    default: return expression
    }
  }
}
