import PackageMetadata
import Planning

/// What a Python package needs besides Python, as its derivation writes it: of a wheel what patches it, of
/// a source what builds it.
struct NativeTools {
  var tools: [(systems: SystemSet, value: NixExpression)] = []
  var libraries: [(systems: SystemSet, value: NixExpression)] = []
  /// The hooks of cmake and meson must not take over a build that the PEP 517 backend runs.
  var stopsCMake = false
  var stopsMeson = false
  var stopsQt = false
  /// Patterns of shared libraries that autoPatchelfHook must not insist on.
  ///
  /// They are such as other packages have loaded before those of the wheel are. Of a wheel with C libraries
  /// of its own they are all, since some of those are parts that few use, made for what only a desktop has;
  /// what an import needs, its check finds.
  var ignoredLibraries: [String] = []

  /// Shared libraries that wheels find loaded when they import the package first that brings them.
  private static let loaded: [String: [String]] = [
    "pyarrow": ["libarrow*.so.*", "libparquet.so.*"],
    "tensorflow": ["libtensorflow_framework.so*", "libtensorflow_cc.so*"],
    "torch": ["libtorch*.so", "libc10*.so"],
  ]

  init(
    _ build: BuildDetails, _ native: PythonNativeInputs, beside needs: [PlannedDependency]
  ) {
    if build.isWheel {
      tools = native.tools.map { (.all, .attribute($0)) }
      if build.hints.contains("native") {
        tools.append((.linux, .packages("autoPatchelfHook")))
        libraries.append((.all, .packages("stdenv", "cc", "cc", "lib")))
        libraries.append((.all, .packages("zlib")))
        libraries += native.libraries.map { (.linux, .library($0)) }
        ignoredLibraries =
          build.hints.contains("libraries")
          ? ["*"] : Set(needs.map(\.id.name)).sorted().flatMap { Self.loaded[$0] ?? [] }
      }
      return
    }
    tools = native.tools.map { (.all, .attribute($0)) }
    libraries =
      native.libraries.map { (.all, .library($0)) }
      + native.darwinLibraries.map { (.darwin, .library($0)) }
    stopsCMake = native.stopsCMake
    stopsMeson = native.stopsMeson
    stopsQt = native.stopsQt
  }
}

extension NixExpression {
  /// A reference to an attribute path of the package set.
  static func attribute(_ path: String) -> NixExpression {
    .select(.scope(.packages), path.split(separator: ".").map(String.init))
  }

  /// A library that is made for one Python is that of the interpreter in use.
  fileprivate static func library(_ path: String) -> NixExpression {
    guard path.hasPrefix("python3Packages.") else { return .attribute(path) }
    return .select(.scope(.pythonPackages), path.split(separator: ".").dropFirst().map(String.init))
  }
}
