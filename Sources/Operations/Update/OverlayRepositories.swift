import Basics
import CRAN
import Git
import PackageMetadata
import Requests

/// What repositories have of the packages of an overlay that follow them.
///
///     # from git+https://github.com/a/b@main    main leads to another commit: it has moved
///     # from git+https://github.com/a/b@0a1b…   a commit: it stays
struct OverlayRepositories: Sendable {
  /// The state of one package.
  struct State: Sendable {
    /// What its reference leads to now.
    let newest: OutsideSources.Found
    /// What the overlay has; nil where that commit is gone.
    let present: OutsideSources.Found?
    let hasMoved: Bool
  }

  /// By their places in the graph.
  private(set) var states: [Int: State] = [:]
  /// Why others stay, by their places in the graph.
  private(set) var obstacles: [Int: String] = [:]
  /// The R packages among them, by the addresses of their archives.
  private(set) var sources: [String: SourcePackage] = [:]

  private struct Item: Sendable {
    let index: Int
    let id: PackageID
    let git: GitReference
    let revision: String?
  }

  private struct Answer: Sendable {
    let result: Result<State, Failure>
  }

  /// Asks the servers of all packages that follow a reference.
  init(_ graph: OverlayGraph, _ reader: OutsideSources) async {
    var items: [Item] = []
    for (index, package) in graph.packages.enumerated() {
      guard let origin = package.origin else { continue }
      guard
        case .package(_, .git(let git), _) = RequirementTarget.place(
          origin, requirement: .python(package.id.name))
      else {
        obstacles[index] = "'\(origin)' is not a git repository"
        continue
      }
      if let reference = git.reference, ReferenceAdvertisement.isCommit(reference) {
        obstacles[index] = "it was asked for at commit \(reference.prefix(12))"
        continue
      }
      items.append(Item(index: index, id: package.id, git: git, revision: package.revision))
    }
    let answers = await inParallel(items, width: 8) { await Self.answer($0, reader) }
    for (item, answer) in zip(items, answers) {
      switch answer.result {
      case .success(let state):
        states[item.index] = state
        for source in [state.newest.source, state.present?.source] {
          if let source { sources[source.url] = source }
        }
      case .failure(let failure): obstacles[item.index] = failure.what
      }
    }
  }

  private static func answer(_ item: Item, _ reader: OutsideSources) async -> Answer {
    let name = item.id.name
    do throws(Failure) {
      let newest = try await reader.read(item.id, at: .git(item.git), name: name)
      guard let revision = item.revision, revision != newest.checkout?.commit else {
        return Answer(result: .success(State(newest: newest, present: newest, hasMoved: false)))
      }
      let old = GitReference(
        url: item.git.url, reference: item.git.reference, commit: revision,
        subdirectory: item.git.subdirectory)
      let present = try? await reader.read(item.id, at: .git(old), name: name)
      return Answer(result: .success(State(newest: newest, present: present, hasMoved: true)))
    } catch {
      return Answer(result: .failure(error))
    }
  }
}
