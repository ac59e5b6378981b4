import ArgumentParser
import Glibc
import Resolution

/// Solves a recorded problem with the solver alone: no index, no cache, no nixpkgs.
struct SolveBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    abstract: "Solve a problem that record-problem wrote, with the solver alone.")

  @Argument(help: "The problem.")
  var file: String

  @Option(
    help: "How often to solve it; the times are the least, the median, and the mean on the CPU.")
  var repeats = 20

  @Flag(help: "Print the solution, or the explanation.")
  var printsResult = false

  func validate() throws {
    guard repeats > 0 else { throw ValidationError("'--repeats' takes a number from 1") }
  }

  func run() async throws {
    let problem = try RecordedProblem(parsing: try ProblemFile.text(of: file))
    var times: [Duration] = []
    var outcome = await problem.solve()
    let before = Self.usage()
    for _ in 0..<repeats {
      let start = ContinuousClock.now
      outcome = await problem.solve()
      times.append(ContinuousClock.now - start)
    }
    times.sort()
    let after = Self.usage()
    let onCPU = (after.microseconds - before.microseconds) / repeats
    let result: String
    switch outcome.result {
    case .solved(let versions):
      result = "\(versions.keys.filter { $0.extra == nil }.count) packages"
      if printsResult {
        for (node, version) in versions.sorted(by: { $0.key < $1.key }) where node.extra == nil {
          print("\(node)==\(version)")
        }
      }
    case .failed(let explanation):
      result = "no solution"
      if printsResult {
        let short = explanation.simplified()
        for sentence in short.sentences(in: problem.vocabulary) { print(sentence) }
      }
    }
    print(
      "\(file): \(result), \(outcome.decisionCount) decisions, \(outcome.conflictCount) conflicts")
    print(
      "least \(times[0]), median \(times[times.count / 2]), on the CPU 0.\(Self.padded(onCPU)) s, "
        + "peak memory \(after.peakKilobytes) KiB (\(before.peakKilobytes) KiB after the first)")
  }

  /// Microseconds below a second, as its decimals.
  private static func padded(_ microseconds: Int) -> String {
    let text = String(microseconds)
    return String(repeating: "0", count: max(0, 6 - text.count)) + text
  }

  /// What the process has used of the CPU so far, and of memory at most.
  private static func usage() -> (microseconds: Int, peakKilobytes: Int) {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
    let rest = Int(usage.ru_utime.tv_usec) + Int(usage.ru_stime.tv_usec)
    return (seconds * 1_000_000 + rest, usage.ru_maxrss)
  }
}
