/// The collection of what a source archive's files say of tools and C libraries, while they pass by in
/// any order.
package struct NativeScan: Sendable {
  /// What reads one file.
  private enum Reader {
    case cargo, cargoScript, cmake, meson, make, autoconf, code
  }

  /// The most bytes of all files that are read.
  private static let limit = 96 << 20
  /// The greatest size of a file of code that is read, in bytes.
  private static let codeLimit = 2 << 20
  /// How much of a larger one is read.
  private static let largeCodePart = 64 << 10
  /// The most headers that are kept.
  private static let headerLimit = 4_000
  /// How deep a build file may stand in the archive.
  private static let buildFileDepth = 9
  /// The most build files that are kept, and the most bytes of all of them.
  private static let buildFileLimit = 2_000
  private static let buildFileBytes = 16 << 20
  /// How deep code may stand: deeper is what others made.
  private static let codeDepth = 4

  package private(set) var cargo = CargoFiles()
  /// The texts of build files, by path: they are read in the order that their build reads them in.
  private var cmake: [String: [UInt8]] = [:]
  private var meson: [String: [UInt8]] = [:]
  private var keptBytes = 0
  /// What the build scripts of crates say.
  private var cargoScripts: Set<String> = []
  /// What configure scripts look for.
  private var autoconf: Set<String> = []
  /// What makefiles call and link to.
  package private(set) var makeHints: Set<String> = []
  private var headers: Set<String> = []
  /// The names of all headers of the archive.
  private var ownHeaders: Set<String> = []
  /// Directories below `subprojects`, and programs that it brings along itself.
  private var subprojects: Set<String> = []
  private var size = 0
  /// Whether there is a configure script that is to be run.
  package private(set) var hasConfigure = false

  package init() {}

  /// Directories with what is not built.
  private static let unbuilt: Set<String> = [
    "test", "tests", "testing", "unittest", "unittests", "doc", "docs", "documentation", "example",
    "examples", "sample", "samples", "benchmark", "benchmarks", "bench", "node_modules", "fuzz",
    "fuzzing", "ci", "packaging", "googletest", "googlebenchmark", "pybind11", "demo", "demos",
    "test cases", "vendored-meson", "dev-tools", "devtools",
  ]
  /// Directories with what is not of the project's own making, or not built by it.
  private static let others: Set<String> = [
    "extern", "external", "externals", "third_party", "third-party", "thirdparty", "3rdparty",
    "3rd_party", "vendor", "vendored", "deps", "dependencies", "subprojects", "contrib",
    "submodules", "build", "tools", "scripts",
  ]

  /// Directories with headers for other systems alone.
  private static let otherSystems: Set<String> = [
    "win", "win32", "win64", "windows", "msvc", "macos", "osx", "darwin",
  ]

  /// Whether what a directory has is not built, by one of its names.
  package static func isUnbuilt(_ directory: String) -> Bool {
    directory.split(separator: "/").contains { unbuilt.contains($0.lowercased()) }
  }

  /// Takes note of a path below the archive's top folder; says whether its contents are wanted.
  package mutating func meet(_ path: String, readsCode: Bool) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return false }
    if name == "configure" { hasConfigure = true }
    if parts.count > 2 {
      let isInner = parts[parts.count - 3] == "subprojects"
      if isInner || parts[0] == "subprojects",
        !parts.dropLast().contains(where: { Self.unbuilt.contains($0.lowercased()) })
      {
        if isInner { subprojects.insert(String(parts[parts.count - 2])) }
        if parts[0] == "subprojects" { subprojects.insert(String(parts[1])) }
      }
    }
    if cargo.meet(parts) { return true }
    if Self.isHeader(name), ownHeaders.count < 200_000,
      !parts.dropLast().contains(where: { Self.otherSystems.contains($0.lowercased()) })
    {
      // As code names it: by its last one to three parts.
      for count in 1...3 where parts.count >= count {
        ownHeaders.insert(parts.suffix(count).joined(separator: "/"))
      }
    }
    guard size < Self.limit else { return false }
    switch Self.reader(parts) {
    case .cmake?, .meson?:
      return cmake.count + meson.count < Self.buildFileLimit && keptBytes < Self.buildFileBytes
    case .code?, .make?, .autoconf?, .cargoScript?: return readsCode
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
    case .cmake?:
      cmake[path] = contents
      keptBytes += contents.count
    case .meson?:
      meson[path] = contents
      keptBytes += contents.count
    case .cargoScript?: cargoScripts.formUnion(CargoScript.hints(contents))
    case .autoconf?: autoconf.formUnion(AutoconfFile.hints(contents))
    case .make?: makeHints.formUnion(MakeFile.hints(contents))
    case .code?:
      guard headers.count < Self.headerLimit else { return }
      // Where a file is large, which mostly a program wrote, what it takes in stands at its beginning.
      let isLarge = contents.count > Self.codeLimit
      headers.formUnion(
        IncludeSearch.headers(of: isLarge ? Array(contents.prefix(Self.largeCodePart)) : contents))
    case nil: return
    }
    size += contents.count
  }

  /// How a build uses CMake or Meson.
  package struct Use {
    /// The directory with its project, where something names it.
    package var directory: String?
    /// What variables or options are set to from outside; nil for what is not known.
    package var definitions: [String: String?] = [:]
    /// Words of the scripts that run it, by which the right one of several projects is known.
    package var words: Set<String> = []

    package init() {}
  }

  /// What is said, as hints.
  ///
  /// - Parameters:
  ///   - cmake: How CMake builds it, or part of it; nil where it does not.
  ///   - meson: How Meson does.
  ///   - others: Headers that scripts name.
  /// - Returns: The hints (`BuildMetadata.hints`).
  package func hints(
    cmake: Use?, meson: Use?, headers others: Set<String> = []
  ) -> Set<String> {
    var hints: Set<String> = []
    if let cmake {
      for directory in Self.roots("CMakeLists.txt", in: self.cmake, cmake) {
        hints.formUnion(cmakeHints(directory, cmake))
      }
    }
    if let meson {
      for directory in Self.roots("meson.build", in: self.meson, meson) {
        hints.formUnion(mesonHints(directory, meson))
      }
    }
    // A build file says what is linked to; code may have more that is never compiled.
    if cmake != nil || meson != nil { return hints }
    for header in headers.union(others) where !isOwn(header) && !SystemHeaders.has(header) {
      hints.insert("include:\(header)")
    }
    return hints
  }

  /// What a project asks for as it is set up; where it would download, with the options on that take what
  /// the system has, if it then downloads less.
  private func cmakeHints(_ directory: String, _ use: Use) -> Set<String> {
    let project = CMakeProject(files: cmake, directory: directory, definitions: use.definitions)
    let downloads = Self.downloads(project.hints)
    guard downloads > 0 else { return project.hints }
    let other = CMakeProject(
      files: cmake, directory: directory, definitions: use.definitions, usesSystem: true)
    guard Self.downloads(other.hints) < downloads else { return project.hints }
    return other.hints.union(other.systemOptions.map { "set:cmake:\($0)=\($1)" })
  }

  private func mesonHints(_ directory: String, _ use: Use) -> Set<String> {
    // What lies in the archive is built from there.
    let own = Set(subprojects.map { $0.lowercased() })
    func needed(_ hints: Set<String>) -> Set<String> {
      hints.filter { hint in
        let first = hint.split(separator: "|").first ?? ""
        guard let name = first.split(separator: ":").last?.lowercased() else { return true }
        return !own.contains { $0 == name || $0.hasPrefix(name + "-") || "lib" + $0 == name }
      }
    }
    let project = MesonProject(files: meson, directory: directory, definitions: use.definitions)
    let hints = needed(project.hints)
    guard Self.downloads(hints) > 0 else { return hints }
    let other = MesonProject(
      files: meson, directory: directory, definitions: use.definitions, usesSystem: true)
    let others = needed(other.hints)
    guard Self.downloads(others) < Self.downloads(hints) else { return hints }
    return others.union(other.systemOptions.map { "set:meson:\($0)=\($1)" })
  }

  private static func downloads(_ hints: Set<String>) -> Int {
    hints.count { $0.hasPrefix("download:") }
  }

  /// What crates' manifests and build scripts say, and what configure scripts look for.
  package var cargoHints: Set<String> { cargoScripts.union(cargo.systemModules) }
  package var autoconfHints: Set<String> { autoconf }

  /// The directories of the projects that are built, sorted.
  private static func roots(
    _ name: String, in files: [String: [UInt8]], _ use: Use
  ) -> [String] {
    if let directory = use.directory, files[CMakeProject.join(directory, name)] != nil {
      return [directory]
    }
    if files[name] != nil { return [""] }
    let directories = Set(
      files.keys.filter { $0.hasSuffix("/" + name) }.map {
        String($0.dropLast(name.utf8.count + 1))
      })
    // Those that no other one is above.
    let tops = directories.filter { directory in
      var parts = directory.split(separator: "/").dropLast()
      while !parts.isEmpty {
        if directories.contains(parts.joined(separator: "/")) { return false }
        parts = parts.dropLast()
      }
      return true
    }.sorted()
    let named = tops.filter { directory in
      directory.split(separator: "/").last.map { use.words.contains(String($0)) } == true
    }
    if !named.isEmpty { return Array(named.prefix(20)) }
    return Array(
      tops.filter { directory in
        !directory.split(separator: "/").contains { others.contains($0.lowercased()) }
      }.prefix(20))
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
    let folders = parts.dropLast()
    if folders.contains(where: { unbuilt.contains($0.lowercased()) }) { return nil }
    if name == "CMakeLists.txt" || name.hasSuffix(".cmake") {
      return parts.count <= buildFileDepth ? .cmake : nil
    }
    if ["meson.build", "meson.options", "meson_options.txt"].contains(name) {
      return parts.count <= buildFileDepth ? .meson : nil
    }
    if name == "configure.ac" || name == "configure.in" {
      return parts.count <= 6 ? .autoconf : nil
    }
    if folders.contains(where: { others.contains($0.lowercased()) }) { return nil }
    if name == "build.rs" { return parts.count <= buildFileDepth ? .cargoScript : nil }
    if name == "Makefile" || name == "GNUmakefile" { return parts.count <= 3 ? .make : nil }
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
