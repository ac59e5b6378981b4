/// The store: what it has, how large that is, and what it is copied to.
package struct NixStore: Sendable {
  let tool: NixTool

  package init(tool: NixTool) {
    self.tool = tool
  }

  /// Those of some store paths that it does not have.
  package func missing(among paths: [String]) async throws(NixError) -> Set<String> {
    guard !paths.isEmpty else { return [] }
    return Set(try await lines(["--check-validity", "--print-invalid"] + paths))
  }

  /// What some paths need, themselves included; of a derivation, what it is built with.
  package func requisites(of paths: [String]) async throws(NixError) -> [String] {
    try await lines(["--query", "--requisites"] + paths)
  }

  /// The sizes of paths in bytes, as NARs, in their order.
  package func sizes(of paths: [String]) async throws(NixError) -> [Int] {
    try await lines(["--query", "--size"] + paths).compactMap { Int($0) }
  }

  /// The log of a derivation that was built before; empty where there is none.
  package func log(of derivation: String) async throws(NixError) -> [String] {
    let result = try await tool.run(NixTool.Job("nix-store", ["--read-log", derivation]))
    guard result.succeeded else { return [] }
    return NixMessage.plain(result.output).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init).suffix(NixBuild.logLimit)
  }

  /// Makes the key of a binary cache; its public half is written next to it, with `.public` appended.
  package func makeKey(named name: String, at path: String) async throws(NixError) {
    _ = try await lines(["--generate-binary-cache-key", name, path, path + ".public"])
  }

  private func lines(_ words: [String]) async throws(NixError) -> [String] {
    let result = try await tool.run(NixTool.Job("nix-store", words))
    guard result.succeeded || words[0] == "--check-validity" else {
      if let trouble = NixTrouble(errors: result.errors) { throw .trouble(trouble) }
      throw .failed(
        program: "nix-store", words: NixMessage.complaint(of: result.errors, in: "").message)
    }
    return NixMessage.lines(of: result.output).map(String.init)
  }

  // MARK: Copying

  /// The job that copies paths with all that they need to another store.
  package func copying(_ paths: [String], to url: String) -> NixTool.Job {
    command(["copy", "--log-format", "internal-json", "--to", url] + paths)
  }

  /// The job that signs paths, with all that they need, by the key in a file.
  package func signing(_ paths: [String], keyFile: String) -> NixTool.Job {
    command(["store", "sign", "--recursive", "--key-file", keyFile] + paths)
  }

  /// A job of the `nix` command, whose subcommands are experimental to it.
  private func command(_ words: [String]) -> NixTool.Job {
    NixTool.Job("nix", ["--extra-experimental-features", "nix-command"] + words)
  }
}
