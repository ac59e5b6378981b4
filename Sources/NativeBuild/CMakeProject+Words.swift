extension CMakeProject {
  /// The names of the projects of all files.
  static func projects(in files: [String: [UInt8]]) -> Set<String> {
    var found: Set<String> = []
    for (path, bytes) in files where path.hasSuffix("CMakeLists.txt") {
      var reader = CallReader(bytes, .cmake)
      for _ in 0..<20 {
        guard let call = reader.next() else { break }
        guard call.name.lowercased() == "project", let name = call.arguments.first?.text,
          isName(name), found.count < 500
        else { continue }
        found.insert(name)
      }
    }
    return found
  }

  /// In which ways a module `FindX.cmake` looks for a package, the first one first.
  static func ways(ofModule bytes: [UInt8]) -> [String] {
    var reader = CallReader(bytes, .cmake)
    var ways: [String] = []
    while ways.count < 12, let call = reader.next() {
      let arguments = call.arguments.map(\.text)
      switch call.name.lowercased() {
      case "pkg_check_modules", "pkg_search_module":
        ways += modules(arguments).map { "pkg-config:\($0)" }
      case "find_library": ways += names(arguments).map { "lib:\($0)" }
      case "find_path":
        ways += names(arguments).filter { $0.contains(".h") }.map { "include:\($0)" }
      default: break
      }
    }
    return ways
  }

  static func modules(_ arguments: [String]) -> [String] {
    let options: Set = [
      "REQUIRED", "QUIET", "IMPORTED_TARGET", "GLOBAL", "NO_CMAKE_PATH",
      "NO_CMAKE_ENVIRONMENT_PATH", "STATIC_TARGET",
    ]
    return arguments.dropFirst().filter { !options.contains($0) }
      .map { String($0.prefix { $0 != ">" && $0 != "<" && $0 != "=" }) }
      .filter { isName($0) && $0.first?.isNumber != true }
  }

  /// The names of a `find_library` and its like: up to where it says where to look.
  static func names(_ arguments: [String]) -> [String] {
    let ends: Set = [
      "PATHS", "HINTS", "PATH_SUFFIXES", "REQUIRED", "DOC", "NO_DEFAULT_PATH", "ENV", "NO_CACHE",
    ]
    return arguments.dropFirst().prefix { !ends.contains($0) }
      .filter { $0 != "NAMES" && !$0.contains("$") && !$0.contains(" ") && $0.utf8.count < 60 }
      .prefix(6).map { $0 }
  }

  /// Whether a project asks for the ways of a CMake of before 3.5 (`cmake_minimum_required`: `VERSION 3.1`, or
  /// `VERSION 2.8...3.4`).
  static func isOld(_ arguments: [String]) -> Bool {
    guard arguments.first == "VERSION", arguments.count > 1 else { return false }
    let newest = arguments[1].ranges(of: "...").last.map { arguments[1][$0.upperBound...] }
    let numbers = (newest ?? arguments[1][...]).split(separator: ".").prefix(2).map {
      Int($0) ?? 99
    }
    guard let major = numbers.first else { return false }
    return major < 3 || major == 3 && numbers.count > 1 && numbers[1] < 5
  }

  static func isName(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 100
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "/"), UInt8(ascii: "|"),
          UInt8(ascii: ":"), 0...0x20, UInt8(ascii: "<"), UInt8(ascii: ">"):
          false
        default: true
        }
      }
  }

  static func isVariable(_ text: String) -> Bool {
    text.utf8.count > 2
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "_"):
          true
        default: false
        }
      }
  }
}
