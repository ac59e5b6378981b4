import Testing
import Versions

@Suite struct RVersionTests {
  private func version(_ text: String) throws -> RVersion {
    try #require(RVersion(text), "\(text)")
  }

  @Test func ordersAsRDoes() throws {
    let ascending = try [
      "0.9", "0.9.1", "0.9.1.1", "1", "1.0", "1.0.0", "1.0-2", "1.9", "1.10", "2-1",
    ]
    .map { try version($0) }
    for (index, first) in ascending.enumerated() {
      for (other, second) in ascending.enumerated() {
        #expect((first < second) == (index < other), "\(first) < \(second)")
      }
    }
  }

  @Test func separatorsDoNotMatter() throws {
    let (first, second) = (try version("1.0-2"), try version(" 1.0.2 "))
    #expect(first == second)
    #expect(first.hashValue == second.hashValue)
    #expect(first.description == "1.0-2")
    #expect(second.description == "1.0.2")
    #expect(try version("1.07") == version("1.7"))
  }

  @Test(arguments: ["", ".", "1.", "-1", "1..2", "1.a", "1.0 2", "1.99999999999999999999"])
  func refuses(text: String) { #expect(RVersion(text) == nil) }

  @Test(arguments: [
    ("(>= 3.5)", "3.5", true), ("(>= 3.5)", "3.4.9", false), ("(== 1.0)", "1-0", true),
    ("(<2.0)", "2.0", false), ("(> 1.0)", "1.0.1", true), ("(<= 1.0)", "1.0", true),
    ("(!= 1.0)", "1.0", false), ("", "1.0", true), (">= 1, < 2", "1.5", true),
    (">= 1, < 2", "2", false), ("(>=\n 3.5)", "4.0", true),
  ])
  func bounds(text: String, candidate: String, isWithin: Bool) throws {
    let bounds = try RSpecifierSet(parsing: text)
    #expect(try bounds.contains(version(candidate)) == isWithin)
    #expect(try bounds.versionSet.contains(version(candidate)) == isWithin)
  }

  @Test(arguments: ["(3.5)", "(>= )", "(>= a)", "(=> 1.0)", "(~= 1.0)", ">= 1 2"])
  func refusesBounds(text: String) {
    #expect(throws: VersionsError.bounds(text)) { try RSpecifierSet(parsing: text) }
  }

  @Test func intersects() throws {
    let both = try RSpecifierSet(parsing: ">= 1.0").intersection(RSpecifierSet(parsing: "< 2.0"))
    #expect(both.description == ">= 1.0, < 2.0")
    #expect(try both == RSpecifierSet(parsing: "(< 2.0, >= 1-0)"))
  }
}
