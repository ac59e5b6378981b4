import Operations
import PackageMetadata
import Testing

@testable import Commands

@Suite struct OverlayVerbTests {
  typealias Package = SampleOverlay.Package

  /// Two packages asked for, what they share, and an odd one.
  private static func sample() throws -> SampleOverlay {
    try SampleOverlay(
      python: [
        Package(attribute: "app", comment: ["asked for"], needs: ["lib", "numpy"]),
        Package(attribute: "lib", comment: ["needed by app, tool"], needs: ["base"]),
        Package(attribute: "base", comment: ["needed by lib"], buildNeeds: ["maker"]),
        Package(attribute: "maker", comment: ["needed to build base"]),
        Package(attribute: "tool", comment: ["asked for"], needs: ["lib"]),
        Package(attribute: "left_over", comment: ["needed by gone"]),
      ])
  }

  @Test func listing() throws {
    let overlay = try Self.sample()
    defer { overlay.delete() }
    let graph = try List(List.Options(overlayPath: overlay.path)).run().graph
    func names(_ places: [Int]) -> [String] { places.map { graph.packages[$0].id.name } }
    #expect(
      graph.packages.map(\.id.name) == ["app", "base", "left-over", "lib", "maker", "tool"])
    let lib = try #require(graph.packages.first { $0.attribute == "lib" })
    #expect(names(lib.neededBy) == ["app", "tool"])
    #expect(names(lib.needs) == ["base"])
    #expect(!lib.isRequested)
    let app = try #require(graph.packages.first { $0.attribute == "app" })
    #expect(app.isRequested)
    #expect(app.version == "1.0")
    #expect(app.fromNixpkgs == ["numpy"])
    let maker = try #require(graph.packages.first { $0.attribute == "maker" })
    #expect(names(maker.neededToBuild) == ["base"])
    #expect(maker.neededBy.isEmpty)
  }

  @Test func tree() throws {
    let overlay = try Self.sample()
    defer { overlay.delete() }
    let report = try Tree(Tree.Options(overlayPath: overlay.path)).run()
    let lines = report.rows.map { row -> String in
      guard case .package(let index) = row.content else { return "?" }
      let mark = (row.isToBuild ? "b" : "") + (row.cut != nil ? "*" : "") + (row.isLast ? "." : "")
      return "\(row.depth) \(report.graph.packages[index].id.name) \(mark)"
    }
    #expect(
      lines == [
        "0 app ", "1 lib .", "2 base .", "3 maker b.", "0 left-over ", "0 tool .", "1 lib *.",
      ])
  }

  @Test func treeOfOnePackageWithNixpkgs() throws {
    let overlay = try Self.sample()
    defer { overlay.delete() }
    var options = Tree.Options(overlayPath: overlay.path)
    options.names = ["app"]
    options.showsNixpkgs = true
    let report = try Tree(options).run()
    #expect(report.roots.map { report.graph.packages[$0].id.name } == ["app"])
    #expect(report.packages.count == 4)
    #expect(report.rows.contains { $0.content == .nixpkgs(["numpy"]) && $0.depth == 1 })
  }

  @Test func circlesHaveATop() throws {
    let overlay = try SampleOverlay(python: [
      Package(attribute: "a", needs: ["b"]), Package(attribute: "b", needs: ["c"]),
      Package(attribute: "c", comment: ["asked for"], needs: ["a"]),
    ])
    defer { overlay.delete() }
    let report = try Tree(Tree.Options(overlayPath: overlay.path)).run()
    #expect(report.roots.map { report.graph.packages[$0].id.name } == ["c"])
    #expect(report.rows.count == 4)
    #expect(report.rows.last?.cut == .isShownBefore)
  }

  @Test func aDeepChainIsCut() throws {
    let overlay = try SampleOverlay(
      python: (0..<300).map { Package(attribute: "p\($0)", needs: ["p\($0 + 1)"]) })
    defer { overlay.delete() }
    let report = try Tree(Tree.Options(overlayPath: overlay.path)).run()
    #expect(report.rows.count == 61)
    #expect(report.rows.last?.cut == .isTooDeep)
    let why = try Why(Why.Options(overlayPath: overlay.path, name: "p299")).run()
    #expect(why.chains.map(\.count) == [299])
  }

  struct Reason: Sendable {
    let name: String
    let chains: [[String]]
    var isNixpkgs = false
  }

  @Test(arguments: [
    Reason(name: "app", chains: []),
    Reason(name: "lib", chains: [["app"], ["tool"]]),
    Reason(name: "pypi:base", chains: [["app", "lib"], ["tool", "lib"]]),
    Reason(name: "maker", chains: [["app", "lib", "base"], ["tool", "lib", "base"]]),
    Reason(name: "Left.Over", chains: []),
    Reason(name: "numpy", chains: [["app"]], isNixpkgs: true),
  ])
  func why(_ reason: Reason) throws {
    let overlay = try Self.sample()
    defer { overlay.delete() }
    let report = try Why(Why.Options(overlayPath: overlay.path, name: reason.name)).run()
    #expect(
      report.chains.map { $0.map { report.graph.packages[$0].id.name } } == reason.chains)
    #expect(
      (report.subject == .nixpkgs(.pypi, attribute: reason.name)) == reason.isNixpkgs)
  }

  struct Refusal: Sendable {
    let name: String
    let kind: Failure.Kind
    let hint: String
  }

  @Test(arguments: [
    Refusal(name: "toool", kind: .notFound, hint: "did you mean 'pypi:tool'?"),
    Refusal(name: "cran:tool", kind: .notFound, hint: "to see what it contains: nixgraft list"),
    Refusal(name: "npm:tool", kind: .input, hint: "the sources are"),
    Refusal(name: "pypi:tool>=1", kind: .input, hint: "write 'pypi:tool'"),
  ])
  func refusedNames(_ refusal: Refusal) throws {
    let overlay = try Self.sample()
    defer { overlay.delete() }
    let error = try #require(throws: Failure.self) {
      try Why(Why.Options(overlayPath: overlay.path, name: refusal.name)).run()
    }
    #expect(error.kind == refusal.kind)
    #expect(error.hints.map(Wording().text).contains { $0.contains(refusal.hint) })
  }

  @Test func noOverlay() throws {
    let error = try #require(throws: Failure.self) {
      try List(List.Options(overlayPath: "/nowhere/overlay.nix")).run()
    }
    #expect(error.kind == .notFound)
  }
}
