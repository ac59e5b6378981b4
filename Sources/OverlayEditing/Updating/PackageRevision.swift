package import Derivations
package import PackageMetadata

/// A package of an overlay that moves from one release to another.
package struct PackageRevision: Hashable, Sendable {
  package let ecosystem: Ecosystem
  /// The attribute within the python or R set.
  package let attribute: String
  package let oldVersion: String
  package let newVersion: String
  /// The old release as nixgraft would write it, which shows what a person wrote and what
  /// upstream says; nil if that is not known.
  package let base: Derivation?
  /// The new release as nixgraft would write it.
  package let revised: Derivation
  /// Whether the new release is one of R's superseded ones, which have another place.
  package let isSuperseded: Bool

  package init(
    ecosystem: Ecosystem, attribute: String, oldVersion: String, newVersion: String,
    base: Derivation?, revised: Derivation, isSuperseded: Bool = false
  ) {
    self.ecosystem = ecosystem
    self.attribute = attribute
    self.oldVersion = oldVersion
    self.newVersion = newVersion
    self.base = base
    self.revised = revised
    self.isSuperseded = isSuperseded
  }
}

/// Why a package's text cannot be moved to another release, in words that follow its name.
package struct RevisionObstacle: Error, Hashable, Sendable {
  package let reason: String

  package init(_ reason: String) {
    self.reason = reason
  }
}

extension Derivation {
  /// The bindings of the set that the builder is called with, each by its name.
  var arguments: [(name: String, binding: NixBinding)] {
    guard case .apply(_, .set(let bindings, _)) = expression else { return [] }
    return bindings.compactMap { binding in
      guard case .value(let path, _) = binding.content, path.count == 1 else { return nil }
      return (path[0], binding)
    }
  }

  /// Whether it installs a wheel.
  var isWheel: Bool {
    guard case .value(_, let value)? = argument("format")?.content else { return false }
    return value == .string("wheel")
  }

  /// The binding of one name in that set.
  func argument(_ name: String) -> NixBinding? {
    arguments.first { $0.name == name }?.binding
  }
}
