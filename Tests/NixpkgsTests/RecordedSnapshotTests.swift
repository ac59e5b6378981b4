import PackageMetadata
import Testing
import Versions

@testable import Nix
@testable import Nixpkgs

@Suite struct RecordedSnapshotTests {
  @Test func modernFacts() async throws {
    let facts = try await recorded("modern").facts
    #expect(facts.version == "26.05pre")
    #expect(facts.revision == nil)
    #expect(facts.date == Timestamp(seconds: 1_761_955_200))
    let python = try #require(facts.python)
    #expect(python.versionText == "3.13.7")
    #expect(python.versionedAttribute == "python313")
    #expect(python.packageSet == "python3Packages")
    #expect(python.target.version == PythonVersion("3.13.7"))
    #expect(python.target.glibcMinor == 40)
    #expect(facts.interpreters.map(\.attribute) == ["python3", "python312", "python313"])
    #expect(facts.rVersionText == "4.5.2")
    var expected = Dialect.modern
    expected.checksRuntimeDependencies = false
    expected.hasImportsCheck = false
    expected.rNeedsName = nil
    expected.licences = ["asl20", "mit"]
    #expect(facts.dialect == expected)
    #expect(facts.dialect.hasLicence("mit"))
    #expect(!facts.dialect.hasLicence("gpl3"))
  }

  @Test func legacyFacts() async throws {
    let facts = try await recorded("legacy", [.python, .r]).facts
    #expect(facts.version == "20.09.1234.abcdef")
    #expect(facts.date == Timestamp(seconds: 1_598_918_400))
    var expected = Dialect.legacy
    expected.hasImportsCheck = false
    expected.hasHashArgument = false
    expected.licences = ["asl20", "mit"]
    #expect(facts.dialect == expected)
  }

  @Test(arguments: ["modern", "legacy"])
  func pins(era: String) async throws {
    let snapshot = try await recorded(era)
    let pandas = try #require(snapshot.pin(for: .pypi("Pandas")))
    #expect(pandas.attribute == "pandas")
    #expect(pandas.version == .python(try #require(PythonVersion("2.3.3"))))
    #expect(pandas.confidence == .nameAndAttribute)
    #expect(
      snapshot.propagatedPins(by: pandas).map(\.id) == [
        .pypi("numpy"), .pypi("python-dateutil"),
      ])
    #expect(snapshot.candidates(for: .pypi("numpy")).map(\.attribute) == ["numpy", "numpy_1"])
    let opencv = try #require(snapshot.pin(for: .pypi("opencv-python")))
    #expect(opencv.attribute == "opencv4")
    #expect(opencv.distributionName == "opencv")
    #expect(snapshot.pin(for: .pypi("dated"))?.version == nil)
    #expect(snapshot.pin(for: .pypi("application"))?.isModule == false)
    for name in ["fuse", "can", "magic", "file", "test-hook", "throwing", "nothing", "function"] {
      #expect(snapshot.pin(for: .pypi(name)) == nil, "\(name)")
    }
    #expect(snapshot.pin(attribute: "fuse", in: .pypi)?.id == .pypi("fuse-python"))
    #expect(snapshot.hasAttribute("testHook", in: .pypi))
    #expect(snapshot.allAttributes(of: .pypi).count == snapshot.count(of: .pypi))
    #expect(!snapshot.has(.cran))
  }

  @Test func propagatedInputs() async throws {
    let snapshot = try await recorded("modern")
    func inputs(_ name: String) throws -> [PropagatedInput]? {
      snapshot.propagated(by: try #require(snapshot.pin(for: .pypi(name))))
    }
    #expect(try inputs("six") == [])
    #expect(
      try inputs("private") == [
        PropagatedInput(attribute: nil, pname: "vendored", versionText: "0.1")
      ])
    // Not even known in part: a lost input must not look like none.
    for name in ["broken-input", "throwing-input"] {
      #expect(snapshot.pin(for: .pypi(name)) == nil)
      let blocked = try #require(snapshot.blocked(.pypi(name)))
      #expect(blocked.obstacle == .unknownInputs && blocked.attribute == name)
      #expect(snapshot.propagated(by: blocked.pin) == nil)
    }
  }

  @Test func obstacles() {
    func row(
      _ name: String, needs: [String] = [], _ obstacle: Obstacle? = nil
    ) -> PackageRow {
      PackageRow(
        attribute: name, pname: name, version: "1", inputs: needs.map { "\($0)-1" },
        obstacle: obstacle)
    }
    let rows = [
      row("plain"), row("broken", .broken), row("disabled", .disabled),
      row("needs-broken", needs: ["plain", "broken"]),
      row("needs-needs", needs: ["needs-broken"]),
      row("broken-needs-disabled", needs: ["disabled"], .broken),
      // A circle is walked once.
      row("round", needs: ["back"]), row("back", needs: ["round", "broken"]),
    ]
    let snapshot = Snapshot(
      facts: SnapshotFacts(version: "26.05pre", python: nil, dialect: .modern), python: rows)
    func blame(_ name: String, _ snapshot: Snapshot) -> String? {
      snapshot.blocked(.pypi(name)).map { "\($0.attribute) \($0.obstacle)" }
    }
    let found = rows.map { blame($0.attribute, snapshot) }
    #expect(
      found == [
        nil, "broken broken", "disabled disabled", "broken broken", "broken broken",
        "broken-needs-disabled broken", "broken broken", "broken broken",
      ])
    #expect(snapshot.isBlocked("round", in: .pypi) && !snapshot.isBlocked("plain", in: .pypi))
    // What a configuration allows is there, unless something else in it is not.
    var allowing = snapshot
    allowing.allowed = [.pypi: ["broken", "broken-needs-disabled"]]
    #expect(
      rows.map { blame($0.attribute, allowing) } == [
        nil, nil, "disabled disabled", nil, nil, "disabled disabled", nil, nil,
      ])
    #expect(allowing.pin(for: .pypi("needs-needs"))?.attribute == "needs-needs")
  }

  @Test(arguments: ["modern", "legacy"])
  func rPackages(era: String) async throws {
    let snapshot = try await recorded(era, [.python, .r])
    let table = try #require(snapshot.pin(for: .cran("data.table")))
    #expect(table.attribute == "data_table")
    #expect(table.version == RVersion("1.17.8").map { .r($0) })
    #expect(snapshot.pin(for: .cran("import"))?.attribute == "r_import")
    #expect(snapshot.pin(for: .cran("mass")) == nil)
    #expect(snapshot.nearNames(to: .cran("mass")) == ["MASS"])
    let ggplot2 = try #require(snapshot.pin(for: .cran("ggplot2")))
    #expect(snapshot.propagatedPins(by: ggplot2).map(\.versionText) == ["7.3-65"])
    #expect(snapshot.facts.dialect.rNeedsName == (era == "legacy"))
  }

  @Test func forgets() async throws {
    let snapshot = try await recorded("modern").forgetting([.pypi("numpy")])
    #expect(snapshot.pin(for: .pypi("numpy")) == nil)
    #expect(snapshot.pin(attribute: "numpy", in: .pypi) == nil)
    #expect(snapshot.pin(for: .pypi("six")) != nil)
  }

  @Test func topLevelNames() async throws {
    let snapshot = try await recorded("modern")
    #expect(snapshot.hasTopLevelName("awscli"))
    #expect(!snapshot.hasTopLevelName("awscl"))
    #expect(!snapshot.hasTopLevelName(""))
  }

  @Test func nothingAtAll() {
    let snapshot = Snapshot(facts: .sample)
    #expect(snapshot.pin(for: .pypi("numpy")) == nil)
    #expect(snapshot.allAttributes(of: .pypi).isEmpty)
    #expect(snapshot.nearNames(to: .pypi("numpy")).isEmpty)
    #expect(snapshot.has(.pypi))
  }
}
