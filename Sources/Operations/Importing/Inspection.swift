import Basics
import PackageMetadata
import Planning
import PyPI

/// A look into the files that a plan fetches, for what only they tell: import names, and whether a
/// wheel has compiled code.
struct Inspection: Sendable {
  let catalogs: Catalogs

  /// One file to look into, of a package.
  private struct Question: Sendable {
    let package: PlannedPackage
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

  /// What was found.
  struct Findings: Sendable {
    var builds: [PackageID: BuildDetails] = [:]
    var notes: [PackageID: [Note]] = [:]
  }

  /// Looks into the wheels of packages.
  func look(into packages: [PlannedPackage]) async throws(Failure) -> Findings {
    let questions = packages.filter(\.build.isWheel).compactMap { package -> Question? in
      guard let artifact = package.build.sources.first?.artifact,
        let version = PackageVersion(package.version, in: package.id.ecosystem)
      else { return nil }
      let release = Release(id: package.id, version: version, artifacts: [artifact])
      return Question(package: package, artifact: artifact, release: release)
    }
    let pypi = catalogs.pypi
    let answers = await inParallel(questions) { await Self.answer($0, from: pypi) }
    var found = Findings()
    for (question, answer) in zip(questions, answers) {
      let package = question.package
      switch answer {
      case .success(let build):
        found.builds[package.id] = package.build.looked(into: build)
        found.notes[package.id] = build.notes.map(Note.reading)
      case .failure(.malformed(_, _, let reason)):
        found.notes[package.id] = [.wheelUnreadable(reason: reason)]
      case .failure(let error): throw await pypi.failure(error)
      }
    }
    return found
  }
}
