internal import Basics
package import Nix

/// Where a nixpkgs is, and how it is entered.
package struct NixpkgsLocation: Hashable, Sendable {
  /// As the user gave it.
  package let given: String
  /// The absolute path without symbolic links: a folder, or the file that is imported.
  package let path: String
  /// The file that `import` takes.
  ///
  /// A nixpkgs that refuses an old Nix at its front door is entered through
  /// `pkgs/top-level/impure.nix`.
  package var entry: String
  /// The back door: the entry to take where the first one refuses; `nil` where there is none.
  package let fallbackEntry: String?

  package init(given: String, path: String, entry: String, fallbackEntry: String? = nil) {
    self.given = given
    self.path = path
    self.entry = entry
    self.fallbackEntry = fallbackEntry
  }

  /// The files to import it by, in the order to try them.
  package var entries: [String] {
    [entry] + (fallbackEntry.map { $0 == entry ? [] : [$0] } ?? [])
  }

  /// The root of the tree: `path`, or the folder above `pkgs/top-level` that it is in.
  package var root: String {
    for end in ["/pkgs/top-level/impure.nix", "/pkgs/top-level/default.nix", "/pkgs/top-level"]
    where path.hasSuffix(end) {
      return String(path.dropLast(end.utf8.count))
    }
    return path
  }
}

extension NixpkgsLocation {
  /// Finds what `given` names: a path; `<nixpkgs>` or another entry of the search path;
  /// `nixpkgs=VALUE`; or a URL, `channel:` or `flake:` reference, which Nix itself fetches.
  package static func resolve(
    _ given: String, tool: NixTool
  ) async throws(NixpkgsError) -> NixpkgsLocation {
    let path: String
    if given.hasPrefix("<"), given.hasSuffix(">") {
      path = try await searchPathEntry(String(given.dropFirst().dropLast()), given, tool)
    } else {
      var value = Substring(given)
      if let equals = given.firstIndex(of: "="), !given[..<equals].contains("/") {
        value = given[given.index(after: equals)...]
      }
      let isRemote =
        value.contains("://") || value.hasPrefix("channel:") || value.hasPrefix("flake:")
      path = isRemote ? try await fetched(String(value), given, tool) : String(value)
    }
    return try local(path, given: given)
  }

  /// The location of an existing folder or file.
  private static func local(
    _ path: String, given: String
  ) throws(NixpkgsError) -> NixpkgsLocation {
    guard let real = Files.realPath(path), let status = Files.status(of: real) else {
      throw .noTree(path: path)
    }
    guard status.isDirectory else { return NixpkgsLocation(given: given, path: real, entry: real) }
    let front = "\(real)/default.nix"
    let back = "\(real)/pkgs/top-level/impure.nix"
    let hasBack = Files.status(of: back)?.isDirectory == false
    if Files.status(of: front)?.isDirectory == false {
      return NixpkgsLocation(
        given: given, path: real, entry: front, fallbackEntry: hasBack ? back : nil)
    }
    guard hasBack else { throw .noEntry(path: real) }
    return NixpkgsLocation(given: given, path: real, entry: back)
  }

  /// What Nix fetches for a URL or another reference.
  private static func fetched(
    _ value: String, _ given: String, _ tool: NixTool
  ) async throws(NixpkgsError) -> String {
    try await findFile("nixpkgs", ["nixpkgs=\(value)"], given, tool)
  }

  /// The path of a search-path entry: from NIX_PATH itself where it names a plain path, so that no
  /// process is needed; else from Nix.
  private static func searchPathEntry(
    _ name: String, _ given: String, _ tool: NixTool
  ) async throws(NixpkgsError) -> String {
    if let path = plainEntry(name, searchPath: tool.environment["NIX_PATH"] ?? "") { return path }
    return try await findFile(name, [], given, tool)
  }

  private static func findFile(
    _ name: String, _ searchPath: [String], _ given: String, _ tool: NixTool
  ) async throws(NixpkgsError) -> String {
    let found: (path: String?, words: String)
    do {
      found = try await tool.findFile(name, searchPath: searchPath)
    } catch {
      throw .nix(error)
    }
    guard let path = found.path else {
      throw .notOnSearchPath(entry: given, reason: found.words)
    }
    return path
  }

  /// The path of the first entry of NIX_PATH (the Nix manual, "Environment variables") that has
  /// `name`; `nil` where that is for Nix to find out.
  static func plainEntry(_ name: String, searchPath: String) -> String? {
    let parts = name.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, !searchPath.contains("://"), !searchPath.contains(":flake:"),
      !searchPath.contains("=flake:"), !searchPath.contains("channel:")
    else { return nil }
    for entry in searchPath.split(separator: ":") {
      let sides = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let path: String
      if sides.count == 2 {
        guard sides[0] == first else { continue }
        path = parts.count == 2 ? "\(sides[1])/\(parts[1])" : String(sides[1])
      } else {
        path = "\(entry)/\(name)"
      }
      if path.hasPrefix("/"), Files.exists(path) { return path }
    }
    return nil
  }
}
