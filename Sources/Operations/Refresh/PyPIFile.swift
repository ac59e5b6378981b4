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
    let places = ["mirror://pypi/", MirrorTable.pypiFiles, "https://pypi.io/packages/"]
    guard let place = places.first(where: { url.hasPrefix($0) }) else { return nil }
    let rest = url.dropFirst(place.count).prefix { $0 != "#" && $0 != "?" }
    let parts = rest.split(separator: "/").map(String.init)
    guard let fileName = parts.last, parts.count >= 3 else { return nil }
    self.fileName = fileName
    var names: [String] = []
    // `source/f/foo/foo-1.0.tar.gz` names the project, `aa/bb/cccc/foo-1.0.tar.gz` does not.
    let project = parts[parts.count - 2]
    if parts[parts.count - 3] == project.prefix(1) { names.append(project) }
    names += Self.projects(of: fileName)
    var seen: Set<PackageID> = []
    projects = names.filter { PythonName.isValid($0) }.map { .pypi($0) }
      .filter { seen.insert($0).inserted }
    guard !projects.isEmpty else { return nil }
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
