/// What a meson.build asks for (Meson's reference manual: `dependency`, `find_library`, `project`).
///
///     dependency('zlib')                          pkg-config:zlib
///     dependency('gsl', required: false)          pkg-config?:gsl
///     project('x', 'c', 'fortran')                language:fortran
enum MesonFile {
  static func hints(_ bytes: [UInt8]) -> Set<String> {
    var hints: Set<String> = []
    var reader = CallReader(bytes, readsWords: true)
    var depth = 0
    while let call = reader.next() {
      switch call.name.split(separator: ".").last ?? "" {
      case "if": depth += 1
      case "endif": depth -= 1
      case "dependency":
        // It asks pkg-config first, also for Python's own.
        hints.insert("tool:pkg-config")
        let names = leading(call)
        let isNeeded = depth <= 0 && isRequired(call)
        for name in names { hints.insert("pkg-config\(isNeeded ? "" : "?"):\(name)") }
      case "find_library":
        for name in leading(call).prefix(1) { hints.insert("lib?:\(name)") }
      case "find_program":
        for name in leading(call).prefix(1) {
          hints.insert("tool\(depth <= 0 && isRequired(call) ? "" : "?"):\(name)")
        }
      case "project", "add_languages":
        if call.arguments.contains(where: { $0.isQuoted && $0.text == "fortran" }) {
          hints.insert("language:fortran")
        }
      case "subproject":
        for name in leading(call).prefix(1) { hints.insert("subproject:\(name)") }
      default: break
      }
    }
    return hints
  }

  /// The strings before the first keyword.
  private static func leading(_ call: CallReader.Call) -> [String] {
    call.arguments.prefix { $0.isQuoted || !$0.text.hasSuffix(":") }
      .filter {
        $0.isQuoted && !$0.text.isEmpty && !$0.text.contains("@") && !$0.text.contains("/")
      }
      .map(\.text)
  }

  private static func isRequired(_ call: CallReader.Call) -> Bool {
    guard let place = call.arguments.firstIndex(where: { !$0.isQuoted && $0.text == "required:" }),
      place + 1 < call.arguments.count
    else { return true }
    // An option of the kind "feature" takes what is there: without it, the part that uses it is lost.
    return ["true", "get_option"].contains(call.arguments[place + 1].text)
  }
}
