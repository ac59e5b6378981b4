import PackageMetadata

extension BuildMetadata {
  /// Libraries that every C compiler brings along.
  private static let ownLibraries: Set<String> = [
    "c", "dl", "m", "pthread", "rt", "stdc++", "util",
  ]

  /// Whether its compiled code is C, C++ or Cython alone, which setuptools builds without any library or
  /// program that is not there.
  var isPlainC: Bool {
    guard backend == nil || backend?.hasPrefix("setuptools.build_meta") == true,
      obstacles.isEmpty, cargo == nil, hints.contains("extension"), !hints.contains("native")
    else { return false }
    return hints.allSatisfy { hint in
      guard let colon = hint.firstIndex(of: ":") else {
        return ["extension", "cython", "cythonize", "c"].contains(hint)
      }
      let name = String(hint[hint.index(after: colon)...])
      return hint[..<colon] == "lib" && Self.ownLibraries.contains(name)
    }
  }
}
