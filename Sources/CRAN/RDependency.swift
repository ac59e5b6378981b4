package import Versions

/// One entry of a DESCRIPTION's Depends, Imports or LinkingTo ("Writing R Extensions" §1.1.3).
package struct RDependency: Hashable, Sendable {
  package let name: String
  /// The bounds on its version; empty where there are none.
  package let bounds: RSpecifierSet

  /// Reads a field: entries with commas between, each a name and perhaps a bound in parentheses.
  ///
  /// - Parameters:
  ///   - text: The field's value.
  ///   - field: The field's name, for messages.
  /// - Returns: The entries, in the field's order.
  /// - Throws: `CRANError.malformedField`. An empty entry is not an error, as R takes it for none.
  package static func parse(
    _ text: String, field: String
  ) throws(CRANError) -> [RDependency] {
    var result: [RDependency] = []
    for entry in entries(text) {
      let entry = DCFText.squeezed(String(entry))
      if entry.isEmpty { continue }
      let name = entry.prefix { $0 != "(" && $0 != " " }
      guard name == "R" || RPackageName.isValid(name) else {
        throw .malformedField(field, text: entry, reason: "is not a package name with a bound")
      }
      let written = DCFText.squeezed(String(entry.dropFirst(name.count)))
      guard written.isEmpty || written.hasPrefix("(") && written.hasSuffix(")") else {
        throw .malformedField(field, text: entry, reason: "has more than a bound in parentheses")
      }
      do {
        let bounds = try RSpecifierSet(parsing: written)
        result.append(RDependency(name: String(name), bounds: bounds))
      } catch {
        throw .malformedField(field, text: entry, reason: "has a bound that R does not know")
      }
    }
    return result
  }

  /// `text` parted at the commas that are outside of parentheses.
  private static func entries(_ text: String) -> [Substring] {
    var depth = 0
    return text.split(omittingEmptySubsequences: true) { character in
      if character == "(" { depth += 1 }
      if character == ")" { depth -= 1 }
      return character == "," && depth <= 0
    }
  }

  /// One dependency for each name, with all its bounds, in the order of first mention.
  package static func merged(_ dependencies: [RDependency]) -> [RDependency] {
    var order: [String] = []
    var bounds: [String: RSpecifierSet] = [:]
    for dependency in dependencies {
      if let known = bounds[dependency.name] {
        bounds[dependency.name] = known.intersection(dependency.bounds)
      } else {
        order.append(dependency.name)
        bounds[dependency.name] = dependency.bounds
      }
    }
    return order.compactMap { name in
      bounds[name].map { RDependency(name: name, bounds: $0) }
    }
  }
}
