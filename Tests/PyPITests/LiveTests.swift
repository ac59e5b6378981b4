import Basics
import PackageMetadata
import Testing
import Transfer
import Versions

@testable import PyPI

extension Tag {
  /// Tests that need the network; they run where `NIXGRAFT_LIVE` is 1.
  @Tag static var live: Self
}

/// A few questions to the real index, about releases that cannot change any more.
@Suite(
  .tags(.live), .enabled(if: Environment.variable("NIXGRAFT_LIVE") == "1", "NIXGRAFT_LIVE is not 1")
)
struct LiveTests {
  private func catalog() -> PyPICatalog {
    let index = Environment.variable("NIXGRAFT_INDEX_URL") ?? PyPIOptions.defaultIndexURL
    return PyPICatalog(
      client: TransferClient(configuration: TransferConfiguration()),
      options: PyPIOptions(indexURLs: [index]))
  }

  @Test func readsAProjectAndItsMetadata() async throws {
    let catalog = catalog()
    let release = try await catalog.release("requests", "2.31.0")
    #expect(release.artifacts.allSatisfy { $0.sha256 != nil && $0.url.hasPrefix("https://") })
    let metadata = try await catalog.metadata(of: release)
    #expect(metadata.texts.contains("urllib3<3,>=1.21.1"))
    #expect(metadata.extras.contains("socks"))
  }

  @Test func looksIntoAWheel() async throws {
    let catalog = catalog()
    let release = try await catalog.release("six", "1.16.0")
    let wheel = try #require(release.artifacts.first { $0.fileName.hasSuffix(".whl") })
    #expect(try await catalog.build(of: wheel, in: release).importNames == ["six"])
    let record = try await WheelReader(client: TransferClient(configuration: .init()))
      .record(of: wheel, in: release, readsCode: true)
    #expect(String(decoding: record.metadata, as: UTF8.self).contains("Name: six"))
  }

  @Test func looksIntoASourceArchive() async throws {
    let catalog = catalog()
    let release = try await catalog.release("docopt", "0.6.2")
    #expect(try await catalog.metadata(of: release).texts == [])
    let build = try await catalog.build(of: release.artifacts[0], in: release)
    #expect(build.importNames == ["docopt"])
    #expect(!build.hasBuildSystem)
  }

  @Test func knowsWhatIsNotThere() async {
    let id = PackageID.pypi("nixgraft-asks-for-what-nobody-has-uploaded")
    await #expect(throws: CatalogError.notFound(id)) { try await catalog().project(id) }
  }
}

/// The variables of the process.
enum Environment {
  static func variable(_ name: String) -> String? { Host.variable(name) }
}
