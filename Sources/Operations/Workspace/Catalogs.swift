import CRAN
import Nixpkgs
import PackageMetadata
import Planning
import PyPI

/// The indexes of one run.
struct Catalogs: Sendable {
  let pypi: PyPICatalog
  let cran: CRANCatalog

  var byEcosystem: [Ecosystem: any Catalog] { [.pypi: pypi, .cran: cran] }
}

extension Workspace {
  /// The indexes that answer for a snapshot.
  func catalogs(
    for snapshot: Snapshot, inventory: SnapshotInventory,
    archives: CRANConfiguration.Archives = .whenNeeded, isBioconductorWanted: Bool = false,
    ahead: CRANReadingAhead? = nil, resolution: RequestResolution? = nil,
    own: [String: [CRANRepository]] = [:], excludeNewer: Timestamp? = nil,
    outside: [String: SourcePackage]? = nil
  ) throws(Failure) -> Catalogs {
    let repositories: [CRANRepository]
    let further: [CRANRepository]
    do throws(CRANError) {
      repositories =
        try self.repositories(
          bioconductor: options.bioconductor ?? snapshot.facts.bioconductorRelease,
          isWanted: isBioconductorWanted)
      further = try (options.repositories + (resolution?.repositories ?? [])).map {
        address throws(CRANError) in try CRANRepository.at(address)
      }
    } catch {
      throw Failure(.input, "\(error)")
    }
    try requireSameRelease(of: repositories + further, as: snapshot)
    var cran = CRANConfiguration(
      repositories: repositories, rVersion: snapshot.facts.rVersion, archives: archives,
      canMeet: { requirement in
        guard let holding = inventory.holding(of: requirement.id), let version = holding.version
        else { return true }
        return requirement.constraint.contains(version)
      })
    cran.readsAhead = ahead != nil
    cran.further = further
    cran.asked = options.repositories.isEmpty ? [] : resolution?.typedR ?? []
    cran.own = own
    // What a file has from Bioconductor is not taken from CRAN, which may have another package of the name.
    let parts = repositories.filter(\.isBioconductor)
    if let resolution, !parts.isEmpty {
      for spec in resolution.specs where spec.isBioconductor {
        let name = spec.requirement.id.name
        if !resolution.typedR.contains(name) { cran.own[name] = parts }
      }
    }
    for (id, urls) in resolution?.routes ?? [:] where id.ecosystem == .cran {
      let repositories = urls.compactMap { try? CRANRepository.at($0) }
      if !repositories.isEmpty { cran.own[id.name] = repositories }
    }
    cran.excludeNewer = excludeNewer
    return Catalogs(
      pypi: pypi(for: snapshot, at: resolution?.indexes ?? []),
      cran: CRANCatalog(
        configuration: cran, client: client, ahead: ahead,
        given: outside ?? resolution?.outsideSources ?? [:]))
  }

  /// Refuses parts of a release of Bioconductor that nixpkgs does not have and nobody named: its
  /// packages are made for each other and for one R.
  private func requireSameRelease(
    of repositories: [CRANRepository], as snapshot: Snapshot
  ) throws(Failure) {
    guard let wanted = options.bioconductor ?? snapshot.facts.bioconductorRelease else { return }
    for repository in repositories {
      guard case .bioconductor(let release, _) = repository.kind, release != wanted else {
        continue
      }
      let whose = options.bioconductor == nil ? "this nixpkgs has" : "you asked for"
      throw Failure(
        .input, "'\(repository.url)' is Bioconductor \(release), but \(whose) \(wanted)",
        hints: [
          "to use it all the same: \(option: .bioconductor(release))"
        ])
    }
  }

  /// Begins to read what requests for R packages will want whatever nixpkgs has.
  func readAhead(_ requirements: [Requirement]) async -> CRANReadingAhead {
    let ahead = CRANReadingAhead(client: client)
    let names = requirements.map(\.id).filter { $0.ecosystem == .cran }.map(\.name)
    if !names.isEmpty, let repositories = try? repositories(bioconductor: nil, isWanted: false) {
      // Bioconductor is asked only for what CRAN lacks.
      await ahead.begin(names, in: repositories.filter { !$0.isBioconductor })
    }
    return ahead
  }

  /// CRAN or what stands for it, then Bioconductor's repositories for the snapshot's release: if
  /// there is no mirror, or a package of Bioconductor is asked for and no mirror has such.
  private func repositories(
    bioconductor release: String?, isWanted: Bool
  ) throws(CRANError) -> [CRANRepository] {
    var result: [CRANRepository] = []
    for mirror in options.cranMirrors {
      let repository = try CRANRepository.at(mirror)
      // What is not known for something else is a mirror: overlays name CRAN itself.
      result.append(repository.kind == .other ? try .cran(mirror: mirror) : repository)
    }
    let needsBioconductor = result.isEmpty || isWanted && !result.contains(where: \.isBioconductor)
    if result.isEmpty { result.append(try .cran()) }
    if needsBioconductor, let release {
      result += try CRANRepository.bioconductor(release: release)
    }
    return result
  }
}
