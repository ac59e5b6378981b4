import Basics
import PackageMetadata
import TOML

/// The programs that a distribution installs (entry points `console_scripts` and `gui_scripts`).
///
/// ```
/// [console_scripts]
/// cowsay = cowsay.main:cli [extra]
/// ```
/// gives the program `cowsay` of the module `cowsay.main`.
struct EntryPoints: Equatable {
  /// The most programs that are kept.
  private static let maximumCount = 200

  /// The module of each program, by the program's name.
  private(set) var modules: [String: String] = [:]

  /// The programs' names, sorted.
  var programs: [String] { modules.keys.sorted() }

  /// The modules that the programs begin in, sorted.
  var scripts: [String] { Set(modules.values).sorted() }

  /// None.
  init() {}

  /// Reads an entry_points.txt.
  init(_ file: [UInt8]) {
    add(lines: Lines.of(file).map(String.init), isOfPrograms: false)
  }

  /// Reads what pyproject.toml says of programs: `[project.scripts]`, and the same of Poetry and flit.
  init(pyProject: TOMLTable) {
    let tools = pyProject.table("tool")
    let tables = [
      pyProject.table("project")?.table("scripts"),
      pyProject.table("project")?.table("gui-scripts"),
      tools?.table("poetry")?.table("scripts"), tools?.table("flit")?.table("scripts"),
    ]
    for table in tables.compactMap(\.self) {
      for name in table.keys.sorted() {
        guard let reference = table.string(name) ?? table.table(name)?.string("reference") else {
          continue
        }
        add(name, reference)
      }
    }
  }

  /// Takes lines as of an entry_points.txt; `isOfPrograms` tells whether those before any section are of
  /// programs.
  mutating func add(lines: [String], isOfPrograms: Bool = true) {
    var isWanted = isOfPrograms
    for line in lines {
      let text = ASCII.trimmed(line)
      if text.hasPrefix("["), text.hasSuffix("]") {
        let section = ASCII.trimmed(text.dropFirst().dropLast())
        isWanted = section == "console_scripts" || section == "gui_scripts"
      } else if isWanted, let equals = text.firstIndex(of: "=") {
        add(
          String(ASCII.trimmed(text[..<equals])),
          String(ASCII.trimmed(text[equals...].dropFirst())))
      }
    }
  }

  private mutating func add(_ name: String, _ reference: String) {
    let module = String(ASCII.trimmed(reference.prefix { $0 != ":" && $0 != "[" && $0 != " " }))
    guard Self.isProgram(name), Self.isModule(module), modules.count < Self.maximumCount else {
      return
    }
    modules[name] = module
  }

  private static func isProgram(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 64 && !name.hasPrefix(".") && !name.hasPrefix("-")
      && name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || "._+-".utf8.contains($0) }
  }

  private static func isModule(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 200
      && name.utf8.allSatisfy { ASCII.isAlphanumeric($0) || "._".utf8.contains($0) }
  }
}
