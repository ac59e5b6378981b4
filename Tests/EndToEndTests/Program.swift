import FoundationEssentials
import TestSupport
import Testing

/// The executable, run in a directory of its own with recorded answers for a network.
struct Program {
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  /// The root of the package.
  static let root = String(#filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" })

  let folder: String

  init() throws {
    var template = Array("/tmp/nixgraft-test-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { $0.baseAddress.flatMap { mkdtemp($0) } }
    folder = try #require(made.map { String(cString: $0) })
  }

  /// Removes the directory with all that is in it.
  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// The nixpkgs trees of these years that the environment names.
  static func realTrees(_ versions: String...) -> [String] {
    versions.compactMap { version in
      getenv("NIXGRAFT_NIXPKGS_\(version)").map { String(cString: $0) }
    }
  }

  static var hasNix: Bool { find("nix-instantiate") != nil }

  static func find(_ program: String) -> String? {
    let path = getenv("PATH").map { String(cString: $0) } ?? ""
    return path.split(separator: ":").map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
  }

  /// The settings of Nix: no cache is asked, and builds see the host; without users to build as, it
  /// builds as the one who runs it.
  static let nixSettings =
    "substituters =\nsandbox = false" + (getgrnam("nixbld") == nil ? "\nbuild-users-group =" : "")

  /// The executable that `NIXGRAFT_EXECUTABLE` names, or the built one, which stands beside the tests.
  static var executable: String {
    if let named = getenv("NIXGRAFT_EXECUTABLE") { return String(cString: named) }
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = own.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/nixgraft"
    if access(beside, X_OK) == 0 { return beside }
    return "\(root)/.build/debug/nixgraft"
  }

  /// The entry of the small modern nixpkgs of Fixtures.
  static let tinyTree = "\(root)/Fixtures/Snapshots/tiny/modern/pkgs/top-level/impure.nix"

  /// Runs `nixgraft` against the small modern nixpkgs of Fixtures, or another one there.
  func nixgraft(
    _ arguments: String..., path: String? = nil, nixpkgs: String = "Snapshots/tiny/modern"
  ) throws -> Outcome {
    try nixgraft(arguments, path: path, nixpkgs: nixpkgs)
  }

  /// The same with a list.
  func nixgraft(
    _ arguments: [String], path: String? = nil, nixpkgs: String = "Snapshots/tiny/modern"
  ) throws -> Outcome {
    let recording = "\(Self.root)/Fixtures/EndToEnd/recording"
    return try run(
      [Self.executable] + arguments + [
        "--nixpkgs", nixpkgs.hasPrefix("/") ? nixpkgs : "\(Self.root)/Fixtures/\(nixpkgs)",
        "--cache-dir", "\(folder)/cache", "--replay-from", recording,
      ], path: path)
  }

  /// Runs `nixgraft` without recorded answers, for transfers of `file:` URLs.
  func live(_ arguments: String...) throws -> Outcome { try live(arguments) }

  /// The same with a list.
  func live(_ arguments: [String]) throws -> Outcome {
    try run(
      [Self.executable] + arguments + [
        "--nixpkgs", "\(Self.root)/Fixtures/Snapshots/tiny/modern", "--cache-dir",
        "\(folder)/cache",
      ], path: nil)
  }

  /// The names of the files in the directory.
  var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Runs a program that is on PATH, and waits for it.
  func tool(_ name: String, _ arguments: String...) throws -> Outcome {
    try run([try #require(Self.find(name))] + arguments, path: nil)
  }

  func run(
    _ words: [String], path: String?, variables: [String: String] = [:]
  ) throws -> Outcome {
    let script =
      "cd '\(folder)' && export NIX_CONFIG='\(Self.nixSettings)' CI=true && "
      + variables.sorted { $0.key < $1.key }.map { "export \($0.key)='\($0.value)' && " }.joined()
      + (path.map { "export PATH='\($0)' && " } ?? "") + "exec \"$@\" >out.txt 2>err.txt"
    var process = pid_t()
    let all = ["/bin/sh", "-c", script, "sh"] + words
    var pointers: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    // A thread of the test runner may block signals, without which a shell waits for ever.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    try #require(posix_spawn(&process, "/bin/sh", nil, &attributes, pointers, environ) == 0)
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return Outcome(
      code: status & 0x7F == 0 ? (status >> 8) & 0xFF : -1, output: text("out.txt") ?? "",
      errors: text("err.txt") ?? "")
  }

  /// The text of a file in the directory.
  func text(_ name: String) -> String? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  /// Writes a file into the directory.
  func write(_ text: String, to name: String) {
    _ = FileManager.default.createFile(
      atPath: "\(folder)/\(name)", contents: Data(text.utf8))
  }
}
