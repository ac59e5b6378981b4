/// What decides whether a part of a module runs, as far as that is known without running it.
package indirect enum PythonCondition: Hashable, Sendable {
  /// How `sys.version_info` is compared.
  package enum Comparison: UInt8, Sendable {
    case less, lessOrEqual, greater, greaterOrEqual, equal, notEqual
  }

  case known(Bool)
  /// Only a run can tell.
  case unknown
  /// `sys.version_info` against (major), (major, minor) or more.
  case version(Comparison, [Int])
  /// The version of a package against numbers, by the name of its module: `django.VERSION < (1, 8)`. Equality
  /// is that of as many numbers as are given.
  case release(of: String, Comparison, [Int])
  /// Whether the version of a package begins with a text: `pydantic.VERSION.startswith("2.")`.
  case releasePrefix(of: String, String)
  case not(PythonCondition)
  case all([PythonCondition])
  case any([PythonCondition])

  /// The value on a Python 3 of some minor version, where `release` tells the version of the package that a
  /// module is of; nil if only a run can tell.
  package func value(minor: Int, release: (String) -> String? = { _ in nil }) -> Bool? {
    switch self {
    case .known(let value): return value
    case .unknown: return nil
    case .version(let comparison, let parts): return comparison.holds(minor: minor, parts)
    case .release(let module, let comparison, let parts):
      return release(module).map { comparison.holds(release: $0, parts) }
    case .releasePrefix(let module, let prefix): return release(module)?.hasPrefix(prefix)
    case .not(let condition):
      return condition.value(minor: minor, release: release).map { !$0 }
    case .all(let conditions):
      let values = conditions.map { $0.value(minor: minor, release: release) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let conditions):
      let values = conditions.map { $0.value(minor: minor, release: release) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    }
  }
}

extension PythonCondition.Comparison {
  /// Compares `sys.version_info` of a minor version of Python 3 with a tuple.
  ///
  /// A release of the minor version is later than
  /// the pair (3, minor), since it has more parts.
  func holds(minor: Int, _ parts: [Int]) -> Bool {
    let have = [3, minor]
    let common = zip(have, parts).first { $0 != $1 }
    let order: Int
    if let common {
      order = common.0 < common.1 ? -1 : 1
    } else {
      order = parts.count <= 2 ? 1 : 0
    }
    switch self {
    case .less: return order < 0
    case .lessOrEqual: return order <= 0
    case .greater: return order > 0
    case .greaterOrEqual: return order >= 0
    case .equal: return false
    case .notEqual: return true
    }
  }
}

extension PythonCondition {
  /// Names that say which Python runs, with their values on Python 3 under Linux.
  private static let constants: [String: Bool] = [
    "TYPE_CHECKING": false, "PY2": false, "PY3": true, "IS_PY2": false, "IS_PY3": true,
    "PYTHON2": false, "PYTHON3": true, "IS_PYTHON2": false, "IS_PYTHON3": true, "True": true,
    "False": false, "None": false, "py2": false, "py3": true, "is_py2": false, "is_py3": true,
    "_PY2": false, "_PY3": true, "_ver2": false, "WINDOWS": false, "IS_WINDOWS": false,
    "PY34": true, "PY35": true, "PY36": true, "PY37": true, "__debug__": true,
  ]

  /// Reads the condition of an `if`.
  init(_ expression: PythonExpression) {
    if let value = EnvironmentMention.value(of: expression) {
      self = .known(value)
      return
    }
    switch expression {
    case .name, .attribute:
      let name = expression.dottedName?.split(separator: ".").last.map(String.init)
      self = name.flatMap { Self.constants[$0] }.map(Self.known) ?? .unknown
    case .number(let text):
      self = text == "0" ? .known(false) : text == "1" ? .known(true) : .unknown
    case .string(let text): self = .known(!text.isEmpty)
    case .not(let inner): self = .not(Self(inner))
    case .operation("and", let left, let right): self = .all([Self(left), Self(right)])
    case .operation("or", let left, let right): self = .any([Self(left), Self(right)])
    case .operation(let symbol, let left, let right):
      self = Self.comparison(symbol, left, right) ?? .unknown
    case .call(.attribute(let base, "startswith"), let arguments, _):
      guard case .string(let prefix)? = arguments.first else {
        self = .unknown
        return
      }
      if let value = Self.hostValue(of: base) {
        self = .known(value.hasPrefix(prefix))
      } else if let package = ReleaseMention(base), package.part == .all {
        self = .releasePrefix(of: package.module, prefix)
      } else {
        self = .unknown
      }
    default: self = .unknown
    }
  }

  private static func comparison(
    _ symbol: String, _ left: PythonExpression, _ right: PythonExpression
  ) -> PythonCondition? {
    if left == .name("__name__") || right == .name("__name__") {
      // A module that is imported has a name of its own.
      return symbol == "==" ? .known(false) : symbol == "!=" ? .known(true) : nil
    }
    if let value = hostValue(of: left) { return host(symbol, value, right) }
    guard let comparison = Comparison(symbol) else { return nil }
    if let version = versionParts(of: left), let numbers = numbers(in: right) {
      return Self.comparison(comparison, version, numbers)
    }
    if let version = versionParts(of: right), let numbers = numbers(in: left) {
      return Self.comparison(comparison.mirrored, version, numbers)
    }
    if let mention = ReleaseMention(left) { return mention.condition(comparison, right) }
    if let mention = ReleaseMention(right) { return mention.condition(comparison.mirrored, left) }
    return nil
  }

  /// Which parts of the version an expression is.
  private enum VersionParts { case all, major, minor, major2, text }

  private static func versionParts(of expression: PythonExpression) -> VersionParts? {
    switch expression {
    case .item(let base, let index):
      switch (base.dottedName, index) {
      case ("sys.version_info", .number("0")), ("version_info", .number("0")): return .major
      case ("sys.version_info", .number("1")), ("version_info", .number("1")): return .minor
      case ("sys.version", .number("0")): return .text
      case ("sys.version_info", .unknown), ("version_info", .unknown): return .all
      default: return nil
      }
    case .call(let function, let arguments, _):
      // tuple(sys.version_info), sys.version_info.__ge__ and similar.
      guard function == .name("tuple"), let first = arguments.first else { return nil }
      return versionParts(of: first)
    default:
      switch expression.dottedName {
      case "sys.version_info", "version_info", "_sys.version_info": return .all
      case "sys.version_info.major", "version_info.major": return .major
      case "sys.version_info.minor": return .minor
      case "sys.hexversion": return .major2
      default: return nil
      }
    }
  }

  private static func numbers(in expression: PythonExpression) -> [Int]? {
    switch expression {
    case .number(let text):
      if text.hasPrefix("0x") { return Int(text.dropFirst(2), radix: 16).map { [$0] } }
      if let number = Int(text) { return [number] }
      return nil
    case .string(let text): return Int(text).map { [$0] }
    case .tuple(let items), .list(let items):
      var result: [Int] = []
      for item in items {
        guard case .number(let text) = item, let number = Int(text) else { break }
        result.append(number)
      }
      return result.isEmpty ? nil : result
    default: return nil
    }
  }

  private static func comparison(
    _ comparison: Comparison, _ parts: VersionParts, _ numbers: [Int]
  ) -> PythonCondition? {
    guard let first = numbers.first else { return nil }
    let next = first < Int.max ? first + 1 : first
    switch parts {
    case .all: return .version(comparison, numbers)
    case .major, .text: return .known(comparison.holds(3, first))
    case .minor:
      // The minor version alone: exact on Python 3.
      switch comparison {
      case .less: return .version(.less, [3, first])
      case .lessOrEqual: return .version(.less, [3, next])
      case .greater: return .version(.greaterOrEqual, [3, next])
      case .greaterOrEqual: return .version(.greaterOrEqual, [3, first])
      case .equal:
        return .all([.version(.greaterOrEqual, [3, first]), .version(.less, [3, next])])
      case .notEqual:
        return .any([.version(.less, [3, first]), .version(.greaterOrEqual, [3, next])])
      }
    case .major2: return .version(comparison, [first >> 24, (first >> 16) & 0xff])
    }
  }

  /// What names of the platform are on Linux.
  private static func hostValue(of expression: PythonExpression) -> String? {
    switch expression {
    case .call(let function, _, _):
      return function.dottedName == "platform.system" ? "Linux" : nil
    default:
      switch expression.dottedName {
      case "sys.platform", "_sys.platform", "platform": return "linux"
      case "os.name", "_os.name": return "posix"
      case "sys.implementation.name": return "cpython"
      default: return nil
      }
    }
  }

  private static func host(
    _ symbol: String, _ value: String, _ right: PythonExpression
  ) -> PythonCondition? {
    switch (symbol, right) {
    case ("==", .string(let text)), ("is", .string(let text)): return .known(value == text)
    case ("!=", .string(let text)): return .known(value != text)
    case ("in", .tuple(let items)), ("in", .list(let items)):
      return .known(items.contains(.string(value)))
    case ("not in", .tuple(let items)), ("not in", .list(let items)):
      return .known(!items.contains(.string(value)))
    default: return nil
    }
  }
}

extension PythonCondition.Comparison {
  init?(_ symbol: String) {
    switch symbol {
    case "<": self = .less
    case "<=": self = .lessOrEqual
    case ">": self = .greater
    case ">=": self = .greaterOrEqual
    case "==", "is": self = .equal
    case "!=", "<>", "is not": self = .notEqual
    default: return nil
    }
  }

  /// The comparison with its sides exchanged.
  var mirrored: Self {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    case .equal, .notEqual: self
    }
  }

  func holds(_ left: Int, _ right: Int) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .greater: left > right
    case .greaterOrEqual: left >= right
    case .equal: left == right
    case .notEqual: left != right
    }
  }
}
