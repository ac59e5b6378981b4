import Basics
import PackageMetadata
import PythonSource

/// What is kept of a source archive: the texts that tell its requirements, read, and what its list
/// of files shows.
struct SdistRecord: Equatable {
  /// The number of the layout of its bytes, and of how the files are read.
  static let format = 37

  /// What a `setup.py` tells to one who does not run it.
  enum SetupScript: UInt8 {
    case absent
    /// It names no requirements.
    case plain
    /// It names requirements, or gives `setup` what it computed.
    case computes
  }

  /// Whether the archive was read to its end; otherwise only the requirements can be relied on.
  var isComplete = true
  /// The headers of PKG-INFO; empty where there is none.
  var packageInfo: [UInt8] = []
  /// Nil where there is no pyproject.toml that can be read.
  var project: PyProjectFile?
  /// What setup.cfg requires for running, where it says so itself.
  var configured: [SectionedRequirement]?
  /// What setup.cfg requires for building.
  var configuredBuild: [String] = []
  /// What the egg-info requires; nil if there is no egg-info.
  var egg: [SectionedRequirement]?
  var setupScript = SetupScript.absent
  /// What setup.py passes to `setup()`, if all of it is known; nil otherwise.
  var told: [SectionedRequirement]?
  /// The file that it takes them from, where the call itself could not be read.
  var toldFile: String?
  /// Whether that is what it passes on the target, whatever machine the archive was made on.
  var isToldCertain = false
  /// `setup_requires` of setup.py.
  var setupRequirements: [String] = []
  var obstacles: [BuildObstacle] = []
  var imports = ImportGraph()
  var setupImports = ImportGraph()
  /// What building its Rust part takes.
  var cargo: CargoBuild?
  /// Sorted.
  var hints: [String] = []
  var importNames: [String] = []
  /// The programs that it installs, sorted.
  var programs: [String] = []
  var notes: [String] = []
}

extension SdistRecord {
  /// The record in bytes.
  var encoded: [UInt8] {
    var writer = BinaryWriter()
    writer.append(UInt8(isComplete ? 1 : 0))
    writer.append(counted: packageInfo)
    writer.append(UInt8(project == nil ? 0 : 1))
    if let project {
      writer.append(UInt8((project.hasBuildSystem ? 1 : 0) | (project.hasBackendPath ? 2 : 0)))
      writer.append(project.backend)
      writer.append(project.requires)
      Self.append(project.dependencies, to: &writer)
      writer.append(project.extras)
      writer.append(project.requiresPython)
      writer.append(project.classifiers)
    }
    Self.append(configured, to: &writer)
    writer.append(configuredBuild)
    Self.append(egg, to: &writer)
    writer.append(setupScript.rawValue)
    Self.append(told, to: &writer)
    writer.append(toldFile)
    writer.append(UInt8(isToldCertain ? 1 : 0))
    writer.append(setupRequirements)
    writer.append(UInt32(clamping: obstacles.count))
    for obstacle in obstacles { writer.append(obstacle) }
    writer.append(imports)
    writer.append(setupImports)
    writer.append(cargo)
    writer.append(hints)
    writer.append(importNames)
    writer.append(programs)
    writer.append(notes)
    return writer.bytes
  }

  /// Reads a record; nil if it is damaged.
  init?(_ bytes: [UInt8]) {
    var reader = BinaryReader(bytes)
    do throws(BinaryReader.Truncated) {
      isComplete = try reader.byte() != 0
      packageInfo = Array(try reader.counted())
      if try reader.byte() != 0 {
        var file = PyProjectFile()
        let flags = try reader.byte()
        file.hasBuildSystem = flags & 1 != 0
        file.hasBackendPath = flags & 2 != 0
        file.backend = try reader.optionalText()
        file.requires = try reader.texts()
        file.dependencies = try Self.requirements(&reader)
        file.extras = try reader.texts()
        file.requiresPython = try reader.optionalText()
        file.classifiers = try reader.texts()
        project = file
      }
      configured = try Self.requirements(&reader)
      configuredBuild = try reader.texts()
      egg = try Self.requirements(&reader)
      guard let script = SetupScript(rawValue: try reader.byte()) else { return nil }
      setupScript = script
      told = try Self.requirements(&reader)
      toldFile = try reader.optionalText()
      isToldCertain = try reader.byte() != 0
      setupRequirements = try reader.texts()
      for _ in 0..<(try reader.word()) { obstacles.append(try reader.buildObstacle()) }
      imports = try reader.graph()
      setupImports = try reader.graph()
      cargo = try reader.cargoBuild()
      hints = try reader.texts()
      importNames = try reader.texts()
      programs = try reader.texts()
      notes = try reader.texts()
    } catch { return nil }
  }

  private static func append(
    _ requirements: [SectionedRequirement]?, to writer: inout BinaryWriter
  ) {
    writer.append(UInt8(requirements == nil ? 0 : 1))
    guard let requirements else { return }
    writer.append(UInt32(clamping: requirements.count))
    for requirement in requirements {
      writer.append(requirement.text)
      writer.append(requirement.extra)
      writer.append(requirement.marker)
    }
  }

  private static func requirements(
    _ reader: inout BinaryReader
  ) throws(BinaryReader.Truncated) -> [SectionedRequirement]? {
    guard try reader.byte() != 0 else { return nil }
    var result: [SectionedRequirement] = []
    for _ in 0..<(try reader.word()) {
      result.append(
        SectionedRequirement(
          text: try reader.text(), extra: try reader.optionalText(),
          marker: try reader.optionalText()))
    }
    return result
  }
}
