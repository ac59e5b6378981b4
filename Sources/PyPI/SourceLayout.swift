import PythonSource
import TOML

/// Where in a source archive the packages lie that its backend installs.
struct SourceLayout: Equatable {
  /// The directory in which packages are looked for; nil if nothing says.
  var folder: String?
  /// The packages that are installed, dotted; nil if nothing lists them.
  var packages: [String]?
  var modules: [String] = []
  /// Patterns of packages that are not installed.
  var excluded: [String] = []

  /// Nothing said.
  init() {}

  /// What setup.py, setup.cfg and pyproject.toml say; the last one counts most.
  init(script: SetupScript?, pyProject: [UInt8]?) {
    if let script {
      folder = Self.folder(script.packageFolder ?? script.foundBelow)
      packages = script.packages
      modules = script.modules
      excluded = script.excludedPackages
    }
    guard let pyProject, let table = try? TOMLTable.parse(pyProject),
      let tools = table.table("tool")
    else { return }
    if let setuptools = tools.table("setuptools") { read(setuptools: setuptools) }
    if let module = tools.table("flit")?.table("module")?.string("name") {
      packages = [module]
    }
    if let poetry = tools.table("poetry") { read(poetry: poetry) }
    let wheel = tools.table("hatch")?.table("build")?.table("targets")?.table("wheel")
    if let paths = wheel?.strings("packages"), !paths.isEmpty { read(hatch: paths) }
  }

  private mutating func read(setuptools: TOMLTable) {
    if let folders = setuptools.table("package-dir"), let path = folders.string("") {
      folder = Self.folder(path)
    }
    let find = setuptools.table("packages")?.table("find")
    if let place = find?.strings("where").first { folder = Self.folder(place) }
    excluded += find?.strings("exclude") ?? []
    let listed = setuptools.strings("packages")
    if !listed.isEmpty { packages = listed }
    modules += setuptools.strings("py-modules")
  }

  private mutating func read(poetry: TOMLTable) {
    var listed: [String] = []
    for table in poetry.tables("packages") {
      guard let include = table.string("include") else { return }
      if let from = table.string("from") { folder = Self.folder(from) }
      if include.contains("*") { return }
      listed.append(include.split(separator: "/").joined(separator: "."))
    }
    if !listed.isEmpty { packages = listed }
  }

  private mutating func read(hatch paths: [String]) {
    let parts = paths.map { $0.split(separator: "/").filter { $0 != "." } }
    let folders = Set(parts.map { $0.dropLast().joined(separator: "/") })
    guard folders.count == 1, let only = folders.first else { return }
    folder = only
    packages = parts.compactMap { $0.last.map(String.init) }
  }

  private static func folder(_ path: String?) -> String? {
    guard let path else { return nil }
    return path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
  }

  /// Whether a dotted name is one that is left out.
  func excludes(_ name: String) -> Bool {
    excluded.contains { pattern in
      if pattern.hasSuffix("*") {
        let stem = pattern.dropLast()
        return name.hasPrefix(stem) || name + "." == stem
      }
      return name == pattern || name.hasPrefix(pattern + ".")
    }
  }
}
