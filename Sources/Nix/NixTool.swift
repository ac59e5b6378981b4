internal import Basics

/// The programs of Nix, found on PATH and run as subprocesses.
package struct NixTool: Sendable {
  /// What a program that ended by itself left behind.
  package struct Result: Sendable {
    package let succeeded: Bool
    package let output: [UInt8]
    package let errors: [UInt8]
  }

  /// The environment variables that programs and directories are looked up with; programs inherit
  /// the real ones.
  package let environment: [String: String]

  package init(environment: [String: String] = NixTool.processEnvironment()) {
    self.environment = environment
  }

  /// Bytes of standard output that a program may print, far above the 5 MB of a whole nixpkgs.
  static let outputLimit = 512 << 20

  /// The path of `program`, the first executable of that name on PATH.
  package func path(of program: String) -> String? {
    ChildProgram.path(of: program, in: environment["PATH"])
  }

  /// Whether `nix` is of the same installation as another program: in the same directory.
  func hasNixBeside(_ program: String) -> Bool {
    guard let nix = path(of: "nix"), let other = path(of: program) else { return false }
    return Files.parent(of: nix) == Files.parent(of: other)
  }

  /// Runs a program to its end.
  ///
  /// - Throws: `NixError` also where a signal or its time limit ended it.
  package func run(_ job: Job) async throws(NixError) -> Result {
    let errors = ErrorBytes()
    let ending = try await stream(job) { errors.append($0) }
    try ending.requireEnd(of: job)
    return Result(succeeded: ending.succeeded, output: ending.output, errors: errors.bytes)
  }

  /// The path that an entry of the search path stands for, such as `nixpkgs`, as the first line that
  /// Nix prints; a URL is fetched by Nix.
  ///
  /// - Returns: `nil` and Nix's words where there is none.
  package func findFile(
    _ name: String, searchPath: [String] = []
  ) async throws(NixError) -> (path: String?, words: String, isUnreachable: Bool) {
    let result = try await run(
      Job("nix-instantiate", searchPath.flatMap { ["-I", $0] } + ["--find-file", name]))
    let line = result.output.split(separator: 0x0A).last
    guard result.succeeded, let line else {
      // A reference to a flake that is found where flakes are off can be looked up with them on.
      if let trouble = NixTrouble(errors: result.errors), trouble.kind != .flakesDisabled {
        throw .trouble(trouble)
      }
      // What could not be downloaded is a warning; the error is that nothing was found.
      let unreachable = NixMessage.lines(of: result.errors).first {
        $0.hasPrefix("warning: ") && $0.has("unable to download")
      }
      if let unreachable { return (nil, NixMessage.ofWarning(unreachable), true) }
      return (nil, NixMessage.lastLine(of: result.errors), false)
    }
    return (String(decoding: line, as: UTF8.self), "", false)
  }

  /// The variables of this process that are read here or through what is given it.
  package static func processEnvironment() -> [String: String] {
    var variables: [String: String] = [:]
    for name in [
      "PATH", "NIX_PATH", "HOME", "XDG_CACHE_HOME", "TMPDIR", "GC_INITIAL_HEAP_SIZE",
      "NIXPKGS_CONFIG", "NIXPKGS_ALLOW_BROKEN", "NIXPKGS_ALLOW_INSECURE",
      "NIXPKGS_ALLOW_UNSUPPORTED_SYSTEM",
    ] {
      if let value = Host.variable(name) { variables[name] = value }
    }
    return variables
  }
}
