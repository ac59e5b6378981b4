import FoundationEssentials
import TestSupport
import Testing

@testable import Commands
@testable import Operations

/// What is made of the words of caches, and where a key may lie.
@Suite struct CacheCopyingTests {
  @Test(
    "what a cache says is told with what to do",
    arguments: [
      "unable to upload 'https://c/nar': HTTP error 403",
      "AWS error uploading 'nar': AccessDenied",
      "unable to upload 'https://c/x': HTTP error 405",
      "Could not resolve host: c",
      "Host key verification failed.",
      "cannot add path '/nix/store/x' because it lacks a valid signature",
      "creating directory '/x': Permission denied",
      "writing to file: No space left on device",
    ])
  func caches(line: String) {
    let error = CacheCopying.failure([line], to: .store("https://c"))
    #expect(error.kind.exitCode == 2)
    expectGolden([error.what] + error.hints.map(Wording().text), line)
  }

  @Test("the last words count, errors before messages, and no more of them are kept than needed")
  func lastWords() {
    let steps = CopyingSteps()
    for number in 0..<1000 { _ = steps.take(Array("pushing \(number)".utf8)) }
    _ = steps.take(Array("no more room in the cache".utf8))
    #expect(steps.errors.count == CopyingSteps.limit)
    #expect(steps.errors.suffix(2) == ["pushing 999", "no more room in the cache"])
    let error = CacheCopying.failure(steps.errors, to: .cachix("mine"))
    #expect(error.what.hasSuffix("no more room in the cache"), "\(error)")
    _ = steps.take(Array("error: it is over".utf8))
    _ = steps.take(Array("bye".utf8))
    #expect(steps.errors.last == "it is over")
    let two = ["Connection refused: first", "Connection refused: last", "bye"]
    #expect(CacheCopying.failure(two, to: .cachix("mine")).what.hasSuffix("last"))
  }

  @Test("a key in the cache's folder is seen, however the two are written")
  func exposedKeys() throws {
    let root = FileManager.default.temporaryDirectory.appending(
      path: "nixgraft-keys-\(UUID().uuidString)"
    ).path
    try FileManager.default.createDirectory(
      atPath: "\(root)/cache", withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: root) }
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/link", withDestinationPath: "cache")
    try Data("key".utf8).write(to: URL(filePath: "\(root)/cache/key"))
    try Data("key".utf8).write(to: URL(filePath: "\(root)/outside"))
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/alias", withDestinationPath: "cache/key")
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/cache/alias", withDestinationPath: "../outside")
    for (key, folder) in [
      ("cache/key", "cache"), ("cache/key", "cache/"), ("./cache/key", "cache//"),
      ("cache/key", "./cache"), ("link/key", "cache"), ("cache/key", "link/"), ("alias", "cache"),
      ("cache/alias", "cache"), ("cache/new/key", "cache"), ("cache/../cache/key", "cache"),
      ("none/./key", "none/"), ("none/a/../key", "./none"), ("outside", "cache/.."),
    ] {
      #expect(SigningKey.isKept("\(root)/\(key)", in: "\(root)/\(folder)"), "\(key) \(folder)")
    }
    for (key, folder) in [
      ("outside", "cache"), ("cache-2/key", "cache"), ("none/../key", "none"), ("key", "cache/"),
    ] {
      #expect(!SigningKey.isKept("\(root)/\(key)", in: "\(root)/\(folder)"), "\(key) \(folder)")
    }
  }
}
