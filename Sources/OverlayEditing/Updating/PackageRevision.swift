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

  /// The commits of a package that follows a repository.
  package let revisions: Revisions?

  /// A commit and the one that takes its place.
  package struct Revisions: Hashable, Sendable {
    package let old: String
    package let new: String

    package init(old: String, new: String) {
      self.old = old
      self.new = new
    }
  }

  package init(
    ecosystem: Ecosystem, attribute: String, oldVersion: String, newVersion: String,
    base: Derivation?, revised: Derivation, isSuperseded: Bool = false,
    revisions: Revisions? = nil
  ) {
    self.revisions = revisions
    self.ecosystem = ecosystem
    self.attribute = attribute
    self.oldVersion = oldVersion
    self.newVersion = newVersion
    self.base = base
    self.revised = revised
    self.isSuperseded = isSuperseded
  }
}

extension PackageRevision {
  /// The same with both releases in the form of a text.
  func referring(by name: String?) -> PackageRevision {
    PackageRevision(
      ecosystem: ecosystem, attribute: attribute, oldVersion: oldVersion, newVersion: newVersion,
      base: base?.referring(by: name), revised: revised.referring(by: name),
      isSuperseded: isSuperseded, revisions: revisions)
  }
}

extension Derivation {
  /// The bindings of the set that the builder is called with, each by its name.
  var arguments: [(name: String, binding: NixBinding)] {
    let bindings: [NixBinding]
    switch expression {
    case .apply(_, .set(let found, _)), .apply(_, .lambda(_, .set(let found, _))): bindings = found
    default: return []
    }
    return bindings.compactMap { binding in
      guard case .value(let path, _) = binding.content, path.count == 1 else { return nil }
      return (path[0], binding)
    }
  }

  /// The same in the form of a text, whose set refers to itself by a name, or as `rec` does.
  func referring(by name: String?) -> Derivation {
    Derivation(
      id: id, attribute: attribute, comment: comment, expression: expression.referring(by: name),
      fresh: fresh, files: files)
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
