/// What a `setup.py` passes to `setup()`, as far as it is known without running it.
///
/// ```python
/// here = os.path.dirname(__file__)
/// requires = open(os.path.join(here, "requirements.txt")).read().splitlines()
/// if sys.version_info < (3, 4): requires.append("enum34")
/// setup(name="x", install_requires=requires, setup_requires=["pbr"], packages=find_packages("src"))
/// ```
/// gives the lines of requirements.txt, `pbr`, and the packages below `src`.
package struct SetupScript: Hashable, Sendable {
  /// Requirements for running; nil if the call has none that are known.
  package var requirements: [String]?
  /// The file that it seems to take them from, where the call has none that are known, and what is in it.
  package var likelyFile: String?
  package var likelyRequirements: [String] = []
  /// Whether the call names requirements for running, known or not.
  package var namesRequirements = false
  /// Requirements of extras, by extra; `:condition` may come after its name.
  package var extras: [String: [String]]?
  /// Whether the call names extras, known or not.
  package var namesExtras = false
  /// Whether what it requires does not hang on anything that only a run can tell.
  package var isCertain = false
  /// `setup_requires`.
  package var buildRequirements: [String] = []
  /// `packages` where they are listed.
  package var packages: [String]?
  /// Where `find_packages` looks for them, and what it leaves out.
  package var foundBelow: String?
  package var excludedPackages: [String] = []
  package var modules: [String] = []
  /// `package_dir[""]`.
  package var packageFolder: String?
  /// The other directories of `package_dir`, by package.
  package var packageFolders: [String: String] = [:]
  package var requiresPython: String?
  /// Whether it asks for `use_2to3`, which setuptools refuses since version 58.
  package var isConverted = false
  /// The programs that it installs, each as `name = module:function`.
  package var programs: [String] = []
  /// Commands of setuptools that it replaces by its own (`cmdclass`).
  package var commands: Set<String> = []
  /// `use_scm_version`, which setuptools-scm reads.
  package var usesScmVersion = false
  /// `pbr=True`.
  package var usesPbr = false
  /// Why no Python 3 compiles the script.
  package var obstacle: PythonModule.Obstacle?
  /// Whether `setup()` was found.
  package var callsSetup = false
  /// Files that it opens whatever happens, by path from its directory; sorted.
  package var openedFiles: [String] = []
  /// Files that it has installed (`scripts`, `data_files`), by path from its directory; sorted.
  package var installedFiles: [String] = []
  /// Whether it only raises, or raises where it is to make a wheel.
  package var onlyRaises = false

  package init() {}

  /// Reads a script.
  ///
  /// - Parameters:
  ///   - script: The contents of setup.py.
  ///   - files: The contents of text files next to it, by path from its directory.
  ///   - minor: The minor version of the Python 3 that would run it.
  package init(_ script: [UInt8], files: [String: [UInt8]], minor: Int) {
    obstacle = PythonReader.module(script).obstacle
    let text = PythonText(script)
    var reader = SetupReader(text: text, files: files, minor: minor)
    reader.run(SetupBlock.nodes(of: text))
    reader.playRest()
    openedFiles = Set(reader.opened).sorted()
    onlyRaises = reader.call == nil && reader.hasRaised || reader.hasRefused
    if let call = reader.call {
      callsSetup = true
      isCertain = reader.isCertain
      take(call, of: reader)
    }
    let isOpen = namesRequirements || !callsSetup || reader.doubts.hasUnknownArguments
    if requirements == nil, isOpen, !onlyRaises, let file = reader.requirementsFile {
      likelyFile = file
      likelyRequirements = reader.requirements(in: reader.file(at: .string(file))) ?? []
    }
  }

  private mutating func take(_ call: [String: SetupValue], of reader: SetupReader) {
    if let value = call["install_requires"] {
      namesRequirements = true
      requirements = reader.requirements(in: value)
    }
    if let value = call["extras_require"] {
      namesExtras = true
      if case .dictionary(let table) = value {
        var result: [String: [String]]? = [:]
        for (name, value) in table {
          if let list = reader.requirements(in: value) {
            result?[name] = list
          } else {
            result = nil
            break
          }
        }
        extras = result
      }
    }
    buildRequirements = call["setup_requires"].map { reader.knownRequirements(in: $0) } ?? []
    switch call["packages"] {
    case .foundPackages(let below, let excluded):
      foundBelow = below
      excludedPackages = excluded
    case let value?: packages = value.strings
    case nil: break
    }
    modules = call["py_modules"]?.strings ?? []
    if case .dictionary(let folders)? = call["package_dir"] {
      for (package, folder) in folders {
        guard case .string(let path) = folder else { continue }
        if package.isEmpty { packageFolder = path } else { packageFolders[package] = path }
      }
    }
    installedFiles = Self.installedFiles(call, of: reader)
    if case .string(let text)? = call["python_requires"] { requiresPython = text }
    isConverted = call["use_2to3"]?.truth == true
    usesPbr = call["pbr"]?.truth == true
    usesScmVersion = call["use_scm_version"].map { $0.truth != false } ?? false
    if case .dictionary(let table)? = call["cmdclass"] { commands = Set(table.keys) }
    switch call["entry_points"] {
    case .dictionary(let groups):
      for group in ["console_scripts", "gui_scripts"] {
        programs += groups[group].map { reader.knownLines(in: $0) } ?? []
      }
    case .string(let text): programs = SetupValue.lines(of: text)
    default: break
    }
  }

  /// What a call certainly has installed besides packages and modules.
  private static func installedFiles(
    _ call: [String: SetupValue], of reader: SetupReader
  ) -> [String] {
    var files: [String] = []
    if !reader.doubts.arguments.contains("scripts") { files += call["scripts"]?.strings ?? [] }
    if !reader.doubts.arguments.contains("data_files"), case .list(let items)? = call["data_files"]
    {
      for item in items {
        switch item {
        case .string(let path): files.append(path)
        case .list(let parts) where parts.count == 2: files += parts[1].strings ?? []
        default: break
        }
      }
    }
    return Set(files.map { path in path.hasPrefix("./") ? String(path.dropFirst(2)) : path })
      .filter(SetupReader.isPlain).sorted()
  }
}
