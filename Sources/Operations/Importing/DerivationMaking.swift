import Basics
import CRAN
import ContentHash
import Derivations
import Nixpkgs
import PackageMetadata
import Planning
import Versions

/// Derivations for what a plan writes, in the snapshot's dialect.
struct DerivationMaking: Sendable {
  let snapshot: Snapshot
  let snapshotOptions: SnapshotOptions
  let catalogs: Catalogs
  let urlOnly: Bool

  struct Made: Sendable {
    var derivations: [Derivation] = []
    var fetchers: [PackageID: String] = [:]
    /// Attributes of nixpkgs among each package's inputs.
    var nativeInputs: [PackageID: [String]] = [:]
    /// The hash of each R tarball, which no index gives.
    var hashes: [PackageID: ContentHash] = [:]
    var notes: [PackageID: [String]] = [:]
  }

  /// Makes them all, or none.
  func make(_ plan: Plan) async throws(Failure) -> Made {
    var made = Made()
    let tarballs = try await read(plan.written.filter { $0.id.ecosystem == .cran })
    let present = try await presentAttributes(tarballs)
    for package in plan.written {
      switch package.id.ecosystem {
      case .pypi:
        let python = PythonDerivation(package, dialect: snapshot.dialect, urlOnly: urlOnly)
        made.fetchers[package.id] = python.fetch?.fetcher
        made.derivations.append(python.derivation)
      case .cran:
        guard let tarball = tarballs[package.id] else { continue }
        makeR(package, tarball, present: present, into: &made)
      }
    }
    return made
  }

  /// One R tarball with the places that it is fetched from.
  private struct Tarball: Sendable {
    let source: SourcePackage
    let urls: [String]
    /// The attributes of nixpkgs that rules name for it.
    let named: Set<String>

    init(_ source: SourcePackage, urls: [String]) {
      self.source = source
      self.urls = urls
      var named: Set<String> = []
      _ = Self.inputs(of: source) { attribute in
        named.insert(attribute)
        return false
      }
      self.named = named
    }

    func inputs(_ has: (String) -> Bool) -> NativeInputs { Self.inputs(of: source, has) }

    private static func inputs(
      of source: SourcePackage, _ has: (String) -> Bool
    ) -> NativeInputs {
      NativeInputs(
        of: source.description.name, systemRequirements: source.metadata.systemRequirements,
        hints: source.hints, has: has)
    }
  }

  /// What came of reading one tarball.
  private static func reading(
    _ release: Release, from cran: CRANCatalog
  ) async -> Result<Tarball, CatalogError> {
    do throws(CatalogError) {
      let source = try await cran.sourcePackage(of: release)
      let tarball = Tarball(source, urls: cran.publicURLs(of: release))
      return .success(tarball)
    } catch {
      return .failure(error)
    }
  }

  private func read(
    _ packages: [PlannedPackage]
  ) async throws(Failure) -> [PackageID: Tarball] {
    let cran = catalogs.cran
    let releases = packages.compactMap { package in
      RVersion(package.version).map { version in
        Release(id: package.id, version: .r(version), artifacts: package.sources.map(\.artifact))
      }
    }.sorted { $0.id < $1.id }
    let results = await inParallel(releases) { await Self.reading($0, from: cran) }
    var tarballs: [PackageID: Tarball] = [:]
    for (release, result) in zip(releases, results) {
      switch result {
      case .success(let tarball): tarballs[release.id] = tarball
      case .failure(let error):
        throw await Failure(error, from: cran)
      }
    }
    return tarballs
  }

  /// The attributes, among those that rules name for the tarballs, that the snapshot has.
  private func presentAttributes(
    _ tarballs: [PackageID: Tarball]
  ) async throws(Failure) -> Set<String> {
    let asked = tarballs.values.reduce(into: Set<String>()) { $0.formUnion($1.named) }
    guard !asked.isEmpty else { return [] }
    do {
      let found = try await snapshot.topLevel(asked.sorted(), options: snapshotOptions)
      return Set(found.keys)
    } catch {
      throw Failure(error)
    }
  }

  private func makeR(
    _ package: PlannedPackage, _ tarball: Tarball, present: Set<String>, into made: inout Made
  ) {
    let native = tarball.inputs { present.contains($0) }
    var notes = native.notes + tarball.source.notes
    notes += native.unknown.map { "its SystemRequirements has '\($0)', which no rule maps" }
    notes += native.missing.map { "it needs '\($0)', which this nixpkgs does not have" }
    if !notes.isEmpty { made.notes[package.id] = notes }
    var package = package
    package.metadata = tarball.source.metadata
    made.nativeInputs[package.id] = native.libraries + native.tools + native.programs
    made.hashes[package.id] = tarball.source.sha256
    made.fetchers[package.id] = "fetchurl"
    made.derivations.append(
      RDerivation(
        package, dialect: snapshot.dialect, urls: tarball.urls, hash: tarball.source.sha256,
        native: native
      ).derivation)
  }
}
