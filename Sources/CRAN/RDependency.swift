package import Versions

/// One entry of a DESCRIPTION's Depends, Imports or LinkingTo ("Writing R Extensions" §1.1.3).
package struct RDependency: Hashable, Sendable {
  package let name: String
  /// The bounds on its version; empty where there are none.
  package let bounds: RSpecifierSet

  /// The most entries of a field; no package of CRAN has a twentieth of it.
  static let maximumEntries = 5000

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
    let entries = entries(text)
    guard entries.count <= maximumEntries else {
      throw .malformedField(
        field, text: "\(entries.count) entries", reason: "are more than \(maximumEntries)")
    }
    for entry in entries {
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
    return text.utf8.split(omittingEmptySubsequences: true) { byte in
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      return byte == UInt8(ascii: ",") && depth <= 0
    }.map(Substring.init)
  }

  /// One dependency for each name, with all its bounds, in the order of first mention.
  package static func merged(_ dependencies: [RDependency]) -> [RDependency] {
    var order: [String] = []
    var bounds: [String: [RSpecifier]] = [:]
    for dependency in dependencies {
      if bounds[dependency.name] == nil { order.append(dependency.name) }
      bounds[dependency.name, default: []] += dependency.bounds.specifiers
    }
    return order.compactMap { name in
      guard let all = bounds[name] else { return nil }
      var seen: Set<RSpecifier> = []
      return RDependency(
        name: name, bounds: RSpecifierSet(all.filter { seen.insert($0).inserted }))
    }
  }
}
