import PackageMetadata
import Synchronization
import TestSupport
import Transfer
import Versions

@testable import PyPI

/// The recorded answers of `Fixtures/PyPI`, and what was asked of them.
final class Recording: Sendable {
  static let pypi = "https://pypi.org/simple/"
  static let mirror = "https://mirror.example/simple/"

  private let asked = Mutex<[String]>([])

  /// The URLs asked for so far, without a repetition left out.
  var requests: [String] { asked.withLock { $0 } }

  /// The path of a fixture.
  static func path(_ name: String) -> String {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Fixtures/PyPI/" + name
  }

  func client(cache: String? = nil) -> TransferClient {
    TransferClient(
      configuration: TransferConfiguration(
        cacheDirectory: cache, replay: .replay(Self.path("recording"))
      ) { progress in
        if case .started(let url) = progress { self.asked.withLock { $0.append(url) } }
      })
  }

  func catalog(
    _ indexURLs: [String] = [Recording.pypi], target: PythonTarget? = nil, cache: String? = nil,
    probe: MetadataProbe? = nil
  ) -> PyPICatalog {
    var options = PyPIOptions(indexURLs: indexURLs, target: target)
    options.probe = probe
    return PyPICatalog(client: client(cache: cache), options: options)
  }
}

extension PyPICatalog {
  /// The release of the only, or the given, version of a project.
  func release(_ name: String, _ version: String = "1.0") async throws -> Release {
    let project = try await project(.pypi(name))
    let index = project.versions.firstIndex { $0.description == version }
    guard let index else { throw Absent(what: "\(name) \(version)") }
    return project.release(at: index)
  }

  /// The metadata of that release.
  func metadata(_ name: String, _ version: String = "1.0") async throws -> ReleaseMetadata {
    try await metadata(of: release(name, version))
  }
}

struct Absent: Error {
  let what: String
}

extension ReleaseMetadata {
  /// The requirements as text, or why they are unknown.
  var texts: [String] {
    switch requirements {
    case .known(let requirements): requirements.map(\.description)
    case .unknown(let reason): ["unknown: " + reason]
    }
  }
}

/// The table of a page that arrives in pieces of `size` bytes.
func table(
  _ page: some Sequence<UInt8>, type: String, project: String = "tidy-project",
  url: String = "https://pypi.org/simple/tidy-project/", pieces size: Int = .max
) throws -> ProjectTable {
  let reader = try IndexPageReader(project: project, pageURL: url, contentType: type)
  let bytes = Array(page)
  var position = 0
  while position < bytes.count {
    let end = position + min(size, bytes.count - position)
    _ = try bytes[position..<end].withUnsafeBytes { try reader.receive($0) }
    position = end
  }
  guard let table = ProjectTable(try reader.finish()) else { throw Absent(what: "table") }
  return table
}

extension ProjectTable {
  /// All files of all versions.
  var artifacts: [Artifact] { versions.indices.flatMap { artifacts(at: $0) } }
}
