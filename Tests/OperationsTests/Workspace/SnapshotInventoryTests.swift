import Nixpkgs
import PackageMetadata
import Planning
import Testing
import Versions

@testable import Operations

/// What a snapshot and an overlay on top of it hold.
@Suite struct SnapshotInventoryTests {
  private let snapshot = Snapshot(
    facts: SnapshotFacts(
      version: "26.05pre", date: Timestamp(parsing: "2025-11-01"),
      python: SnapshotFacts.Python(
        attribute: "python3", versionedAttribute: "python313", packageSet: "python3Packages",
        versionText: "3.13.11", target: PythonTarget(version: PythonVersion("3.13.11") ?? .lowest)),
      rVersionText: "4.5.2", dialect: .modern),
    python: [
      PackageRow(attribute: "numpy", pname: "numpy", version: "2.3.5"),
      PackageRow(
        attribute: "pandas", pname: "pandas", version: "2.3.3",
        inputs: ["numpy-2.3.5", "protobuf-4.25.1"]),
      PackageRow(attribute: "protobuf", pname: "protobuf", version: "6.33.1"),
      PackageRow(attribute: "protobuf4", pname: "protobuf", version: "4.25.1"),
      PackageRow(
        attribute: "spam", pname: "eggs", version: "5.45",
        sourceURL: "mirror://pypi/e/eggs/eggs-5.45.tar.gz"),
    ], topLevel: ["awscli"])

  private func texts(_ holdings: [Holding]) -> [String] {
    holdings.map { "\($0.attribute) \($0.versionText) \($0.place)" }
  }

  @Test func factsOfTheSnapshot() {
    let inventory = SnapshotInventory(snapshot: snapshot)
    #expect(inventory.pythonTarget.version == PythonVersion("3.13.11"))
    #expect(inventory.rVersion == RVersion("4.5.2"))
    #expect(inventory.date?.day == "2025-11-01")
  }

  @Test func furtherVersionsComeAfterTheUsualOne() {
    let inventory = SnapshotInventory(snapshot: snapshot)
    #expect(
      texts(inventory.holdings(of: .pypi("protobuf")))
        == ["protobuf 6.33.1 nixpkgs", "protobuf4 4.25.1 nixpkgs"])
    #expect(inventory.holdings(of: .pypi("streamlit")).isEmpty)
  }

  @Test func overlayGoesFirst() {
    let inventory = SnapshotInventory(
      snapshot: snapshot,
      overlay: [
        SnapshotInventory.Entry(
          id: .pypi("numpy"), attribute: "numpy", versionText: "3.0", needs: []),
        SnapshotInventory.Entry(
          id: .pypi("foo"), attribute: "foo", versionText: "1.0", needs: ["numpy", "pandas"]),
      ])
    #expect(texts(inventory.holdings(of: .pypi("numpy"))) == ["numpy 3.0 overlay"])
    #expect(texts(inventory.holdings(of: .pypi("foo"))) == ["foo 1.0 overlay"])
  }

  @Test func broughtAlong() async throws {
    let inventory = SnapshotInventory(
      snapshot: snapshot,
      overlay: [
        SnapshotInventory.Entry(
          id: .pypi("numpy"), attribute: "numpy", versionText: "3.0", needs: []),
        SnapshotInventory.Entry(
          id: .pypi("foo"), attribute: "foo", versionText: "1.0", needs: ["numpy", "pandas"]),
      ])
    let held = [PackageID.pypi("pandas"), .pypi("foo")].compactMap(inventory.holding(of:))
    let brought = try await inventory.propagated(by: held)
    #expect(
      brought.map(texts) == [
        ["numpy 3.0 overlay", "protobuf4 4.25.1 nixpkgs"],
        ["numpy 3.0 overlay", "pandas 2.3.3 nixpkgs"],
      ])
  }

  @Test func takenAttributes() {
    let inventory = SnapshotInventory(
      snapshot: snapshot,
      overlay: [
        SnapshotInventory.Entry(
          id: .pypi("foo"), attribute: "bar", versionText: "1.0", needs: [])
      ])
    // 'spam' of nixpkgs is another project than that of the index.
    #expect(inventory.holdings(of: .pypi("spam")).isEmpty)
    #expect(inventory.isTaken("spam", in: .pypi))
    #expect(inventory.isTaken("bar", in: .pypi))
    #expect(!inventory.isTaken("spam", in: .cran))
    #expect(!inventory.isTaken("streamlit", in: .pypi))
  }

  /// What nixpkgs marks as broken is written anew under its own attribute.
  @Test func brokenAttributesAreFree() {
    let broken = Snapshot(
      facts: snapshot.facts,
      python: [PackageRow(attribute: "saml", pname: "saml", version: "1", obstacle: .broken)])
    let inventory = SnapshotInventory(snapshot: broken)
    #expect(inventory.holdings(of: .pypi("saml")).isEmpty)
    #expect(!inventory.isTaken("saml", in: .pypi))
    let held = SnapshotInventory(
      snapshot: broken,
      overlay: [
        SnapshotInventory.Entry(id: .pypi("saml"), attribute: "saml", versionText: "2", needs: [])
      ])
    #expect(held.isTaken("saml", in: .pypi))
  }

  @Test func programsAtTopLevel() {
    let inventory = SnapshotInventory(snapshot: snapshot)
    #expect(inventory.hasProgram(named: .pypi("awscli")))
    #expect(!inventory.hasProgram(named: .pypi("numpy")))
  }
}
