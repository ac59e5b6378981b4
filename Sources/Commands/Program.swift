import ArgumentParser

/// The program, from its arguments to its exit.
package enum Program {
  /// Runs the command that the arguments name, and exits with its code.
  package static func run() async {
    await Nixgraft.main()
  }
}
