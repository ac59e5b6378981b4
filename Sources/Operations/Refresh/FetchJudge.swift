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
    var reason: String?
    var hasFailed = false
    var isMissing = false

    static func skipped(
      _ reason: String, hasFailed: Bool = false, isMissing: Bool = false
    ) -> Judgement {
      Judgement(
        verdict: .skipped, reason: reason, hasFailed: hasFailed, isMissing: isMissing)
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
      return .skipped("its hash is not written in this file as text")
    }
    let source: FetchSource
    switch task.source {
    case .success(let found): source = found
    case .failure(let obstacle): return .skipped(obstacle.reason)
    }
    do throws(FetchHashing.Failure) {
      let answer = try await answer(source, Self.algorithm(place))
      return await judge(place, source, answer)
    } catch {
      switch error {
      case .network(let reason): return .skipped(reason, hasFailed: true)
      case .missing(let reason): return .skipped(reason, isMissing: true)
      case .unusable(let reason): return .skipped(reason)
      }
    }
  }

  /// The hash of a source, whatever is written.
  func hash(of source: FetchSource) async throws(FetchHashing.Failure) -> ContentHash {
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
    func result(_ verdict: RefreshEntry.Verdict, _ reason: String? = nil) -> Judgement {
      Judgement(verdict: verdict, hash: hash, written: written, reason: reason)
    }
    switch place.content {
    case .placeholder: return result(.filled)
    case .malformed(let reason): return result(.filled, reason)
    case .hash(hash): return result(.ok)
    case .hash(let old):
      if let file = answer.project?.fileName(of: old) {
        return result(.stale, "the old hash is of \(file)")
      }
      switch await owner.owner(of: old, source: source) {
      case .other(let what): return result(.stale, "the old hash is of \(what)")
      case .same:
        return result(
          .changed,
          "the old hash was correct once: the contents of '\(source.urls.first ?? "")' have changed"
        )
      case .unknown:
        return result(
          .changed,
          "nothing known has the old hash; if the version was not edited, "
            + "the contents of '\(source.urls.first ?? "")' have changed")
      }
    }
  }

  /// The hash of a source: from the index where that tells it, else from a download.
  private func answer(
    _ source: FetchSource, _ algorithm: ContentHash.Algorithm = .sha256
  ) async throws(FetchHashing.Failure) -> Answer {
    var reason: String?
    // Indexes tell no other hash than SHA-256.
    if case .file(let urls) = source, algorithm == .sha256 {
      for file in urls.compactMap({ PyPIFile(url: $0) }) {
        switch await indexed(file) {
        case .success(let answer): return answer
        case .failure(.network(let reason)): throw .network(reason: reason)
        case .failure(let failure): reason = reason ?? failure.reason
        }
      }
    }
    do throws(FetchHashing.Failure) {
      return Answer(hash: try await hashing.hash(of: source, algorithm))
    } catch {
      throw reason.map { .missing(reason: $0) } ?? error
    }
  }

  /// What the index says about a file.
  private func indexed(_ file: PyPIFile) async -> Result<Answer, FetchHashing.Failure> {
    var reason = "the index has no project '\(file.projects.first?.name ?? "")'"
    for id in file.projects {
      do throws(CatalogError) {
        let project = try await pypi.project(id)
        reason = "the index has no file '\(file.fileName)' of '\(id.name)'"
        guard let artifact = file.artifact(in: project) else { continue }
        reason = "the index has no hash of '\(file.fileName)'"
        guard let hash = artifact.sha256 else { continue }
        return .success(Answer(hash: hash, project: project))
      } catch {
        switch error {
        case .notFound: continue
        case .unavailable(_, let why): return .failure(.network(reason: why))
        case .malformed(_, _, let why): reason = why
        }
      }
    }
    return .failure(.missing(reason: reason))
  }
}
