import Basics
import PackageMetadata
import Planning
import Requests

extension RequestResolution {
  // MARK: - What the index says

  /// Drops what is not on the index but is a program in nixpkgs, and reports all that neither has.
  ///
  /// - Throws: `Failure` with every package that is neither in nixpkgs nor on an index.
  mutating func settle(
    _ catalogs: [Ecosystem: any Catalog], inventory: SnapshotInventory, width: Int
  ) async throws(Failure) {
    guard !files.isEmpty else { return }
    await leaveNeeders(catalogs, inventory)
    let missing = Set(
      specs.filter { $0.requirement.url == nil }.map(\.requirement.id)
    ).filter { inventory.holding(of: $0) == nil }.sorted()
    let known = modules
    let answers = await inParallel(missing, width: width) { id in
      do throws(CatalogError) {
        guard let catalog = catalogs[id.ecosystem] else { return Answer(id: id, isThere: true) }
        let project = try await catalog.project(id)
        guard let module = known[id] else { return Answer(id: id, isThere: true) }
        return Answer(id: id, isThere: await Self.brings(module.name, project, catalog))
      } catch {
        switch error {
        case .notFound: return Answer(id: id, isThere: false)
        case .unavailable(_, let reason): return Answer(id: id, isThere: true, trouble: reason)
        case .malformed: return Answer(id: id, isThere: true)
        }
      }
    }
    await leaveUnknown(answers, catalogs, inventory)
    var lost: [PackageID] = []
    for id in answers.filter({ !$0.isThere }).map(\.id).sorted() where !unavailable.contains(id) {
      if let use = modules[id] ?? scannedR(id) {
        specs.removeAll { $0.requirement.id == id }
        report.wanted.removeAll { $0.id == id }
        report.leftOut.append(LeftOut(use.name, .unknownModule, place: use.place))
        continue
      }
      guard let place = guessed[id] else {
        lost.append(id)
        continue
      }
      specs.removeAll { $0.requirement.id == id }
      report.wanted.removeAll { $0.id == id }
      take(ToolRequest(name: id.name, attribute: id.name, place: place))
    }
    guard !lost.isEmpty else { return }
    var lines: [String] = []
    for id in lost.prefix(50) {
      var near = await catalogs[id.ecosystem]?.nearNames(to: id) ?? []
      if id.ecosystem == .cran { near = snapshot.namesNear(id, besides: near) }
      let index = id.ecosystem == .pypi ? "the index" : "CRAN and Bioconductor"
      let like = near.isEmpty ? "" : "; there is \(near.prefix(3).joined(separator: ", "))"
      lines.append("'\(id.name)' is neither in nixpkgs nor on \(index)\(like)")
    }
    throw Failure(.notFound, sentences: lines)
  }

  /// Whether a project's newest wheel has a module.
  private static func brings(
    _ module: String, _ project: Project, _ catalog: any Catalog
  ) async -> Bool {
    let top = module.prefix { $0 != "." }
    for index in project.versions.indices.reversed().prefix(8) {
      let release = project.release(at: index)
      guard
        let wheel = release.artifacts.first(where: {
          if case .wheel = $0.kind { true } else { false }
        })
      else { continue }
      guard let build = try? await catalog.build(of: wheel, in: release) else { return false }
      return build.importNames.contains { $0.prefix { $0 != "." } == top }
    }
    return false
  }

  /// The use of an R package in scanned code.
  private func scannedR(_ id: PackageID) -> ScannedUse? {
    guard id.ecosystem == .cran else { return nil }
    for set in files.sets {
      if let use = set.uses.first(where: { $0.language == .r && $0.name == id.name }) { return use }
    }
    return nil
  }

  /// Leaves out the locked R packages that no repository has, or whose own repository, or Bioconductor, does
  /// not answer, with what needs them: the rest of a lock is imported all the same.
  ///
  /// Where a lock would have nothing left, nothing is left out, and the reason ends the run.
  private mutating func leaveUnknown(
    _ answers: [Answer], _ catalogs: [Ecosystem: any Catalog], _ inventory: SnapshotInventory
  ) async {
    let bioconductor = Set(specs.filter(\.isBioconductor).map(\.requirement.id))
    var reasons: [PackageID: String] = [:]
    for answer in answers where answer.id.ecosystem == .cran && wishes[answer.id] != nil {
      let isElsewhere = routes[answer.id] != nil
      if let trouble = answer.trouble {
        if isElsewhere || bioconductor.contains(answer.id) { reasons[answer.id] = trouble }
      } else if !answer.isThere {
        reasons[answer.id] =
          isElsewhere
          ? "neither nixpkgs nor the repository that the lock names has it"
          : "neither nixpkgs nor CRAN nor Bioconductor has it"
      }
    }
    guard !reasons.isEmpty, !report.wanted.allSatisfy({ reasons[$0.id] != nil }) else { return }
    for (id, reason) in reasons.sorted(by: { $0.key < $1.key }) {
      guard let place = wishes[id]?.place else { continue }
      giveUp(id, id.name, .unavailable(reason), at: place)
    }
    await leaveNeeders(catalogs, inventory)
  }

  private struct Answer: Sendable {
    let id: PackageID
    let isThere: Bool
    /// Why the server did not answer.
    var trouble: String?
  }
}
