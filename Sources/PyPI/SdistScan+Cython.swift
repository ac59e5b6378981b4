import Basics
import NativeBuild

extension SdistScan {
  /// The sources in Cython that a script names and the archive lacks, sorted: such as `a/b.pyx` where the
  /// archive has what was made of it, `a/b.c`, and where it does not.
  func missingCythonSources() -> (madeBefore: [String], lost: [String]) {
    guard let setupScript else { return ([], []) }
    let named = Set(Self.cythonSources(setupScript)).sorted()
    let lacking = named.filter { path in !hasFile(endingWith: path) }
    let isMade = { (path: String) in
      ["c", "cpp"].contains { self.hasFile(endingWith: path.dropLast(3) + $0) }
    }
    return (lacking.filter(isMade), lacking.filter { !isMade($0) })
  }

  /// Whether there are sources in Cython that no one has translated.
  var hasUntranslatedCython: Bool {
    files.contains { path in
      path.hasSuffix(".pyx") && !NativeScan.isUnbuilt(path)
        && !["c", "cpp", "cc", "cxx"].contains { files.contains(path.dropLast(3) + $0) }
    }
  }

  /// The extension modules of no package that a script names: `Extension("name", …)`.
  static func topExtensions(_ script: [UInt8]) -> [String] {
    var found: Set<String> = []
    var rest = script[...]
    while let place = ByteSearch.range(of: "Extension(", in: rest), found.count < 100 {
      rest = rest[place.upperBound...].drop { $0 <= 0x20 }
      if rest.starts(with: Array("name=".utf8)) { rest = rest.dropFirst(5) }
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.dropFirst().firstIndex(of: quote)
      else { continue }
      let name = String(decoding: rest[(rest.startIndex + 1)..<end].prefix(100), as: UTF8.self)
      if ASCII.isPlain(name, or: "_") { found.insert(name) }
    }
    return found.sorted()
  }

  /// Whether the archive has a file of which a script may know the end of the path alone.
  private func hasFile(endingWith path: String) -> Bool {
    if files.contains(path) { return true }
    let end = "/" + path
    return files.contains { $0.hasSuffix(end) }
  }

  /// The strings of a script that are paths of sources in Cython.
  static func cythonSources(_ script: [UInt8]) -> [String] {
    var found: [String] = []
    var rest = script[...]
    while let place = ByteSearch.range(of: ".pyx", in: rest), found.count < 200 {
      rest = rest[place.upperBound...]
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let start = script[..<place.lowerBound].suffix(200).lastIndex(of: quote)
      else { continue }
      let path = String(decoding: script[(start + 1)..<place.lowerBound], as: UTF8.self)
      // What is put together or matched is not known.
      let isPlain = path.allSatisfy {
        $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." || $0 == "/"
      }
      let parts = path.split(separator: "/")
      guard isPlain, !parts.isEmpty, !parts.contains("..") else { continue }
      found.append(parts.filter { $0 != "." }.joined(separator: "/") + ".pyx")
    }
    return found
  }
}
