import Basics
import CRAN
import ContentHash
import Derivations
import Nixpkgs
import PackageMetadata
import Planning
import Transfer
import Versions

/// Derivations for what a plan writes, in the snapshot's dialect.
struct DerivationMaking: Sendable {
  let snapshot: Snapshot
  let snapshotOptions: SnapshotOptions
  let catalogs: Catalogs
  let urlOnly: Bool
  /// What nixpkgs' own derivations keep; nil where all is written anew.
  let kept: KeptBuilds?
  let client: TransferClient

  /// Makes the derivations of packages, all or none, and adds them to what is known about the plan.
  ///
  /// `extras` are those that nixpkgs' own packages have, with their attributes, of what is replaced.
  func make(
    _ packages: [PlannedPackage], extras: [PackageID: [String: [String]]],
    into prepared: inout PreparedPlan
  ) async throws(Failure) {
    let tarballs = try await read(packages.filter { $0.id.ecosystem == .cran })
    let sources = packages.filter { $0.id.ecosystem == .pypi }.map { prepared.build(of: $0) }
    let present = try await presentAttributes(
      sources.reduce(into: Set<String>()) { $0.formUnion(Self.named(by: $1)) }, tarballs)
    let homes = Self.needingHome(packages, tarballs)
    let natives = tarballs.mapValues { tarball in tarball.inputs { present.contains($0) } }
    let replaced = packages.compactMap { package in
      natives[package.id].map { KeptBuilds.Subject(package: package, native: $0) }
    }
    let additions = await kept?.additions(to: replaced) ?? [:]
    for package in packages {
      switch package.id.ecosystem {
      case .pypi:
        try await makePython(
          package, present: present, extras: extras[package.id] ?? [:], into: &prepared)
      case .cran:
        guard let tarball = tarballs[package.id], var native = natives[package.id] else { continue }
        native.needsHome = native.needsHome || homes.contains(package.id)
        makeR(package, tarball, native, additions: additions[package.id], into: &prepared)
      }
    }
  }

  /// Requirements that a check of installed distributions would miss, as upstream spells them: what is
  /// left out, what Python has itself, and what nixpkgs installs under another name.
  func removedRequirements(of package: PlannedPackage) -> [String] {
    guard case .known(let requirements)? = package.metadata?.requirements else { return [] }
    let renamed = package.needs.dependencies.filter { dependency in
      guard let pin = snapshot.pin(for: dependency.id), pin.attribute == dependency.attribute
      else { return false }
      return pin.distributionName != dependency.id.name
    }
    let missed = Set((package.needs.leftOut + renamed).map(\.id))
    let minor = snapshot.facts.python?.target.minor ?? 0
    return Set(
      requirements.filter {
        missed.contains($0.id)
          || StandardBackports.isNeedless(
            $0.id, minor: minor, isInNixpkgs: snapshot.pin(for: $0.id) != nil)
      }.map(\.writtenName)
    ).sorted()
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

  /// The result of reading one tarball.
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
        Release(
          id: package.id, version: .r(version), artifacts: package.build.sources.map(\.artifact))
      }
    }.sorted { $0.id < $1.id }
    let results = await inParallel(releases) { await Self.reading($0, from: cran) }
    var tarballs: [PackageID: Tarball] = [:]
    for (release, result) in zip(releases, results) {
      switch result {
      case .success(let tarball): tarballs[release.id] = tarball
      case .failure(let error):
        throw await cran.failure(error)
      }
    }
    return tarballs
  }

  /// The packages that ask for a home directory when they are loaded, and those that load them.
  private static func needingHome(
    _ packages: [PlannedPackage], _ tarballs: [PackageID: Tarball]
  ) -> Set<PackageID> {
    var users: [PackageID: [PackageID]] = [:]
    for package in packages {
      for need in package.needs.dependencies { users[need.id, default: []].append(package.id) }
    }
    var waiting = tarballs.filter { $0.value.source.hints.contains("home:load") }.map(\.key)
    var found = Set(waiting)
    while let next = waiting.popLast() {
      for user in users[next] ?? [] where found.insert(user).inserted { waiting.append(user) }
    }
    return found
  }

  /// The attributes, among some and those that rules name for the tarballs, that the snapshot has.
  private func presentAttributes(
    _ named: Set<String>, _ tarballs: [PackageID: Tarball]
  ) async throws(Failure) -> Set<String> {
    let asked = tarballs.values.reduce(into: named) { $0.formUnion($1.named) }
    guard !asked.isEmpty else { return [] }
    do {
      let found = try await snapshot.topLevel(asked.sorted(), options: snapshotOptions)
      return Set(found.keys)
    } catch {
      throw Failure(error)
    }
  }

  private func makeR(
    _ package: PlannedPackage, _ tarball: Tarball, _ native: NativeInputs,
    additions: RDerivation.Additions?, into prepared: inout PreparedPlan
  ) {
    var notes = (native.notes + tarball.source.notes).map(Note.reading)
    notes += native.unknown.map(Note.unmappedRequirement)
    notes += native.missing.map(Note.missingAttribute)
    notes += native.aside.map(Note.neededAside)
    if !native.programs.isEmpty { notes.append(.callsPrograms(native.programs)) }
    // What DESCRIPTION says is known of a release that is in no index.
    prepared.notes[package.id, default: []] += notes.filter { !package.notes.contains($0) }
    prepared.builds[package.id] = BuildDetails(
      sources: package.build.sources.map { source in
        PlannedSource(
          artifact: source.artifact.with(sha256: tarball.source.sha256), systems: source.systems)
      }, nativeInputs: native.libraries + native.tools)
    let derivation = RDerivation(
      package, metadata: tarball.source.metadata, dialect: snapshot.dialect, urls: tarball.urls,
      hash: tarball.source.sha256, native: native,
      additions: additions)
    prepared.fetchers[package.id] = derivation.fetch.fetcher
    prepared.derivations.append(derivation.derivation)
  }
}

extension Artifact {
  /// The same file with its hash, which CRAN's index does not give.
  fileprivate func with(sha256: ContentHash) -> Artifact {
    Artifact(
      fileName: fileName, url: url, kind: kind, sha256: sha256, size: size,
      uploadTime: uploadTime, requiresPython: requiresPython, yanked: yanked,
      metadataFile: metadataFile, checkout: checkout)
  }
}
