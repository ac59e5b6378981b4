import Basics
import PackageMetadata
import Testing

@testable import Nix
@testable import Nixpkgs

/// Evaluations of the small trees in Fixtures.
@Suite(.enabled(if: hasNix, "nix-instantiate is not on PATH"))
struct TinyTreeTests {
  private func options(_ tree: String, _ folder: String) -> SnapshotOptions {
    SnapshotOptions(nixpkgs: "\(fixtures)/tiny/\(tree)", cacheDirectory: "\(folder)/cache")
  }

  /// An evaluation gives what was recorded, and says what it had to leave out.
  @Test(arguments: ["modern", "legacy"])
  func evaluates(era: String) async throws {
    try await withFolder { folder in
      let snapshot = try await Snapshot.load(
        options(era, folder), ecosystems: [.pypi, .cran])
      let expected = try await recorded(era, [.python, .r])
      var facts = snapshot.facts
      facts.nixVersion = expected.facts.nixVersion
      facts.system = expected.facts.system
      #expect(facts == expected.facts)
      for ecosystem in Ecosystem.allCases {
        let attributes = snapshot.allAttributes(of: ecosystem)
        #expect(attributes == expected.allAttributes(of: ecosystem))
        for attribute in attributes {
          let pin = snapshot.pin(attribute: attribute, in: ecosystem)
          #expect(pin == expected.pin(attribute: attribute, in: ecosystem))
          guard let pin else { continue }
          #expect(snapshot.propagated(by: pin) == expected.propagated(by: pin))
        }
      }
      #expect(snapshot.notes.contains(.unknownInputs(attribute: "broken-input")))
      #expect(snapshot.notes.contains(.enteredBelow) == (era == "modern"))
      #expect(snapshot.location.entry.hasSuffix("impure.nix") == (era == "modern"))
    }
  }

  @Test func isReadFromTheCacheUntilTheTreeChanges() async throws {
    try await withFolder { folder in
      let tree = "\(folder)/tree"
      try Files.makeDirectories(tree)
      func write(_ version: String) throws {
        let text = """
          args: import \(fixtures)/tiny/set.nix { modern = true; } (args // {
            overlays = [ (final: prev: { lib = prev.lib // { version = "\(version)"; }; }) ];
          })
          """
        try Files.replace("\(tree)/default.nix", with: Array(text.utf8))
      }
      var options = options("", folder)
      options.nixpkgs = tree
      try write("25.05")
      let cold = try await Snapshot.load(options)
      #expect(!cold.isFromCache)
      // Which Nix it is belongs to the state, too.
      let warm = try await Snapshot.load(options)
      #expect(warm.isFromCache)
      #expect(warm.facts == cold.facts)
      #expect(warm.notes == cold.notes)
      #expect(warm.location == cold.location)
      var other = options
      other.python = "python312"
      #expect(try await !Snapshot.load(other).isFromCache)
      options.refresh = true
      #expect(try await !Snapshot.load(options).isFromCache)
      options.refresh = false
      try write("25.11")
      let changed = try await Snapshot.load(options)
      #expect(!changed.isFromCache)
      #expect(changed.facts.version == "25.11")
    }
  }

  @Test(arguments: [
    ("python3", "python3Packages", "3.13.7"), ("python312", "python312Packages", "3.12.7"),
    ("python312Packages", "python312Packages", "3.12.7"),
  ])
  func takesInterpretersAndSets(attribute: String, set: String, version: String) async throws {
    try await withFolder { folder in
      var options = options("modern", folder)
      options.python = attribute
      let snapshot = try await Snapshot.load(options)
      #expect(snapshot.facts.python?.packageSet == set)
      #expect(snapshot.facts.python?.versionText == version)
      #expect(snapshot.pin(for: .pypi("pandas")) != nil)
    }
  }

  @Test func attributesAtTopLevel() async throws {
    try await withFolder { folder in
      let options = options("modern", folder)
      let snapshot = try await Snapshot.load(options)
      let wanted = ["awscli", "xorg.libX11", "obsolete", "missing", "", ".", "lib", "a\"b${c}"]
      let found = try await snapshot.topLevel(wanted, options: options)
      #expect(found.keys.sorted() == ["awscli", "xorg.libX11"])
      #expect(found["awscli"]?.versionText == "1.42.18")
      // The second time it needs no Nix.
      var without = options
      without.tool = NixTool(environment: NixTool.processEnvironment().filter { $0.key != "HOME" })
      #expect(try await snapshot.topLevel(wanted, options: without) == found)
    }
  }

  @Test func packagesWithAnOverlay() async throws {
    try await withFolder { folder in
      let options = options("modern", folder)
      let snapshot = try await Snapshot.load(options)
      #expect(snapshot.pin(for: .pypi("fugue")) == nil)
      let found = try await snapshot.packages(
        ["fugue", "numpy", "missing"], of: .pypi, overlays: ["\(fixtures)/tiny/overlay.nix"],
        options: options)
      #expect(found.keys.sorted() == ["fugue", "numpy"])
      #expect(
        found["fugue"]?.propagated == [
          "python3.13-pandas-2.3.3", "python3.13-numpy-2.3.5",
        ])
    }
  }

  /// What is wrong with a tree, and the error that says so.
  @Test(arguments: [
    ("/nowhere-at-all", NixpkgsError.noTree(path: "/nowhere-at-all")),
    ("nixpkgs=/nowhere-at-all", .noTree(path: "/nowhere-at-all")),
    ("\(fixtures)/recorded", .noEntry(path: "\(fixtures)/recorded")),
  ])
  func noTree(given: String, error: NixpkgsError) async throws {
    let expected: NixpkgsError
    if case .noEntry(let path) = error {
      expected = .noEntry(path: try #require(Files.realPath(path)))
    } else {
      expected = error
    }
    await #expect(throws: expected) {
      try await Snapshot.load(SnapshotOptions(nixpkgs: given, cacheDirectory: "/nowhere"))
    }
  }

  @Test func noPython() async throws {
    try await withFolder { folder in
      var options = options("modern", folder)
      for attribute in ["python27", "python314", "hello", "lib", "python9Packages", "a b"] {
        options.python = attribute
        await #expect(
          throws: NixpkgsError.noPython(
            attribute: attribute, available: ["python3", "python312", "python313"])
        ) { try await Snapshot.load(options) }
      }
    }
  }

  @Test(arguments: [
    ("{ lib = }", "syntax error"), ("{ ... }: { }", "attribute"), ("{ }", "not a function"),
    ("throw \"closed\"", "closed"),
    ("abort \"This version of Nixpkgs requires Nix >= 99\"", "nixTooOld"),
  ])
  func treesThatDoNotEvaluate(text: String, message: String) async throws {
    try await withFolder { folder in
      try Files.makeDirectories("\(folder)/tree")
      try Files.replace("\(folder)/tree/default.nix", with: Array(text.utf8))
      var options = options("", folder)
      options.nixpkgs = "\(folder)/tree"
      do {
        _ = try await Snapshot.load(options)
        Issue.record("it evaluates")
      } catch {
        let text = "\(error)"
        #expect(text.contains("\(folder)/tree") && text.contains(message))
      }
    }
  }

  @Test func noNix() async throws {
    try await withFolder { folder in
      var options = options("modern", folder)
      options.tool = NixTool(environment: ["PATH": folder])
      await #expect(throws: NixpkgsError.nix(.missing(program: "nix-instantiate"))) {
        try await Snapshot.load(options)
      }
    }
  }

  @Test func cancelled() async throws {
    try await withFolder { folder in
      let options = options("modern", folder)
      let task = Task { () async -> NixpkgsError? in
        do throws(NixpkgsError) {
          _ = try await Snapshot.load(options)
          return nil
        } catch {
          return error
        }
      }
      task.cancel()
      let error = await task.value
      #expect(error == nil || error == .nix(.interrupted))
    }
  }
}
