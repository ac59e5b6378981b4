import ContentHash
import PackageMetadata
import PythonSource
import Testing
import Transfer
import Versions

@testable import PyPI

@Suite struct PyPICatalogTests {
  @Test func takesMetadataFromTheFileBesideTheWheel() async throws {
    let recording = Recording()
    let metadata = try await recording.catalog().metadata("Tidy.Project", "1.1")
    #expect(metadata.texts == ["attrs>=20", "rich; extra == \"color\""])
    #expect(metadata.extras == ["color"])
    #expect(metadata.licence.text == "MIT")
    #expect(metadata.provenance == "METADATA of tidy_project-1.1-py3-none-any.whl")
    #expect(
      recording.requests.map { $0.split(separator: "/").last } == [
        "tidy-project", "tidy_project-1.1-py3-none-any.whl.metadata",
      ])
  }

  @Test func asksEachThingOnce() async throws {
    let recording = Recording()
    let catalog = recording.catalog()
    await catalog.prefetch(projects: [.pypi("tidy-project"), .pypi("tidy_project")])
    let release = try await catalog.release("tidy-project", "1.1")
    await catalog.prefetch(metadataOf: release)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<20 {
        group.addTask { _ = try await catalog.metadata("tidy-project", "1.1") }
        group.addTask { _ = try await catalog.build(of: release.artifacts[1], in: release) }
      }
      try await group.waitForAll()
    }
    #expect(recording.requests.count == Set(recording.requests).count)
    // The page, the metadata, the sdist, and the wheel for its import names.
    #expect(recording.requests.count == 4)
  }

  @Test func anotherRunReadsTheCacheOnly() async throws {
    let cache = try ScratchFolder()
    let first = Recording()
    let second = Recording()
    var results: [[String]] = []
    for recording in [first, second] {
      let catalog = recording.catalog([Recording.pypi, Recording.mirror], cache: cache.path)
      var result: [String] = []
      for (name, version) in [
        ("tidy-project", "1.1"), ("acme-space-tool", "2.0"),
        ("egg-says", "1.0"), ("only-there", "1.1"),
      ] {
        let release = try await catalog.release(name, version)
        result += try await catalog.metadata(of: release).texts
        for artifact in release.artifacts where artifact.size != 3 {
          result += try await catalog.build(of: artifact, in: release).importNames
        }
      }
      results.append(result)
    }
    #expect(results[0] == results[1])
    #expect(!first.requests.isEmpty)
    #expect(second.requests == [])
    withExtendedLifetime(cache) {}
  }

  @Test func readsTheEndOfAWheelWithoutMetadataBesideIt() async throws {
    let recording = Recording()
    let target = try PythonTarget(version: #require(PythonVersion("3.13.1")))
    let catalog = recording.catalog(target: target)
    let release = try await catalog.release("acme-space-tool", "2.0")
    let metadata = try await catalog.metadata(of: release)
    #expect(metadata.texts == ["numpy"])
    let build = try await catalog.build(of: release.artifacts[1], in: release)
    #expect(build.importNames == ["acme.space.other", "acme.space.tool"])
    #expect(build.hints.contains("native"))
    // What its module needs, and what the library needs that it brings.
    let needed = build.hints.filter { $0.hasPrefix("needs:") }
    #expect(needed == ["needs:libc.so.6", "needs:libexpat.so.1"])
    // What its code opens and it does not bring.
    #expect(build.imports.libraries == ["libfar.so"])
    #expect(build.imports.namedLibraries == ["libnear.so"])
    #expect(recording.requests.count == 2)
  }

  @Test(arguments: [100, 1000, 20_000])
  func readsNoMoreOfAWheelThanNeeded(tail: Int) async throws {
    let recording = Recording()
    let release = try await recording.catalog().release("acme-space-tool", "2.0")
    let reader = WheelReader(client: recording.client(), tailBytes: tail)
    let record = try await reader.record(of: release.artifacts[1], in: release, readsCode: false)
    #expect(String(decoding: record.metadata, as: UTF8.self).contains("Requires-Dist: numpy"))
    #expect(WheelRecord(record.encoded) == record)
    #expect(WheelRecord.metadata(record.encoded) == record.metadata)
  }

  /// Names are looked for in the wheel once; a later run asks nobody.
  @Test func saysWhichNamesAWheelLacks() async throws {
    let names = [
      ("tidy_project", "zebra"), ("tidy_project", "_core"), ("tidy_project._core", "zebra"),
      ("tidy_project.stripes", "zebra"), ("elsewhere", "zebra"),
    ].map { ImportWalk.TakenName(module: $0.0, name: $0.1) }
    let cache = try ScratchFolder()
    let version = try #require(PackageVersion("1.1", in: .pypi))
    let runs = [Recording(), Recording()]
    for run in runs {
      let absent = try await run.catalog(cache: cache.path)
        .absent(names, from: .pypi("tidy-project"), version)
      #expect(absent == [names[0], names[2], names[3]])
    }
    #expect(runs[0].requests.count == 2)
    #expect(runs[1].requests == [])
    withExtendedLifetime(cache) {}
  }

  /// What a wheel brings is nobody else's to bring.
  @Test(arguments: [
    ("libown.so", true), ("libown.so.2", true), ("libplain.so", true), ("libow.so", false),
    ("libother.so", false), ("own", false), ("", false),
  ])
  func librariesThatAWheelBrings(library: String, isBrought: Bool) {
    #expect(
      WheelReader.brings(library, ["libown-63da0882.so.2", "libplain.so", "x.py"]) == isBrought)
  }

  /// Of a large wheel the code nearest to the top is read, and its machine code.
  @Test func piecesOfALargeWheel() {
    func ranges(_ files: [(String, Range<Int>)]) -> [Range<Int>] {
      WheelReader.ranges(of: files.map { (path: $0.0, range: $0.1) })
    }
    let module = "a/_a.abi3.so"
    #expect(
      ranges([
        ("a/__init__.py", 0..<100), ("a/data.bin", 100..<200), ("a/b.py", 200..<300),
        ("a/large.bin", 300..<9_000_000), (module, 9_000_000..<9_500_000),
        ("a/lib/libx.so", 9_500_000..<9_800_000), ("a/c/d.py", 9_900_000..<9_900_100),
      ]) == [0..<300, 9_000_000..<9_500_000, 9_900_000..<9_900_100])
    // Not more than is wanted of either.
    #expect(
      ranges([
        ("a/x/long.py", 0..<3_000_000), ("a/__init__.py", 5_000_000..<6_000_000),
        (module, 10_000_000..<20_000_000),
      ]) == [5_000_000..<6_000_000])
    let many = (0..<40).map { ("a/m\($0 + 10).py", $0 * 1_000_000..<$0 * 1_000_000 + 10) }
    #expect(ranges(many).count == 16)
    #expect(ranges([]).isEmpty)
  }

  @Test func refusesMetadataOfAnotherHash() async throws {
    let catalog = Recording().catalog()
    let error = try await #require(throws: CatalogError.self) {
      try await catalog.metadata("forged")
    }
    guard case .malformed(_, let version, let reason) = error else { throw error }
    #expect(version?.description == "1.0")
    #expect(reason.contains("the index says 0000"))
  }

  @Test func asksAMirrorThatSaysNothing() async throws {
    let recording = Recording()
    let catalog = recording.catalog([Recording.mirror])
    let tidy = try await catalog.metadata("tidy-project", "1.1")
    #expect(tidy.texts == ["attrs>=20", "rich; extra == \"color\""])
    // No metadata file: the wheel itself has it.
    let other = try await catalog.metadata("only-there", "1.1")
    #expect(other.texts == [])
    #expect(recording.requests.count == 5)
  }

  @Test func theFirstIndexThatHasAProjectCounts() async throws {
    let recording = Recording()
    let catalog = recording.catalog([Recording.pypi, Recording.mirror])
    #expect(try await catalog.project(.pypi("tidy-project")).versions.count == 3)
    let other = try await catalog.project(.pypi("only-there"))
    #expect(other.versions.map(\.description) == ["1.0", "1.1"])
    #expect(!recording.requests.contains(Recording.mirror + "tidy-project/"))
  }

  @Test(arguments: [
    ("nowhere", CatalogError.notFound(.pypi("nowhere"))),
    ("bad name!", .notFound(.pypi("bad name!"))),
    ("..", .notFound(.pypi(".."))),
  ])
  func saysThatThereIsNoSuchProject(name: String, expected: CatalogError) async {
    let catalog = Recording().catalog([Recording.pypi, Recording.mirror])
    await #expect(throws: expected) { try await catalog.project(.pypi(name)) }
  }

  @Test(arguments: [
    ("login", "log in"), ("odd", "'text/plain'"), ("broken", "ends too soon"),
  ])
  func saysWhatIsWrongWithAPage(name: String, part: String) async throws {
    let catalog = Recording().catalog([Recording.pypi, Recording.mirror])
    let error = try await #require(throws: CatalogError.self) {
      try await catalog.project(.pypi(name))
    }
    guard case .malformed(_, nil, let reason) = error else { throw error }
    #expect(reason.contains(part) || reason.contains("login or an error page"))
    #expect(reason.contains("https://"))
  }

  @Test func aFailingIndexIsNoMissingProject() async throws {
    let catalog = Recording().catalog([Recording.pypi, Recording.mirror])
    let error = try await #require(throws: CatalogError.self) {
      try await catalog.project(.pypi("failing"))
    }
    guard case .unavailable(_, let reason) = error else { throw error }
    #expect(reason.contains("503"))
  }

  @Test func guessesNamesThatTheIndexHas() async {
    let recording = Recording()
    #expect(
      await recording.catalog().nearNames(to: .pypi("python-tidy-project")) == ["tidy-project"])
    #expect(recording.requests.count <= ProjectGuesses.maximumQuestions)
    #expect(await recording.catalog().nearNames(to: .pypi("sklearn")).first == "scikit-learn")
  }

  @Test func takesAReleaseFromAURL() async throws {
    let recording = Recording()
    let catalog = recording.catalog()
    let url = "https://mirror.example/files/only_there-1.1-py3-none-any.whl"
    let release = try await catalog.release(.pypi("only-there"), at: url)
    #expect(release.version.description == "1.1")
    #expect(try await catalog.metadata(of: release).texts == [])
    let digits = String(repeating: "ab", count: 32)
    let known = try await catalog.release(.pypi("only-there"), at: "\(url)#sha256=\(digits)")
    #expect(known.artifacts.first?.sha256?.text(.base16) == digits)
    #expect(known.artifacts.first?.url == url)
    for bad in ["git+https://x.org/a.git", "https://x.org/main.zip", url + ".txt"] {
      await #expect(throws: CatalogError.self) {
        try await catalog.release(.pypi("only-there"), at: bad)
      }
    }
  }
}
