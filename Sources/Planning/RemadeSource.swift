import PackageMetadata
import Versions

/// C code that Cython made for Pythons of before, and makes anew before the build: `a/b.c`, of `a/b.pyx`.
package struct RemadeSource: Hashable, Sendable {
  /// The path of the code in Cython.
  package let path: String
  /// What Cython is told: letters, digits and `-=_` alone.
  package let options: [String]
  /// Whether the build goes on without it, since the package has the same in Python.
  package let mayFail: Bool

  package init(path: String, options: [String], mayFail: Bool = false) {
    self.path = path
    self.options = options
    self.mayFail = mayFail
  }

  /// The sources that hints of a scan name, where nixpkgs has a Cython.
  static func sources(hints: [String], cython: Holding?) -> [RemadeSource] {
    guard let cython else { return [] }
    let isThree = cython.version.map { version in
      PackageVersion("3", in: .pypi).map { $0 <= version } == true
    }
    return hints.compactMap { hint in
      guard hint.hasPrefix("remake"), let colon = hint.firstIndex(of: ":"),
        let dot = hint.lastIndex(of: "."), dot > colon
      else { return nil }
      var options: [String] = []
      if hint.hasPrefix("remake2:") { options.append("-2") }
      // Cython 0.x let functions of C raise nothing.
      if !hint.hasPrefix("remake:"), isThree == true {
        options += ["-X", "legacy_implicit_noexcept=True"]
      }
      if hint[dot...] == ".cpp" { options.append("--cplus") }
      return RemadeSource(
        path: String(hint[hint.index(after: colon)..<dot]) + ".pyx", options: options,
        mayFail: hints.contains("tolerant"))
    }
  }
}
