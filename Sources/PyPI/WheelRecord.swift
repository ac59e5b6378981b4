import Basics
import PythonSource

/// What is kept of a wheel whose end was read.
struct WheelRecord: Equatable {
  /// The number of the layout of its bytes.
  static let format = 3

  /// The headers of its METADATA, up to the first blank line.
  var metadata: [UInt8]
  /// What can be imported from it.
  var importNames: [String]
  /// Whether it holds machine code.
  var isNative: Bool
  /// What an import of it imports in turn: nil if nobody asked, empty where the wheel is too large to
  /// be read whole.
  var imports: ImportGraph?

  /// The record in bytes.
  var encoded: [UInt8] {
    var writer = BinaryWriter()
    writer.append(counted: metadata)
    writer.append(importNames)
    writer.append(UInt8(isNative ? 1 : 0))
    writer.append(UInt8(imports == nil ? 0 : 1))
    if let imports { writer.append(imports) }
    return writer.bytes
  }

  /// A record of what was found in a wheel.
  init(
    metadata: [UInt8], importNames: [String], isNative: Bool, imports: ImportGraph? = nil
  ) {
    self.metadata = metadata
    self.importNames = importNames
    self.isNative = isNative
    self.imports = imports
  }

  /// Reads a record; nil if it is damaged.
  init?(_ bytes: [UInt8]) {
    var reader = BinaryReader(bytes)
    do throws(BinaryReader.Truncated) {
      metadata = Array(try reader.counted())
      importNames = try reader.texts()
      isNative = try reader.byte() != 0
      imports = try reader.byte() == 0 ? nil : try reader.graph()
    } catch { return nil }
  }
}
