import Archives
import Basics
import PackageMetadata
import TOML
import Versions

/// What the files at the top of a checkout say.
struct CheckoutTexts {
  /// The version that a file states.
  private(set) var version: PythonVersion?
  private(set) var hasSubmodules = false
  /// Whether it is a package of R and none of Python.
  var isOfR: Bool { hasDescription && !hasPythonProject }
  private var hasDescription = false
  private var hasPythonProject = false
  /// Whether a file is a pointer of Git LFS.
  private(set) var hasPointers = false

  private static let pointer = Array("version https://git-lfs.github.com/spec/v1".utf8)

  init(_ body: [UInt8], name: String, subdirectory: String?) throws {
    var reader = ArchiveReader(bytes: body, name: name)
    var project: TOMLTable?
    var configuration: [UInt8] = []
    while let entry = try reader.next() {
      guard entry.isFile, let slash = entry.pathBytes.firstIndex(of: UInt8(ascii: "/")) else {
        continue
      }
      var path = String(decoding: entry.pathBytes[(slash + 1)...], as: UTF8.self)
      if path == ".gitmodules" { hasSubmodules = true }
      let size = entry.size ?? 0
      let isSmall = size > 100 && size < 200
      let isInside = subdirectory.map { path.hasPrefix($0 + "/") } ?? true
      if let subdirectory, isInside { path = String(path.dropFirst(subdirectory.count + 1)) }
      if isInside {
        if path == "DESCRIPTION" { hasDescription = true }
        if ["pyproject.toml", "setup.py", "setup.cfg"].contains(path) { hasPythonProject = true }
      }
      let isWanted = isInside && size < 1 << 20 && (path == "pyproject.toml" || path == "setup.cfg")
      guard isSmall || isWanted else { continue }
      let content = try reader.contents(limit: 1 << 20)
      if isSmall, content.starts(with: Self.pointer) { hasPointers = true }
      guard isWanted else { continue }
      if path == "setup.cfg" {
        configuration = content
      } else {
        project = try? TOMLTable.parse(content)
      }
    }
    let written =
      project?.table("project")?.string("version")
      ?? project?.table("tool")?.table("poetry")?.string("version")
      ?? Self.version(configuration: configuration)
    version = written.flatMap { PythonVersion($0) }
  }

  private static func version(configuration: [UInt8]) -> String? {
    for line in String(decoding: configuration, as: UTF8.self).split(whereSeparator: \.isNewline)
    where line.hasPrefix("version") {
      let rest = line.dropFirst("version".count).drop { $0 == " " || $0 == "\t" }
      if rest.first == "=" { return String(ASCII.trimmed(rest.dropFirst())) }
    }
    return nil
  }
}
