import ContentHash
import OverlayEditing
import PackageMetadata
import PyPI

/// The verdict on the hash of one fetch.
struct FetchJudge: Sendable {
  /// What was found of a hash.
  struct Judgement: Sendable {
    let verdict: RefreshEntry.Verdict
    /// The right hash, as a value and as it would be written.
    var hash: ContentHash?
    var written: String?
    var reason: RefreshReason?

    static func skipped(_ reason: RefreshReason) -> Judgement {
      Judgement(verdict: .skipped, reason: reason)
    }
  }

  /// The right hash, and the name of what has another one.
  private struct Answer: Sendable {
    let hash: ContentHash
    /// The project on PyPI, whose files are known with their hashes.
    var project: Project?
  }

  let hashing: FetchHashing
  let owner: OldHashOwner
  let pypi: PyPICatalog
  let usesSRI: Bool

  /// Compares the hash of a fetch with what it gets.
  func judge(_ task: Refresh.Task) async -> Judgement {
    guard case .place(let place) = task.call.hash else {
      return .skipped(.notText)
    }
    let source: FetchSource
    switch task.source {
    case .success(let found): source = found
    case .failure(let obstacle): return .skipped(.obstacle(obstacle))
    }
    do throws(FetchFailure) {
      let answer = try await answer(source, Self.algorithm(place))
      return await judge(place, source, answer)
    } catch {
      return .skipped(.failure(error))
    }
  }

  /// The hash of a source, whatever is written.
  func hash(of source: FetchSource) async throws(FetchFailure) -> ContentHash {
    try await answer(source).hash
  }

  /// The file of an index that a URL names, wherever the index keeps it.
  func artifact(at url: String) async -> Artifact? {
    guard let file = PyPIFile(url: url) else { return nil }
    for id in file.projects {
      guard let project = try? await pypi.project(id), let artifact = file.artifact(in: project)
      else { continue }
      return artifact
    }
    return nil
  }

  /// The algorithm of the hash that a place asks for.
  private static func algorithm(_ place: HashPlace) -> ContentHash.Algorithm {
    if case .hash(let hash) = place.content { return hash.algorithm }
    return place.algorithm ?? .sha256
  }

  private func judge(
    _ place: HashPlace, _ source: FetchSource, _ answer: Answer
  ) async -> Judgement {
    let hash = answer.hash
    let written = place.text(of: hash, usesSRI: usesSRI)
    owner.remember(hash, of: source)
    func result(_ verdict: RefreshEntry.Verdict, _ reason: RefreshReason? = nil) -> Judgement {
      Judgement(verdict: verdict, hash: hash, written: written, reason: reason)
    }
    switch place.content {
    case .placeholder: return result(.filled)
    case .malformed(let words): return result(.filled, .malformed(words))
    case .hash(hash): return result(.ok)
    case .hash(let old):
      if let file = answer.project?.fileName(of: old) {
        return result(.stale, .oldHash(of: file))
      }
      let url = source.urls.first ?? ""
      switch await owner.owner(of: old, source: source) {
      case .other(let what): return result(.stale, .oldHash(of: what))
      case .same: return result(.changed, .contentsChanged(url: url))
      case .unknown: return result(.changed, .oldHashUnknown(url: url))
      }
    }
  }

  /// The hash of a source: from the index where that tells it, else from a download.
  private func answer(
    _ source: FetchSource, _ algorithm: ContentHash.Algorithm = .sha256
  ) async throws(FetchFailure) -> Answer {
    var absence: FetchFailure.Absence?
    // Indexes tell no other hash than SHA-256.
    if case .file(let urls) = source, algorithm == .sha256 {
      for file in urls.compactMap({ PyPIFile(url: $0) }) {
        switch await indexed(file) {
        case .success(let answer): return answer
        case .failure(.missing(let what)): absence = absence ?? what
        case .failure(let failure): throw failure
        }
      }
    }
    do throws(FetchFailure) {
      return Answer(hash: try await hashing.hash(of: source, algorithm))
    } catch {
      throw absence.map { .missing($0) } ?? error
    }
  }

  /// What the index says about a file.
  private func indexed(_ file: PyPIFile) async -> Result<Answer, FetchFailure> {
    var absence = FetchFailure.Absence.project(file.projects.first?.name ?? "")
    for id in file.projects {
      do throws(CatalogError) {
        let project = try await pypi.project(id)
        absence = .file(file.fileName, project: id.name)
        guard let artifact = file.artifact(in: project) else { continue }
        absence = .hash(ofFile: file.fileName)
        guard let hash = artifact.sha256 else { continue }
        return .success(Answer(hash: hash, project: project))
      } catch {
        switch error {
        case .notFound: continue
        case .unavailable(_, let why): return .failure(.network(why))
        case .malformed(_, _, let why): absence = .page(why)
        }
      }
    }
    return .failure(.missing(absence))
  }
}
