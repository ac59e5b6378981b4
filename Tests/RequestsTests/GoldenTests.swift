import FoundationEssentials
import PackageMetadata
import Testing

@testable import Requests

/// Each directory of `Fixtures/Requests` is a case: the files, and `expected`, what the first of them asks for.
///
/// `NIXGRAFT_REGENERATE=1` writes `expected` anew.
@Suite struct GoldenTests {
  static let folder: String = {
    let parts = #filePath.split(separator: "/").dropLast(3)
    return "/" + parts.joined(separator: "/") + "/Fixtures/Requests"
  }()

  static let cases: [(String, String)] = [
    ("pip", "requirements.txt"), ("pip-hostile", "requirements.txt"),
    ("project", "pyproject.toml"), ("project-broken", "pyproject.toml"),
    ("poetry-project", "pyproject.toml"), ("uv-lock", "uv.lock"),
    ("poetry-lock", "poetry.lock"), ("poetry-lock-old", "poetry.lock"), ("pdm-lock", "pdm.lock"),
    ("pylock", "pylock.toml"), ("pipfile", "Pipfile"), ("pipfile-lock", "Pipfile.lock"),
    ("conda", "environment.yml"), ("conda-template", "environment.devenv.yml"),
    ("project-workspace", "pyproject.toml"), ("renv", "renv.lock"), ("description", "DESCRIPTION"),
    ("script", "analysis.py"),
  ]

  /// A reader of one directory, to which paths are relative.
  static func reader(_ name: String) -> RequestReader {
    RequestReader(
      environment: ["ATTRS_VERSION": "23.2"],
      directories: { path in
        (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(name)/\(path)")) ?? []
      }
    ) { path in
      guard !path.contains("://") else { return .remote }
      guard let data = try? Data(contentsOf: URL(filePath: "\(folder)/\(name)/\(path)")) else {
        return .missing
      }
      return .bytes(Array(data))
    }
  }

  @Test func everyFolderIsACase() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
      .filter { !$0.contains(".") }
    #expect(Set(folders) == Set(Self.cases.map(\.0)))
  }

  @Test(arguments: cases)
  func readsAsExpected(name: String, file: String) throws {
    let set = try Self.reader(name).read(file)
    let text = RequestText.lines(set)
    let place = "\(Self.folder)/\(name)/expected"
    if ProcessInfo.processInfo.environment["NIXGRAFT_REGENERATE"] != nil {
      try Data(text.utf8).write(to: URL(filePath: place))
    }
    let expected = try String(decoding: Data(contentsOf: URL(filePath: place)), as: UTF8.self)
    #expect(text == expected)
  }

  /// Whatever is cut away from a file, reading it ends in a result or a problem.
  @Test(arguments: cases)
  func damageNeverCrashes(name: String, file: String) throws {
    let whole = Array(try Data(contentsOf: URL(filePath: "\(Self.folder)/\(name)/\(file)")))
    let kind = try #require(RequestFileKind.of(whole, name: file))
    let noise = Array("[]{}\"'=.,#\\\n -:@".utf8)
    var read = 0
    for step in stride(from: 0, to: whole.count, by: max(1, whole.count / 60)) {
      var damaged = whole
      damaged[step] = noise[step % noise.count]
      for bytes in [damaged, Array(whole.prefix(step))] {
        let reader = RequestReader { path in path == file ? .bytes(bytes) : .missing }
        guard let set = try? reader.read(file, as: kind) else { continue }
        let selected = set.selected(.init(target: RequestText.target, system: .x86_64Linux))
        #expect(selected.locked.count <= set.lock?.packages.count ?? 0)
        read += 1
      }
    }
    #expect(read > 0)
  }
}
