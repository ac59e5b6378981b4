import TestSupport
import Testing
import Versions

@Suite struct SpecifierTests {
  @Test func matchesAsThePackagingLibraryDoes() throws {
    for row in try Table("Versions/specifiers.tsv").rows {
      guard row[2] != "-" else {
        #expect(throws: VersionsError.self, "\(row[0])") {
          try SpecifierSet(parsing: row[0], isLenient: false)
        }
        continue
      }
      let specifiers = try SpecifierSet(parsing: row[0], isLenient: false)
      let version = try #require(PythonVersion(row[1]))
      #expect(specifiers.contains(version) == (row[2] == "1"), "\(row[0]) of \(row[1])")
      #expect(specifiers.allowsPrereleases == (row[3] == "1"), "\(row[0])")
      if !row[0].contains("===") {
        #expect(
          specifiers.versionSet.contains(version) == (row[2] == "1"), "set of \(row[0]), \(row[1])")
      }
    }
  }

  @Test(arguments: [
    (">=2.7.*", ">=2.7"), ("<4.*", "<4"), ("!=3.0*", "!=3.0.*"), ("==3.*", "==3.*"),
    ("~=3.6.*", "~=3.6.0"), (">3.6.*", ">=3.7.dev0"), ("<=3.6.*", "<3.7.dev0"),
    (">=3.5,<4,", ">=3.5,<4"), (", >=3.5 ,", ">=3.5"), (">=3.5 <4", ">=3.5,<4"),
    (">=2.7,!=3.0.*,!=3.1.*'", ">=2.7,!=3.0.*,!=3.1.*"), ("\">=3.6\"", ">=3.6"),
    ("!=~5.0", "!=5.0"), ("=>3.6", ">=3.6"), (">dev", ">=0"), (">=3.6,'", ">=3.6"),
    ("(>=1.0)", ">=1.0"),
    (">= 3.6", ">=3.6"), ("", ""), (">=3.6.", ">=3.6"), (">=1.9<2", ">=1.9,<2"), ("=2.0", "==2.0"),
    ("==1.0.*.*", "==1.0.*"),
  ])
  func repairsSpellingsOfOld(written: String, meant: String) throws {
    #expect(try SpecifierSet(parsing: written).description == meant)
  }

  @Test(arguments: [
    "1.0", "latest", ">=", ">=abc", "===1 2", "~=1", "<1.0+local", "==1.0a1.*",
    "<>1.0",
    ">=3.6 and <4", "*",
  ])
  func refuses(text: String) {
    #expect(throws: VersionsError.self) { try SpecifierSet(parsing: text) }
  }

  @Test func errorsNameTheSpecifier() throws {
    for text in [">=1,<1.0+x", "~=1"] {
      let error = #expect(throws: VersionsError.self) { try SpecifierSet(parsing: text) }
      expectGolden(error?.description, text)
    }
  }

  @Test(arguments: [
    ("==1.0", "==1.0.0", true), ("~=1.0", "~=1.0.0", false), ("==1.*", "==1.0.*", false),
    (">=1,<2", "<2,>=1", true), (">=1", ">1", false), ("===1.0", "===1.0.0", false),
    (">=1,>=1.0", ">=1", true), ("", "", true),
  ])
  func equality(first: String, second: String, areEqual: Bool) throws {
    let (first, second) = (try SpecifierSet(parsing: first), try SpecifierSet(parsing: second))
    #expect((first == second) == areEqual)
    if areEqual { #expect(first.hashValue == second.hashValue) }
  }

  @Test func prereleases() throws {
    let candidate = try #require(PythonVersion("1.1rc1"))
    #expect(try SpecifierSet(parsing: ">=1.0").contains(candidate))
    #expect(try !SpecifierSet(parsing: ">=1.0").contains(candidate, prereleases: false))
    #expect(try SpecifierSet(parsing: ">=1.0rc1").allowsPrereleases)
    #expect(try !SpecifierSet(parsing: "!=1.0rc1,<2").allowsPrereleases)
  }

  @Test func makesSpecifiers() throws {
    let version = try #require(PythonVersion("1.4+cpu"))
    #expect(Specifier(.equal, version).description == "==1.4+cpu")
    #expect(Specifier(.atLeast, version).description == ">=1.4")
    #expect(Specifier(.compatible, try #require(PythonVersion("2"))).description == ">=2")
    #expect(try SpecifierSet(parsing: ">=1,<2").description == ">=1,<2")
  }

  /// A specifier and its set agree on every version, and the set's words on its members.
  @Test func setsAgreeWithSpecifiers() throws {
    var generator = SeededGenerator(seed: 7)
    let versions = (0..<120).compactMap { _ in PythonVersion(generator.version()) }
    for _ in 0..<600 {
      let specifiers = SpecifierSet(
        (0..<generator.number(below: 3) + 1).compactMap { _ in generator.specifier() })
      let set = specifiers.versionSet
      for version in versions {
        #expect(specifiers.contains(version) == set.contains(version), "\(specifiers), \(version)")
        #expect(set.complement.contains(version) != set.contains(version))
      }
    }
  }

  @Test(arguments: [
    ("", "any version"), (">=1.0,<2.0", ">=1.0,<2.0"), ("==1.0", "==1.0"), ("!=1.0", "!=1.0"),
    ("==1.2.*", "==1.2.*"), ("!=1.2.*", "!=1.2.*"), ("<=1.0", "<=1.0"), (">1.0", ">1.0"),
    ("<1.0", "<1.0"), ("~=1.4.2", ">=1.4.2,<1.5"), ("==1.0,==2.0", "no version"),
    (">=1,!=1.5,<2", ">=1,<1.5 or >1.5,<2"), (">=1.0rc1", ">=1.0rc1"), ("==1.0+cpu", "==1.0+cpu"),
    (">1.0.post1", ">1.0.post1"),
  ])
  func saysASetInSpecifiers(text: String, words: String) throws {
    #expect(try SpecifierSet(parsing: text).versionSet.specifierDescription == words)
  }
}
