import PackageMetadata
import Planning

/// What a Python package needs beside Python to be built, from the hints of its archive.
struct NativeTools {
  var tools: [(systems: SystemSet, value: NixExpression)] = []
  var libraries: [NixExpression] = []
  /// cmake and meson hooks must not take over a build that the PEP 517 backend runs.
  var needsOwnBuildSteps = false

  init(_ build: BuildDetails) {
    if build.isWheel {
      if build.hints.contains("native") {
        tools.append((.linux, .packages("autoPatchelfHook")))
        libraries.append(.packages("stdenv", "cc", "cc", "lib"))
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
