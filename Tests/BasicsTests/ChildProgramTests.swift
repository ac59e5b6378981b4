import Synchronization
import Testing

@testable import Basics

/// Programs started, read and ended.
@Suite struct ChildProgramTests {
  private func shell(_ script: String, _ change: (inout ChildProgram) -> Void = { _ in })
    async
    throws -> (ending: ProgramEnding, errors: String)
  {
    var program = ChildProgram("/bin/sh", ["-c", script])
    change(&program)
    let errors = Collected()
    let ending = try await program.run { errors.append($0) }
    return (ending, String(decoding: errors.bytes, as: UTF8.self))
  }

  @Test("what a program writes is read whole, and its code is its own", arguments: [false, true])
  func outputs(gathersErrors: Bool) async throws {
    let (ending, errors) = try await shell(
      "i=0; while [ $i -lt 20000 ]; do echo line$i; echo error$i >&2; i=$((i+1)); done; exit 7"
    ) { $0.gathersErrors = gathersErrors }
    #expect(ending.status == .exited(7))
    #expect(ending.output.count { $0 == 0x0A } == 20_000)
    #expect(errors.split(separator: "\n").count == 20_000)
    #expect(errors.hasSuffix("error19999\n"))
  }

  @Test("a program reads nothing, begins where it is told, and gets the variables it is given")
  func surroundings() async throws {
    let (ending, _) = try await shell("cat; pwd; echo \"$A-${HOME-none}\"") {
      $0.folder = "/"
      $0.variables = ["A": "b=c", "HOME": nil]
    }
    #expect(String(decoding: ending.output, as: UTF8.self) == "/\nb=c-none\n")
  }

  @Test("a program that cannot be started is an error")
  func missing() async {
    var program = ChildProgram("/nonexistent/program", [])
    for folder in [nil, "/nonexistent"] {
      program.folder = folder
      do {
        _ = try await program.run { _ in }
        Issue.record("it was started")
      } catch {
        #expect(error.description == "no such file or directory")
      }
      program.path = "/bin/sh"
    }
  }

  @Test("a signal that ends a program is told")
  func signalled() async throws {
    #expect(try await shell("kill -KILL $$").ending.status == .signalled(9))
  }

  @Test("a time limit ends a program, one that does not mind it too, and what it started")
  func timeLimit() async throws {
    let stubborn = try await shell("trap '' TERM; echo up; while :; do sleep 0.1; done") {
      $0.timeout = .milliseconds(300)
      $0.grace = .milliseconds(300)
    }
    #expect(stubborn.ending.isTimeout && stubborn.ending.status == .signalled(9))
    #expect(stubborn.ending.output == Array("up\n".utf8))
    // What it started is in its group, and asked too.
    let parent = try await shell(
      """
      (trap 'echo asked >&2; exit' TERM; while :; do sleep 0.1; done) &
      trap 'wait; exit 3' TERM
      wait
      """
    ) {
      $0.timeout = .milliseconds(300)
      $0.startsSession = true
    }
    #expect(parent.ending.isTimeout && parent.ending.status == .exited(3))
    #expect(parent.errors.hasSuffix("asked\n"))
  }

  @Test("what a program leaves behind with its pipes is not waited for")
  func orphan() async throws {
    let (ending, _) = try await shell("sleep 1000 & echo $!")
    #expect(ending.status == .exited(0))
    let child = try #require(
      Int(String(decoding: ending.output, as: UTF8.self).filter(\.isNumber)))
    _ = try await ChildProgram("/bin/kill", ["\(child)"]).run { _ in }
  }

  @Test("the end of a program that is complete is not waited for; it comes all the same")
  func complete() async throws {
    let directory = try TemporaryDirectory(for: "complete")
    defer { directory.remove() }
    let folder = directory.path
    let program = """
      echo out; echo end >&2; while [ ! -e '\(folder)/told' ]; do sleep 0.05; done
      echo late; echo late >&2; : >'\(folder)/ended'
      """
    let errors = Collected()
    var child = ChildProgram("/bin/sh", ["-c", program])
    // Else it is killed where the machine is busy.
    child.grace = .seconds(3600)
    child.isComplete = { errors.bytes.last == 0x0A }
    let ending = try await child.run { errors.append($0) }
    #expect(ending.status == .complete && errors.bytes == Array("end\n".utf8))
    try Files.replace(folder + "/told", with: [])
    while Files.status(of: folder + "/ended") == nil {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(errors.bytes == Array("end\n".utf8))
  }

  @Test("a cancelled task ends its program")
  func cancellation() async throws {
    let task = Task { try await shell("exec sleep 1000") }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    #expect(try await task.value.ending.status == .signalled(15))
  }

  @Test("more output than is taken ends the program")
  func outputLimit() async {
    await #expect(throws: ChildProgram.Failure.outputTooLarge(limit: 1000)) {
      try await shell("while :; do echo more; done") { $0.outputLimit = 1000 }
    }
  }
}

private final class Collected: Sendable {
  private let state = Mutex<[UInt8]>([])

  func append(_ piece: [UInt8]) { state.withLock { $0 += piece } }
  var bytes: [UInt8] { state.withLock { $0 } }
}
