import FoundationEssentials
import PackageMetadata
import Planning
import Testing

@testable import Commands
@testable import Operations

/// What `Documentation/json.md` says of the documents, and what they are.
@Suite struct DocumentationTests {
  private static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { "\($0)/\($1)" }

  private static func text(_ path: String) throws -> String {
    let bytes = try #require(FileManager.default.contents(atPath: "\(root)/\(path)"))
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The documents that the end-to-end cases keep, with the verb that printed each, and samples of
  /// those that need more than recorded answers.
  private static func documents() throws -> [(verb: String, name: String, document: JSON)] {
    let folder = "Fixtures/EndToEnd"
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
    var result: [(verb: String, name: String, document: JSON)] = []
    for name in names.sorted() where name.hasSuffix("-json") {
      let document = try JSON.read(text("\(folder)/\(name)/stdout"))
      var verb = String(name.prefix { $0 != "-" })
      if case .object(let object) = document, object["error"] != nil { verb = "error" }
      result.append((verb, name, document))
    }
    let samples: [(String, any Encodable)] = [
      ("cache", CacheDocument(Sample.preparation, isSent: true, in: Wording())),
      ("check", CheckDocument(Sample.check, in: Wording())),
      ("doctor", DoctorDocument(Sample.diagnosis, in: Wording())),
      ("error", ErrorDocument(Sample.failure, in: Wording())),
    ]
    for (verb, document) in samples {
      let text = String(decoding: try JSONEncoder().encode(document), as: UTF8.self)
      result.append((verb, "sample of \(verb)", try JSON.read(text)))
    }
    return result
  }

  @Test("every document has the keys that its section names, and the other way round")
  func keys() throws {
    let documented = DocumentedKeys(try Self.text("Documentation/json.md"))
    var seen: [String: Set<String>] = [:]
    for (verb, name, document) in try Self.documents() {
      let differences = documented.differences(
        document, from: verb, seen: &seen[verb, default: []])
      #expect(differences == [], "\(name)")
    }
    // No index has a package that nixpkgs of the fixtures has, too.
    let superseded = UpdateDocument.Superseded(package: "pypi:a", version: nil, nixpkgs: "2")
    let keys = try JSON.read(String(decoding: JSONEncoder().encode(superseded), as: UTF8.self))
    #expect(
      documented.differences(
        .object(["superseded": .list([keys])]), from: "update", seen: &seen["update", default: []]
      ).filter { $0.hasPrefix("superseded") } == [])
    for (section, paths) in documented.sections {
      // What a section includes is seen in one of its users.
      let unseen = paths.filter { path in
        !seen.values.contains { $0.contains(path) || $0.contains { path.hasSuffix(".\($0)") } }
      }
      #expect(unseen.sorted() == [], "\(section)")
    }
  }

  @Test("every verb has a section, and every section is of a verb")
  func verbs() throws {
    let documented = DocumentedKeys(try Self.text("Documentation/json.md"))
    let verbs = Set(Invocation.Verb.allCases.map { $0.words[0] })
    #expect(Set(documented.sections.keys) == verbs.union(["error"]))
  }

  @Test("what a key may be is what its enumeration has")
  func values() throws {
    let documented = DocumentedKeys(try Self.text("Documentation/json.md"))
    let enumerations: [(section: String, key: String, values: [String])] = [
      ("error", "error.kind", Failure.Kind.allCases.map(\.rawValue)),
      ("import", "snapshot.era", Dialect.Era.allCases.map(\.rawValue)),
      ("import", "packages[].action", PlannedPackage.Action.allCases.map(\.rawValue)),
      ("index", "era", Dialect.Era.allCases.map(\.rawValue)),
      ("refresh", "[].verdict", RefreshEntry.Verdict.allCases.map(\.rawValue)),
      ("check", "packages[].status", PackageCheck.Status.allCases.map(\.rawValue)),
      ("check", "packages[].stage", PackageCheck.Stage.allCases.map(\.rawValue)),
      ("doctor", "checks[].subject", Doctor.Subject.allCases.map(\.rawValue)),
      ("doctor", "checks[].status", Doctor.Status.allCases.map(\.rawValue)),
    ]
    for (section, key, values) in enumerations {
      let said = try #require(documented.words[section]?[key], "\(section): \(key)")
      #expect(Set(values).subtracting(said) == [], "\(section): \(key) may be this, too")
      // A remark may name an attribute of nixpkgs.
      let others = said.subtracting(values).filter { $0.allSatisfy { $0 == "-" || $0.isLowercase } }
      #expect(others == [], "\(section): \(key) is never this")
    }
  }
}
