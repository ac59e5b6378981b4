import FoundationEssentials
import TestSupport
import Testing

@testable import Nix

private let hasNix = NixTool().path(of: "nix-instantiate") != nil

/// Evaluations of tiny programs.
@Suite(.enabled(if: hasNix, "nix-instantiate is not on PATH"))
struct NixEvaluationTests {
  private struct Item: Decodable, Equatable, Sendable {
    let name: String
  }

  private func items(
    _ body: String, inGroupsOf size: Int? = nil, shares: Int? = nil,
    dependents: (Int) -> Set<Int> = { _ in [] }
  ) async throws -> NixItems<Int, Item?> {
    let outcome = try await NixEvaluation(
      NixProgram("{ suffix }: { ready = 7; items = [ \(body) ]; }"), ["suffix": .string("!")]
    ).items(Int.self, Item?.self, inGroupsOf: size, shares: shares, dependents: dependents)
    guard case .value(let items, nil) = outcome else {
      Issue.record("\(outcome)")
      throw NixError.interrupted
    }
    return items
  }

  /// Items of every kind of error that Nix code cannot catch, between good ones.
  private static let mixed = """
    { name = "a" + suffix; } (abort "no\\ntrace: nixgraft item 1 {}") null ({ }.missing)
    (let x = x + 1; in x) { name = "b"; } (1 + "a")
    """

  @Test("an evaluation goes on behind each item that ends it, and keeps its words")
  func itemsInOrder() async throws {
    let items = try await items(Self.mixed)
    #expect(items.ready == 7 && items.count == 7)
    #expect(items.items == [0: Item(name: "a!"), 2: nil, 5: Item(name: "b")])
    #expect(items.failures.keys.sorted() == [1, 3, 4, 6])
    #expect(items.failures[1]?.complaint().message.hasSuffix("'no") == true)
    #expect(items.failures[3]?.message.contains("attribute 'missing' missing") == true)
    #expect(items.processes == 5)
  }

  @Test("once all is said Nix need not end", arguments: [nil, 1])
  func slowEnd(groupSize: Int?) async throws {
    let program = groupSize == nil ? "nix-instantiate" : "nix"
    let real = try #require(NixTool().path(of: program))
    let slow = try StandInProgram(program, "\(real) \"$@\"; exec sleep 1000")
    defer { slow.remove() }
    // 'nix' is taken where the other program is beside it.
    if program == "nix" {
      let beside = slow.folder.appending(path: "nix-instantiate").path
      makeProgram(at: beside, of: slow.folder.appending(path: "nix.text").path)
    }
    let outcome = try await NixEvaluation(
      NixProgram("{ ready = 7; items = [ 1 2 ]; }"), tool: slow.tool
    ).items(Int.self, Int.self, inGroupsOf: groupSize)
    guard case .value(let items, nil) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(items.items == [0: 1, 1: 2])
  }

  @Test(
    "many items are evaluated in a few processes, whatever their errors", arguments: [1, 2, 4, 9])
  func manyItems(shares: Int) async throws {
    let items = try await items(Self.mixed, inGroupsOf: 1, shares: shares)
    #expect(items.items == [0: Item(name: "a!"), 2: nil, 5: Item(name: "b")])
    #expect(items.failures.keys.sorted() == [1, 3, 4, 6])
    #expect(items.count == 7 && items.processes == shares)
  }

  @Test("items that depend on one with an error are not tried")
  func dependents() async throws {
    let items = try await items(#"(abort "x") { name = "b"; } { name = "c"; }"#) {
      $0 == 0 ? [1] : []
    }
    #expect(items.items == [2: Item(name: "c")])
    #expect(items.failures.keys.sorted() == [0])
    #expect(items.processes == 2)
  }

  @Test(
    "behind an item with an error, the others of its group stay unanswered", arguments: [1, 2, 3])
  func groups(shares: Int) async throws {
    let good = { (name: String) in "{ name = \"\(name)\"; }" }
    let body = [good("a"), good("b"), good("c"), "({ }.x)", "(abort \"\")", good("f"), good("g")]
    let items = try await items(body.joined(separator: " "), inGroupsOf: 2, shares: shares)
    #expect(items.items.mapValues { $0?.name } == [0: "a", 1: "b", 2: "c", 6: "g"])
    #expect(items.failures.keys.sorted() == [3, 4, 5])
    #expect(items.count == 7 && items.processes == shares)
  }

  @Test("a program that cannot tell its items fails as a whole", arguments: [nil, 1])
  func noItems(groupSize: Int?) async throws {
    let outcome = try await NixEvaluation(NixProgram(#"{ }: throw "closed""#), [:]).items(
      Int.self, Item?.self, inGroupsOf: groupSize)
    guard case .failure(let failure) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(failure.message.contains("closed"))
  }

  @Test("where an entry refuses this Nix the next is taken")
  func entries() async throws {
    let program = NixProgram(
      #"{ entry }: if entry == "/a" then abort "This version of Nixpkgs requires more" else entry"#)
    var evaluation = NixEvaluation(program, [:])
    evaluation.entries = ["/a", "/b", "/c"]
    guard case .value("/b", entry: "/b") = try await evaluation.value(String.self) else {
      Issue.record("the second entry was not taken")
      return
    }
    evaluation.entries = ["/a"]
    guard case .failure(let failure) = try await evaluation.value(String.self) else {
      Issue.record("it was not refused")
      return
    }
    #expect(failure.isRefusal)
  }

  @Test("an evaluation ends at its time limit")
  func timeLimit() async throws {
    let program = try StandInProgram("nix-instantiate", "exec sleep 100")
    defer { program.remove() }
    var evaluation = NixEvaluation(NixProgram("1"), tool: program.tool)
    evaluation.timeLimit = .milliseconds(1200)
    let limited = evaluation
    await #expect(throws: NixError.timedOut(program: "nix-instantiate", seconds: 1)) {
      _ = try await limited.value(Int.self)
    }
  }

  @Test("an answer of another kind is an error")
  func unreadable() async throws {
    let error = await #expect(throws: NixError.self) {
      _ = try await NixEvaluation(NixProgram("[ 1 ]")).value(String.self)
    }
    guard case .unreadable = error else {
      Issue.record("\(error as Any)")
      return
    }
  }

  @Test(
    "arguments arrive as they are",
    arguments: [
      "", "plain", "${abort \"x\"}", "a\"b\\c\nd\te", "''${x}''", "$${x}", "é😀", "\r", "//[]{}#*/",
    ])
  func arguments(text: String) async throws {
    let outcome = try await NixEvaluation(
      NixProgram("{ text, all }: if all == [ text { inherit text; } true 3 ] then text else all"),
      [
        "text": .string(text),
        "all": .list([.string(text), .set(["text": .string(text)]), .boolean(true), .number(3)]),
      ]
    ).value(String.self)
    guard case .value(let value, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(value == text)
  }

  @Test(
    "a store that another program is making is waited for",
    arguments: [
      "error: '/nix/var/nix/db/schema' is corrupt",
      """
      error: creating symlink from '/nix/var/nix/gcroots/profiles' to '/nix/var/nix/profiles': \
      File exists
      """,
      #"""
      @nix {"action":"msg","level":0,"msg":"\u001b[31;1merror:\u001b[0m \#
      '\u001b[35;1m/nix/var/nix/db/schema\u001b[0m' is corrupt"}
      """#,
    ])
  func unfinishedStore(line: String) async throws {
    let program = try StandInProgram(
      "nix-instantiate",
      """
      if [ -e "$0.made" ]; then echo 7; exit; fi
      : >"$0.made"
      cat >&2 <<'END'
      \(line)
      END
      exit 1
      """)
    defer { program.remove() }
    let outcome = try await NixEvaluation(NixProgram("7"), tool: program.tool).value(Int.self)
    guard case .value(7, _) = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test("a store that stays damaged is reported in Nix's words")
  func damagedStore() async throws {
    let program = try StandInProgram(
      "nix-instantiate", "echo \"error: '/nix/var/nix/db/schema' is corrupt\" >&2; exit 1")
    defer { program.remove() }
    let outcome = try await NixEvaluation(NixProgram("7"), tool: program.tool).value(Int.self)
    guard case .failure(let failure) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(failure.message.contains("is corrupt"))
  }

  @Test("traces are told by their lines")
  func traces() async throws {
    var evaluation = NixEvaluation(
      NixProgram(#"builtins.trace "note one" (builtins.trace "x\nnote two" 1)"#))
    let lines = Lines()
    evaluation.onTrace = { lines.append($0) }
    _ = try await evaluation.value(Int.self)
    #expect(lines.all == ["note one", "x"])
  }
}

/// A script in the place of a program of Nix.
private struct StandInProgram {
  let folder: URL

  init(_ name: String, _ script: String) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "nixgraft-stand-in-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let text = folder.appending(path: "\(name).text").path
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(filePath: text))
    makeProgram(at: folder.appending(path: name).path, of: text)
  }

  var tool: NixTool { NixTool(environment: ["PATH": folder.path]) }

  func remove() { try? FileManager.default.removeItem(at: folder) }
}

private final class Lines: Sendable {
  private let bytes = ErrorBytes()
  func append(_ line: String) { bytes.append(Array(line.utf8)) }
  var all: [String] {
    String(decoding: bytes.bytes, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}
