import Basics
import PackageMetadata

extension RequestFileKind {
  /// The kind of a file, recognised by its content and, if several kinds look alike, by its name.
  ///
  ///     [[package]] … [metadata] lock-version = "2.0"    poetry.lock
  ///     {"Packages": {…}, "R": {…}}                       renv.lock
  ///     six==1.16  # pinned                               requirements.txt
  ///
  /// - Parameters:
  ///   - bytes: the file.
  ///   - name: its name, without directories.
  /// - Returns: the kind; nil if the content is of no kind that is known.
  package static func of(_ bytes: [UInt8], name: String) -> RequestFileKind? {
    let name = name.lowercased()
    if name.hasSuffix(".ipynb") { return .notebook }
    for ending in [".rmd", ".qmd", ".r"] where name.hasSuffix(ending) { return .rScript }
    if name.hasSuffix(".py") || name.hasSuffix(".pyw") { return .pythonScript }
    let head = Head(bytes)
    // A template of Jinja, as conda-devenv reads, begins like JSON.
    if head.firstByte == UInt8(ascii: "{"), !head.isTemplate {
      if head.mentions("\"cells\"") && !head.mentions("\"Packages\"") { return .notebook }
      if head.mentions("\"_meta\"") || name == "pipfile.lock" { return .pipfileLock }
      return .renvLock
    }
    if head.isScript { return .pythonScript }
    if head.isTOML { return head.tomlKind(name: name) }
    if head.hasLine(beginning: "dependencies:") && !head.hasLine(beginning: "Package:") {
      return .conda
    }
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return .conda }
    for field in ["Package:", "Imports:", "Depends:", "LinkingTo:"]
    where head.hasLine(beginning: field) { return .description }
    if name == "description" { return .description }
    switch name {
    case "pipfile": return .pipfile
    case "pyproject.toml": return .pyproject
    case "uv.lock": return .uvLock
    case "poetry.lock": return .poetryLock
    case "pdm.lock": return .pdmLock
    default: break
    }
    return head.isShell ? nil : .requirements
  }

  /// What can be seen of a file without a parser: its lines.
  private struct Head {
    /// Trimmed lines that are neither blank nor a comment, up to a limit; with the position of each
    /// line's first byte.
    private let lines: [Substring]
    private let text: String
    let firstByte: UInt8?
    let isScript: Bool
    let isShell: Bool

    init(_ bytes: [UInt8]) {
      // Locks tell what they are at their very beginning or end.
      let limit = 1 << 18
      let part = bytes.count > 2 * limit ? bytes.prefix(limit) + bytes.suffix(limit) : bytes[...]
      text = String(decoding: part, as: UTF8.self)
      firstByte = bytes.first { $0 > 0x20 && $0 != 0xef && $0 != 0xbb && $0 != 0xbf }
      let all = text.split { $0.isNewline }
      isScript = all.contains { $0 == "# /// script" }
      isShell = all.first?.hasPrefix("#!") == true
      lines = all.filter { line in
        let first = line.first { $0 != " " && $0 != "\t" }
        return first != nil && first != "#"
      }
    }

    func mentions(_ part: String) -> Bool { text.range(ofText: part) != nil }

    func hasLine(beginning start: String) -> Bool { lines.contains { $0.hasPrefix(start) } }

    /// Whether the first line is a statement or an expression of Jinja.
    var isTemplate: Bool {
      let first = lines.first?.drop { $0 == " " || $0 == "\u{feff}" } ?? ""
      return first.hasPrefix("{%") || first.hasPrefix("{{") || first.hasPrefix("{#")
    }

    /// Whether the lines are headers or assignments of TOML.
    var isTOML: Bool {
      guard let first = lines.first?.drop(while: { $0 == " " || $0 == "\u{feff}" }) else {
        return false
      }
      if first.first == "[" {
        let inner = first.drop { $0 == "[" }
        return inner.contains("]")
      }
      let key = first.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
      let rest = first.dropFirst(key.count).drop { $0 == " " || $0 == "\t" }
      guard !key.isEmpty, rest.first == "=", rest.dropFirst().first != "=" else { return false }
      let value = rest.dropFirst().drop { $0 == " " || $0 == "\t" }
      // `name = "…"`, `version = 1`, `requires = […]`.
      return value.first.map { "\"'[{".contains($0) || $0.isNumber || value == "true" } ?? false
    }

    func tomlKind(name: String) -> RequestFileKind {
      func has(_ header: String) -> Bool {
        lines.contains { $0 == header || $0.hasPrefix(header + " ") || $0.hasPrefix(header + "#") }
      }
      func assigns(_ key: String) -> Bool {
        lines.contains { line in
          line.hasPrefix(key)
            && line.dropFirst(key.count).drop(while: { $0 == " " || $0 == "\t" }).first == "="
        }
      }
      if has("[[packages]]") || assigns("packages") && assigns("lock-version") { return .pylock }
      if has("[packages]") || has("[dev-packages]") || has("[[source]]") { return .pipfile }
      if assigns("lock_version") { return .pdmLock }
      if has("[project]") || has("[build-system]")
        || lines.contains(where: { $0.hasPrefix("[tool") })
        || has("[dependency-groups]")
      {
        return .pyproject
      }
      if assigns("content-hash") || has("[metadata]") && assigns("lock-version") {
        return .poetryLock
      }
      if assigns("lock-version") && assigns("created-by") { return .pylock }
      if has("[[package]]") || assigns("requires-python") && assigns("version") { return .uvLock }
      switch name {
      case "poetry.lock": return .poetryLock
      case "pdm.lock": return .pdmLock
      case "uv.lock": return .uvLock
      case "pipfile": return .pipfile
      case let name where name.hasPrefix("pylock."): return .pylock
      default: return .pyproject
      }
    }
  }
}
