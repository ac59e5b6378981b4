import Basics
import PackageMetadata

/// What a `setup.cfg` says by itself of requirements, without setuptools' `file:` and `attr:`.
struct SetupConfiguration {
  /// The values by section and key, both in lower case.
  private var values: [String: [String: String]] = [:]
  /// The keys of each section in the order of the file.
  private var keys: [String: [String]] = [:]

  /// Reads a file as Python's configparser does: values go on in lines that are indented.
  init(_ file: [UInt8]) {
    var section = ""
    var key: String?
    for line in Lines.of(file) {
      let text = ASCII.trimmed(line)
      let isIndented = line.utf8.first.map { $0 == 0x20 || $0 == 0x09 } ?? false
      if text.hasPrefix("#") || text.hasPrefix(";") { continue }
      if isIndented, let key {
        values[section]?[key]?.append("\n" + text)
        continue
      }
      if text.isEmpty { continue }
      if text.hasPrefix("["), let end = text.firstIndex(of: "]") {
        section = text[text.index(after: text.startIndex)..<end].lowercased()
        key = nil
        continue
      }
      guard let separator = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
      let name = ASCII.trimmed(text[..<separator]).lowercased()
      key = name
      if values[section]?[name] == nil { keys[section, default: []].append(name) }
      values[section, default: [:]][name] = String(
        ASCII.trimmed(text[separator...].dropFirst()))
    }
  }

  /// The requirements for running, those of extras among them; nil if another file has them or
  /// there is no word of them.
  var runRequirements: [SectionedRequirement]? {
    guard let install = list("options", "install_requires") else { return nil }
    var result = install.map { SectionedRequirement(text: $0) }
    let extras = "options.extras_require"
    for extra in keys[extras] ?? [] {
      guard let items = list(extras, extra) else { return nil }
      result += items.map { SectionedRequirement(text: $0, extra: extra) }
    }
    return result
  }

  /// The requirements for building by `setup_requires`.
  var buildRequirements: [String] { list("options", "setup_requires") ?? [] }

  /// The programs, each as `name = module:function`.
  var programs: [String] {
    (list("options.entry_points", "console_scripts") ?? [])
      + (list("options.entry_points", "gui_scripts") ?? [])
  }

  /// The text of `python_requires`.
  var requiresPython: String? { values["options"]?["python_requires"] }

  /// Whether a build makes optimised bytecode.
  var optimisesBytecode: Bool {
    ["build_py", "install", "install_lib"].contains { section in
      (values[section]?["optimize"]).flatMap { Int($0) }.map { $0 > 0 } ?? false
    }
  }

  /// A list in lines or after semicolons; nil if there is none, or none of its own.
  private func list(_ section: String, _ key: String) -> [String]? {
    guard let value = values[section]?[key.lowercased()] else { return nil }
    if value.hasPrefix("file:") || value.hasPrefix("attr:") { return nil }
    // A semicolon separates items of one line only, since it also begins a marker.
    let items =
      value.contains("\n") ? value.split(separator: "\n") : value.split(separator: ";")
    // One more than is taken: whoever uses the list says so.
    let texts = items.lazy.map { String(ASCII.trimmed($0)) }.filter { !$0.isEmpty }
      .prefix(Requirement.maximumCount + 1)
    return Array(texts.filter { !$0.hasPrefix("#") })
  }
}
