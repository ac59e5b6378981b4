import ContentHash
import PackageMetadata
import TestSupport
import Testing
import Transfer
import Versions

@testable import CRAN

/// The mirrors among the fixtures.
enum Mirror {
  static let fixtures =
    #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    + "/Fixtures"

  static func catalog(
    _ name: String = "cran-mirror", r: String? = "4.0.0",
    archives: CRANConfiguration.Archives = .whenNeeded, cache: String? = nil,
    canMeet: @escaping @Sendable (Requirement) -> Bool = { _ in true }
  ) throws -> CRANCatalog {
    let repository = try CRANRepository.cran(mirror: "file://\(fixtures)/\(name)")
    let configuration = CRANConfiguration(
      repositories: [repository], rVersion: r.flatMap { RVersion($0) }, archives: archives,
      canMeet: canMeet)
    let client = TransferClient(configuration: TransferConfiguration(cacheDirectory: cache))
    return CRANCatalog(configuration: configuration, client: client)
  }
}

@Suite struct CatalogTests {
  private func versions(_ project: Project) -> [String] { project.versions.map(\.description) }

  private func newest(_ name: String, of catalog: CRANCatalog) async throws -> Release {
    let project = try await catalog.project(.cran(name))
    return project.release(at: project.versions.count - 1)
  }

  @Test(arguments: [
    ("alder", ["1.2.0"]), ("birch", ["0.3-1"]), ("elm", ["0.9.1", "1.0.0"]),
    ("fir", ["2.0.9", "2.1.0", "3.0.0"]), ("nutmeg", ["1.0.0"]), ("maple.data", ["1.1-2"]),
  ]) func projects(name: String, expected: [String]) async throws {
    let project = try await Mirror.catalog().project(.cran(name))
    #expect(versions(project) == expected)
    #expect(project.displayName == name)
  }

  @Test func archivesAreListedWhenAskedOrNeeded() async throws {
    let always = try Mirror.catalog(archives: .always)
    #expect(versions(try await always.project(.cran("birch"))) == ["0.1-9", "0.2", "0.3-1"])
    let usual = try Mirror.catalog()
    #expect(versions(try await usual.archivedProject(.cran("birch"))) == ["0.1-9", "0.2", "0.3-1"])
    let pin = try #require(RVersion("1.2.0"))
    let pinned = try Mirror.catalog { $0.constraint.contains(.r(pin)) }
    #expect(versions(try await pinned.project(.cran("pine"))) == ["0.9.0", "1.0.0"])
    #expect(versions(try await pinned.project(.cran("birch"))) == ["0.3-1"])
  }

  @Test func releasesHaveTheirTarballs() async throws {
    let catalog = try Mirror.catalog()
    let elm = try await newest("elm", of: catalog)
    #expect(elm.artifacts.count == 1)
    #expect(elm.artifacts[0].fileName == "elm_1.0.0.tar.gz")
    #expect(elm.artifacts[0].url.hasSuffix("/src/contrib/Archive/elm/elm_1.0.0.tar.gz"))
    #expect(elm.artifacts[0].kind == .rSource)
    let birch = try await newest("birch", of: catalog)
    #expect(birch.artifacts[0].url.hasSuffix("/src/contrib/birch_0.3-1.tar.gz"))
    #expect(
      catalog.publicURLs(of: birch) == [
        "https://cran.r-project.org/src/contrib/birch_0.3-1.tar.gz",
        "https://cran.r-project.org/src/contrib/Archive/birch/birch_0.3-1.tar.gz",
      ])
  }

  @Test(arguments: [
    ("birch", ["alder (>= 1.0)"], ">= 3.1.0"),
    (
      "katsura", ["birch (>= 0.2)", "cedar", "dogwood", "fir", "MASS", "maple.data (>= 1.1.0)"],
      ">= 3.5"
    ),
    ("cedar", ["birch", "MASS", "alder"], ""), ("elm", ["alder (>= 1.0)"], ""),
  ]) func metadataIsThatOfTheIndexOrTheTarball(
    name: String, requirements: [String], r: String
  ) async throws {
    let catalog = try Mirror.catalog()
    let release = try await newest(name, of: catalog)
    let metadata = try await catalog.metadata(of: release)
    guard case .known(let known) = metadata.requirements else {
      Issue.record("requirements are unknown")
      return
    }
    #expect(known.map(\.description) == requirements)
    #expect(metadata.requiresR?.description == r)
    let tarball = try await catalog.sourcePackage(of: release).metadata
    #expect(tarball.requirements == metadata.requirements)
    #expect(tarball.requiresR == metadata.requiresR)
  }

  @Test(arguments: [
    ("alder", []), ("cedar", ["lib:z", "linking-to:alder"]), ("oak", ["rust", "tool:cargo"]),
    ("juniper", ["lib?:xml2", "pkg-config:libxml-2.0", "tool:pkg-config"]),
  ]) func hints(name: String, expected: [String]) async throws {
    let catalog = try Mirror.catalog()
    let release = try await newest(name, of: catalog)
    let build = try await catalog.build(of: release.artifacts[0], in: release)
    #expect(build.hints == expected)
    #expect(build.notes.isEmpty == !["juniper", "oak"].contains(name))
  }

  @Test func tarballsTellTheRest() async throws {
    let catalog = try Mirror.catalog()
    let dogwood = try await catalog.sourcePackage(of: newest("dogwood", of: catalog))
    #expect(dogwood.metadata.summary == "Le Café de José")
    #expect(dogwood.size == 594)
    let ivy = try await catalog.sourcePackage(of: newest("ivy", of: catalog))
    #expect(ivy.metadata.summary == #"Don't ${evaluate} ''this'' "string" \ or */ it"#)
    let ginkgo = try await catalog.sourcePackage(of: newest("ginkgo", of: catalog))
    #expect(ginkgo.notes.count == 2)
    let hazel = try await catalog.sourcePackage(of: newest("hazel", of: catalog))
    #expect(hazel.metadata.systemRequirements?.hasPrefix("Frobnicator (>= 2.0)") == true)
    let alder = try await catalog.sourcePackage(of: newest("alder", of: catalog))
    #expect(alder.metadata.homePage == "https://example.org/alder")
    #expect(alder.md5.text(.base16) == Self.md5OfAlder)
  }

  /// As `md5sum` gives it.
  static let md5OfAlder = "3fb0d06ad4170d2c63c471bd754af262"

  @Test(arguments: ["ALDER", "aldr", "nosuch", "no_such", "../alder", ""])
  func unknownNames(name: String) async throws {
    let catalog = try Mirror.catalog()
    await #expect(throws: CatalogError.notFound(.cran(name))) {
      try await catalog.project(.cran(name))
    }
  }

  @Test func namesAreCaseSensitive() async throws {
    let catalog = try Mirror.catalog()
    #expect(await catalog.nearNames(to: .cran("ALDER")) == ["alder"])
    #expect(await catalog.nearNames(to: .cran("Maple.Data")) == ["maple.data"])
    #expect(await catalog.nearNames(to: .cran("zzzzzzz")) == [])
  }

  @Test func windowsPackagesAreSaidToBe() async throws {
    let catalog = try Mirror.catalog()
    let project = try await catalog.project(.cran("larch"))
    #expect(project.versions.map(\.description) == ["1.0.0"])
    #expect(project.release(at: 0).artifacts.isEmpty)
  }

  @Test(arguments: [
    "wrongsum", "truncated", "webpage",
    "absolute", "dotdot",
    "nodescription", "impostor",
    "versionless", "badbound",
  ]) func eachBadTarballHasItsError(name: String) async throws {
    let catalog = try Mirror.catalog("CRAN/bad-mirror")
    let release = try await newest(name, of: catalog)
    let error = await #expect(throws: CatalogError.self) {
      try await catalog.sourcePackage(of: release)
    }
    guard case .malformed(.cran(name), _, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    expectGolden(withoutRoot(reason), name)
  }

  /// A message without the directory that the fixtures are in.
  private func withoutRoot(_ message: String) -> String {
    message.replacing(/file:.*?\/Fixtures/, with: "<fixtures>")
  }

  @Test func oddDescriptionsAreRead() async throws {
    let catalog = try Mirror.catalog("CRAN/bad-mirror")
    let repeated = try await catalog.sourcePackage(of: newest("repeated", of: catalog))
    #expect(repeated.metadata.summary == "U")
    #expect(repeated.notes.first?.contains("'Title' more than once") == true)
    let garbled = try await catalog.sourcePackage(of: newest("garbled", of: catalog))
    #expect(garbled.description.title == "T")
  }

  @Test func aPathOutOfTheRepositoryIsAnError() async throws {
    let catalog = try Mirror.catalog("CRAN/bad-mirror")
    let error = await #expect(throws: CatalogError.self) {
      try await catalog.project(.cran("outside"))
    }
    guard case .malformed(_, _, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    expectGolden(withoutRoot(reason))
  }

  @Test(arguments: [
    ("CRAN/page-mirror", "an HTML page"), ("CRAN/no-such-mirror", "neither 'PACKAGES.gz' nor"),
  ]) func badIndexes(mirror: String, words: String) async throws {
    let catalog = try Mirror.catalog(mirror)
    let failures = await catalog.failures()
    #expect(failures.count == 1)
    #expect(failures.first?.reason.contains(words) == true)
    await #expect {
      try await catalog.project(.cran("alder"))
    } throws: { error in
      guard case .malformed(_, _, let reason)? = error as? CatalogError else { return false }
      return reason.contains(words)
    }
  }

  @Test func ofSeveralRepositoriesTheFirstCounts() async throws {
    let root = "file://" + Mirror.fixtures
    let configuration = CRANConfiguration(repositories: [
      try .at(root + "/CRAN/bad-mirror"), try .cran(mirror: root + "/cran-mirror"),
    ])
    let catalog = CRANCatalog(
      configuration: configuration,
      client: TransferClient(configuration: TransferConfiguration()))
    #expect(try await newest("alder", of: catalog).artifacts[0].url.contains("/cran-mirror/"))
    #expect(try await newest("wrongsum", of: catalog).artifacts[0].url.contains("/bad-mirror/"))
  }
}
