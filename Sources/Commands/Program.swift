import ArgumentParser
import Basics
import Operations

/// The program, from its arguments to its exit.
package enum Program {
  /// Runs the command that the arguments name, and exits with its code.
  ///
  /// The process ends at once, with no clean-up of libraries: transfers that nobody waits for any
  /// more may still run in their own threads, and must not find what they use torn down.
  package static func run() -> Never {
    Host.prepareStandardStreams()
    if let shortage {
      StandardStream.error.write("error: \(shortage)\n")
      Host.exit(Failure.Kind.file.exitCode)
    }
    TaskPool.run { Host.exit(await exitCode()) }
  }

  /// Descriptors for standard streams, files, a few connections and a program of Nix.
  private static let files = 32
  /// Address space for threads, of which most is never used.
  private static let bytes = 1 << 30

  /// What the system does not give enough of for the Swift runtime and libraries, which end the
  /// process without a word where they find that out on the way.
  private static var shortage: String? {
    if !Host.canOpen(files) {
      return "nixgraft needs \(files) open files; 'ulimit -n' allows fewer"
    }
    if !Host.canReserve(bytes) {
      return "nixgraft needs 1 GiB of address space; 'ulimit -v' allows less"
    }
    return nil
  }

  /// Whether words that could not be parsed ask for JSON, as far as they show it.
  static func asksForJSON(_ words: [String]) -> Bool {
    words.dropFirst().prefix { $0 != "--" }.contains("--json")
  }

  private static func exitCode() async -> Int32 {
    do {
      var command = try Nixgraft.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
      return 0
    } catch {
      let code = Nixgraft.exitCode(for: error).rawValue
      if code == Failure.Kind.input.exitCode, asksForJSON(CommandLine.arguments) {
        let failure = Failure(
          .input, Nixgraft.message(for: error), hints: ["'nixgraft help' lists verbs and options"])
        try? Output.write(ErrorDocument(failure, in: Wording()))
        return code
      }
      let help = Nixgraft.fullMessage(for: error)
      // Help and versions are errors to the parser, and results to who asks for them.
      if !help.isEmpty {
        let stream: StandardStream = code == 0 ? .output : .error
        // It repeats words of the command line, which may come from anywhere.
        let text = help.split(separator: "\n", omittingEmptySubsequences: false)
          .map { Printable.text($0) }.joined(separator: "\n")
        if case .failure(let reason) = stream.write(text + "\n"), code == 0 {
          let error = UnwritableOutput(reason)
          if let failure = error.failure { StandardStream.error.write("error: \(failure.what)\n") }
          return error.exitCode
        }
      }
      return code
    }
  }
}
