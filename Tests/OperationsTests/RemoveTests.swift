import FoundationEssentials
import Operations
import PackageMetadata
import Testing

@testable import Commands

@Suite struct RemoveTests {
  typealias Package = SampleOverlay.Package

  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let packages: @Sendable () -> [Package]
    let names: [String]
    /// The packages that go; nil if the removal is refused.
    let removed: [String]?
    var kept: [String] = []
    var hint = ""
  }

  static let cases = [
    Case(
      testDescription: "what only it needed goes along, to any depth",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b"]),
          Package(attribute: "b", comment: ["needed by a"], needs: ["c"]),
          Package(attribute: "c", comment: ["needed by b"]),
        ]
      }, names: ["a"], removed: ["a", "b", "c"]),
    Case(
      testDescription: "what another package needs stays",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b"]),
          Package(attribute: "b", comment: ["needed by a"]),
          Package(attribute: "d", comment: ["asked for"], needs: ["b"]),
        ]
      }, names: ["pypi:a"], removed: ["a"], kept: ["b"]),
    Case(
      testDescription: "what was asked for stays",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b"]),
          Package(attribute: "b", comment: ["asked for", "needed by a"], needs: ["c"]),
          Package(attribute: "c", comment: ["needed by b"]),
        ]
      }, names: ["a"], removed: ["a"], kept: ["b"]),
    Case(
      testDescription: "a need of the build counts",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], buildNeeds: ["b"]),
          Package(attribute: "b", comment: ["needed to build a"]),
          Package(attribute: "c", comment: ["asked for"]),
        ]
      }, names: ["a"], removed: ["a", "b"]),
    Case(
      testDescription: "what another package needs to be built stays",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b"]),
          Package(attribute: "b", comment: ["needed by a"]),
          Package(attribute: "c", comment: ["asked for"], buildNeeds: ["b"]),
        ]
      }, names: ["a"], removed: ["a"], kept: ["b"]),
    Case(
      testDescription: "without comments only the package named goes",
      packages: {
        [Package(attribute: "a", needs: ["b"]), Package(attribute: "b", needs: [])]
      }, names: ["a"], removed: ["a"], kept: ["b"]),
    Case(
      testDescription: "of packages without comments only those with one go along",
      packages: {
        [
          Package(attribute: "a", needs: ["b", "c"]),
          Package(attribute: "b"),
          Package(attribute: "c", comment: ["needed by a"]),
        ]
      }, names: ["a"], removed: ["a", "c"], kept: ["b"]),
    Case(
      testDescription: "a circle goes as a whole",
      packages: {
        [
          Package(
            attribute: "a", comment: ["asked for", "needs b too, which needs it in turn"],
            needs: []),
          Package(attribute: "b", comment: ["needed by a"], needs: ["a"]),
        ]
      }, names: ["a"], removed: ["a", "b"]),
    Case(
      testDescription: "a need that only a comment tells of keeps a package",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b"]),
          Package(attribute: "b", comment: ["needed by a, d"]),
          Package(attribute: "d", comment: ["asked for"]),
        ]
      }, names: ["a"], removed: ["a"], kept: ["b"]),
    Case(
      testDescription: "refused while something needs it",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b"]),
          Package(attribute: "b", comment: ["needed by a"]),
        ]
      }, names: ["b"], removed: nil, hint: "nixgraft remove pypi:a"),
    Case(
      testDescription: "refused, and the way out names what no comment accounts for",
      packages: {
        [Package(attribute: "a", needs: ["b"]), Package(attribute: "b")]
      }, names: ["b"], removed: nil, hint: "nixgraft remove pypi:a pypi:b"),
    Case(
      testDescription: "each package that others need is said in a line of its own",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"], needs: ["b", "c"]),
          Package(attribute: "b", comment: ["needed by a"]),
          Package(attribute: "c", comment: ["needed by a"]),
        ]
      }, names: ["b", "c"], removed: nil, hint: "nixgraft remove pypi:a"),
    Case(
      testDescription: "both named",
      packages: {
        [Package(attribute: "a", needs: ["b"]), Package(attribute: "b")]
      }, names: ["b", "a", "b"], removed: ["a", "b"]),
    Case(
      testDescription: "an unrelated leftover stays",
      packages: {
        [
          Package(attribute: "a", comment: ["asked for"]),
          Package(attribute: "z", comment: ["needed by gone"]),
        ]
      }, names: ["a"], removed: ["a"]),
  ]

  @Test(arguments: cases)
  func takesOut(_ test: Case) throws {
    let overlay = try SampleOverlay(python: test.packages())
    defer { overlay.delete() }
    let before = try overlay.text
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = test.names
    guard let removed = test.removed else {
      let error = try #require(throws: Failure.self) { try Remove(options).run() }
      #expect(error.kind == .editClash)
      #expect(error.what.contains("a 1.0 needs it"))
      #expect(error.sentences.count == test.names.count)
      #expect(error.hints.map(Wording().text).allSatisfy { $0.hasSuffix(test.hint) })
      #expect(try overlay.text == before)
      return
    }
    let report = try Remove(options).run()
    #expect(report.removed.map { report.graph.packages[$0].id.name } == removed)
    #expect(report.kept.map { report.graph.packages[$0].id.name } == test.kept)
    let rest = test.packages().filter { !removed.contains($0.attribute) }
    let left = try List(List.Options(overlayPath: overlay.path)).run().graph.packages.map(
      \.attribute)
    #expect(left == rest.map(\.attribute).sorted())
  }

  @Test func dryRunWritesNothing() throws {
    let overlay = try SampleOverlay(python: [Package(attribute: "a", comment: ["asked for"])])
    defer { overlay.delete() }
    let before = try overlay.text
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = ["a"]
    options.isDryRun = true
    let report = try Remove(options).run()
    #expect(try overlay.text == before)
    let text = try #require(report.change.texts.first)
    #expect(text.before == Array(before.utf8))
    #expect(!String(decoding: text.after, as: UTF8.self).contains("buildPythonPackage"))
  }

  /// Random overlays, some of whose comments are missing.
  @Test(arguments: 1...40)
  func nothingThatStaysNeedsWhatIsGone(_ seed: UInt64) throws {
    var state = seed &* 0x9E37_79B9_7F4A_7C15
    func random(_ limit: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(limit))
    }
    var packages = (0..<12).map { Package(attribute: "p\($0)") }
    for index in packages.indices {
      for _ in 0..<random(4) {
        let other = random(packages.count)
        if other == index { continue }
        let isRun = random(3) > 0
        if isRun { packages[index].needs.append("p\(other)") }
        if !isRun { packages[index].buildNeeds.append("p\(other)") }
        let phrase = isRun ? "needed by" : "needed to build"
        if random(5) > 0 { packages[other].comment.append("\(phrase) p\(index)") }
      }
      if random(4) == 0 { packages[index].comment.append("asked for") }
    }
    let overlay = try SampleOverlay(python: packages)
    defer { overlay.delete() }
    let before = try List(List.Options(overlayPath: overlay.path)).run().graph
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = ["p\(random(packages.count))"]
    var report: Remove.Report
    do {
      report = try Remove(options).run()
    } catch {
      #expect(error.kind == .editClash)
      // What the hint says works.
      let hint = try #require(error.hints.first)
      let words = Wording().text(hint).split(separator: " ")
      options.names = words.filter { $0.hasPrefix("pypi:") }.map(String.init)
      report = try Remove(options).run()
    }
    let gone = Set(report.removed)
    for index in before.packages.indices where !gone.contains(index) {
      #expect(gone.isDisjoint(with: before.packages[index].allNeeds))
    }
    for index in gone.subtracting(report.named) {
      #expect(!before.packages[index].isRequested)
      #expect(before.packages[index].isAccountedFor)
    }
    let after = try List(List.Options(overlayPath: overlay.path)).run().graph
    #expect(after.packages.count == packages.count - gone.count)
  }

  @Test func commentsForgetWhatIsGone() throws {
    let overlay = try SampleOverlay(
      python: [
        Package(attribute: "a", comment: ["asked for"], needs: ["b", "c", "d"]),
        Package(attribute: "b", comment: ["pinned by Kim", "needed by a, e", "relaxed: x"]),
        Package(attribute: "c", comment: ["needed by a"]),
        Package(attribute: "d", comment: ["asked for", "needed by a"]),
        Package(attribute: "e", comment: ["asked for"], needs: ["b", "c"]),
      ])
    defer { overlay.delete() }
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = ["a"]
    #expect(try Remove(options).run().removed.count == 1)
    let rest = SampleOverlay.text(python: [
      Package(attribute: "b", comment: ["pinned by Kim", "needed by e", "relaxed: x"]),
      Package(attribute: "c", comment: ["needed by e"]),
      Package(attribute: "d", comment: ["asked for"]),
      Package(attribute: "e", comment: ["asked for"], needs: ["b", "c"]),
    ])
    #expect(try overlay.text == rest)
  }

  @Test func placesThatStillNameItAreTold() throws {
    let overlay = try SampleOverlay(
      python: [
        Package(attribute: "a", comment: ["asked for"]),
        Package(
          attribute: "b", comment: ["asked for"], extra: ["nativeCheckInputs = [ pyfinal.a ];"]),
      ], outside: ["env = final.python3.withPackages (p: with p; [ a ]);"])
    defer { overlay.delete() }
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = ["a"]
    let notes = try Remove(options).run().notes
    #expect(notes.count == 2)
    #expect(notes.allSatisfy { $0.hasSuffix("'a' is still named here") })
  }

  @Test func bothEcosystems() throws {
    let overlay = try SampleOverlay(
      python: [Package(attribute: "here", comment: ["asked for"])],
      r: [
        Package(attribute: "here", comment: ["asked for"], needs: ["data_table"]),
        Package(attribute: "data_table", comment: ["needed by here"]),
      ])
    defer { overlay.delete() }
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = ["here"]
    let error = try #require(throws: Failure.self) { try Remove(options).run() }
    #expect(error.kind == .input)
    #expect(error.hints == ["for this one write 'cran:here'", "for this one write 'pypi:here'"])
    options.names = ["cran:here"]
    let report = try Remove(options).run()
    #expect(report.removed.map { report.graph.packages[$0].attribute } == ["data_table", "here"])
    #expect(try !overlay.text.contains("buildRPackage"))
    #expect(try overlay.text.contains("buildPythonPackage"))
  }

  @Test(arguments: [
    "call-package", "composed", "extensions-inline", "extensions-let", "folded", "merged-sets",
    "one-line", "outside-function", "r-attribute-set", "r-function", "scope", "shadowed-names",
  ])
  func undoesAnImport(_ name: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Fixtures/Overlays/\(name)").standardized
    func text(_ file: String) throws -> String {
      String(decoding: try Data(contentsOf: folder.appending(path: file)), as: UTF8.self)
    }
    let overlay = try SampleOverlay(text: try text("inserted.nix"))
    defer { overlay.delete() }
    var options = Remove.Options()
    options.overlayPath = overlay.path
    options.names = ["adagio", "cran:snakecase"]
    let report = try Remove(options).run()
    #expect(
      report.removed.map { report.graph.packages[$0].id.description }
        == ["cran:snakecase", "pypi:adagio", "pypi:triad"])
    #expect(try overlay.text == text("overlay.nix"))
  }
}
