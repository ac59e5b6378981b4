import PackageMetadata
import PythonSource
import Synchronization
import Versions

@testable import Planning

/// An index written down in a small language, a line a release.
///
///     foo 1.0 2024-05-01 yanked: bar>=1,<2, baz[x]; extra y: qux; darwin: mlx; build: cython
///
/// After name and version come, in any order, the day of upload and flags: `yanked`, `wheel` (no
/// sdist), `sdist` (no wheel), `manylinux` and `macosx` (wheels for just that platform, and no
/// sdist but with `source`), `broken` (metadata that breaks its format), `unknown` (requirements that cannot be told),
/// `python<3.10` (its bounds on Python), `mac` and `windows` (for that alone, by its classifiers). Then the requirements, with `, ` between, and sections for
/// extras, for macOS (`darwin`), Windows (`win`), Python before 3.5 (`old`) and for builds (`build`, `setup`
/// for setuptools alone, `backend`), for what its code (`code`) and its setup.py (`script`) say, with `|` at
/// the end of a line, or a module in it that it does not import itself (`member x`), and for what keeps it
/// from being built (`conversion`, `downloads`, `opens`, `key`, `versioneer`, `pip`), a name that its modules lack
/// (`absent`), its home page (`home`), and a file of its wheel with a checksum (`file 17: pkg/a.py`). `foo` alone is a project without releases.
final class FixtureIndex: Catalog {
  struct Entry {
    var release: Release
    var metadata: ReleaseMetadata?
    var build = BuildMetadata(hasBuildSystem: true)
    /// Names that its modules do not have.
    var absent: Set<String> = []
    /// The files of its wheel.
    var files: [String: UInt32] = [:]
  }

  let ecosystem: Ecosystem
  private let entries: [PackageID: [Entry]]
  /// Projects that cannot be read.
  let unreachable: Set<PackageID>
  /// Sdists that cannot be read.
  let brokenSources: Set<String>
  /// How many times questions give way to others, by chance; 0 for never.
  let unrest: UInt64
  private let projectQuestions = Mutex<[PackageID: Int]>([:])
  private let looks = Mutex<Int>(0)

  /// How often the project was asked for that was asked for most.
  var mostQuestions: Int { projectQuestions.withLock { $0.values.max() ?? 0 } }
  /// How often the files of a release were looked at.
  var lookCount: Int { looks.withLock { $0 } }

  init(
    _ lines: [String], ecosystem: Ecosystem = .pypi, unreachable: [String] = [],
    brokenSources: Set<String> = [], unrest: UInt64 = 0
  ) {
    self.ecosystem = ecosystem
    self.unreachable = Set(unreachable.map { PackageID(ecosystem: ecosystem, name: $0) })
    self.brokenSources = brokenSources
    self.unrest = unrest
    var entries: [PackageID: [Entry]] = [:]
    for line in lines {
      let (id, entry) = FixtureLine(line, ecosystem).entry
      entries[id, default: []] += entry.map { [$0] } ?? []
    }
    self.entries = entries.mapValues { $0.sorted { $0.release.version < $1.release.version } }
  }

  private func pause(_ seed: Int) async {
    guard unrest > 0 else { return }
    var state = unrest &+ UInt64(truncatingIfNeeded: seed) &* 0x9e37_79b9_7f4a_7c15
    state ^= state >> 29
    for _ in 0..<Int(state % 7) { await Task.yield() }
  }

  func project(_ id: PackageID) async throws(CatalogError) -> Project {
    projectQuestions.withLock { $0[id, default: 0] += 1 }
    await pause(id.name.utf8.reduce(0) { $0 &* 31 &+ Int($1) })
    if unreachable.contains(id) { throw .unavailable(id, reason: "the connection was reset") }
    guard let entries = entries[id] else { throw .notFound(id) }
    let hasTimes = entries.contains { $0.release.artifacts.contains { $0.uploadTime != nil } }
    return Project(
      id: id, displayName: id.name, versions: entries.map(\.release.version),
      hasUploadTimes: hasTimes
    ) { index in
      self.looks.withLock { $0 += 1 }
      return entries[index].release
    }
  }

  private func entry(_ release: Release) throws(CatalogError) -> Entry {
    guard let entry = entries[release.id]?.first(where: { $0.release == release }) else {
      throw .notFound(release.id)
    }
    return entry
  }

  func metadata(of release: Release) async throws(CatalogError) -> ReleaseMetadata {
    await pause(release.version.hashValue)
    guard let metadata = try entry(release).metadata else {
      throw .malformed(release.id, version: release.version, reason: "line 3 has no colon")
    }
    return metadata
  }

  func build(
    of artifact: Artifact, in release: Release
  ) async throws(CatalogError) -> BuildMetadata {
    if brokenSources.contains(artifact.fileName) {
      throw .malformed(release.id, version: release.version, reason: "the archive is cut off")
    }
    return try entry(release).build
  }

  func absent(
    _ names: [ImportWalk.TakenName], from id: PackageID, _ version: PackageVersion
  ) async throws(CatalogError) -> [ImportWalk.TakenName] {
    let absent = entries[id]?.first { $0.release.version == version }?.absent ?? []
    return names.filter { absent.contains($0.name) }
  }

  func files(of release: Release) async throws(CatalogError) -> [String: UInt32] {
    try entry(release).files
  }

  func prefetch(projects: [PackageID]) async {}
  func prefetch(metadataOf release: Release) async {}

  func nearNames(to id: PackageID) async -> [String] {
    entries.keys.map(\.name).filter { $0.hasPrefix(id.name.prefix(3)) }.sorted()
  }
}

/// One line of the language.
private struct FixtureLine {
  let entry: (PackageID, FixtureIndex.Entry?)

  init(_ line: String, _ ecosystem: Ecosystem) {
    let headEnd = line.firstIndex { $0 == ":" || $0 == ";" } ?? line.endIndex
    let head = String(line[..<headEnd])
    let body = String(line[headEnd...].drop { $0 == ":" })
    let words = head.split(separator: " ").map(String.init)
    let id = PackageID(ecosystem: ecosystem, name: words[0])
    guard words.count > 1, let version = PackageVersion(words[1], in: ecosystem) else {
      entry = (id, nil)
      return
    }
    let flags = Set(words.dropFirst(2))
    let time = words.dropFirst(2).compactMap { Timestamp(parsing: $0) }.first
    let python = flags.first { $0.hasPrefix("python") }.map { String($0.dropFirst(6)) }
    func artifact(_ fileName: String, _ kind: Artifact.Kind) -> Artifact {
      Artifact(
        fileName: fileName, url: "https://index.test/\(fileName)", kind: kind, uploadTime: time,
        requiresPython: python, yanked: flags.contains("yanked") ? "" : nil)
    }
    func wheel(_ tags: String) -> [Artifact] {
      let fileName =
        "\(id.name.split(separator: "-").joined(separator: "_"))-\(words[1])-\(tags).whl"
      return WheelName(fileName).map { [artifact(fileName, .wheel($0))] } ?? []
    }
    var artifacts: [Artifact] = []
    let isForPlatforms = !flags.isDisjoint(with: ["manylinux", "macosx"])
    if flags.contains("manylinux") { artifacts += wheel("cp313-cp313-manylinux_2_17_x86_64") }
    if flags.contains("macosx") { artifacts += wheel("cp313-cp313-macosx_11_0_arm64") }
    if !isForPlatforms, !flags.contains("sdist") { artifacts += wheel("py3-none-any") }
    if !isForPlatforms || flags.contains("source"), !flags.contains("wheel") {
      artifacts.append(
        artifact("\(id.name)-\(words[1]).tar.gz", ecosystem == .cran ? .rSource : .sdist))
    }
    if ecosystem == .cran { artifacts = artifacts.filter { $0.kind == .rSource } }
    var made = FixtureIndex.Entry(
      release: Release(id: id, version: version, artifacts: artifacts), metadata: nil)
    var requirements: [Requirement] = []
    var extras: [String] = []
    var home: String?
    let sections = body.split(separator: ";", omittingEmptySubsequences: false)
    for (place, section) in sections.enumerated() {
      let (name, list) = place == 0 ? ("", String(section)) : Self.cut(String(section), at: ":")
      let title = name.split(separator: " ").map(String.init)
      switch title.first {
      case "extra":
        extras.append(title[1])
        requirements += Self.requirements(list, ecosystem, "extra == \"\(title[1])\"")
      case "darwin":
        requirements += Self.requirements(list, ecosystem, "sys_platform == \"darwin\"")
      case "win": requirements += Self.requirements(list, ecosystem, "os_name == \"nt\"")
      case "old": requirements += Self.requirements(list, ecosystem, "python_version < \"3.5\"")
      case "home": home = list.trimmed
      case "build": made.build.requirements = Self.requirements(list, ecosystem, nil)
      case "setup": made.build.setupRequirements = Self.requirements(list, ecosystem, nil)
      case "classifier": made.build.classifiers.append(list.trimmed)
      case "backend": made.build.backend = list.trimmed
      case "code":
        // `|` ends a line.
        made.build.importNames = [Self.module(id)]
        made.build.imports = Self.graph(Self.module(id), list)
      case "member":
        let module = Self.module(id)
        // `member other.module` is in a package beside the project's own.
        let other = title[1].split(separator: ".").dropLast().map(String.init)
        made.build.importNames = [module] + other
        made.build.imports = Self.graph(module, other, members: [title[1]: list])
      case "file":
        // `file 17: pkg/a.py` has the checksum 17.
        made.files[list.trimmed] = UInt32(title[1])
      case "absent": made.absent.insert(list.trimmed)
      case "raises": made.build.obstacles.append(.raises)
      case "namespace":
        // A package that only declares a namespace, with one in it.
        let name = list.trimmed
        let files = [
          "\(name)/__init__.py": "__import__('pkg_resources').declare_namespace(__name__)",
          "\(name)/part/__init__.py": "",
        ]
        made.build.importNames = [name]
        made.build.imports = SourceTree(files.keys).graph(roots: [name]) { path in
          files[path].map { Array($0.utf8) }
        }
      case "part":
        made.build.importNames = [list.trimmed]
        made.build.imports = ImportGraph(roots: [list.trimmed], names: [list.trimmed])
      case "imports":
        // What the part imports.
        let part = made.build.importNames.first ?? Self.module(id)
        made.build.imports = Self.graph(part, [], members: [part: list])
      case "installs":
        // A module beside the project's own.
        made.build.importNames += [list.trimmed]
        made.build.imports.names = (made.build.imports.names + [list.trimmed]).sorted()
      case "downloads": made.build.obstacles.append(.downloads)
      case "script": made.build.setupImports = Self.graph("setup", list)
      case "conversion": made.build.obstacles.append(.conversion)
      case "opens": made.build.obstacles.append(.missingFile(list.trimmed))
      case "key": made.build.obstacles.append(.unknownKey(list.trimmed))
      case "poetry": made.build.obstacles.append(.poetryExtra(list.trimmed))
      case "nameless": made.build.obstacles.append(.namelessProject)
      case "pip": made.build.obstacles.append(.pipParsing)
      case "optimised": made.build.obstacles.append(.optimisedBytecode)
      case "versioneer": made.build.obstacles.append(.oldVersioneer)
      case "hints": made.build.hints = list.split(separator: " ").map(String.init)
      default: requirements += Self.requirements(list, ecosystem, nil)
      }
    }
    if !flags.contains("broken") {
      made.metadata = ReleaseMetadata(
        requirements: flags.contains("unknown")
          ? .unknown(reason: "setup.py computes them") : .known(requirements),
        extras: extras.sorted(), homePage: home, provenance: "METADATA")
      made.metadata?.isForMacOSOnly = flags.contains("mac")
      made.metadata?.isForWindowsOnly = flags.contains("windows")
    }
    entry = (id, made)
  }

  private static func module(_ id: PackageID) -> String {
    id.name.split(separator: "-").joined(separator: "_")
  }

  /// A package that imports nothing itself, with modules in it.
  private static func graph(
    _ package: String, _ others: [String], members: [String: String]
  ) -> ImportGraph {
    var files: [String: String] = [:]
    for name in [package] + others { files["\(name)/__init__.py"] = "" }
    for (name, list) in members {
      let path = name.contains(".") ? name.replacing(".", with: "/") : "\(package)/\(name)"
      files["\(path).py"] = list
    }
    return SourceTree(files.keys).graph(roots: [package] + others) { path in
      let lines = files[path].map {
        $0.trimmed.split(separator: "|", omittingEmptySubsequences: false)
      }
      return lines.map { Array($0.joined(separator: "\n").utf8) }
    }
  }

  private static func graph(_ module: String, _ list: String) -> ImportGraph {
    let code = list.trimmed.split(separator: "|", omittingEmptySubsequences: false)
      .joined(separator: "\n")
    return SourceTree(["\(module).py"]).graph(roots: [module]) { _ in Array(code.utf8) }
  }

  private static func requirements(
    _ list: String, _ ecosystem: Ecosystem, _ marker: String?
  ) -> [Requirement] {
    list.split(separator: ", ").compactMap { text in
      let text = text.drop { $0 == " " }
      if text.allSatisfy({ $0 == " " }) { return nil }
      guard ecosystem == .pypi else { return rRequirement(String(text)) }
      let separator = text.contains(" @ ") ? " ; " : "; "
      return requirement(String(text) + (marker.map { separator + $0 } ?? ""))
    }
  }

  private static func cut(_ text: String, at mark: Character) -> (String, String) {
    guard let index = text.firstIndex(of: mark) else { return (text, "") }
    return (String(text[..<index]), String(text[text.index(after: index)...]))
  }
}

extension String {
  /// The text without spaces at its ends.
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// A Python requirement that is known to be well-formed.
func requirement(_ text: String) -> Requirement {
  guard let requirement = try? Requirement(parsing: text) else {
    preconditionFailure("not a requirement: \(text)")
  }
  return requirement
}

/// An R requirement, as `foo>=1.0`.
func rRequirement(_ text: String) -> Requirement {
  let name = text.prefix { !"<>=".contains($0) }
  let bounds = try? RSpecifierSet(parsing: text.dropFirst(name.count))
  return .r(name: name, bounds: bounds ?? RSpecifierSet())
}
