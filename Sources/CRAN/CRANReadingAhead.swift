import Basics
import PackageMetadata
package import Transfer

/// The reading of indexes, and of tarballs on this machine's disk, while it is not known yet which
/// of them will be wanted: the time in which nixpkgs is evaluated.
///
/// A tarball of a server is left alone, since what nixpkgs has needs none.
package actor CRANReadingAhead {
  private struct Tarball: Sendable {
    let url: String
    let record: IndexRecord
  }

  private let files: CRANFiles
  private let client: TransferClient
  private var indexes: [CRANRepository: Task<Result<RepositoryIndex, CRANFailure>, Never>] = [:]
  private var sources: [String: Task<Result<SourcePackage, CRANFailure>, Never>] = [:]
  /// What nobody has begun to read, the smallest first.
  private var waiting: [Tarball] = []
  private var hasEnded = false

  /// How many tarballs are read at once.
  private static let width = 2

  /// Creates a reader, which asks for nothing yet.
  ///
  /// - Parameters:
  ///   - client: What it asks with.
  ///   - maximumAge: For how many seconds an index is believed without asking again.
  package init(client: TransferClient, maximumAge: Int = 3600) {
    self.client = client
    files = CRANFiles(client: client, maximumAge: maximumAge)
  }

  /// Begins to read the indexes of `repositories`, and what the first of them that is on disk has
  /// of the packages called `names`.
  package func begin(_ names: [String], in repositories: [CRANRepository]) {
    let files = files
    for repository in repositories where indexes[repository] == nil {
      indexes[repository] = Task(executorPreference: TaskPool.current) {
        do throws(CRANFailure) {
          return .success(try await files.index(of: repository))
        } catch {
          return .failure(error)
        }
      }
    }
    guard let disk = repositories.first(where: { $0.url.hasPrefix("file:") }),
      let index = indexes[disk]
    else { return }
    Task(executorPreference: TaskPool.current) {
      guard case .success(let index) = await index.value else { return }
      await self.line(up: names, of: index, in: disk)
    }
  }

  /// Begins no further tarball: from now on it is known what is wanted.
  package func end() {
    hasEnded = true
    waiting = []
  }

  /// The reading of an index, if it was begun.
  func index(
    of repository: CRANRepository
  ) -> Task<Result<RepositoryIndex, CRANFailure>, Never>? {
    indexes[repository]
  }

  /// The reading of the tarball at `url`, if it was begun.
  func sourcePackage(at url: String) -> Task<Result<SourcePackage, CRANFailure>, Never>? {
    sources[url]
  }

  private func line(
    up names: [String], of index: RepositoryIndex, in repository: CRANRepository
  ) async {
    var sized: [(size: Int, tarball: Tarball)] = []
    for name in names {
      let records = (try? index.records(named: name)) ?? []
      let usable = records.filter { $0.fits(nil) }
      guard let record = usable.max(by: { $0.description.version < $1.description.version })
      else { continue }
      let url = repository.url(of: record)
      let answer = try? await client.fetch(TransferRequest(url: url, method: .head))
      let size = answer?.header("content-length").flatMap { Int($0) } ?? 0
      sized.append((size, Tarball(url: url, record: record)))
    }
    guard !hasEnded else { return }
    // The largest are begun first, so that in the end no core waits for the other's last one.
    waiting = sized.sorted { ($0.size, $0.tarball.url) < ($1.size, $1.tarball.url) }.map(\.tarball)
    for _ in 0..<Self.width {
      Task(executorPreference: TaskPool.current, priority: .utility) {
        while let next = await self.next() { _ = await next.value }
      }
    }
  }

  private func next() -> Task<Result<SourcePackage, CRANFailure>, Never>? {
    guard let tarball = waiting.popLast() else { return nil }
    let files = files
    let task = Task(executorPreference: TaskPool.current, priority: .utility) {
      () -> Result<SourcePackage, CRANFailure> in
      do throws(CRANFailure) {
        let description = tarball.record.description
        return .success(
          try await files.sourcePackage(
            at: tarball.url, name: description.name, version: .r(description.version),
            expectedMD5: tarball.record.md5))
      } catch {
        return .failure(error)
      }
    }
    sources[tarball.url] = task
    return task
  }
}
