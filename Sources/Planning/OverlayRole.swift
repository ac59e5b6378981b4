package import PackageMetadata

/// The part that a package plays in an overlay whose packages are moved to newer releases.
package struct OverlayRole: Hashable, Sendable {
  /// Its attribute, which it keeps.
  package let attribute: String
  /// Whether somebody asked for it by name.
  package let isRequested: Bool
  /// The release that is there, which a plan that chooses it again leaves alone; `nil` to plan as if
  /// the package were new.
  package let present: Present?

  package struct Present: Hashable, Sendable {
    package let version: PackageVersion
    /// As the overlay writes it.
    package let text: String
    /// Whether another release may take its place.
    package let isMovable: Bool
    /// Whether the release that is offered differs even if its version is the same, as another commit of a
    /// repository does.
    package let hasMoved: Bool

    package init(version: PackageVersion, text: String, isMovable: Bool, hasMoved: Bool = false) {
      self.hasMoved = hasMoved
      self.version = version
      self.text = text
      self.isMovable = isMovable
    }
  }

  package init(attribute: String, isRequested: Bool, present: Present?) {
    self.attribute = attribute
    self.isRequested = isRequested
    self.present = present
  }
}
