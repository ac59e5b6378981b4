package import Versions

/// An environment marker: the condition of a requirement (PEP 508, "Environment Markers").
package indirect enum Marker: Hashable, Sendable {
  /// A comparison of two operands, of which one is a variable in all that makes sense.
  case comparison(Operand, Operator, Operand)
  /// Holds where all hold; two at least.
  case and([Marker])
  /// Holds where one holds; two at least.
  case or([Marker])

  /// A variable of the environment.
  package enum Variable: String, Hashable, Sendable, CaseIterable {
    case pythonVersion = "python_version"
    case pythonFullVersion = "python_full_version"
    case osName = "os_name"
    case sysPlatform = "sys_platform"
    case platformRelease = "platform_release"
    case platformSystem = "platform_system"
    case platformVersion = "platform_version"
    case platformMachine = "platform_machine"
    case platformPythonImplementation = "platform_python_implementation"
    case implementationName = "implementation_name"
    case implementationVersion = "implementation_version"
    case extra
    case extras
    case dependencyGroups = "dependency_groups"

    /// Whether its values are compared as versions where they can be.
    var isVersion: Bool {
      switch self {
      case .pythonVersion, .pythonFullVersion, .platformRelease, .implementationVersion: true
      default: false
      }
    }
  }

  /// One side of a comparison.
  package enum Operand: Hashable, Sendable {
    case variable(Variable)
    case text(String)
  }

  /// The operator of a comparison.
  package enum Operator: Hashable, Sendable {
    case version(Specifier.Comparison)
    case isIn
    case isNotIn

    /// The operator as PEP 508 writes it.
    package var text: String {
      switch self {
      case .version(let comparison): comparison.rawValue
      case .isIn: "in"
      case .isNotIn: "not in"
      }
    }
  }

  /// All of them; `nil` if there are none.
  package static func all(_ markers: [Marker]) -> Marker? {
    markers.isEmpty ? nil : conjunction(of: markers)
  }

  /// All of them, without a conjunction within the conjunction.
  static func conjunction(of markers: [Marker]) -> Marker {
    let flat = markers.flatMap { marker in
      if case .and(let inner) = marker { return inner }
      return [marker]
    }
    return flat.count == 1 ? flat[0] : .and(flat)
  }

  /// One of them, without a disjunction within the disjunction.
  static func disjunction(of markers: [Marker]) -> Marker {
    let flat = markers.flatMap { marker in
      if case .or(let inner) = marker { return inner }
      return [marker]
    }
    return flat.count == 1 ? flat[0] : .or(flat)
  }
}

extension Marker: CustomStringConvertible {
  /// The marker in PEP 508's notation, with double quotes and no needless parentheses.
  package var description: String {
    switch self {
    case .comparison(let left, let comparison, let right):
      "\(left.description) \(comparison.text) \(right.description)"
    case .and(let markers):
      markers.map { marker in
        if case .or = marker { return "(\(marker.description))" }
        return marker.description
      }.joined(separator: " and ")
    case .or(let markers): markers.map(\.description).joined(separator: " or ")
    }
  }
}

extension Marker.Operand: CustomStringConvertible {
  /// The variable's name, or the text in quotes.
  package var description: String {
    switch self {
    case .variable(let variable): variable.rawValue
    case .text(let text): text.utf8.contains(UInt8(ascii: "\"")) ? "'\(text)'" : "\"\(text)\""
    }
  }
}
