import Basics
import FoundationEssentials
import PackageMetadata
import Testing

@testable import Nix
@testable import Nixpkgs

/// The directory of this module's fixtures.
let fixtures: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Fixtures/Snapshots"
}()

func variable(_ name: String) -> String? { Host.variable(name) }

/// Whether Nix is there to evaluate with.
let hasNix = NixTool().path(of: "nix-instantiate") != nil

/// A new empty directory, removed at the end of `body`.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  let directory = try TemporaryDirectory(for: "tests")
  defer { directory.remove() }
  return try await body(directory.path)
}

/// A snapshot of a recorded answer, as an evaluation would give it.
func recorded(_ era: String, _ sets: [PackageSetKind] = [.python]) async throws -> Snapshot {
  let location = NixpkgsLocation(given: "tiny", path: "/tiny", entry: "/tiny/default.nix")
  let reading = await SnapshotReading(
    options: SnapshotOptions(cacheDirectory: "/nowhere", tool: NixTool(environment: [:])),
    location: location)
  var outcomes: [PackageSetKind: SnapshotReading.Outcome] = [:]
  for set in sets {
    let file = try Files.read("\(fixtures)/recorded/\(era)-\(set.rawValue).json")
    let answer = try JSONDecoder().decode(RecordedAnswer.self, from: Data(file))
    let bytes = SnapshotReading.bytes(
      of: TreeEvaluation.Answer(
        facts: answer.facts, top: answer.top, rows: answer.packages.map(\.row),
        location: location, notes: []), set: set, identity: "x", revisionDate: nil)
    let index = try #require(SnapshotCache.index(bytes, identity: "x", of: set))
    outcomes[set] = SnapshotReading.Outcome(index: index, isFromCache: false)
  }
  return try reading.snapshot(outcomes)
}

/// An answer as it is recorded.
private struct RecordedAnswer: Decodable {
  struct Package: Decodable {
    let row: PackageRow

    init(from decoder: any Decoder) throws {
      var fields = try decoder.unkeyedContainer()
      let texts = try (0..<6).map { _ in try fields.decode(String.self) }
      let inputs = try fields.decode([String].self)
      row = PackageRow(
        attribute: texts[0], derivationName: texts[1], pname: texts[2], version: texts[3],
        sourceURL: texts[4], isModule: texts[5] == "module",
        inputs: inputs.contains("?") ? nil : inputs)
    }
  }

  let facts: TreeFacts
  let top: [String]
  let packages: [Package]
}
