import ArgumentParser

/// Parts of nixgraft alone, each as a process that a benchmark's script can time beside a peer's.
@main
struct BenchmarkProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark",
    abstract: "Run one part of nixgraft alone, to be timed.",
    subcommands: [
      SolveBenchmark.self, PackagesBenchmark.self, NativeInputsBenchmark.self,
      CargoLocksBenchmark.self, PythonInputsBenchmark.self,
    ])
}
