package import PackageMetadata

/// The nixpkgs that an overlay is edited for, as far as the overlay's text depends on it.
package struct TargetNixpkgs: Hashable, Sendable {
  /// The version, for messages.
  package var version: String
  package var era: Dialect.Era
  /// The attributes of the Python that packages are for, such as `python3` and `python313`; empty where
  /// it has none, so that packages of any count.
  package var python: [String]
  /// The attributes of all interpreters, in order.
  package var interpreters: [String]

  package init(version: String, era: Dialect.Era, python: [String], interpreters: [String]) {
    self.version = version
    self.era = era
    self.python = python
    self.interpreters = interpreters
  }
}
