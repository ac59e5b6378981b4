import PackageMetadata
import TestSupport
import Testing
import Versions

@Suite struct RequirementTests {
  @Test func readsWhatThePackagingLibraryReads() throws {
    for row in try Table("PackageMetadata/requirements.tsv").rows {
      guard row[1] != "-" else {
        #expect(throws: PackageMetadataError.self, "\(row[0])") {
          try Requirement(parsing: row[0], isLenient: false)
        }
        continue
      }
      let requirement = try Requirement(parsing: row[0], isLenient: false)
      #expect(requirement.writtenName == row[1])
      #expect(requirement.extras.joined(separator: ",") == row[2], "\(row[0])")
      guard case .python(let specifiers) = requirement.constraint else {
        Issue.record("\(row[0]) is not a Python requirement")
        continue
      }
      #expect(
        Set(specifiers.specifiers.map(\.description)).sorted().joined(separator: ",") == row[3])
      #expect((requirement.url ?? "-") == row[4])
      // What is written is read again as the same.
      #expect(try Requirement(parsing: requirement.description) == requirement)
    }
  }

  @Test(arguments: [
    ("requests", "requests"), ("  Foo.Bar [B_b, a] ( >=1.0 , <2 ) ", "Foo.Bar[a,b-b]>=1.0,<2"),
    ("name@http://foo.com", "name @ http://foo.com"),
    (
      "pip @ https://x.org/pip.zip ; python_version<'3'",
      "pip @ https://x.org/pip.zip ; python_version < \"3\""
    ),
    (
      "a; (os.name=='nt' or 'linux' in sys.platform) and extra=='Dev_X'",
      "a; (os_name == \"nt\" or \"linux\" in sys_platform) and extra == \"dev-x\""
    ),
    ("foo>=2.7.* ;extra == 'x'", "foo>=2.7; extra == \"x\""),
    ("es (>=7.2.0<8.0.0)", "es>=7.2.0,<8.0.0"),
    ("foo; python_version not in '2.7, 3.0'", "foo; python_version not in \"2.7, 3.0\""),
    ("foo; ((python_version > '3'))", "foo; python_version > \"3\""),
    ("foo; platform_version == 'a\"b'", "foo; platform_version == 'a\"b'"),
  ])
  func writesWhatItReads(text: String, written: String) throws {
    #expect(try Requirement(parsing: text).description == written)
  }

  @Test(arguments: [
    ("", 1), ("-foo", 1),
    ("foo bar", 5),
    ("foo[a", 6), ("foo[a,]", 7),
    ("foo (>=1", 9), ("foo @", 6),
    ("foo; bar == 'x'", 6),
    ("foo; os_name == 'x", 17),
    ("foo; os_name 'x'", 14),
    ("foo; os_name == 'x' and", 24),
    ("foo; (os_name == 'x'", 21),
    ("foo; os_name == 'x' 'y'", 21),
    ("foo @ http://x y", 16),
  ])
  func errorsNameTheColumn(text: String, column: Int) {
    let error = #expect(throws: PackageMetadataError.self) { try Requirement(parsing: text) }
    guard case .requirement(text, column: column, let reason)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    expectGolden(reason, text)
  }

  @Test func ofR() throws {
    let requirement = Requirement.r(name: "Rcpp", bounds: try RSpecifierSet(parsing: "(>= 1.0-2)"))
    #expect(requirement.description == "Rcpp (>= 1.0-2)")
    #expect(requirement.id == .cran("Rcpp"))
    let (older, newer) = (try #require(RVersion("1.0.1")), try #require(RVersion("1.0.10")))
    #expect(requirement.constraint.contains(.r(newer)))
    #expect(!requirement.constraint.contains(.r(older)))
    #expect(requirement.constraint.versionSet.contains(.r(newer)))
    #expect(!requirement.constraint.versionSet.contains(.r(older)))
    let python = try #require(PythonVersion("2.0"))
    #expect(!requirement.constraint.contains(.python(python)))
    #expect(Requirement.r(name: "methods").description == "methods")
  }

  @Test func constraintsOfPython() throws {
    let constraint = try Requirement(parsing: "a>1.0,!=1.5").constraint
    for (text, isIn) in [("1.0", false), ("1.0.post1", false), ("1.1", true), ("1.5+x", false)] {
      let version = PackageVersion.python(try #require(PythonVersion(text)))
      #expect(constraint.contains(version) == isIn)
      #expect(constraint.versionSet.contains(version) == isIn)
    }
    #expect(try Requirement(parsing: "a>=2.0b1").constraint.allowsPrereleases)
    #expect(
      Requirement.python("A", extras: ["B_c"], try SpecifierSet(parsing: ">1")).description
        == "A[b-c]>1")
  }

  /// Whatever the text, reading it ends, and does so with a requirement or an error.
  @Test func survivesHostileText() {
    let alphabet = Array("ab1.-_ []()<>=!~;@'\"\\,*+#é\u{0}\n\tandorinnotextra os_name == '1'".utf8)
    var state: UInt64 = 42
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    var read = 0
    for _ in 0..<20_000 {
      let length = next(40)
      let bytes = (0..<length).map { _ in alphabet[next(alphabet.count)] }
      let text = String(decoding: (next(2) == 0 ? Array("a; ".utf8) : []) + bytes, as: UTF8.self)
      if (try? Requirement(parsing: text)) != nil { read += 1 }
    }
    #expect(read > 0)
    let deep = String(repeating: "(", count: 100_000)
    #expect(throws: PackageMetadataError.self) { try Requirement(parsing: "a; \(deep)") }
    #expect(throws: PackageMetadataError.self) { try Marker(parsing: deep + "os_name == 'x'") }
    let wide = Array(repeating: "os_name == 'x'", count: 10_000).joined(separator: " or ")
    #expect(throws: Never.self) { try Marker(parsing: wide) }
  }
}
