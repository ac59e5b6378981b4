extension NixTool {
  /// The version of Nix, such as `2.26.3`.
  package func version() async throws(NixError) -> String {
    let result = try await run(Job("nix-instantiate", ["--version"]))
    if !result.succeeded, let trouble = NixTrouble(errors: result.errors) {
      throw .trouble(trouble)
    }
    let text = String(decoding: result.output, as: UTF8.self)
    guard result.succeeded, let version = text.split(whereSeparator: \.isWhitespace).last else {
      throw .failed(
        program: "nix-instantiate", words: NixMessage.complaint(of: result.errors, in: "").message)
    }
    return String(version)
  }

  /// Builds a derivation of one line that the store cannot have yet.
  ///
  /// - Throws: `NixError` with the reason where Nix cannot build.
  package func tryBuilding() async throws(NixError) {
    var job = Job(
      "nix-build",
      [
        "--no-out-link", "--option", "substituters", "", "--expr",
        """
        derivation {
          name = "nixgraft-doctor";
          system = builtins.currentSystem;
          builder = "/bin/sh";
          args = [ "-c" "echo ok > $out" ];
          time = toString builtins.currentTime;
        }
        """,
      ])
    job.timeout = .seconds(60)
    let result = try await run(job)
    guard !result.succeeded else { return }
    if let trouble = NixTrouble(errors: result.errors) { throw .trouble(trouble) }
    throw .failed(
      program: "nix-build", words: NixMessage.complaint(of: result.errors, in: "").message)
  }
}
