import Basics
import PackageMetadata
import Testing

@testable import Nix
@testable import Nixpkgs

/// The folder of this module's fixtures.
let fixtures: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Fixtures/Snapshots"
}()

func variable(_ name: String) -> String? { Host.variable(name) }

/// Whether Nix is there to evaluate with.
let hasNix = NixTool().path(of: "nix-instantiate") != nil

/// A new empty folder, removed at the end of `body`.
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
    let value = try #require(JSONReader.value(of: file))
    let bytes = try SnapshotReading.bytes(
      of: Evaluation.Answer(value: value, location: location, notes: []), set: set, identity: "x",
      revisionDate: nil)
    let index = try #require(SnapshotCache.index(bytes, identity: "x", of: set))
    outcomes[set] = SnapshotReading.Outcome(index: index, isFromCache: false)
  }
  return try reading.snapshot(outcomes)
}
