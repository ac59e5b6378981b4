import Basics
import PythonSource

/// What is kept of a wheel whose end was read.
struct WheelRecord: Equatable {
  /// The number of the layout of its bytes.
  static let format = 21

  /// The headers of its METADATA, up to the first blank line.
  var metadata: [UInt8]
  /// What can be imported from it.
  var importNames: [String]
  /// Whether it holds machine code.
  var isNative: Bool
  /// Whether it brings C libraries that other wheels may link to.
  var hasLibraries = false
  /// What an import of it imports in turn, of a large wheel as far as its code was read; nil if nobody asked.
  var imports: ImportGraph?
  /// The programs that it installs, where its code was read; sorted.
  var programs: [String] = []
  /// Whether it puts directories on the path, where only a Python that starts with it finds its modules.
  var changesPath = false
  /// C libraries that its modules of machine code need and it does not bring, where they were read; sorted.
  var neededLibraries: [String] = []

  /// The record in bytes.
  var encoded: [UInt8] {
    var writer = BinaryWriter()
    writer.append(counted: metadata)
    writer.append(importNames)
    writer.append(UInt8((isNative ? 1 : 0) | (hasLibraries ? 2 : 0) | (changesPath ? 4 : 0)))
    writer.append(UInt8(imports == nil ? 0 : 1))
    if let imports { writer.append(imports) }
    writer.append(programs)
    writer.append(neededLibraries)
    return writer.bytes
  }

  /// A record of what was found in a wheel.
  init(
    metadata: [UInt8], importNames: [String], isNative: Bool, hasLibraries: Bool = false,
    imports: ImportGraph? = nil, programs: [String] = [], changesPath: Bool = false,
    neededLibraries: [String] = []
  ) {
    self.neededLibraries = neededLibraries
    self.changesPath = changesPath
    self.metadata = metadata
    self.importNames = importNames
    self.isNative = isNative
    self.hasLibraries = hasLibraries
    self.imports = imports
    self.programs = programs
  }

  /// The headers alone of a record in bytes, which a search asks for; nil if they are damaged.
  static func metadata(_ bytes: [UInt8]) -> [UInt8]? {
    var reader = BinaryReader(bytes)
    return (try? reader.counted()).map(Array.init)
  }

  /// Reads a record; nil if it is damaged.
  init?(_ bytes: [UInt8]) {
    var reader = BinaryReader(bytes)
    do throws(BinaryReader.Truncated) {
      metadata = Array(try reader.counted())
      importNames = try reader.texts()
      let flags = try reader.byte()
      isNative = flags & 1 != 0
      hasLibraries = flags & 2 != 0
      changesPath = flags & 4 != 0
      imports = try reader.byte() == 0 ? nil : try reader.graph()
      programs = try reader.texts()
      neededLibraries = try reader.texts()
    } catch { return nil }
  }
}
