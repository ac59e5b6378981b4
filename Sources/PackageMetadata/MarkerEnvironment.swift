import Versions

/// The values of a marker's variables for one interpreter on one system (PEP 508, "Environment
/// Markers").
///
/// What cannot be known when the overlay is written, the kernel's release, is empty.
package struct MarkerEnvironment: Hashable, Sendable {
  /// `python_version`, such as `3.13`.
  package let pythonVersion: String
  /// `python_full_version` and `implementation_version`, such as `3.13.5`.
  package let fullVersion: String
  private let isPyPy: Bool
  private let system: System

  /// The environment of an interpreter on a system.
  package init(target: PythonTarget, system: System) {
    pythonVersion = target.shortVersionText
    fullVersion = target.versionText
    isPyPy = target.implementation == .pyPy
    self.system = system
  }

  /// The value of a variable; empty for those that the environment has no text for (`extra`,
  /// `extras`, `dependency_groups`).
  package subscript(_ variable: Marker.Variable) -> String {
    let isLinux = SystemSet.linux.contains(system.set)
    switch variable {
    case .pythonVersion: return pythonVersion
    case .pythonFullVersion, .implementationVersion: return fullVersion
    case .osName: return "posix"
    case .sysPlatform: return isLinux ? "linux" : "darwin"
    case .platformSystem: return isLinux ? "Linux" : "Darwin"
    case .platformMachine:
      switch system {
      case .x86_64Linux, .x86_64Darwin: return "x86_64"
      case .aarch64Linux: return "aarch64"
      case .aarch64Darwin: return "arm64"
      }
    case .platformPythonImplementation: return isPyPy ? "PyPy" : "CPython"
    case .implementationName: return isPyPy ? "pypy" : "cpython"
    case .platformRelease, .platformVersion, .extra, .extras, .dependencyGroups: return ""
    }
  }
}
