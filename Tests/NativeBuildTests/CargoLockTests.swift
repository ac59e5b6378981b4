import PackageMetadata
import Testing

@testable import NativeBuild

@Suite struct CargoLockTests {
  private static let index = "registry+https://github.com/rust-lang/crates.io-index"
  private static let sum = String(repeating: "ab", count: 32)

  private static func crate(
    _ name: String, _ version: String = "1.0.0", source: String? = index, checksum: String? = sum
  ) -> String {
    var text = "[[package]]\nname = \"\(name)\"\nversion = \"\(version)\"\n"
    if let source { text += "source = \"\(source)\"\n" }
    if let checksum { text += "checksum = \"\(checksum)\"\n" }
    return text + "dependencies = [\n \"other\",\n]\n\n"
  }

  private static func problem(_ text: String) -> CargoProblem? {
    do throws(CargoLock.Failure) {
      return try CargoLock(Array(text.utf8)).problem
    } catch { return error.problem }
  }

  @Test(arguments: [("", 2), ("version = 3\n", 3), ("# made by cargo\nversion = 4\n\n", 4)])
  func `formats that are known`(head: String, version: Int) throws {
    let text = head + Self.crate("own", source: nil, checksum: nil) + Self.crate("serde", "1.0.219")
    let lock = try CargoLock(Array(text.utf8))
    #expect(lock.version == version)
    #expect(lock.crates.map(\.name) == ["own", "serde"])
    #expect(lock.fetched.map(\.version) == ["1.0.219"])
    #expect(lock.fetched.first?.checksum == Self.sum)
    #expect(lock.problem == nil)
  }

  @Test func `checksums of the first format stand apart`() throws {
    let text =
      Self.crate("libc", "0.2.1", checksum: nil)
      + "[metadata]\n\"checksum libc 0.2.1 (\(Self.index))\" = \"\(Self.sum)\"\n"
    #expect(try CargoLock(Array(text.utf8)).fetched.first?.checksum == Self.sum)
  }

  @Test(arguments: [
    ("version = 5\n", CargoProblem.unknownVersion("5")),
    ("version = \"4\"\n", .unknownVersion("'4'")),
    ("version = 4\n[[package]\n", .unreadable(line: 2, reason: "expected ']]' here")),
    ("", .noCrates), ("# made by cargo\nversion = 4\n", .noCrates),
    (crate("libc", checksum: nil), .noChecksum(crate: "libc 1.0.0")),
    (crate("libc", checksum: "abc"), .noChecksum(crate: "libc 1.0.0")),
    (
      crate("x", source: "registry+https://crates.example/index"),
      .otherSource(crate: "x 1.0.0", source: "registry+https://crates.example/index")
    ),
    (
      crate("x", source: "sparse+https://index.crates.io/"),
      .otherSource(crate: "x 1.0.0", source: "sparse+https://index.crates.io/")
    ),
    (
      crate("x", source: "git+https://g.example/x?ref=main#0123456", checksum: nil),
      .otherSource(crate: "x 1.0.0", source: "git+https://g.example/x?ref=main#0123456")
    ),
    (
      crate("x", source: "git+https://g.example/x", checksum: nil),
      .otherSource(crate: "x 1.0.0", source: "git+https://g.example/x")
    ),
  ])
  func `what nixpkgs' function would refuse`(text: String, problem: CargoProblem) {
    let found = Self.problem(text)
    if case .unreadable(let line, _) = problem, case .unreadable(let foundLine, _)? = found {
      #expect(line == foundLine)
    } else {
      #expect(found == problem)
    }
  }

  @Test func `crates of git repositories, one of each commit`() throws {
    let commit = String(repeating: "0a", count: 20)
    let text =
      Self.crate("b", source: "git+https://g.example/r?branch=main#\(commit)", checksum: nil)
      + Self.crate("a", source: "git+https://g.example/r?branch=main#\(commit)", checksum: nil)
      + Self.crate("c", source: "git+https://g.example/s#\(commit.uppercased())", checksum: nil)
    let lock = try CargoLock(Array(text.utf8))
    #expect(lock.problem == nil)
    #expect(
      lock.gitCrates == [
        CargoBuild.GitCrate(
          name: "a", version: "1.0.0", url: "https://g.example/r", commit: commit),
        CargoBuild.GitCrate(
          name: "c", version: "1.0.0", url: "https://g.example/s", commit: commit.uppercased()),
      ])
  }

  @Test func `ten thousand crates are read, and too many refused`() throws {
    let many = (0..<10_000).map { Self.crate("crate-\($0)") }.joined()
    #expect(try CargoLock(Array(many.utf8)).fetched.count == 10_000)
    let plain = "[[package]]\nname = \"x\"\nversion = \"1\"\n"
    let tooMany = String(repeating: plain, count: CargoLock.crateLimit + 1)
    #expect(Self.problem(tooMany) == .tooManyCrates(CargoLock.crateLimit + 1))
  }
}
