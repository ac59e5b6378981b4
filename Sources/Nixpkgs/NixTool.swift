internal import Subprocess
internal import SystemPackage

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The programs of Nix, found on PATH and run as subprocesses.
package struct NixTool: Sendable {
  /// What a finished program left behind.
  package struct Result: Sendable {
    package let succeeded: Bool
    package let output: [UInt8]
    package let errors: [UInt8]
  }

  /// The environment variables that programs and folders are looked up with; programs inherit the
  /// real ones.
  package let environment: [String: String]

  package init(environment: [String: String] = NixTool.processEnvironment()) {
    self.environment = environment
  }

  /// Bytes of standard output that a program may print, far above the 5 MB of a whole nixpkgs.
  static let outputLimit = 512 << 20
  /// Bytes of standard error that a program may print: a line a package, and nix's own words.
  static let errorLimit = 64 << 20

  /// The path of `program`, the first executable of that name on PATH.
  package func path(of program: String) -> String? {
    for folder in (environment["PATH"] ?? "").split(separator: ":") {
      let candidate = "\(folder)/\(program)"
      if access(candidate, X_OK) == 0, FileStatus(candidate)?.isFolder == false { return candidate }
    }
    return nil
  }

  /// Runs `program` to its end.
  ///
  /// Standard input is empty; NIX_PATH and the rest are inherited.
  package func run(
    _ program: String, _ arguments: [String], variables: [String: String] = [:]
  ) async throws(NixpkgsError) -> Result {
    guard let path = path(of: program) else { throw .noNix(program: program) }
    var update: [Environment.Key: String?] = [:]
    for (name, value) in variables {
      if let key = Environment.Key(rawValue: name) { update[key] = value }
    }
    do {
      let result = try await Subprocess.run(
        .path(FilePath(path)), arguments: Arguments(arguments),
        environment: .inherit.updating(update),
        output: .bytes(limit: Self.outputLimit), error: .bytes(limit: Self.errorLimit))
      if Task.isCancelled { throw NixpkgsError.interrupted }
      if case .signaled(let signal) = result.terminationStatus {
        if signal == SIGINT || signal == SIGTERM || signal == SIGHUP {
          throw NixpkgsError.interrupted
        }
        throw NixpkgsError.program(
          name: program,
          reason: signal == SIGKILL
            ? "it was killed, likely for want of memory" : "it ended by signal \(signal)")
      }
      return Result(
        succeeded: result.terminationStatus.isSuccess, output: result.standardOutput,
        errors: result.standardError)
    } catch let error as NixpkgsError {
      throw error
    } catch is CancellationError {
      throw .interrupted
    } catch {
      if Task.isCancelled { throw .interrupted }
      throw .program(name: program, reason: "\(error)")
    }
  }

  /// The variables that the garbage collector of an evaluation is told: with memory to spare it
  /// need not run at all, which saves a third of the time.
  package var evaluationVariables: [String: String] {
    let pages = sysconf(Int32(_SC_PHYS_PAGES))
    let pageSize = sysconf(Int32(_SC_PAGESIZE))
    let gibibytes = pages > 0 && pageSize > 0 ? pages / ((1 << 30) / pageSize) : 0
    return gibibytes >= 6 ? ["GC_DONT_GC": "1"] : [:]
  }

  /// The variables of this process that are read here or through what is given it.
  package static func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in ["PATH", "NIX_PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR"] {
      if let value = getenv(name) { variables[name] = String(cString: value) }
    }
    return variables
  }
}
