import Testing

@testable import Versions

/// Requirements with far more bounds than anybody writes.
@Suite struct ManyBoundsTests {
  @Test("many bounds come down to the same set as one after the other")
  func combining() throws {
    let text = (0..<300).map { "!=\($0 * 7 % 300).\($0)" }.joined(separator: ",") + ",<250,>=3"
    let specifiers = try SpecifierSet(parsing: text)
    let expected = specifiers.specifiers.reduce(VersionSet<PythonVersion>.full) {
      $0.intersection($1.versionSet)
    }
    #expect(specifiers.versionSet == expected)
    #expect(VersionSet<PythonVersion>.intersection(of: []) == .full)
  }

  @Test("more than a thousand specifiers are refused")
  func limit() throws {
    func text(_ count: Int) -> String {
      (0..<count).map { "!=\($0)" }.joined(separator: ",")
    }
    #expect(try SpecifierSet(parsing: text(1000)).specifiers.count == 1000)
    #expect(throws: VersionsError.self) { try SpecifierSet(parsing: text(1001)) }
  }
}
