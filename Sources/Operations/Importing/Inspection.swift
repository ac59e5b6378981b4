import Basics
import PackageMetadata
import Planning
import PyPI

/// A look into the files that a plan fetches, for what only they tell: import names, and whether a
/// wheel has compiled code.
struct Inspection: Sendable {
  let catalogs: Catalogs

  /// One file to look into, of the package at an index of the plan.
  private struct Question: Sendable {
    let index: Int
    let artifact: Artifact
    let release: Release
  }

  private static func answer(
    _ question: Question, from pypi: PyPICatalog
  ) async -> Result<BuildMetadata, CatalogError> {
    do throws(CatalogError) {
      return .success(try await pypi.build(of: question.artifact, in: question.release))
    } catch {
      return .failure(error)
    }
  }

  /// The plan with `importNames` and `hints` filled in for wheels.
  func complete(_ plan: Plan) async throws(Failure) -> Plan {
    var plan = plan
    let questions = plan.packages.indices.compactMap { index -> Question? in
      let package = plan.packages[index]
      guard package.isWritten, let artifact = package.sources.first?.artifact,
        case .wheel = artifact.kind,
        let version = PackageVersion(package.version, in: package.id.ecosystem)
      else { return nil }
      let release = Release(id: package.id, version: version, artifacts: [artifact])
      return Question(index: index, artifact: artifact, release: release)
    }
    let pypi = catalogs.pypi
    let answers = await inParallel(questions) { await Self.answer($0, from: pypi) }
    for (question, answer) in zip(questions, answers) {
      let index = question.index
      switch answer {
      case .success(let build):
        plan.packages[index].importNames = build.importNames
        plan.packages[index].hints = build.hints
        plan.packages[index].notes += build.notes
      case .failure(.malformed(_, _, let reason)):
        plan.packages[index].notes.append("cannot read its wheel: \(reason)")
      case .failure(let error):
        throw await Failure(error, from: pypi)
      }
    }
    plan.forgetHostedImportNames()
    return plan
  }
}
