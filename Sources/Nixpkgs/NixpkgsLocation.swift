internal import Basics
package import Nix

/// Where a nixpkgs is, and how it is entered.
package struct NixpkgsLocation: Hashable, Sendable {
  /// As the user gave it.
  package let given: String
  /// The absolute path without symbolic links: a directory, or the file that is imported.
  package let path: String
  /// The file that `import` takes.
  ///
  /// A nixpkgs that refuses an old Nix at its front door is entered through
  /// `pkgs/top-level/impure.nix`.
  package var entry: String
  /// The back door: the entry to take where the first one refuses; `nil` if there is none.
  package let fallbackEntry: String?
  /// What it was found by; for an entry of the search path what that entry stands for.
  package var reference: NixpkgsReference
  /// The exact state of a flake reference.
  package var lock: NixpkgsLock?
  /// The file of a project that fixes this nixpkgs, and that it was found by.
  package var project: ProjectFile?

  /// A file that fixes the nixpkgs of a project.
  package struct ProjectFile: Hashable, Sendable {
    /// Its path as it is shown, such as `../flake.lock`.
    package let name: String
    /// Its directory, absolute.
    package let folder: String
    /// What evaluates to that nixpkgs in a Nix file of the directory; `nil` if only a flake has it.
    package let expression: String?

    package init(name: String, folder: String, expression: String?) {
      self.name = name
      self.folder = folder
      self.expression = expression
    }
  }

  package init(
    given: String, path: String, entry: String, fallbackEntry: String? = nil,
    reference: NixpkgsReference? = nil
  ) {
    self.given = given
    self.path = path
    self.entry = entry
    self.fallbackEntry = fallbackEntry
    self.reference = reference ?? .path(path)
  }

  /// The files to import it by, in the order to try them.
  package var entries: [String] {
    [entry] + (fallbackEntry.map { $0 == entry ? [] : [$0] } ?? [])
  }

  /// The root of the tree: `path`, or the directory above `pkgs/top-level` that it is in.
  package var root: String {
    for end in ["/pkgs/top-level/impure.nix", "/pkgs/top-level/default.nix", "/pkgs/top-level"]
    where path.hasSuffix(end) {
      return String(path.dropLast(end.utf8.count))
    }
    return path
  }
}

extension NixpkgsLocation {
  /// Finds what a text names, as ``NixpkgsReference`` reads it; what is not on this machine is fetched
  /// by Nix.
  package static func resolve(
    _ given: String, tool: NixTool
  ) async throws(NixpkgsError) -> NixpkgsLocation {
    let plain = URLSecrets.removed(from: given)
    guard plain == given else { throw .hasCredentials(reference: plain) }
    let reference = NixpkgsReference(given)
    switch reference {
    case .path(let path): return try local(path, given: given)
    case .searchPath(let name):
      var location = try local(
        await searchPathEntry(name, given, tool), given: given)
      if let value = NixpkgsReference.value(
        of: name, inSearchPath: tool.environment["NIX_PATH"] ?? "")
      {
        location.reference = NixpkgsReference(value)
      }
      return location
    case .archive(let url):
      var location = try local(
        await findFile("nixpkgs", ["nixpkgs=\(url)"], given, tool), given: given)
      location.reference = reference
      return location
    case .flake(let text): return try await flake(text, given: given, tool: tool)
    }
  }

  /// Finds the nixpkgs to use if none was named: `<nixpkgs>`, or if the search path has
  /// none, what the flake registry calls nixpkgs.
  package static func standard(tool: NixTool) async throws(NixpkgsError) -> NixpkgsLocation {
    do {
      return try await resolve("<nixpkgs>", tool: tool)
    } catch {
      guard case .notOnSearchPath = error, tool.path(of: "nix") != nil else { throw error }
      // Without flakes the first error says what to do.
      guard let location = try? await resolve("flake:nixpkgs", tool: tool) else {
        throw error
      }
      return location
    }
  }

  private static func flake(
    _ text: String, given: String, tool: NixTool
  ) async throws(NixpkgsError) -> NixpkgsLocation {
    let metadata: FlakeMetadata
    do {
      metadata = try await tool.flakeMetadata(of: text)
    } catch {
      guard case .failed(_, let words) = error else { throw .nix(error) }
      // Nix 2.14 and later take references on the search path, with a cache of their own.
      let entry = text.hasPrefix("flake:") ? text : "flake:\(text)"
      guard let path = try? await findFile("nixpkgs", ["nixpkgs=\(entry)"], given, tool),
        var location = try? local(path, given: given)
      else { throw .notFetched(reference: given, reason: words) }
      location.reference = .flake(text)
      return location
    }
    var location = try local(metadata.path, given: given)
    location.reference = .flake(text)
    location.lock = NixpkgsLock(metadata)
    return location
  }

  /// The location of the nixpkgs that a project pins, at a path that Nix printed.
  package static func fixed(
    by project: ProjectFile, at path: String
  ) throws(NixpkgsError) -> NixpkgsLocation {
    var location = try local(path, given: project.name)
    location.project = project
    return location
  }

  /// The location of an existing directory or file.
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
    let found: (path: String?, words: String, isUnreachable: Bool)
    do {
      found = try await tool.findFile(name, searchPath: searchPath)
    } catch {
      throw .nix(error)
    }
    guard let path = found.path else {
      throw found.isUnreachable
        ? .notFetched(reference: given, reason: found.words)
        : .notOnSearchPath(entry: given, reason: found.words)
    }
    return path
  }

  /// The path of the first entry of NIX_PATH (the Nix manual, "Environment variables") that has
  /// `name`; `nil` if that is for Nix to find out.
  static func plainEntry(_ name: String, searchPath: String) -> String? {
    let parts = name.split(separator: "/", maxSplits: 1)
    guard let first = parts.first else { return nil }
    for entry in NixpkgsReference.entries(ofSearchPath: searchPath) {
      let sides = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let path: String
      if sides.count == 2 {
        guard sides[0] == first else { continue }
        // Nix fetches it.
        guard sides[1].hasPrefix("/") else { return nil }
        path = parts.count == 2 ? "\(sides[1])/\(parts[1])" : String(sides[1])
      } else {
        guard entry.hasPrefix("/") else { return nil }
        path = "\(entry)/\(name)"
      }
      if Files.exists(path) { return path }
    }
    return nil
  }
}
