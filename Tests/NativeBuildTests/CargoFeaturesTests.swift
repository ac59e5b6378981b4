import Testing

@testable import NativeBuild

@Suite struct CargoFeaturesTests {
  /// A workspace of `own`, which is built, `part` and `bench`, which nobody builds.
  private static let lock = """
    version = 4

    """
    + [
      ("own", false, ["part"]), ("part", false, ["web", "store", "trial"]),
      ("bench", false, ["part", "web"]),
      ("web", true, ["native-tls", "rustls"]), ("native-tls", true, ["openssl-sys"]),
      ("store", true, ["store-sys"]), ("trial", true, ["trial-sys"]),
    ].map { name, isFetched, needs in
      "[[package]]\nname = \"\(name)\"\nversion = \"1.0.0\"\n"
        + (isFetched
          ? "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \""
            + String(repeating: "ab", count: 32) + "\"\n" : "")
        + "dependencies = [\(needs.map { "\"\($0)\"" }.joined(separator: ", "))]\n"
    }.joined(separator: "\n")
    + ["openssl-sys", "rustls", "store-sys", "trial-sys"].map {
      "[[package]]\nname = \"\($0)\"\nversion = \"1.0.0\"\n"
    }.joined(separator: "\n")

  private static let part = """
    [package]
    name = "part"
    [features]
    default = ["store"]
    online = ["dep:web"]
    native = ["online", "web/native-tls"]
    [dependencies]
    web = { version = "1", optional = true }
    store = { version = "1", optional = true }
    [dev-dependencies]
    trial = "1"
    """

  private static func crates(_ need: String, features: [String] = [], workspace: String = "") throws
    -> Set<String>
  {
    var files = CargoFiles()
    let contents = [
      "Cargo.toml": "[workspace]\nmembers = [\"own\", \"part\"]\n\(workspace)",
      "Cargo.lock": lock, "part/Cargo.toml": part,
      "own/Cargo.toml":
        "[package]\nname = \"own\"\n[features]\nsafe = [\"part/native\"]\n[dependencies]\npart = \(need)\n",
      "bench/Cargo.toml": "[package]\nname = \"bench\"\n[dependencies]\nweb = \"1\"\n",
    ]
    for (path, text) in contents {
      let parts = path.split(separator: "/")
      if files.meet(parts) { files.take(parts, Array(text.utf8)) }
    }
    return Set(try files.build(manifest: "own/Cargo.toml", features: features).crates)
  }

  @Test func `features of the archive's other crates are those that are asked for`() throws {
    let plain = try Self.crates("{ path = \"../part\" }")
    #expect(plain == ["own", "part", "store", "store-sys"])
    let bare = try Self.crates("{ path = \"../part\", default-features = false }")
    #expect(bare == ["own", "part"])
    let shared = try Self.crates(
      "{ workspace = true, features = [\"online\"] }",
      workspace: "[workspace.dependencies]\npart = { path = \"part\", default-features = false }\n")
    #expect(shared == ["own", "part", "web", "rustls"])
  }

  @Test func `TLS of the system is taken by the features that ask for it`() throws {
    let online = try Self.crates("{ path = \"../part\", features = [\"online\"] }")
    #expect(online.contains("rustls") && !online.contains("openssl-sys"))
    let native = try Self.crates("{ path = \"../part\", features = [\"native\"] }")
    #expect(native.contains("openssl-sys"))
    let configured = try Self.crates("{ path = \"../part\" }", features: ["safe"])
    #expect(configured.contains("openssl-sys"))
  }

  @Test func `a crate that does without CMake does not ask for it`() throws {
    func crates(_ user: String) throws -> [String] {
      var files = CargoFiles()
      let lock =
        "version = 4\n"
        + [("own", user), (user, "cmake"), ("cmake", "cc"), ("cc", "shlex"), ("shlex", "cc")].map {
          "[[package]]\nname = \"\($0)\"\nversion = \"1.0.0\"\ndependencies = [\"\($1)\"]\n"
        }.joined()
      for (path, text) in [
        ("Cargo.lock", lock), ("Cargo.toml", "[package]\nname = \"own\"\n"),
      ] {
        let parts = path.split(separator: "/")
        if files.meet(parts) { files.take(parts, Array(text.utf8)) }
      }
      return try files.build(manifest: nil).crates
    }
    #expect(try crates("turbojpeg-sys").contains("cmake"))
    #expect(try crates("aws-lc-sys") == ["aws-lc-sys", "own"])
  }

  @Test func `a compiler that only a feature brings along is taken where one asks for it`() throws {
    func crates(_ features: [String]) throws -> [String] {
      var files = CargoFiles()
      let lock =
        "version = 4\n"
        + [("own", "plan"), ("plan", "protobuf-src"), ("protobuf-src", "cmake"), ("cmake", "plan")]
        .map {
          "[[package]]\nname = \"\($0)\"\nversion = \"1.0.0\"\ndependencies = [\"\($1)\"]\n"
            + ($0 == "own"
              ? ""
              : "source = \"registry+https://github.com/rust-lang/crates.io-index\"\nchecksum = \""
                + String(repeating: "ab", count: 32) + "\"\n")
        }.joined()
      let manifest = """
        [package]
        name = "own"
        [features]
        protoc = ["plan/protoc"]
        [dependencies]
        plan = "1"
        """
      for (path, text) in [("Cargo.lock", lock), ("Cargo.toml", manifest)] {
        let parts = path.split(separator: "/")
        if files.meet(parts) { files.take(parts, Array(text.utf8)) }
      }
      return try files.build(manifest: nil, features: features).crates
    }
    #expect(try crates([]) == ["own", "plan"])
    #expect(try crates(["protoc"]) == ["cmake", "own", "plan", "protobuf-src"])
  }

  @Test func `features that bring ever more of others along end`() throws {
    let count = 1_500
    func manifest(_ name: String, _ other: String, _ features: [String]) -> String {
      """
      [package]
      name = "\(name)"
      [features]
      \(features.joined(separator: "\n"))
      [dependencies]
      \(other) = { path = "../\(other)", default-features = false }
      """
    }
    let own = (0..<count).map { "f\($0) = [\"part/g\($0)\"]" } + ["default = [\"f0\"]"]
    let part = (0..<count).map { "g\($0) = [\"own/f\($0 + 1)\"]" }
    let lock =
      "version = 4\n"
      + [("own", "part"), ("part", "own"), ("aside", "own")].map {
        "[[package]]\nname = \"\($0)\"\nversion = \"1.0.0\"\ndependencies = [\"\($1)\"]\n"
      }.joined()
    var files = CargoFiles()
    for (path, text) in [
      ("Cargo.lock", lock), ("own/Cargo.toml", manifest("own", "part", own)),
      ("part/Cargo.toml", manifest("part", "own", part)),
      ("Cargo.toml", "[workspace]\nmembers = [\"own\", \"part\"]\n"),
    ] {
      let parts = path.split(separator: "/")
      if files.meet(parts) { files.take(parts, Array(text.utf8)) }
    }
    let crates = try files.build(manifest: "own/Cargo.toml", features: []).crates
    #expect(Set(crates) == ["own", "part", "aside"])
  }
}
