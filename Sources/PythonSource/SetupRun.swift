import Basics

/// How a setup.py runs, where that is not by setuptools' backend.
package enum SetupRun {
  /// Whether a setup.py runs itself as a program and there imports distutils before setuptools, which alone
  /// brings one since Python 3.12.
  package static func needsDistutils(_ script: [UInt8]) -> Bool {
    guard runsItself(script[...]) else { return false }
    for line in Lines.of(script) {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard words.count > 1, words[0] == "import" || words[0] == "from",
        line.first == words[0].first
      else { continue }
      switch words[1].prefix(while: { $0 != "." && $0 != "," }) {
      case "setuptools": return false
      case "distutils": return true
      default: continue
      }
    }
    return false
  }

  /// Whether a command of it has itself run, by `[sys.executable, __file__, …]`.
  private static func runsItself(_ script: ArraySlice<UInt8>) -> Bool {
    var rest = script
    while let place = ByteSearch.range(of: "sys.executable", in: rest) {
      rest = rest[place.upperBound...]
      let after = rest.prefix(80)
      if ByteSearch.contains(after, "__file__") || ByteSearch.contains(after, "setup.py") {
        return true
      }
    }
    return false
  }
}
