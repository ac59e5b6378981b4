import ContentHash
import PackageMetadata
import PyPI
import Versions

/// A file of PyPI as a URL names it, whose hash the index tells.
struct PyPIFile: Hashable, Sendable {
  let fileName: String
  /// The projects that the file may be of, the likeliest first.
  let projects: [PackageID]

  /// The file that a URL names; nil if the URL isn't one of PyPI's.
  init?(url: String) {
    let rest: Substring
    if url.hasPrefix("mirror://pypi/") {
      rest = url.dropFirst("mirror://pypi/".count).prefix(while: Self.isPath)
    } else {
      guard let found = Self.hosts.lazy.compactMap({ Self.path(of: url, on: $0) }).first else {
        return nil
      }
      rest = found
    }
    let parts = rest.split(separator: "/").map(String.init)
    guard let fileName = parts.last, parts.count >= 2 else { return nil }
    self.fileName = fileName
    var names: [String] = []
    // `source/f/foo/foo-1.0.tar.gz` names the project, `aa/bb/cccc/foo-1.0.tar.gz` does not.
    let project = parts[parts.count - 2]
    if parts.count == 2 || parts[parts.count - 3] == project.prefix(1) { names.append(project) }
    names += Self.projects(of: fileName)
    var seen: Set<PackageID> = []
    projects = names.filter { PythonName.isValid($0) }.map { .pypi($0) }
      .filter { seen.insert($0).inserted }
    guard !projects.isEmpty else { return nil }
  }

  /// Hosts that PyPI's files are or were on.
  private static let hosts = [
    "files.pythonhosted.org", "pypi.io", "pypi.python.org", "pypi.org", "pypi.debian.net",
  ]

  /// The path of a URL behind `packages/` on a host, whatever its scheme.
  private static func path(of url: String, on host: String) -> Substring? {
    guard let scheme = url.firstRange(of: "://"),
      ["http", "https"].contains(url[..<scheme.lowerBound].lowercased())
    else { return nil }
    var rest = url[scheme.upperBound...].prefix(while: isPath)
    guard rest.hasPrefix(host + "/") else { return nil }
    rest = rest.dropFirst(host.utf8.count + 1)
    return rest.hasPrefix("packages/") ? rest.dropFirst("packages/".utf8.count) : rest
  }

  private static func isPath(_ character: Character) -> Bool {
    character != "#" && character != "?"
  }

  /// The names that a file's name may begin with.
  private static func projects(of fileName: String) -> [String] {
    if let wheel = WheelName(fileName) { return [wheel.distribution] }
    let words = fileName.split(separator: "-", omittingEmptySubsequences: false)
    return (1..<max(1, words.count)).reversed()
      .filter { words[$0].utf8.first.map { (0x30...0x39).contains($0) } ?? false }
      .map { words[..<$0].joined(separator: "-") }
  }

  /// The file among those of a project's release.
  ///
  /// Old names differ from new ones in case and in `-`, `_` and `.`; PyPI answers to either.
  func artifact(in project: Project) -> Artifact? {
    guard let version = version(in: project), let index = project.versions.firstIndex(of: version)
    else { return nil }
    let artifacts = project.release(at: index).artifacts
    let wanted = Self.normalised(fileName)
    return artifacts.first { $0.fileName == fileName }
      ?? artifacts.first { Self.normalised($0.fileName) == wanted }
  }

  private func version(in project: Project) -> PackageVersion? {
    if let wheel = WheelName(fileName) { return .python(wheel.version) }
    return SdistName(fileName, project: project.id.name).map { .python($0.version) }
  }

  private static func normalised(_ name: String) -> [UInt8] {
    name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "."): UInt8(ascii: "_")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
  }
}

extension Project {
  /// The file name of the artifact that has a hash.
  func fileName(of hash: ContentHash) -> String? {
    for index in versions.indices.reversed() {
      if let artifact = release(at: index).artifacts.first(where: { $0.sha256 == hash }) {
        return artifact.fileName
      }
    }
    return nil
  }
}
