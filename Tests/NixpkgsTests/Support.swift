import PackageMetadata
import Testing

@testable import Nix
@testable import Nixpkgs

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder of this module's fixtures.
let fixtures: String = {
  let parts = #filePath.split(separator: "/").dropLast(3)
  return "/" + parts.joined(separator: "/") + "/Fixtures/Snapshots"
}()

func variable(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }
}

/// Whether Nix is there to evaluate with.
let hasNix = NixTool().path(of: "nix-instantiate") != nil

/// A new empty folder, removed at the end of `body`.
func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  var template = Array("/tmp/nixgraft-tests-XXXXXX".utf8CString)
  let path = try #require(mkdtemp(&template).map { String(cString: $0) })
  defer { remove(folder: path) }
  return try await body(path)
}

private func remove(folder path: String) {
  guard let folder = opendir(path) else { return }
  while let entry = readdir(folder) {
    let name = withUnsafePointer(to: &entry.pointee.d_name) {
      $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    guard name != ".", name != ".." else { continue }
    if unlink("\(path)/\(name)") != 0 { remove(folder: "\(path)/\(name)") }
  }
  closedir(folder)
  rmdir(path)
}

/// A snapshot of a recorded answer, as an evaluation would give it.
func recorded(_ era: String, _ sets: [PackageSetKind] = [.python]) async throws -> Snapshot {
  let location = NixpkgsLocation(given: "tiny", path: "/tiny", entry: "/tiny/default.nix")
  let reading = await SnapshotReading(
    options: SnapshotOptions(cacheDirectory: "/nowhere", tool: NixTool(environment: [:])),
    location: location)
  var outcomes: [PackageSetKind: SnapshotReading.Outcome] = [:]
  for set in sets {
    let file = try #require(WholeFile.bytes(of: "\(fixtures)/recorded/\(era)-\(set.rawValue).json"))
    let value = try #require(JSONReader.value(of: file))
    let bytes = try SnapshotReading.bytes(
      of: Evaluation.Answer(value: value, location: location, notes: []), set: set, identity: "x",
      revisionDate: nil)
    let index = try #require(SnapshotCache.index(bytes, identity: "x", of: set))
    outcomes[set] = SnapshotReading.Outcome(index: index, isFromCache: false)
  }
  return try reading.snapshot(outcomes)
}

/// SplitMix64, so that a failing case can be run again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}
