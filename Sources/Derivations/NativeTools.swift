import PackageMetadata
import Planning

/// What a Python package needs besides Python to be built, from the hints of its archive.
struct NativeTools {
  var tools: [(systems: SystemSet, value: NixExpression)] = []
  var libraries: [NixExpression] = []
  /// cmake and meson hooks must not take over a build that the PEP 517 backend runs.
  var needsOwnBuildSteps = false
  /// Patterns of shared libraries that other packages have loaded before those of the wheel are.
  var ignoredLibraries: [String] = []

  /// Shared libraries that wheels find loaded when they import the package first that brings them.
  private static let loaded: [String: [String]] = [
    "pyarrow": ["libarrow*.so.*", "libparquet.so.*"],
    "tensorflow": ["libtensorflow_framework.so*", "libtensorflow_cc.so*"],
    "torch": ["libtorch*.so", "libc10*.so"],
  ]

  init(_ build: BuildDetails, beside needs: [PlannedDependency]) {
    if build.isWheel {
      if build.hints.contains("native") {
        tools.append((.linux, .packages("autoPatchelfHook")))
        libraries.append(.packages("stdenv", "cc", "cc", "lib"))
        libraries.append(.packages("zlib"))
        ignoredLibraries = Set(needs.map(\.id.name)).sorted().flatMap { Self.loaded[$0] ?? [] }
      }
      return
    }
    for (hint, attribute) in [("cmake", "cmake"), ("meson", "meson"), ("ninja", "ninja")]
    where build.hints.contains(hint) {
      tools.append((.all, .packages(attribute)))
      if hint == "cmake" { needsOwnBuildSteps = true }
    }
  }
}
