import PackageMetadata
import Transfer

/// When the files of a project were uploaded, by file name: what the JSON API of PyPI tells
/// (`/pypi/NAME/json`) where a page of the Simple API does not.
struct UploadTimes: Sendable {
  /// The number of the kept form's layout.
  static let format = 1

  private let times: [String: Timestamp]

  /// Reads the kept form: a line a file, its name and the seconds parted by a tab.
  init(form: [UInt8]) {
    var times: [String: Timestamp] = [:]
    for line in form.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: "\t"))
      guard parts.count == 2, let seconds = Int64(String(decoding: parts[1], as: UTF8.self)) else {
        continue
      }
      times[String(decoding: parts[0], as: UTF8.self)] = Timestamp(seconds: seconds)
    }
    self.times = times
  }

  var isEmpty: Bool { times.isEmpty }

  /// The release with the times of its files.
  func dated(_ release: Release) -> Release {
    let artifacts = release.artifacts.map { artifact in
      Artifact(
        fileName: artifact.fileName, url: artifact.url, kind: artifact.kind,
        sha256: artifact.sha256, size: artifact.size,
        uploadTime: artifact.uploadTime ?? times[artifact.fileName],
        requiresPython: artifact.requiresPython, yanked: artifact.yanked,
        metadataFile: artifact.metadataFile)
    }
    return Release(id: release.id, version: release.version, artifacts: artifacts)
  }

  /// The kept form of an answer of the JSON API; empty where it has no such list.
  static func form(of answer: [UInt8]) -> [UInt8] {
    answer.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes: bytes, position: 0)
      var form: [UInt8] = []
      do throws(JSONScanner.Failure) {
        try scanner.eachMember { key, scanner throws(JSONScanner.Failure) in
          guard key == "releases" else { return try scanner.skipValue() }
          try scanner.eachMember { _, scanner throws(JSONScanner.Failure) in
            try scanner.eachElement { scanner throws(JSONScanner.Failure) in
              try appendFile(&scanner, to: &form)
            }
          }
        }
      } catch {
        return form
      }
      return form
    }
  }

  private static func appendFile(
    _ scanner: inout JSONScanner, to form: inout [UInt8]
  ) throws(JSONScanner.Failure) {
    var name: IndexEntry.Text?
    var time: IndexEntry.Text?
    try scanner.eachMember { key, scanner throws(JSONScanner.Failure) in
      switch key {
      case "filename": name = try scanner.stringOrNull()
      case "upload_time_iso_8601": time = try scanner.stringOrNull()
      default: try scanner.skipValue()
      }
    }
    guard let name, let time, !name.isEscaped, !time.isEscaped,
      let stamp = Timestamp(
        parsing: .init(rebasing: scanner.bytes[time.start..<time.end]))
    else { return }
    form += scanner.bytes[name.start..<name.end]
    form += "\t\(stamp.seconds)\n".utf8
  }
}

/// Collects an answer of the JSON API and keeps its upload times.
final class UploadTimesReader: FormReader {
  private var bytes: [UInt8] = []

  func receive(_ chunk: UnsafeRawBufferPointer) throws -> StreamVerdict {
    bytes += chunk
    return .more
  }

  func finish() throws -> [UInt8] { UploadTimes.form(of: bytes) }
}

extension JSONScanner {
  /// Reads an object, whose members' values `body` has to read or skip.
  mutating func eachMember(
    _ body: (String, inout JSONScanner) throws(Failure) -> Void
  ) throws(Failure) {
    try expect(UInt8(ascii: "{"))
    if try take(UInt8(ascii: "}")) { return }
    repeat {
      let key = try string()
      try expect(UInt8(ascii: ":"))
      let name = String(decoding: bytes[key.start..<key.end], as: UTF8.self)
      try body(name, &self)
    } while try take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "}"))
  }

  /// Reads an array, whose elements `body` has to read or skip.
  mutating func eachElement(
    _ body: (inout JSONScanner) throws(Failure) -> Void
  ) throws(Failure) {
    try expect(UInt8(ascii: "["))
    if try take(UInt8(ascii: "]")) { return }
    repeat { try body(&self) } while try take(UInt8(ascii: ","))
    try expect(UInt8(ascii: "]"))
  }
}
