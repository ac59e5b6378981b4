import PackageMetadata
import Testing

@testable import NativeBuild

@Suite struct CargoFilesTests {
  private static let lock = """
    version = 4
    [[package]]
    name = "own"
    version = "0.1.0"
    [[package]]
    name = "serde"
    version = "1.0.0"
    source = "registry+https://github.com/rust-lang/crates.io-index"
    checksum = "abababababababababababababababababababababababababababababababab"

    """

  private static func files(_ contents: [String: String]) -> CargoFiles {
    var files = CargoFiles()
    for (path, text) in contents.sorted(by: { $0.key < $1.key }) {
      let parts = path.split(separator: "/")
      if files.meet(parts) { files.take(parts, Array(text.utf8)) }
    }
    return files
  }

  private static func outcome(
    _ contents: [String: String], manifest: String? = nil
  ) -> Result<CargoBuild, CargoLock.Failure> {
    do throws(CargoLock.Failure) {
      return .success(try files(contents).build(manifest: manifest).build)
    } catch { return .failure(error) }
  }

  @Test(arguments: [
    (["Cargo.toml", "Cargo.lock"], nil, "", ""),
    (["rust/Cargo.toml", "rust/Cargo.lock"], nil, "rust", "rust"),
    (
      ["Cargo.toml", "Cargo.lock", "crates/py/Cargo.toml"], "crates/py/Cargo.toml", "crates/py", ""
    ),
    (["Cargo.toml", "a/Cargo.toml", "a/Cargo.lock"], "./a/Cargo.toml", "a", "a"),
    (["a/Cargo.toml", "a/Cargo.lock", "a/b/c/Cargo.toml"], "a/b/c", "a/b/c", "a"),
    // What configuration names and is not there, nixpkgs' own builder would not find either.
    (["rust/Cargo.toml", "rust/Cargo.lock"], "Cargo.toml", "rust", "rust"),
  ])
  func `the lock is the nearest one above the crate`(
    paths: [String], manifest: String?, folder: String, root: String
  ) throws {
    let contents = Dictionary(
      uniqueKeysWithValues: paths.map { ($0, $0.hasSuffix("lock") ? Self.lock : "") })
    let build = try Self.outcome(contents, manifest: manifest).get()
    #expect(build.manifest == folder)
    #expect(build.root == root)
    #expect(build.lock == Array(Self.lock.utf8))
    #expect(build.crateCount == 1)
  }

  @Test func `crates in the archive need no lock`() throws {
    let build = try Self.outcome([
      "Cargo.toml": "", "vendor/serde/Cargo.toml": "", "vendor/serde/.cargo-checksum.json": "{}",
    ]).get()
    #expect(build.vendor == "vendor")
    #expect(build.lock.isEmpty)
    let inner = try Self.outcome([
      "src/rust/Cargo.toml": "", "src/rust/Cargo.lock": Self.lock,
      "src/rust/vendor/serde/.cargo-checksum.json": "{}",
    ]).get()
    #expect(inner.root == "src/rust")
    #expect(inner.vendor == "vendor")
  }

  @Test(arguments: [
    (["Cargo.toml": ""], nil, CargoProblem.noLock(directory: "")),
    // A lock beside the crate is not its own.
    (["a/Cargo.toml": "", "b/Cargo.lock": lock], "a/Cargo.toml", .noLock(directory: "a")),
    (["Cargo.toml": "", "Cargo.lock": lock], "../x/Cargo.toml", .outside(path: "../x/Cargo.toml")),
    (["Cargo.toml": "", "Cargo.lock": lock], "/x/Cargo.toml", .outside(path: "/x/Cargo.toml")),
    (
      ["Cargo.toml": "[dependencies]\nserde = '1'\npyo3 = '0.2'\n", "Cargo.lock": lock], nil,
      .lacksCrate("pyo3")
    ),
    (
      ["Cargo.toml": "[build-dependencies]\ns = { package = 'rand' }\n", "Cargo.lock": lock], nil,
      .lacksCrate("rand")
    ),
  ])
  func `what no build can go on without`(
    contents: [String: String], manifest: String?, problem: CargoProblem
  ) {
    #expect(
      Self.outcome(contents, manifest: manifest) == .failure(CargoLock.Failure(problem: problem)))
  }

  @Test func `needs that are spelled elsewhere are not missed`() throws {
    let manifest = """
      [dependencies]
      serde = { version = "1" }
      core = { path = "../core" }
      shared = { workspace = true }
      alias = { package = "serde", version = "1" }
      """
    _ = try Self.outcome(["Cargo.toml": manifest, "Cargo.lock": Self.lock]).get()
  }

  @Test func `crates that the build does not reach tell nothing`() throws {
    func crate(_ name: String, _ needs: [String], own: Bool = false) -> String {
      let source =
        own
        ? ""
        : """
        source = "registry+https://github.com/rust-lang/crates.io-index"
        checksum = "\(String(repeating: "ab", count: 32))"

        """
      return """
        [[package]]
        name = "\(name)"
        version = "1.0.0"
        \(source)dependencies = [\(needs.map { "\"\($0)\"" }.joined(separator: ", "))]

        """
    }
    let lock =
      "version = 4\n"
      + crate("py", ["serde", "dev", "win", "off", "on 1.0.0", "core"], own: true)
      + crate("core", ["deep", "on 2.0.0"], own: true) + crate("other", ["far-sys"], own: true)
      + crate("serde", []) + crate("dev", ["dev-sys"]) + crate("dev-sys", [])
      + crate("win", ["win-sys"]) + crate("win-sys", []) + crate("off", ["off-sys"])
      + crate("off-sys", []) + crate("on", ["on-sys"]) + crate("on-sys", [])
      + crate("deep", ["py"]) + crate("far-sys", [])
    let manifest = """
      [package]
      name = "py"
      [features]
      default = ["with-on"]
      with-on = ["dep:on"]
      more = ["off/std"]
      [dependencies]
      serde = "1"
      core = { path = "../core" }
      off = { version = "1", optional = true }
      on = { version = "1", optional = true }
      [dev-dependencies]
      dev = "1"
      serde = "1"
      [target.'cfg(windows)'.dependencies]
      win = "1"
      """
    let files = Self.files(["Cargo.toml": "", "py/Cargo.toml": manifest, "Cargo.lock": lock])
    #expect(
      try files.build(manifest: "py/Cargo.toml").crates == [
        "core", "deep", "on", "on-sys", "py", "serde",
      ])
    #expect(
      try files.build(manifest: "py/Cargo.toml", features: ["more"]).crates.contains("off-sys"))
    // Another crate of the workspace, whose manifest does not name it: all are taken.
    #expect(try files.build(manifest: nil).crates.contains("far-sys"))
  }
}
