import Basics
import Versions

extension Marker {
  /// Whether the marker holds.
  ///
  /// As installers have it, it holds where it does so for one of the extras, each looked at alone;
  /// without extras, `extra` is the empty text. A comparison that PEP 508 leaves undefined (`~=` of
  /// texts that are not versions) does not hold.
  ///
  /// - Parameters:
  ///   - environment: the values of the variables.
  ///   - extras: the normalised names of the extras asked for.
  ///   - groups: the normalised names of the dependency groups asked for, which only markers of lock
  ///     files mention (PEP 751).
  /// - Returns: whether it holds.
  package func evaluate(
    in environment: MarkerEnvironment, extras: Set<String> = [], groups: Set<String> = []
  ) -> Bool {
    if extras.isEmpty || !mentionsExtra {
      return holds(Context(environment: environment, extra: "", extras: extras, groups: groups))
    }
    return extras.contains {
      holds(Context(environment: environment, extra: $0, extras: extras, groups: groups))
    }
  }

  /// The systems on which the marker holds.
  ///
  /// - Parameters:
  ///   - target: the interpreter.
  ///   - extras: the normalised names of the extras asked for.
  /// - Returns: the systems, perhaps none.
  package func systems(target: PythonTarget, extras: Set<String> = []) -> SystemSet {
    var result: SystemSet = []
    for system in System.allCases
    where evaluate(in: target.environment(on: system), extras: extras) {
      result.insert(system.set)
    }
    return result
  }

  /// Whether the marker asks for `extra`, or for `extras`.
  package var mentionsExtra: Bool {
    switch self {
    case .comparison(.variable(.extra), _, _), .comparison(_, _, .variable(.extra)),
      .comparison(.variable(.extras), _, _), .comparison(_, _, .variable(.extras)):
      true
    case .comparison: false
    case .and(let markers), .or(let markers): markers.contains { $0.mentionsExtra }
    }
  }

  /// The normalised names of the extras that the marker mentions, sorted.
  package var extraNames: [String] {
    var names: Set<String> = []
    collectExtras(into: &names)
    return names.sorted()
  }

  private func collectExtras(into names: inout Set<String>) {
    switch self {
    case .comparison(.variable(.extra), _, .text(let name)),
      .comparison(.text(let name), _, .variable(.extra)),
      .comparison(.text(let name), _, .variable(.extras)):
      names.insert(PythonName.normalised(name))
    case .comparison: break
    case .and(let markers), .or(let markers):
      for marker in markers { marker.collectExtras(into: &names) }
    }
  }

  /// What a comparison is made against.
  private struct Context {
    let environment: MarkerEnvironment
    let extra: String
    let extras: Set<String>
    let groups: Set<String>

    func value(_ operand: Operand) -> String {
      switch operand {
      case .text(let text): text
      case .variable(.extra): extra
      case .variable(let variable): environment[variable]
      }
    }
  }

  private func holds(_ context: Context) -> Bool {
    switch self {
    case .and(let markers): return markers.allSatisfy { $0.holds(context) }
    case .or(let markers): return markers.contains { $0.holds(context) }
    case .comparison(let left, let comparison, let right):
      let variable: Variable? =
        switch (left, right) {
        case (.variable(let variable), _), (_, .variable(let variable)): variable
        case (.text, .text): nil
        }
      if case .text(let name) = left, case .variable(let list) = right,
        list == .extras || list == .dependencyGroups
      {
        let names = list == .extras ? context.extras : context.groups
        let isThere = names.contains(PythonName.normalised(name))
        switch comparison {
        case .isIn: return isThere
        case .isNotIn: return !isThere
        case .version: return false
        }
      }
      var (first, second) = (context.value(left), context.value(right))
      if variable == .extra {
        first = PythonName.normalised(first)
        second = PythonName.normalised(second)
      }
      return Self.compare(first, comparison, second, asVersions: variable?.isVersion == true)
    }
  }

  private static func compare(
    _ left: String, _ comparison: Operator, _ right: String, asVersions: Bool
  ) -> Bool {
    switch comparison {
    case .isIn: return contains(right, left)
    case .isNotIn: return !contains(right, left)
    case .version(let comparison):
      if asVersions,
        let specifier = try? Specifier(parsing: comparison.rawValue + right, isLenient: false)
      {
        if let version = PythonVersion(left) { return specifier.contains(version) }
        return comparison == .arbitrary && ASCII.lowercased(left) == ASCII.lowercased(right)
      }
      switch comparison {
      case .equal, .atMost, .atLeast: return left == right
      case .notEqual: return left != right
      case .above, .below, .compatible, .arbitrary: return false
      }
    }
  }

  /// Whether the text occurs in the other.
  private static func contains(_ text: String, _ part: String) -> Bool {
    let (bytes, wanted) = (Array(text.utf8), Array(part.utf8))
    guard wanted.count <= bytes.count else { return false }
    return (0...bytes.count - wanted.count).contains {
      bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
