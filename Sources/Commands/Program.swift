import ArgumentParser
import Basics
import Operations

/// The program, from its arguments to its exit.
package enum Program {
  /// Runs the command that the arguments name, and exits with its code.
  ///
  /// The process ends at once, with no clean-up of libraries: transfers that nobody waits for any
  /// more may still run in their own threads, and must not find what they use torn down.
  package static func run() async {
    Host.prepareStandardStreams()
    Host.exit(await exitCode())
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
      let help = Nixgraft.fullMessage(for: error)
      // Help and versions are errors to the parser, and results to who asks for them.
      if !help.isEmpty {
        let stream: StandardStream = code == 0 ? .output : .error
        // It repeats words of the command line, which may come from anywhere.
        let text = help.split(separator: "\n", omittingEmptySubsequences: false)
          .map { Printable.text($0) }.joined(separator: "\n")
        if case .failure = stream.write(text + "\n"), code == 0 {
          return Failure.Kind.file.exitCode
        }
      }
      return code
    }
  }
}
