import PackageMetadata
import Testing
import Versions

@Suite struct MarkerTests {
  private static let target = PythonVersion("3.13.5").map { PythonTarget(version: $0) }

  private func target() throws -> PythonTarget { try #require(Self.target) }

  @Test func judgesAsThePackagingLibraryDoes() throws {
    for row in try Table("PackageMetadata/markers.tsv").rows {
      guard row[4] != "-" else {
        #expect(throws: PackageMetadataError.self, "\(row[0])") { try Marker(parsing: row[0]) }
        continue
      }
      let marker = try Marker(parsing: row[0])
      let target = PythonTarget(version: try #require(PythonVersion(row[1])))
      let system = try #require(System.allCases.first { $0.name == row[2] })
      let extras: Set<String> = row[3].isEmpty ? [] : [row[3]]
      let holds = marker.evaluate(in: target.environment(on: system), extras: extras)
      #expect(holds == (row[4] == "1"), "\(row)")
      #expect(try Marker(parsing: marker.description) == marker)
    }
  }

  @Test(
    arguments: [
      ("sys_platform == 'linux'", .linux), ("sys_platform == 'win32'", SystemSet()),
      ("platform_machine == 'arm64'", .aarch64Darwin),
      ("platform_machine == 'aarch64'", .aarch64Linux),
      ("platform_system != 'Windows'", .all), ("'darwin' in sys.platform", .darwin),
      (
        "python_version < '3.8' or platform_machine == 'x86_64'",
        SystemSet([.x86_64Linux, .x86_64Darwin])
      ),
      ("python_version >= '3.9' and python_full_version < '3.13.6'", .all),
      ("python_version > '3.13'", SystemSet()), ("python_full_version > '3.13'", .all),
      ("'3.8' <= python_version", .all), ("'3.14' >= python_version", .all),
      ("implementation_name == 'pypy'", SystemSet()), ("platform_release >= '4'", SystemSet()),
      ("sys_platform ~= 'linux'", SystemSet()), ("extra == 'test'", SystemSet()),
      ("'test' in extras", SystemSet()),
      ("'group' in dependency_groups", SystemSet()), ("python_version in '3.12 3.13'", .all),
    ] as [(String, SystemSet)])
  func systems(text: String, systems: SystemSet) throws {
    #expect(try Marker(parsing: text).systems(target: target()) == systems)
  }

  @Test(
    arguments: [
      ("extra == 'Test.X'", ["test-x"], true), ("extra == 'a'", ["a", "b"], true),
      ("extra == 'a' and extra == 'b'", ["a", "b"], false), ("extra != 'a'", [], true),
      ("extra != 'a'", ["a"], false), ("extra == 'a' or os_name == 'posix'", [], true),
      ("'a' in extras and 'b' in extras", ["a", "b"], true), ("'a' not in extras", ["a"], false),
      ("(extra == 'a' or extra == 'c') and os_name == 'nt'", ["a"], false),
    ] as [(String, [String], Bool)])
  func extras(text: String, extras: [String], holds: Bool) throws {
    let systems = try Marker(parsing: text).systems(target: target(), extras: Set(extras))
    #expect(systems == (holds ? SystemSet.all : SystemSet()))
  }

  @Test(
    arguments: [
      ("extra == 'B' or extra == 'a'", ["a", "b"]),
      ("extra == 'a' and os_name == 'nt'", ["a"]), ("os_name == 'posix'", []),
      ("os_name == 'posix' or extra == 'a'", ["a"]), ("'x_y' in extras", ["x-y"]),
    ] as [(String, [String])])
  func extrasMentioned(text: String, names: [String]) throws {
    let marker = try Marker(parsing: text)
    #expect(marker.extraNames == names)
    #expect(marker.mentionsExtra == !names.isEmpty)
  }

  @Test func environmentOfPyPy() throws {
    let target = PythonTarget(
      version: try #require(PythonVersion("3.10.14")), implementation: .pyPy)
    let environment = target.environment(on: .aarch64Darwin)
    #expect(environment[.platformPythonImplementation] == "PyPy")
    #expect(environment[.implementationName] == "pypy")
    #expect(environment[.pythonVersion] == "3.10")
    #expect(environment[.platformMachine] == "arm64")
    #expect(SystemSet.darwin.systems.map(\.name) == ["x86_64-darwin", "aarch64-darwin"])
  }

  @Test func joinsMarkers() throws {
    let texts = ["os_name == 'a' and os_name == 'b'", "os_name == 'c' or os_name == 'd'"]
    let markers = try texts.map { try Marker(parsing: $0) }
    let all = try #require(Marker.all(markers))
    #expect(try all == Marker(parsing: "\(texts[0]) and (\(texts[1]))"))
    #expect(Marker.all([]) == nil)
    #expect(Marker.all([markers[1]]) == markers[1])
  }
}
