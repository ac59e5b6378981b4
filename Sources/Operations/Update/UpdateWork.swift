import Derivations
import Nix
import Nixpkgs
import OverlayEditing
import PackageMetadata
import Planning

/// One way to move packages, from the plan to the overlay's text.
struct UpdateWork: Sendable {
  let planning: UpdatePlanning
  let source: OverlayGraph.Source
  let workspace: Workspace
  /// Never `fetchPypi`.
  let urlOnly: Bool
  let isFresh: Bool

  /// A package that leaves the overlay.
  struct Removal: Sendable {
    let index: Int
    let reason: UpdateReason
  }

  /// The result; nothing is written yet.
  struct Result: Sendable {
    let solved: UpdatePlanning.Solved
    /// The plan, in which what stays as it was is in the overlay.
    var prepared: PreparedPlan
    var document: OverlayDocument
    /// The versions that packages had, of those that moved.
    let old: [PackageID: String]
    var removed: [Removal] = []
    /// Why packages cannot move after all, by their places in the graph.
    var obstacles: [Int: UpdateReason] = [:]
    /// Whether the text differs from what it was.
    var isChanged = false

    var plan: Plan { prepared.plan }
    /// The files that the packages take in.
    var files: [DerivationFile] { prepared.derivations.flatMap(\.files) }
  }

  private var graph: OverlayGraph { source.graph }
  private var subjects: [Int: UpdateSubjects.Subject] { planning.subjects.subjects }

  /// Plans, and makes the overlay's text.
  func run() async throws(Failure) -> Result {
    let solved = try await planning.solve()
    let moved = solved.plan.written.compactMap { planning.subjects.index(of: $0.id) }.sorted()
    let preparation = PlanPreparation(
      workspace: workspace, snapshot: planning.snapshot, catalogs: planning.catalogs,
      urlOnly: urlOnly, isFresh: isFresh)
    let prepared = try await preparation.prepare(
      related(solved.plan, to: moved), looksIntoFiles: true)
    var old: [PackageID: String] = [:]
    for subject in moved.compactMap({ subjects[$0] }) { old[subject.id] = subject.versionText }
    var result = Result(solved: solved, prepared: prepared, document: source.document, old: old)
    let bases = await bases(of: moved, preparation)
    try revise(&result, moved: moved, bases: bases)
    guard result.obstacles.isEmpty else { return result }
    try await completeSources(&result, moved: moved)
    guard result.obstacles.isEmpty else { return result }
    try clean(&result, moved: Set(moved.map { graph.packages[$0].id }))
    result.isChanged = change(to: result.document, files: result.files).isChanged
    return result
  }

  // MARK: The plan

  /// The plan without new packages that only packages which stay would need: what a person left out
  /// there stays left out.
  private func related(_ plan: Plan, to moved: [Int]) -> Plan {
    var reached = Set(moved.map { graph.packages[$0].id })
    var waiting = Array(reached)
    while let id = waiting.popLast() {
      guard let package = plan.package(id), package.action != .nixpkgs else { continue }
      for need in package.allNeeds where reached.insert(need).inserted { waiting.append(need) }
    }
    return Plan(
      packages: plan.packages.filter { !$0.isWritten || reached.contains($0.id) },
      requested: plan.requested)
  }

  /// The releases that are there as nixgraft would write them, as far as they are known.
  private func bases(
    of moved: [Int], _ preparation: PlanPreparation
  ) async -> [PackageID: Derivation] {
    guard !moved.isEmpty, let present = await planning.present(Set(moved)) else { return [:] }
    let ids = Set(moved.map { graph.packages[$0].id })
    let prepared = try? await preparation.prepare(present, looksIntoFiles: true, only: ids)
    var bases: [PackageID: Derivation] = [:]
    for derivation in prepared?.derivations ?? [] { bases[derivation.id] = derivation }
    return bases
  }

  // MARK: The text

  private func revise(
    _ result: inout Result, moved: [Int], bases: [PackageID: Derivation]
  ) throws(Failure) {
    var derivations: [PackageID: Derivation] = [:]
    for derivation in result.prepared.derivations { derivations[derivation.id] = derivation }
    var revisions: [PackageRevision] = []
    for index in moved {
      guard let subject = subjects[index], let revised = derivations[subject.id],
        let package = result.plan.package(subject.id)
      else { continue }
      revisions.append(
        PackageRevision(
          ecosystem: subject.id.ecosystem, attribute: subject.package.attribute,
          oldVersion: subject.versionText, newVersion: package.version,
          base: bases[subject.id], revised: revised,
          isSuperseded: package.build.sources.contains {
            $0.artifact.url.contains("/Archive/\(subject.id.name)/")
          }, revisions: Self.commits(of: subject)))
      derivations[subject.id] = nil
    }
    do throws(OverlayEditingError) {
      let revised = try source.document.revising(revisions)
      for (attribute, obstacle) in revised.obstacles {
        if let index = place(of: attribute, among: moved) {
          result.obstacles[index] = .text(obstacle)
        }
      }
      for (attribute, notes) in revised.notes {
        if let index = place(of: attribute, among: moved) {
          result.prepared.notes[graph.packages[index].id, default: []] +=
            notes.map { .editing($0.words) }
        }
      }
      let new = derivations.values.sorted { $0.id < $1.id }
      result.document = try revised.document.holding(
        new, for: TargetNixpkgs(planning.snapshot.facts))
      if let day = planning.options.asOf, !moved.isEmpty {
        result.document = try result.document.noting(asOf: day)
      }
    } catch {
      throw Failure(error)
    }
  }

  /// The commits before and after, of a package that follows a repository.
  private static func commits(
    of subject: UpdateSubjects.Subject
  ) -> PackageRevision.Revisions? {
    guard let old = subject.package.revision, subject.hasMoved,
      let new = subject.repository?.newest.checkout?.commit
    else { return nil }
    return PackageRevision.Revisions(old: old, new: new)
  }

  private func place(of attribute: String, among moved: [Int]) -> Int? {
    moved.first { graph.packages[$0].attribute == attribute }
  }

  private func completeSources(
    _ result: inout Result, moved: [Int]
  ) async throws(Failure) {
    var known: [String: Artifact] = [:]
    for source in result.plan.written.flatMap({ result.prepared.build(of: $0).sources }) {
      known[source.artifact.fileName] = source.artifact
    }
    let sources = UpdateSources(judge: try FetchJudge(workspace), known: known)
    for ecosystem in Ecosystem.allCases {
      let attributes = moved.filter { graph.packages[$0].id.ecosystem == ecosystem }
        .map { graph.packages[$0].attribute }
      guard !attributes.isEmpty else { continue }
      let outcome = try await sources.complete(
        result.document, before: source.document, attributes: Set(attributes), in: ecosystem)
      result.document = outcome.document
      for (attribute, reason) in outcome.obstacles {
        if let index = place(of: attribute, among: moved) { result.obstacles[index] = reason }
      }
    }
  }

  // MARK: What is no longer needed

  /// Takes out what nixpkgs has itself and what nothing needs any more, and corrects comments.
  private func clean(_ result: inout Result, moved: Set<PackageID>) throws(Failure) {
    let plan = result.plan
    let free = result.solved.free
    do throws(OverlayEditingError) {
      let dropped = subjects.filter { index, subject in
        free.contains(index) && subject.isDroppable && plan.package(subject.id)?.action == .nixpkgs
      }.sorted { $0.key < $1.key }
      result.document = try result.document
        .without(dropped.map { ($0.value.id.ecosystem, $0.value.package.attribute) })
      let droppedIDs = Set(dropped.map(\.value.id))
      result.removed = dropped.map { index, subject in
        Removal(index: index, reason: .inNixpkgs(subject.successor?.versionText))
      }
      result.document = try result.document.forgetting { package, needer in
        if droppedIDs.contains(needer) { return true }
        guard moved.contains(needer), let needer = plan.package(needer) else { return false }
        return !needer.allNeeds.contains(package)
      }
      let rest = OverlayGraph(result.document, path: graph.path)
      let idle = rest.packages.indices.filter { place in
        guard let index = planning.subjects.index(of: rest.packages[place].id),
          free.contains(index), subjects[index]?.isThereForOthers ?? false
        else { return false }
        return plan.package(rest.packages[place].id) == nil
      }
      guard !idle.isEmpty else { return }
      let removal = RemovalPlan(rest, named: Set(idle))
      let gone = removal.removed.sorted().map { rest.packages[$0] }
      guard !gone.isEmpty else { return }
      let ids = Set(gone.map(\.id))
      result.document = try result.document
        .without(gone.map { ($0.id.ecosystem, $0.attribute) })
        .forgetting { _, needer in ids.contains(needer) }
      result.removed += graph.packages.indices.filter { ids.contains(graph.packages[$0].id) }.map {
        Removal(index: $0, reason: .notNeeded)
      }
    } catch {
      throw Failure(error)
    }
  }

  // MARK: Trial and writing

  /// Evaluates what changed, and what needs it.
  func outcome(of result: Result) async throws(Failure) -> Verification.Outcome {
    let written = result.plan.written
    var attributes = written.map { (ecosystem: $0.id.ecosystem, attribute: $0.attribute) }
    let rest = OverlayGraph(result.document, path: graph.path)
    let changed = Set(written.map(\.id))
    let gone = Set(result.removed.map { graph.packages[$0.index].attribute })
    for package in rest.packages where !changed.contains(package.id) {
      let needs = package.allNeeds.map { rest.packages[$0].id }
      guard needs.contains(where: changed.contains) || !gone.isDisjoint(with: package.fromNixpkgs)
      else { continue }
      attributes.append((package.id.ecosystem, package.attribute))
    }
    let verification = Verification(workspace: workspace, snapshot: planning.snapshot)
    return try await verification.outcome(
      of: attributes, in: change(to: result.document, files: result.files))
  }

  /// How many packages are tried one by one.
  private static let patience = 16

  /// Packages that moved and that did not evaluate before either, with Nix's words.
  func broken(among result: Result) async throws(Failure) -> [Int: UpdateReason] {
    let verification = Verification(workspace: workspace, snapshot: planning.snapshot)
    let moved = graph.packages.indices.filter { result.old[graph.packages[$0].id] != nil }
    var broken: [Int: UpdateReason] = [:]
    for index in moved.prefix(Self.patience) {
      let package = graph.packages[index]
      let outcome = try await verification.outcome(
        of: [(package.id.ecosystem, package.attribute)], in: change(to: source.document))
      if case .bad(let complaint) = outcome {
        broken[index] = .doesNotEvaluate(complaint.message)
      }
    }
    return broken
  }

  /// What differs once the overlay is another.
  func change(to document: OverlayDocument, files: [DerivationFile] = []) -> OverlayChange {
    OverlayChange(
      file: source.file, before: OverlayOrigin(source.document), after: document, files: files)
  }
}

extension PlannedPackage {
  /// Its requirements of any kind.
  fileprivate var allNeeds: Set<PackageID> {
    Set((needs.all + build.buildSystem).map(\.id))
  }
}
