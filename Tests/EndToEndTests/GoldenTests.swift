import FoundationEssentials
import TestSupport
import Testing

/// The cases in `Fixtures/EndToEnd`: each directory with a `command` is one.
///
/// `command` is a shell script, run in a copy of `before`; what it prints and the files that it leaves
/// are compared with `stdout`, `stderr` and `after`, and its exit code with `status` (0 without it).
/// With `NIXGRAFT_REGENERATE` set, they are written instead.
@Suite(.enabled(if: Program.hasNix, "Nix is not on PATH"), .serialized)
struct GoldenTests {
  static let folder = "\(Program.root)/Fixtures/EndToEnd"

  static let cases = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
    .filter { access("\(folder)/\($0)/command", R_OK) == 0 }.sorted()

  @Test(arguments: cases)
  func golden(name: String) throws {
    let program = try Program()
    defer { program.remove() }
    let found = try Golden(ofRunning: name, in: program)
    if getenv("NIXGRAFT_REGENERATE") != nil {
      try found.write(to: "\(Self.folder)/\(name)")
    }
    let kept = try Golden(name)
    #expect(found.status == kept.status, "\(found.errors)")
    #expect(found.output == kept.output)
    #expect(found.errors == kept.errors)
    #expect(found.files.keys.sorted() == kept.files.keys.sorted())
    for (path, text) in kept.files { #expect(found.files[path] == text, "\(path)") }
  }

  @Test("there are cases") func some() {
    #expect(Self.cases.count > 10)
  }
}

/// What the other tests need where they must not be skipped, as in CI.
@Suite(.enabled(if: getenv("NIXGRAFT_REQUIRE_NIX") != nil, "NIXGRAFT_REQUIRE_NIX is not set"))
struct RequirementTests {
  @Test("no test is skipped because Nix is missing") func nix() {
    #expect(Program.hasNix)
  }
}

/// What a case prints, and the files that it leaves.
struct Golden {
  var status = "0"
  var output = ""
  var errors = ""
  /// By their paths.
  var files: [String: String] = [:]

  /// What a case is kept to do.
  init(_ name: String) throws {
    let folder = "\(GoldenTests.folder)/\(name)"
    status = Self.text("\(folder)/status")?.filter { $0 != "\n" } ?? "0"
    output = Self.text("\(folder)/stdout") ?? ""
    errors = Self.text("\(folder)/stderr") ?? ""
    let hasAfter = access("\(folder)/after", R_OK) == 0
    files = try Self.files(in: hasAfter ? "\(folder)/after" : "\(folder)/before")
  }

  /// What a case does.
  init(ofRunning name: String, in program: Program) throws {
    let folder = "\(GoldenTests.folder)/\(name)"
    let work = "\(program.folder)/work"
    for (path, text) in try Self.files(in: "\(folder)/before") {
      try Self.write(text, to: "\(work)/\(path)")
    }
    try FileManager.default.createDirectory(
      atPath: work, withIntermediateDirectories: true)
    let outcome = try program.run(
      ["/bin/sh", "-c", Self.prelude + (Self.text("\(folder)/command") ?? "false")],
      path: nil,
      variables: [
        "executable": Program.executable, "fixtures": "\(Program.root)/Fixtures",
        "directory": program.folder,
      ])
    status = "\(outcome.code)"
    let places = [program.folder: "<directory>", Program.root: "<root>"]
    output = Self.plain(outcome.output, places)
    errors = Self.plain(outcome.errors, places)
    files = try Self.files(in: work).mapValues { Self.plain($0, places) }
  }

  /// Runs the program with recorded answers, on the small modern nixpkgs unless `nixpkgs` is set.
  private static let prelude = """
    cd "$directory/work" || exit 3
    mirror="file://$fixtures/cran-mirror"
    nixgraft() {
      "$executable" "$@" --nixpkgs "${nixpkgs:-$fixtures/Snapshots/tiny/modern}" \\
        --cache-dir "$directory/cache" --replay-from "$fixtures/EndToEnd/recording"
    }

    """

  /// The text without what differs from run to run and from host to host: places, the hashes of store
  /// paths, the Python of the stand-in for nixpkgs, and words of which versions of Nix have other ones.
  private static func plain(_ text: String, _ places: [String: String]) -> String {
    var text = text
    for (path, name) in places.sorted(by: { $0.key < $1.key }) {
      text = text.replacing(path, with: name)
    }
    text = text.replacing(/(-standin · python )[0-9.]+/) { "\($0.1)<version>" }
    text = text.replacing(
      /anonymous function at \S+ called/, with: "function 'anonymous lambda' called")
    let parts = text.split(separator: "/nix/store/", omittingEmptySubsequences: false)
    return parts.enumerated().map { index, part in
      index == 0 || part.count < 33 ? String(part) : "<hash>" + part.dropFirst(32)
    }.joined(separator: "/nix/store/")
  }

  func write(to folder: String) throws {
    let manager = FileManager.default
    for (name, text) in [("stdout", output), ("stderr", errors)] {
      if text.isEmpty { try? manager.removeItem(atPath: "\(folder)/\(name)") }
      if !text.isEmpty { try Self.write(text, to: "\(folder)/\(name)") }
    }
    try? manager.removeItem(atPath: "\(folder)/status")
    if status != "0" { try Self.write(status + "\n", to: "\(folder)/status") }
    try? manager.removeItem(atPath: "\(folder)/after")
    guard files != (try Self.files(in: "\(folder)/before")) else { return }
    for (path, text) in files { try Self.write(text, to: "\(folder)/after/\(path)") }
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func write(_ text: String, to path: String) throws {
    let folder = path.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    _ = FileManager.default.createFile(atPath: path, contents: Data(text.utf8))
  }

  private static func files(in folder: String) throws -> [String: String] {
    guard access(folder, R_OK) == 0 else { return [:] }
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder)
    return Dictionary(
      uniqueKeysWithValues: paths.compactMap { path in
        var isFolder = false
        guard FileManager.default.fileExists(atPath: "\(folder)/\(path)", isDirectory: &isFolder),
          !isFolder, let text = text("\(folder)/\(path)")
        else { return nil }
        return (path, text)
      })
  }
}
