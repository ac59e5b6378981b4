/// What a CMakeLists.txt asks for (the manual of CMake: `find_package`, `FindPkgConfig`,
/// `FetchContent`).
///
///     find_package(ZLIB REQUIRED)                 cmake:ZLIB
///     pkg_check_modules(XML libxml-2.0>=2.9)      pkg-config:libxml-2.0
///     if(WITH_X) find_package(Boost) endif()      cmake?:Boost
enum CMakeFile {
  static func hints(_ bytes: [UInt8]) -> Set<String> {
    var hints: Set<String> = []
    var reader = CallReader(bytes, readsWords: false)
    var depth = 0
    while let call = reader.next() {
      let arguments = call.arguments.map(\.text)
      switch call.name.lowercased() {
      case "if", "function", "macro": depth += 1
      case "endif", "endfunction", "endmacro": depth -= 1
      case "find_package":
        guard let name = arguments.first, isName(name) else { continue }
        let isNeeded = depth <= 0 && arguments.contains("REQUIRED")
        hints.insert("cmake\(isNeeded ? "" : "?"):\(name)")
      case "pkg_check_modules", "pkg_search_module":
        let options: Set = [
          "REQUIRED", "QUIET", "IMPORTED_TARGET", "GLOBAL", "NO_CMAKE_PATH",
          "NO_CMAKE_ENVIRONMENT_PATH",
        ]
        let isNeeded = depth <= 0 && arguments.contains("REQUIRED")
        for word in arguments.dropFirst() where !options.contains(word) {
          let name = word.prefix { $0 != ">" && $0 != "<" && $0 != "=" }
          if isName(String(name)), name.first?.isNumber != true {
            hints.insert("pkg-config\(isNeeded ? "" : "?"):\(name)")
          }
        }
        hints.insert("tool:pkg-config")
      case "find_library":
        for word in arguments.dropFirst().prefix(4) where isName(word) {
          if ["PATHS", "HINTS", "PATH_SUFFIXES", "REQUIRED", "DOC"].contains(word) { break }
          if word != "NAMES" { hints.insert("lib?:\(word)") }
        }
      case "fetchcontent_declare", "externalproject_add", "cpmaddpackage", "fetchcontent_populate":
        let isRemote = arguments.contains {
          ["GIT_REPOSITORY", "URL", "GITHUB_REPOSITORY"].contains($0)
        }
        if isRemote, let name = arguments.first, isName(name) { hints.insert("download:\(name)") }
      case "project", "enable_language":
        if arguments.contains("Fortran") { hints.insert("language:fortran") }
      default: break
      }
    }
    return hints
  }

  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.contains("$") && !text.contains("{") && !text.contains("/")
  }
}
