import Foundation
import Testing

@testable import Nix

/// What is understood of `nix-build`, by what Nix 2.8, 2.26 and 2.34 said of the same derivations.
@Suite struct NixBuildReadingTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Fixtures/Nix/builds")

  /// What failed, by the name of the derivation, after everything is settled.
  private func failures(
    _ recording: String
  ) throws -> (kinds: [String: NixBuild.Failure.Kind], errors: [String]) {
    let data = try Data(contentsOf: Self.folder.appending(path: "\(recording).lines"))
    var reading = NixBuildReading()
    for line in data.split(separator: 0x0A) { _ = reading.take(Array(line)) }
    // What was made and did not fail came to its end; the rest has no output.
    let good: Set = ["fine-1.0", "dep-1.0", "big-1.0"]
    var outputs: [String: [String]] = [:]
    for derivation in reading.open
    where !good.contains(NixStore.name(of: derivation)) || recording.hasSuffix("-log") {
      outputs[derivation] = data.split(separator: 0x0A).compactMap { line in
        String(decoding: line, as: UTF8.self).range(
          of: "/nix/store/[a-z0-9]{32}-\(NixStore.name(of: derivation))(?!.drv)",
          options: .regularExpression
        ).map { String(String(decoding: line, as: UTF8.self)[$0]) }
      }
    }
    reading.settle(outputs: outputs)
    var kinds: [String: NixBuild.Failure.Kind] = [:]
    for (derivation, failure) in reading.failures {
      #expect(failure.derivation == derivation)
      kinds[NixStore.name(of: derivation)] = failure.kind
    }
    return (kinds, reading.errors)
  }

  @Test("each failure is told of its own derivation", arguments: ["2.8", "2.26", "2.34"])
  func each(version: String) throws {
    let (kinds, errors) = try failures("\(version)-each")
    #expect(errors.isEmpty)
    for name in ["allowed", "disallowed", "requisites"] {
      let kind = try #require(kinds["\(name)-1.0"])
      guard case .disallowedReference(let paths) = kind else {
        Issue.record("\(name): \(kind)")
        continue
      }
      #expect(paths.map { NixStore.name(of: $0) } == ["dep-1.0"])
    }
    #expect(
      kinds.filter { !["allowed-1.0", "disallowed-1.0", "requisites-1.0"].contains($0.key) } == [
        "failing-1.0": .exit(code: "3"), "killed-1.0": .signal(9, "9 (Killed)"),
        "feature-1.0": .missingFeatures(["magic"]), "othersys-1.0": .otherSystem("aarch64-darwin"),
        "hash-1.0": .hashMismatch, "nooutput-1.0": .missingOutput("out"),
      ])
  }

  @Test("builds whose errors do not name them are found among those that began")
  func withoutNames() throws {
    let (kinds, errors) = try failures("2.34-all")
    #expect(errors.isEmpty)
    #expect(kinds["slow-1.0"] == .timeout("after 4 seconds"))
    #expect(kinds["silent-1.0"] == .timeout("after 4 seconds"))
    #expect(kinds["segv-1.0"] == .signal(11, "11 (Segmentation fault)"))
    #expect(kinds["feature-1.0"] == .missingFeatures(["magic"]))
    #expect(kinds["needsslow-1.0"] == nil)
    #expect(kinds["needsfine-1.0"] == nil)
    #expect(kinds.count == 12)
  }

  @Test(
    "a silent build is told of by all",
    arguments: [
      ("2.8", "after 2 seconds of silence"), ("2.26", "after 2 seconds of silence"),
      ("2.34", "after 2 seconds"),
    ])
  func silence(version: String, words: String) throws {
    let (kinds, errors) = try failures("\(version)-silent")
    #expect(kinds == ["silent-1.0": .timeout(words)])
    #expect(errors.isEmpty)
  }

  @Test("a log that is too long is its own failure", arguments: ["2.8", "2.26", "2.34"])
  func log(version: String) throws {
    #expect(try failures("\(version)-log").kinds == ["big-1.0": .logLimit(bytes: "1000")])
  }

  @Test("where no build may begin, that is the reason", arguments: ["2.8", "2.26"])
  func noJobs(version: String) throws {
    let (kinds, errors) = try failures("\(version)-maxjobs0")
    #expect(kinds.isEmpty)
    #expect(
      NixTrouble(lines: errors.flatMap { $0.split(separator: "\n").map(String.init) })?.kind
        == .localBuildsDisabled)
  }

  @Test("Nix 2.34 says of each derivation that no build may begin")
  func noJobsEach() throws {
    #expect(
      try failures("2.34-maxjobs0").kinds == [
        "fine-1.0": .localBuildsDisabled, "feature-1.0": .localBuildsDisabled,
      ])
  }

  @Test("features that a machine has are not missing")
  func features() {
    typealias Kind = NixBuild.Failure.Kind
    #expect(
      Kind(
        "a 'x86_64-linux' with features {big-parallel, magic, kvm} is required to build '/a.drv', "
          + "but I am a 'x86_64-linux' with features {benchmark, kvm}")
        == .missingFeatures(["big-parallel", "magic"]))
    #expect(
      Kind(
        "Cannot build '/a.drv'.\nReason: missing system features\nRequired features: {kvm, magic}\n"
          + "Available features: {kvm}") == .missingFeatures(["magic"]))
    #expect(Kind("builder for '/a.drv' failed in an unheard-of way") == .other)
  }
}
