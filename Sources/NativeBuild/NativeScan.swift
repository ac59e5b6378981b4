/// The collection of what a source archive's files say of tools and C libraries, while they pass by in
/// any order.
package struct NativeScan: Sendable {
  /// What reads one file.
  private enum Reader {
    case cargo, cmake, meson, code
  }

  /// The most bytes of all files that are read.
  private static let limit = 96 << 20
  /// The greatest size of a file of code that is read, in bytes.
  private static let codeLimit = 2 << 20
  /// The most headers that are kept.
  private static let headerLimit = 4_000
  /// How deep a build file may stand in the archive.
  private static let buildFileDepth = 5
  /// How deep code may stand: deeper is what others made.
  private static let codeDepth = 4

  package private(set) var cargo = CargoFiles()
  /// By path, so that a build of another kind's files can be left aside.
  private var cmake: Set<String> = []
  private var meson: Set<String> = []
  private var headers: Set<String> = []
  /// The names of all headers of the archive.
  private var ownHeaders: Set<String> = []
  /// Directories below `subprojects`, and programs that it brings along itself.
  private var subprojects: Set<String> = []
  private var size = 0

  package init() {}

  /// Directories with what is not built, or not of the project's own making.
  private static let others: Set<String> = [
    "test", "tests", "testing", "unittest", "unittests", "doc", "docs", "documentation", "example",
    "examples", "sample", "samples", "benchmark", "benchmarks", "bench", "extern", "external",
    "externals", "third_party", "third-party", "thirdparty", "3rdparty", "3rd_party", "vendor",
    "vendored", "deps", "dependencies", "subprojects", "contrib", "submodules", "node_modules",
    "build", "fuzz", "fuzzing", "tools", "scripts", "ci", "packaging", "pybind11", "googletest",
  ]

  /// Takes note of a path below the archive's top folder; says whether its contents are wanted.
  package mutating func meet(_ path: String, readsCode: Bool) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return false }
    if parts.count > 2, parts[parts.count > 3 ? parts.count - 3 : 0] == "subprojects" {
      subprojects.insert(String(parts[parts.count - 2]))
    }
    if parts.count > 2, parts[0] == "subprojects" { subprojects.insert(String(parts[1])) }
    if cargo.meet(parts) { return true }
    if Self.isHeader(name), ownHeaders.count < 200_000 {
      // As code names it: by its last one to three parts.
      for count in 1...3 where parts.count >= count {
        ownHeaders.insert(parts.suffix(count).joined(separator: "/"))
      }
    }
    guard size < Self.limit else { return false }
    switch Self.reader(parts) {
    case .cmake?, .meson?: return true
    case .code?: return readsCode
    case .cargo?, nil: return false
    }
  }

  /// Takes the contents of a file that was wanted.
  package mutating func take(_ path: String, _ contents: [UInt8]) {
    let parts = path.split(separator: "/")
    guard size < Self.limit else { return }
    switch Self.reader(parts) {
    case .cargo?:
      cargo.take(parts, contents)
      return
    case .cmake?: cmake.formUnion(CMakeFile.hints(contents))
    case .meson?: meson.formUnion(MesonFile.hints(contents))
    case .code?:
      guard contents.count <= Self.codeLimit, headers.count < Self.headerLimit else { return }
      headers.formUnion(IncludeSearch.headers(of: contents))
    case nil: return
    }
    size += contents.count
  }

  /// What is said, as hints.
  ///
  /// - Parameters:
  ///   - usesCMake: Whether CMake builds it, or part of it.
  ///   - usesMeson: Whether Meson does.
  ///   - others: Headers that scripts name.
  /// - Returns: The hints (`BuildMetadata.hints`).
  package func hints(
    usesCMake: Bool, usesMeson: Bool, headers others: Set<String> = []
  ) -> Set<String> {
    var hints: Set<String> = []
    if usesCMake { hints.formUnion(cmake) }
    if usesMeson {
      // What lies in the archive is built from there.
      let own = Set(subprojects.map { $0.lowercased() })
      hints.formUnion(
        meson.filter { hint in
          guard let colon = hint.firstIndex(of: ":") else { return true }
          let name = hint[hint.index(after: colon)...].lowercased()
          return !own.contains { $0 == name || $0.hasPrefix(name + "-") || "lib" + $0 == name }
        })
    }
    // A build file says what is linked to; code may have more that is never compiled.
    if usesCMake || usesMeson { return hints }
    for header in headers.union(others) where !isOwn(header) && !SystemHeaders.has(header) {
      hints.insert("include:\(header)")
    }
    return hints
  }

  /// The headers of C code in the strings of a script.
  package static func headers(inScript text: [UInt8]) -> Set<String> {
    IncludeSearch.headers(of: text).filter { $0.hasSuffix(".h") }
  }

  private func isOwn(_ header: String) -> Bool {
    if ownHeaders.contains(header) { return true }
    let parts = header.split(separator: "/").filter { $0 != ".." && $0 != "." }
    return ownHeaders.contains(parts.suffix(3).joined(separator: "/"))
      || header.hasPrefix(".") && parts.last.map { ownHeaders.contains(String($0)) } == true
  }

  private static func reader(_ parts: [Substring]) -> Reader? {
    guard let name = parts.last else { return nil }
    if name == "Cargo.toml" || name == "Cargo.lock" { return .cargo }
    let isOther = parts.dropLast().contains { others.contains($0.lowercased()) }
    if isOther { return nil }
    if name == "CMakeLists.txt" || name.hasSuffix(".cmake") {
      return parts.count <= buildFileDepth ? .cmake : nil
    }
    if name == "meson.build" { return parts.count <= buildFileDepth ? .meson : nil }
    return parts.count <= codeDepth && isCode(name) ? .code : nil
  }

  private static func isHeader(_ name: Substring) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return [".h", ".hpp", ".hh", ".hxx", ".inc", ".H", ".ipp"].contains(name[dot...])
  }

  private static func isCode(_ name: Substring) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return false }
    return [
      ".c", ".cc", ".cpp", ".cxx", ".C", ".pyx", ".pxd", ".pxi", ".h", ".hpp", ".hh", ".hxx", ".m",
    ]
    .contains(name[dot...])
  }
}
