/// The variables of a CMake project, as far as its text tells their values.
struct CMakeVariables {
  private enum Value {
    case text(String)
    case unknown
  }

  /// The greatest length of a value that is kept, in bytes.
  private static let valueLimit = 4_000
  /// How paths begin at the top of the archive: with a name that no directory has.
  static let top = "@archive@"

  private var values: [String: Value] = [:]

  /// How the names of variables end by which calls tell what they found.
  static let results = [
    "_FOUND", "_found", "_LIBRARIES", "_LIBRARY", "_INCLUDE_DIRS", "_INCLUDE_DIR", "_MODULE_NAME",
  ]

  /// What holds on Linux with GCC (the manual `cmake-variables(7)`).
  private static let builtIn: [String: String] = [
    "UNIX": "1", "LINUX": "1", "APPLE": "", "WIN32": "", "MSVC": "", "MINGW": "", "CYGWIN": "",
    "ANDROID": "", "IOS": "", "EMSCRIPTEN": "", "BORLAND": "", "MSYS": "", "BSD": "", "WINCE": "",
    "CMAKE_SYSTEM_NAME": "Linux", "CMAKE_HOST_SYSTEM_NAME": "Linux", "CMAKE_HOST_UNIX": "1",
    "CMAKE_HOST_WIN32": "", "CMAKE_HOST_APPLE": "", "CMAKE_CROSSCOMPILING": "",
    "CMAKE_CXX_COMPILER_ID": "GNU", "CMAKE_C_COMPILER_ID": "GNU", "CMAKE_COMPILER_IS_GNUCXX": "1",
    "CMAKE_COMPILER_IS_GNUCC": "1", "CMAKE_BUILD_TYPE": "Release", "XCODE": "",
  ]

  init(definitions: [String: String?], directory: String) {
    for (name, text) in Self.builtIn { values[name] = .text(text) }
    for (name, text) in definitions { set(name, to: text) }
    let path = Self.place(of: directory)
    for name in ["CMAKE_SOURCE_DIR", "PROJECT_SOURCE_DIR", "CMAKE_CURRENT_SOURCE_DIR"] {
      values[name] = .text(path)
    }
    values["CMAKE_CURRENT_LIST_DIR"] = .text(path)
  }

  /// How a directory of the archive is written in a value.
  static func place(of directory: String) -> String {
    directory.isEmpty ? top : top + "/" + directory
  }

  func isSet(_ name: String) -> Bool { values[name] != nil }

  func text(of name: String) -> String? {
    if case .text(let text)? = values[name] { text } else { nil }
  }

  mutating func set(_ name: String, to text: String?) {
    if let text, text.utf8.count <= Self.valueLimit {
      values[name] = .text(text)
    } else {
      values[name] = .unknown
    }
  }

  mutating func unset(_ name: String) { values[name] = nil }

  /// Gives a variable the value that it has in others.
  mutating func copy(_ name: String, from other: CMakeVariables) {
    values[name] = other.values[name]
  }

  /// Whether a variable holds what is true.
  func truth(of name: String) -> Truth {
    switch values[name] {
    case .text(let text)?: return Truth(Self.isTrue(text))
    case .unknown?: return .maybe
    case nil:
      let isFound =
        ["CMAKE_", "PROJECT_", "Python", "PYTHON_"].contains(where: name.hasPrefix)
        || (Self.results + ["_VERSION", "_DIR", "_POPULATED"]).contains(where: name.hasSuffix)
      return isFound ? .maybe : .no
    }
  }

  /// The truth of a constant; nil for what is none.
  static func constant(_ text: String) -> Bool? {
    switch text.uppercased() {
    case "1", "ON", "YES", "TRUE", "Y": true
    case "0", "OFF", "NO", "FALSE", "N", "IGNORE", "NOTFOUND", "": false
    case let other where other.hasSuffix("-NOTFOUND"): false
    case let other: Double(other).map { $0 != 0 }
    }
  }

  private static func isTrue(_ text: String) -> Bool { constant(text) ?? true }

  /// A text with its references replaced; nil where one is not known.
  func expanded(_ text: String) -> String? {
    guard text.contains("$") else { return text }
    var text = text
    for _ in 0..<40 {
      guard let open = text.ranges(of: "${").last else { break }
      guard let close = text[open.upperBound...].firstIndex(of: "}"),
        let value = self.text(of: String(text[open.upperBound..<close])),
        text.utf8.count + value.utf8.count <= Self.valueLimit
      else { return nil }
      text.replaceSubrange(open.lowerBound...close, with: value)
    }
    return text.contains("$") ? nil : text
  }
}
