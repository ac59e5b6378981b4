import FoundationEssentials
import PackageMetadata
import Testing

@testable import Requests

/// Real files, from the directory that `NIXGRAFT_REQUEST_CASES` names: every package of a file is
/// accounted for.
@Suite(
  .enabled(
    if: ProcessInfo.processInfo.environment["NIXGRAFT_REQUEST_CASES"] != nil,
    "NIXGRAFT_REQUEST_CASES is not set"))
struct CaseTests {
  private var folder: String {
    ProcessInfo.processInfo.environment["NIXGRAFT_REQUEST_CASES"] ?? ""
  }

  private func reader() -> RequestReader {
    RequestReader { path in
      guard let data = try? Data(contentsOf: URL(filePath: path)) else { return .missing }
      return .bytes(Array(data))
    }
  }

  /// The number of lines of a file that begin in a way.
  private func count(_ path: String, _ start: String) throws -> Int {
    String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
      .split { $0.isNewline }.count { $0.hasPrefix(start) }
  }

  @Test(arguments: [
    ("lock/1-poetry.lock", "[[package]]"), ("lock/2-uv.lock", "[[package]]"),
    ("lock/2-pylock.toml", "[[packages]]"), ("lock/3-uv.lock", "[[package]]"),
    ("lock/4-poetry.lock", "[[package]]"),
  ])
  func accountsForEachEntry(file: String, mark: String) throws {
    let path = "\(folder)/\(file)"
    let set = try reader().read(path)
    #expect(set.problems.map(\.description) == [])
    let selected = set.selected(.init(target: RequestText.target, system: .x86_64Linux))
    let unentered = set.leftOut.count
    #expect(
      selected.locked.count + selected.leftOut.count - unentered == (try count(path, mark)))
    #expect(!selected.locked.isEmpty)
  }

  @Test(arguments: [
    ("renv/1-renv.lock", 310), ("renv/2-renv.lock", 125), ("renv/4-renv.lock", 348),
    ("pipfile/2-Pipfile.lock", 127), ("pipfile/3-Pipfile.lock", 0),
  ])
  func accountsForEachRecord(file: String, count: Int) throws {
    let set = try reader().read("\(folder)/\(file)")
    #expect(set.problems.map(\.description) == [])
    let selected = set.selected(.init(target: RequestText.target, system: .x86_64Linux))
    #expect(selected.locked.count + selected.leftOut.count == count)
  }

  @Test(arguments: [
    "requirements/1-requirements.txt", "requirements/2-requirements.txt",
    "requirements/3-requirements.txt", "requirements/4-requirements_versions.txt",
    "conda/1-environment.yaml", "conda/2-environment.yml", "pipfile/2-Pipfile",
    "pipfile/3-Pipfile", "description/1-DESCRIPTION", "description/2-DESCRIPTION",
    "description/3-DESCRIPTION", "description/4-DESCRIPTION", "lock/1-pyproject.toml",
    "lock/2-pyproject.toml", "lock/3-pyproject.toml", "lock/4-pyproject.toml",
    "renv/3-renv.lock",
  ])
  func readsWithoutProblems(file: String) throws {
    let set = try reader().read("\(folder)/\(file)")
    #expect(set.problems.map(\.description) == [])
    #expect(!set.requests.isEmpty || set.lock?.packages.isEmpty == false)
  }

  /// uv.lock, pylock.toml and requirements.txt of one environment agree.
  @Test func threeLocksOfOneEnvironmentAgree() throws {
    let files = ["lock/2-uv.lock", "lock/2-pylock.toml"]
    let locked = try files.map { file in
      Set(
        try reader().read("\(folder)/\(file)").selected(
          .init(target: RequestText.target, system: .x86_64Linux)
        ).locked.map { "\($0.id) \($0.version?.description ?? "")" })
    }
    let lines = try reader().read("\(folder)/requirements/1-requirements.txt").selected(
      .init(target: RequestText.target, system: .x86_64Linux)
    ).requests.map { request in
      "\(request.id) \(request.requirement.constraint.description.drop { $0 == "=" })"
    }
    #expect(locked[0] == locked[1])
    #expect(locked[0] == Set(lines))
  }
}
