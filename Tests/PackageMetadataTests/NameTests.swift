import Testing
import Versions

@testable import PackageMetadata

@Suite struct NameTests {
  @Test(arguments: [
    ("requests", "requests"), ("Foo__Bar.-baz", "foo-bar-baz"),
    ("zope.interface", "zope-interface"),
    ("a--b", "a-b"), ("A", "a"), ("", ""), ("x_", "x-"), ("_x", "-x"),
  ])
  func normalises(name: String, normal: String) {
    #expect(PythonName.normalised(name) == normal)
    #expect(PackageID.pypi(name).name == normal)
  }

  @Test(arguments: [
    ("a", true), ("a.b-C_1", true), ("", false), ("-a", false), ("a.", false), ("a b", false),
    ("é", false), ("a/b", false),
  ])
  func validity(name: String, isValid: Bool) { #expect(PythonName.isValid(name) == isValid) }

  @Test func `short tags have the ranks of all tags`() throws {
    let pythons = [
      "cp313", "cp312", "cp39", "cp3", "cp32", "cp31", "cp314", "cp0313", "py3", "py313", "py312",
      "py03", "py39",
      "py2", "py314", "py3x", "py30", "pp310", "pypy310", "py2.py3", "cp27", "p", "py", "cp31300",
    ]
    let abis = [
      "cp313", "cp312", "abi3", "none", "cp313t", "cp27mu", "pypy310_pp73", "x", "none.abi3",
    ]
    var shorts = 0
    for version in ["3.13.0", "3.12.1", "3.2", "2.7.18"] {
      let target = PythonTarget(version: try #require(PythonVersion(version)))
      let tags = WheelTags.compatible(with: target, system: .x86_64Linux)
      for python in pythons {
        for abi in abis {
          let wheel = try #require(WheelName("x-1-\(python)-\(abi)-any.whl"))
          guard let quick = tags.quickRanks(wheel) else { continue }
          shorts += 1
          let all = tags.interpreterRanks(WheelName.tags(of: python), WheelName.tags(of: abi))
          #expect(quick == all, "\(version) \(python) \(abi)")
        }
      }
    }
    #expect(shorts > 400)
  }

  @Test func wheelsAsThePackagingLibraryHasThem() throws {
    var places: [String: [(place: Int, rank: Int, file: String)]] = [:]
    for row in try Table("PackageMetadata/wheels.tsv").rows {
      guard row[3] != "-" else {
        #expect(WheelName(row[0]) == nil, "\(row[0])")
        continue
      }
      let wheel = try #require(WheelName(row[0]), "\(row[0])")
      #expect(PythonName.normalised(wheel.distribution) == row[3])
      #expect(wheel.version.description == row[4])
      #expect(wheel.description == row[0])
      let target = PythonTarget(version: try #require(PythonVersion(row[1])))
      let system = try #require(System.allCases.first { $0.name == row[2] })
      let rank = WheelTags.compatible(with: target, system: system).rank(of: wheel)
      #expect((rank == nil) == (row[5] == "none"), "\(row)")
      guard let rank, let place = Int(row[5]) else { continue }
      #expect(wheel.platforms.contains(system.set))
      places[row[1] + row[2], default: []].append((place, rank, row[0]))
    }
    for wheels in places.values {
      let sorted = wheels.sorted { $0.place < $1.place }
      for (better, worse) in zip(sorted, sorted.dropFirst()) {
        if better.place == worse.place {
          #expect(better.rank == worse.rank, "\(better.file), \(worse.file)")
        } else {
          #expect(better.rank < worse.rank, "\(better.file), \(worse.file)")
        }
      }
    }
    #expect(!places.isEmpty)
  }

  @Test(
    arguments: [
      ("a-1.0-py3-none-any.whl", .all), ("a-1.0-py3-none-win_amd64.whl", SystemSet()),
      ("a-1.0-cp39-cp39-musllinux_1_1_x86_64.whl", SystemSet()),
      ("a-1.0-py3-none-linux_i686.whl", SystemSet()),
      ("a-1.0-cp39-cp39-manylinux1_x86_64.manylinux_2_28_aarch64.whl", .linux),
      ("a-1.0-cp39-abi3-macosx_10_9_universal2.whl", .darwin),
      ("a-1.0-cp39-abi3-macosx_10_9_x86_64.macosx_11_0_arm64.whl", .darwin),
    ] as [(String, SystemSet)])
  func platforms(file: String, systems: SystemSet) throws {
    #expect(try #require(WheelName(file)).platforms == systems)
  }

  @Test func wheelNamesOfOld() throws {
    let wheel = try #require(WheelName("Foo-1.0_1-12b-py2.py3-none-any.whl"))
    #expect(wheel.version.description == "1.0.post1")
    #expect(wheel.versionText == "1.0_1")
    #expect(wheel.buildOrder == (12, "b"))
    for text in [
      "a.whl", "a-1.0.whl", "a-1.0-py3-none-any.zip", "a-x-py3-none-any.whl", "-1-py3-none-any.whl",
      "a-1.0-b-c-py3-none-any.whl", "a-1.0--none-any.whl", ".whl", "",
    ] { #expect(WheelName(text) == nil, "\(text)") }
  }

  @Test(arguments: [
    ("foo-1.0.tar.gz", "foo", "1.0"), ("Foo_Bar-1.0rc1.zip", "foo-bar", "1.0rc1"),
    ("foo-bar-1.0.tar.bz2", "foo-bar", "1.0"), ("foo-2-1.0.tgz", "foo-2", "1.0"),
    ("foo-1.0-1.tar.gz", "foo", "1.0.post1"), ("foo.bar-1.0.tar.xz", "foo-bar", "1.0"),
  ])
  func sdists(file: String, project: String, version: String) throws {
    let name = try #require(SdistName(file, project: project))
    #expect(name.version.description == version)
    #expect(file.hasPrefix("\(name.distribution)-\(name.versionText)"))
    #expect(file.hasSuffix(name.fileExtension))
  }

  @Test(arguments: [
    ("foo-1.0.linux-x86_64.tar.gz", "foo"), ("foo-1.0.exe", "foo"), ("foo-bar-1.0.tar.gz", "foo"),
    ("bar-1.0.tar.gz", "foo"), ("foo-.tar.gz", "foo"), (".tar.gz", "foo"), ("foo-1.0.tar.gz", ""),
    ("foo-1.0.win32.zip", "foo"), ("foo-1.0-py3.7.egg", "foo"),
  ])
  func noSdists(file: String, project: String) {
    #expect(SdistName(file, project: project) == nil)
  }
}
