import Basics
import CRAN
import Nixpkgs
import PackageMetadata
import Planning
import Requests
import Versions

/// Packages that are in no index: commits of repositories, and archives by their addresses.
extension RequestResolution {
  /// One of them.
  struct Outside: Sendable {
    let place: OutsideSources.Place
    let name: String
    /// Where a file asks for it; nil for what was typed.
    let asked: Requests.Place?
  }

  /// The most repositories that are read because others name them.
  private static let limit = 500

  /// Takes a request of the command line.
  mutating func add(_ spec: PackageSpec) {
    if spec.requirement.id.ecosystem == .cran { typedR.insert(spec.requirement.id.name) }
    guard let url = spec.requirement.url else {
      typed.insert(spec.requirement.id)
      specs.append(spec)
      return
    }
    if case .package(_, .git(let git), _) = RequirementTarget.place(
      url, requirement: spec.requirement)
    {
      take(.git(git), spec.requirement, at: nil)
    } else {
      outside[spec.requirement.id] = Outside(
        place: .archive(url: url), name: spec.requirement.writtenName, asked: nil)
      specs.append(spec)
    }
  }

  /// Takes a package from where a file says, whatever nixpkgs has.
  mutating func take(
    _ place: OutsideSources.Place, _ requirement: Requirement, at asked: Requests.Place?,
    isNew: Bool = true
  ) {
    outside[requirement.id] = Outside(place: place, name: requirement.writtenName, asked: asked)
    if case .git = place { overrides.insert(requirement.id) }
    guard isNew else { return }
    specs.append(PackageSpec(requirement: requirement.unbounded.withURL(place.url)))
  }

  /// What came of reading one.
  private struct Answer: Sendable {
    let id: PackageID
    let outside: Outside
    let result: Result<OutsideSources.Found, Failure>
  }

  /// Asks the servers of all packages that are in no index, and reads their archives; also of the R
  /// packages that these name as their remotes and nixpkgs lacks.
  ///
  /// - Throws: `Failure` where one that was typed is not available, or nothing else is asked for; one that a
  ///   file asks for besides others is left out.
  mutating func readOutside(_ sources: OutsideSources) async throws(Failure) {
    var waiting = outside
    var lost: Failure?
    while !waiting.isEmpty {
      let items = waiting.sorted { $0.key < $1.key }.map { Item(id: $0.key, outside: $0.value) }
      waiting = [:]
      let answers = await inParallel(items, width: 8) { item in
        await Self.answer(item, from: sources)
      }
      for answer in answers {
        switch answer.result {
        case .success(let found):
          outsideProjects[answer.id] = found.project
          report.remarks += found.remarks
          if let source = found.source {
            outsideSources[source.url] = source
            waiting.merge(remotes(of: source, answer.outside)) { first, _ in first }
          }
        case .failure(let failure):
          guard let place = answer.outside.asked else { throw failure }
          giveUp(answer.id, answer.outside.name, .unavailable(failure.what), at: place)
          lost = lost ?? failure
        }
      }
      guard outside.count + waiting.count <= Self.limit else {
        throw Failure(.input, "remotes of remotes name more than \(Self.limit) repositories")
      }
      outside.merge(waiting) { first, _ in first }
    }
    if let lost, specs.isEmpty, wishes.isEmpty { throw lost }
  }

  private struct Item: Sendable {
    let id: PackageID
    let outside: Outside
  }

  private static func answer(_ item: Item, from sources: OutsideSources) async -> Answer {
    do throws(Failure) {
      let found = try await sources.read(item.id, at: item.outside.place, name: item.outside.name)
      return Answer(id: item.id, outside: item.outside, result: .success(found))
    } catch {
      return Answer(id: item.id, outside: item.outside, result: .failure(error))
    }
  }

  /// The remotes that a package needs, but for those that files place and those of nixpkgs that fit.
  private mutating func remotes(
    of source: SourcePackage, _ parent: Outside
  ) -> [PackageID: Outside] {
    var result: [PackageID: Outside] = [:]
    let needs = source.description.requirements
    for text in RRemote.list(source.description.remotes ?? "") {
      guard let remote = RRemote(text), let name = remote.package(among: needs.map(\.id.name)),
        let need = needs.first(where: { $0.id.name == name }), outside[need.id] == nil,
        !wanted.contains(need.id)
      else { continue }
      if let pin = snapshot.pin(for: need.id), let version = pin.version,
        need.constraint.contains(version)
      {
        report.remarks.append(
          .remoteUnused(name, of: source.description.name, version: version))
        continue
      }
      let place: OutsideSources.Place
      switch remote.source {
      case .git(let git): place = .git(git)
      case .archive(let url, nil): place = .archive(url: url)
      default: continue
      }
      let asked =
        parent.asked
        ?? Requests.Place("DESCRIPTION of '\(source.description.name)'", key: "Remotes")
      result[need.id] = Outside(place: place, name: name, asked: asked)
      overrides.insert(need.id)
    }
    return result
  }

  // MARK: - What is not available

  /// Leaves out a package that a file asks for.
  mutating func giveUp(
    _ id: PackageID, _ name: String, _ reason: LeftOut.Reason, at place: Requests.Place
  ) {
    unavailable.insert(id)
    outside[id] = nil
    overrides.remove(id)
    let version = wishes.removeValue(forKey: id)?.version ?? lockedVersion(of: id)
    specs.removeAll {
      $0.requirement.id == id && ($0.requirement.url != nil || !typed.contains(id))
    }
    report.wanted.removeAll { $0.id == id }
    report.leftOut.append(
      LeftOut(name, version: version?.description, reason, place: place))
  }

  /// Whether a package can be left out: files alone ask for it, and for others besides.
  func canGiveUp(_ id: PackageID) -> Bool {
    !typed.contains(id) && report.wanted.contains { $0.id == id } && specs.count > 1
  }

  /// Leaves out what turned out to need a package that is not available.
  mutating func leave(_ withheld: [PackageID: PackageID]) {
    for (id, need) in withheld.sorted(by: { $0.key < $1.key }) {
      guard let request = report.wanted.first(where: { $0.id == id }) else { continue }
      giveUp(id, id.name, .needs(need.name), at: Requests.Place(request.file))
    }
  }

  /// Leaves packages as nixpkgs has them that cannot be replaced.
  ///
  /// - Throws: `Failure` where not files alone ask for others.
  mutating func keep(_ cyclic: [PackageID: String]) throws(Failure) {
    for (id, need) in cyclic.sorted(by: { $0.key < $1.key }) {
      guard canGiveUp(id), let request = report.wanted.first(where: { $0.id == id }) else {
        throw Failure(
          .noSolution,
          "nixpkgs' '\(id.name)' cannot be replaced: the other release \(LeftOut.Reason.cycle(need))",
          hints: ["ask for '\(id.name)' without a version, to use nixpkgs' own"])
      }
      let isUnavailable = unavailable.contains(id)
      giveUp(id, id.name, .cycle(need), at: Requests.Place(request.file))
      if !isUnavailable { unavailable.remove(id) }
    }
  }

  private func lockedVersion(of id: PackageID) -> PackageVersion? {
    report.wanted.first { $0.id == id }?.locked
  }

  /// Leaves out what needs a package that is not available, by what locks and DESCRIPTIONs say, unless
  /// nixpkgs or, for R packages, an index has that.
  mutating func leaveNeeders(
    _ catalogs: [Ecosystem: any Catalog], _ inventory: SnapshotInventory
  ) async {
    var lost: [PackageID] = []
    for id in unavailable.sorted() where inventory.holding(of: id) == nil {
      if id.ecosystem == .cran, let catalog = catalogs[.cran],
        (try? await catalog.project(id)) != nil
      {
        continue
      }
      lost.append(id)
    }
    guard !lost.isEmpty else { return }
    let needers = needers
    while let id = lost.popLast() {
      for needer in needers[id]?.sorted() ?? [] where !unavailable.contains(needer) {
        guard inventory.holding(of: needer) == nil || outside[needer] != nil,
          let request = report.wanted.first(where: { $0.id == needer })
        else { continue }
        giveUp(needer, needer.name, .needs(id.name), at: Requests.Place(request.file))
        lost.append(needer)
      }
    }
  }

  /// Who needs each package.
  private var needers: [PackageID: Set<PackageID>] {
    var result: [PackageID: Set<PackageID>] = [:]
    for package in files.sets.flatMap({ $0.lock?.packages ?? [] }) {
      for edge in package.edges { result[edge.id, default: []].insert(package.id) }
    }
    for source in outsideSources.values {
      for need in source.description.requirements {
        result[need.id, default: []].insert(.cran(source.description.name))
      }
    }
    return result
  }
}

extension Lock.Package {
  /// A request for the package by its name alone.
  var plainRequirement: Requirement {
    id.ecosystem == .pypi ? .python(name) : .r(name: name)
  }
}
