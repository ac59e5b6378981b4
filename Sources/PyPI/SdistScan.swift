import Basics
import NativeBuild
import PackageMetadata
import PythonSource
import TOML

/// The collection of what an sdist's files tell, while they pass by in any order.
struct SdistScan {
  /// The greatest size of a text that is looked at, in bytes.
  static let maximumText = 4 << 20
  /// The most paths that are kept to find import names among.
  private static let maximumPaths = 100_000

  private struct Egg {
    var requires: [UInt8]?
    var topLevel: [UInt8]?
    var packageInfo: [UInt8]?
    var entryPoints: [UInt8]?
  }

  /// The most bytes of source code that are kept to see what it imports.
  private static let maximumCode = 64 << 20
  /// The greatest size of a text that a setup.py may read, in bytes.
  private static let maximumReadText = 256 << 10

  private let project: String
  /// The minor version of the Python 3 that would build it.
  private let minor: Int
  /// Whether the source code is wanted too.
  private let readsCode: Bool
  var code: [String: [UInt8]] = [:]
  private var codeSize = 0
  /// Texts next to setup.py, which it may read.
  private var texts: [String: [UInt8]] = [:]
  var files: Set<String> = []
  private var packageInfo: [UInt8]?
  var pyProject: [UInt8]?
  private var setupConfiguration: [UInt8]?
  var setupScript: [UInt8]?
  /// What files say of tools and C libraries.
  var native = NativeScan()
  /// C code of Cython that does not compile for this Python, with the version that made it.
  private var stale: [String: [Int]] = [:]
  private var eggs: [String: Egg] = [:]
  var paths: [String] = []
  private var hints: Set<String> = []

  /// A scan of an archive of `project` (its normalised name), to be built by Python 3.`minor`.
  init(project: String, minor: Int = 13, readsCode: Bool = false) {
    self.project = project
    self.minor = minor
    self.readsCode = readsCode
  }

  /// Takes note of a file, and says whether its contents are wanted.
  ///
  /// - Parameter path: The path below the archive's top directory.
  /// - Returns: Whether ``take(_:_:)`` should be called with the contents.
  mutating func meet(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last else { return false }
    noteHint(of: name, in: parts.dropLast())
    let isNative = native.meet(path, readsCode: readsCode)
    if parts.count <= 3 || Self.isExtensionSource(name), files.count < Self.maximumPaths {
      files.insert(path)
    }
    if name.hasSuffix(".py") || name.hasSuffix(".pyx"), paths.count < Self.maximumPaths {
      // An extension module's source stands where the module will.
      paths.append(name.hasSuffix("x") ? String(path.dropLast()) : path)
    }
    if parts.count == 1, ["PKG-INFO", "pyproject.toml", "setup.cfg", "setup.py"].contains(name) {
      return true
    }
    if readsCode, name.hasSuffix(".py"), codeSize < Self.maximumCode { return true }
    if parts.count <= 2, Self.isReadText(name), parts.count == 1 || !parts[0].hasSuffix(".egg-info")
    {
      return true
    }
    if parts.count == 1 { return isNative }
    guard parts.count <= 4, parts[parts.count - 2].hasSuffix(".egg-info") else { return isNative }
    let folder = Self.folder(parts)
    if eggs[folder] == nil { eggs[folder] = Egg() }
    return isNative
      || ["requires.txt", "top_level.txt", "entry_points.txt", "PKG-INFO"].contains(name)
  }

  /// Takes the contents of a file that was wanted.
  mutating func take(_ path: String, _ contents: [UInt8]) {
    let parts = path.split(separator: "/")
    native.take(path, contents)
    if path.hasSuffix(".c") || path.hasSuffix(".cpp"), stale.count < 40,
      let version = CythonOutput.version(contents), CythonOutput.isStale(version, minor: minor)
    {
      stale[path] = version
    }
    if path.hasSuffix(".py"), readsCode {
      codeSize += contents.count
      code[path] = contents
    } else if parts.count <= 2, let name = parts.last, Self.isReadText(name),
      contents.count <= Self.maximumReadText
    {
      texts[path] = contents
    }
    switch (parts.count, parts.last) {
    case (1, "PKG-INFO"): packageInfo = MetadataFileReader.headers(of: contents)
    case (1, "pyproject.toml"): pyProject = contents
    case (1, "setup.cfg"): setupConfiguration = contents
    case (1, "setup.py"): setupScript = contents
    case (_, "requires.txt"): eggs[Self.folder(parts), default: Egg()].requires = contents
    case (_, "top_level.txt"): eggs[Self.folder(parts), default: Egg()].topLevel = contents
    case (_, "entry_points.txt"): eggs[Self.folder(parts), default: Egg()].entryPoints = contents
    case (_, "PKG-INFO"):
      eggs[Self.folder(parts), default: Egg()].packageInfo = MetadataFileReader.headers(
        of: contents)
    default: break
    }
  }

  /// What was found.
  ///
  /// - Parameters:
  ///   - fileName: The archive's name, for messages.
  ///   - isComplete: Whether the archive was read to its end.
  /// - Returns: The record, with a note for each text that cannot be read.
  func record(fileName: String, isComplete: Bool) -> SdistRecord {
    var record = SdistRecord()
    record.isComplete = isComplete
    let egg = projectEgg
    record.packageInfo = packageInfo ?? egg?.packageInfo ?? []
    if let pyProject {
      do throws(PyProjectFile.Failure) {
        record.project = try PyProjectFile(pyProject)
      } catch {
        record.notes.append("\(fileName): its pyproject.toml cannot be read: \(error.reason)")
      }
    }
    let configuration = setupConfiguration.map(SetupConfiguration.init)
    record.configured = configuration?.runRequirements
    record.configuredBuild = configuration?.buildRequirements ?? []
    // setuptools writes no requires.txt where nothing is required.
    record.egg = egg.map { RequiresFile.parse($0.requires ?? []) }
    var hints = hints
    let script = setupScript.map { SetupScript($0, files: texts, minor: minor) }
    if let setupScript {
      record.setupScript = Self.isPlain(setupScript) ? .plain : .computes
      if Self.contains(setupScript, "ext_modules") { hints.insert("extension") }
      if Self.contains(setupScript, "cythonize") { hints.insert("cython") }
      if Self.contains(setupScript, "RustExtension") { hints.insert("rust") }
      if SetupRun.needsDistutils(setupScript) { hints.insert("distutils") }
      if Self.toleratesFailures(setupScript) { hints.insert("tolerant") }
    }
    hints.formUnion(Self.hints(of: record.project))
    if isComplete {
      takeNative(into: &record, &hints)
      hints.formUnion(remade)
    }
    record.hints = hints.sorted()
    if let script {
      let before = record.obstacles
      take(script, into: &record, isComplete: isComplete)
      if !runsScript(record.project) { record.obstacles = before }
    }
    if let pyProject, let key = Self.unknownBuildKey(pyProject) {
      record.obstacles.append(.unknownKey(key))
    }
    if let pyProject { record.obstacles += Self.refusals(of: pyProject) }
    if configuration?.optimisesBytecode == true, runsScript(record.project) {
      record.obstacles.append(.optimisedBytecode)
    }
    if isComplete, readsCode { record.obstacles += hookObstacles(record.project) }
    if let versioneer = code["versioneer.py"], Self.contains(versioneer, "SafeConfigParser") {
      record.obstacles.append(.oldVersioneer)
    }
    let topLevel = egg?.topLevel.map { Lines.of($0).map { ASCII.trimmed($0) } }
    let places = installedPlaces(script?.packageFolders ?? [:])
    let left = places.isEmpty ? [] : Set(places.values)
    let paths = places.isEmpty ? paths : paths.filter { !left.contains($0) } + places.keys.sorted()
    let found = ImportNames.names(
      inSource: paths, topLevel: (topLevel ?? []).filter { !$0.isEmpty }.map(String.init),
      layout: SourceLayout(script: script, pyProject: pyProject))
    record.importNames = found.names
    let programs = entryPoints(egg, configuration, script)
    record.programs = programs.programs
    if readsCode {
      record.imports = graph(
        of: paths, at: places, below: found.folder, roots: found.names, scripts: programs.scripts)
      if let setupScript { record.setupImports = graph(ofSetup: setupScript) }
    }
    return record
  }

  /// Hints on C code that Cython has to make anew, where its source is there too: `remake:a/b.c` for what
  /// Cython 3 made, `remake2:` and `remake3:` for what Cython 0.x made of that level of the language.
  private var remade: [String] {
    stale.compactMap { path, version in
      guard ASCII.isPlain(path, or: "._-/"), path.utf8.count < 200,
        let dot = path.lastIndex(of: "."),
        files.contains(path[..<dot] + ".pyx"), !path.hasPrefix("-"), !path.contains("..")
      else { return nil }
      if version.first != 0 { return "remake:\(path)" }
      let setsLevel = setupScript.map { Self.contains($0, "language_level") } == true
      return setsLevel ? "remake3:\(path)" : "remake2:\(path)"
    }
  }

  /// The programs that the archive names: in its egg-info, else in what its backend reads.
  private func entryPoints(
    _ egg: Egg?, _ configuration: SetupConfiguration?, _ script: SetupScript?
  ) -> EntryPoints {
    if let listed = egg?.entryPoints { return EntryPoints(listed) }
    if let pyProject, let table = try? TOMLTable.parse(pyProject) {
      let found = EntryPoints(pyProject: table)
      if !found.modules.isEmpty { return found }
    }
    var found = EntryPoints()
    found.add(lines: configuration?.programs ?? [])
    found.add(lines: script?.programs ?? [])
    return found
  }

  /// What the modules below a directory import, beginning with `roots`.
  private func graph(
    of paths: [String], at places: [String: String] = [:], below folder: String, roots: [String],
    scripts: [String] = []
  ) -> ImportGraph {
    let paths = paths.lazy.filter { $0.hasPrefix(folder) }.map {
      String($0.dropFirst(folder.count))
    }
    // An extension module may stand elsewhere than the source it is made of.
    let extensions = setupScript.map(Self.topExtensions) ?? []
    return SourceTree(Array(paths) + extensions.map { $0 + ".py" }).graph(
      roots: roots, scripts: scripts
    ) { code[places[folder + $0] ?? folder + $0] }
  }

  /// What setup.py imports: where it says where else to look, a module of its own may have a name that only
  /// Python 2 had (`commands`).
  private func graph(ofSetup script: [UInt8]) -> ImportGraph {
    guard Self.contains(script, "sys.path") else {
      return graph(of: paths, below: "", roots: ["setup"])
    }
    var places: [String: String] = [:]
    for path in paths.sorted() where path.contains("/") {
      guard let name = path.split(separator: "/").last.map(String.init), places[name] == nil,
        StandardLibrary.isOfPythonTwo(String(name.dropLast(".py".utf8.count)))
      else { continue }
      places[name] = path
    }
    return SourceTree(paths + places.keys.sorted()).graph(roots: ["setup"], scripts: []) {
      code[places[$0] ?? $0]
    }
  }

  /// Takes what setup.py passes to setuptools.
  private func take(_ script: SetupScript, into record: inout SdistRecord, isComplete: Bool) {
    record.setupRequirements = script.buildRequirements
    if script.usesPbr { record.setupRequirements.append("pbr") }
    if script.usesScmVersion { record.setupRequirements.append("setuptools-scm") }
    if script.isConverted { record.obstacles.append(.conversion) }
    if let obstacle = script.obstacle { record.obstacles.append(.script(obstacle)) }
    if script.onlyRaises { record.obstacles.append(.raises) }
    if let setupScript, Self.parsesWithPip(setupScript) { record.obstacles.append(.pipParsing) }
    let hasCommands = !script.commands.isDisjoint(with: Self.buildCommands)
    if let setupScript, DownloadSearch.downloads(setupScript, hasCommands: hasCommands) {
      record.obstacles.append(.downloads)
    }
    if isComplete, files.count < Self.maximumPaths {
      // What setuptools or a build makes is not there yet.
      let isMade = Self.makesFiles(setupScript ?? [])
      let wanted = script.openedFiles + (isMade || hasCommands ? [] : script.installedFiles)
      record.obstacles += wanted.filter {
        !files.contains($0) && $0.split(separator: "/").count <= 3 && $0 != "PKG-INFO"
      }.map(isMade ? BuildObstacle.missingFile : BuildObstacle.neededFile)
    }
    if isComplete, let setupScript {
      record.obstacles += Self.sourcesAskedFor(setupScript).filter { !files.contains($0) }.map(
        BuildObstacle.missingFile)
    }
    if let file = script.likelyFile, record.configured == nil, record.setupScript == .computes {
      record.told = script.likelyRequirements.map { SectionedRequirement(text: $0) }
      record.toldFile = file
      return
    }
    guard script.callsSetup else { return }
    if script.namesRequirements || script.namesExtras {
      guard !script.namesRequirements || script.requirements != nil,
        !script.namesExtras || script.extras != nil
      else { return }
      var told = (script.requirements ?? []).map { SectionedRequirement(text: $0) }
      for (section, requirements) in (script.extras ?? [:]).sorted(by: { $0.key < $1.key }) {
        let parts = section.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let extra = parts.first.map { String(ASCII.trimmed($0)) } ?? ""
        let marker = parts.count > 1 ? String(ASCII.trimmed(parts[1])) : nil
        told += requirements.map {
          SectionedRequirement(text: $0, extra: extra.isEmpty ? nil : extra, marker: marker)
        }
      }
      record.told = told
      // What setup.cfg requires counts instead, and pbr takes it from a file of its own.
      record.isToldCertain =
        script.isCertain && script.namesRequirements && record.configured == nil && !script.usesPbr
    }
  }

  /// Sources in C whose presence decides over a build, `exists("src/scanner.c")`: where they are in the
  /// repository alone, what is built without them does not load.
  static func sourcesAskedFor(_ script: [UInt8]) -> [String] {
    var found: [String] = []
    var rest = script[...]
    while let place = ByteSearch.range(of: "exists(", in: rest), found.count < 8 {
      rest = rest[place.upperBound...]
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.dropFirst().firstIndex(of: quote), end - rest.startIndex < 200
      else { continue }
      let path = String(decoding: rest[(rest.startIndex + 1)..<end], as: UTF8.self)
      let isSource = [".c", ".cc", ".cpp"].contains { path.hasSuffix($0) }
      if isSource, path.split(separator: "/").count <= 3 { found.append(path) }
    }
    return found
  }

  private static func isExtensionSource(_ name: Substring) -> Bool {
    [".pyx", ".c", ".cpp"].contains { name.hasSuffix($0) }
  }

  /// The commands of setuptools that a build of a wheel runs.
  private static let buildCommands: Set<String> = [
    "bdist_wheel", "build", "build_clib", "build_ext", "build_py", "build_scripts", "egg_info",
    "install", "install_data", "install_scripts",
  ]

  /// A key of `[build-system]` that PEP 518 does not know, for which `build` refuses the file.
  private static func unknownBuildKey(_ pyProject: [UInt8]) -> String? {
    guard let table = try? TOMLTable.parse(pyProject).table("build-system") else { return nil }
    return table.keys.first { !["requires", "build-backend", "backend-path"].contains($0) }
  }

  /// What backends refuse in a pyproject.toml: a project without a name, and an extra for Poetry that lists
  /// what is none.
  private static func refusals(of pyProject: [UInt8]) -> [BuildObstacle] {
    guard let table = try? TOMLTable.parse(pyProject) else { return [] }
    var found: [BuildObstacle] = []
    if let project = table.table("project"), project.string("name") == nil {
      found.append(.namelessProject)
    }
    let extras = table.table("tool")?.table("poetry")?.table("extras")
    let listed = extras.map { extras in extras.keys.sorted().flatMap { extras.strings($0) } } ?? []
    if let odd = listed.first(where: {
      $0.utf8.count < 200 && !ASCII.isPlain($0, or: "-_.")
    }) {
      found.append(.poetryExtra(odd))
    }
    return found
  }

  /// Whether a file is one that a setup.py may read requirements from.
  private static func isReadText(_ name: Substring) -> Bool {
    name.hasSuffix(".txt") || name.hasSuffix(".in") || name.hasSuffix(".pip")
      || name.hasSuffix(".reqs")
  }

  // MARK: - Parts

  /// The egg-info of the project, not one of a test's data.
  private var projectEgg: Egg? {
    let folders = eggs.keys.sorted { left, right in
      let depths = (left.count { $0 == "/" }, right.count { $0 == "/" })
      return depths.0 == depths.1 ? left < right : depths.0 < depths.1
    }
    let own = folders.first { folder in
      let name = folder.split(separator: "/").last?.dropLast(".egg-info".count) ?? ""
      // Some have the version after the name.
      return PythonName.normalised(name) == project
        || PythonName.normalised(name.prefix { $0 != "-" }) == project
    }
    return own.flatMap { eggs[$0] }
  }

  private static func folder(_ parts: [Substring]) -> String {
    parts.dropLast().joined(separator: "/")
  }

  /// Whether a setup.py names no requirements and gives `setup` nothing that it computed.
  private static func isPlain(_ script: [UInt8]) -> Bool {
    !contains(script, "install_requires") && !contains(script, "extras_require")
      && !contains(script, "**") && !contains(script, "pbr")
  }

  private mutating func noteHint(of name: Substring, in folders: ArraySlice<Substring>) {
    let depth = folders.count + 1
    switch name {
    case "Cargo.toml" where depth <= 4: hints.insert("rust")
    // Bindings have what they bind in a directory of its own.
    case "CMakeLists.txt" where depth <= 2: hints.insert("cmake")
    case "meson.build" where depth == 1: hints.insert("meson")
    case "go.mod" where depth <= 3: hints.insert("go")
    default:
      guard let dot = name.lastIndex(of: ".") else { return }
      switch name[dot...] {
      // What tests compile themselves is data.
      case ".pyx":
        if !NativeScan.isUnbuilt(folders.joined(separator: "/")) { hints.insert("cython") }
      case ".f", ".f90", ".f95", ".for": hints.insert("fortran")
      default: break
      }
    }
  }

  private static func hints(of project: PyProjectFile?) -> Set<String> {
    var hints: Set<String> = []
    switch project?.backend {
    case "maturin": hints.insert("rust")
    case "scikit_build_core.build", "scikit_build_core.setuptools.build_meta": hints.insert("cmake")
    case "mesonpy": hints.insert("meson")
    default: break
    }
    for text in project?.requires ?? [] {
      guard let name = try? Requirement(parsing: text).id.name else { continue }
      switch name {
      case "cython": hints.insert("cython")
      case "cmake", "scikit-build", "scikit-build-core": hints.insert("cmake")
      case "meson", "meson-python": hints.insert("meson")
      case "setuptools-rust", "maturin": hints.insert("rust")
      default: break
      }
    }
    return hints
  }

  static func contains(_ text: [UInt8], _ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, text.count >= word.count else { return false }
    return text.indices.dropLast(word.count - 1).contains { index in
      text[index] == first && text[index..<index + word.count].elementsEqual(word)
    }
  }
}
