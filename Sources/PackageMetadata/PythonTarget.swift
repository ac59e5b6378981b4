package import Versions

/// A Python interpreter of nixpkgs, for which requirements and wheels are chosen.
package struct PythonTarget: Hashable, Sendable {
  /// What runs the byte code.
  package enum Implementation: String, Hashable, Sendable {
    case cPython = "CPython"
    case pyPy = "PyPy"
  }

  /// The full version, such as 3.13.5.
  package let version: PythonVersion
  package let implementation: Implementation
  /// The version as markers see it, `3.13.5`, and its first two numbers, `3.13`.
  let versionText: String
  let shortVersionText: String
  /// The minor number of the C library that wheels for Linux may need: 39 for glibc 2.39.
  package let glibcMinor: Int
  /// The major number of the oldest macOS that is served: 14 for macOS 14.
  package let macOSMajor: Int

  package init(
    version: PythonVersion, implementation: Implementation = .cPython, glibcMinor: Int = 39,
    macOSMajor: Int = 14
  ) {
    self.version = version
    versionText = version.description
    shortVersionText = "\(version.component(0)).\(version.component(1))"
    self.implementation = implementation
    self.glibcMinor = glibcMinor
    self.macOSMajor = macOSMajor
  }

  /// The major number, 3.
  package var major: Int { version.component(0) }

  /// The minor number, 13 of 3.13.5.
  package var minor: Int { version.component(1) }

  /// The environment that markers see on one system.
  package func environment(on system: System) -> MarkerEnvironment {
    MarkerEnvironment(target: self, system: system)
  }
}
