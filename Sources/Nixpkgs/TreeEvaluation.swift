internal import FoundationEssentials
internal import Nix

/// An evaluation of a nixpkgs by `Programs/nixpkgs.nix`.
struct TreeEvaluation: Sendable {
  /// What is said about a tree before its packages.
  struct Ready: Decodable, Sendable {
    let facts: TreeFacts
    /// The names at top level.
    let top: [String]
    /// The attributes of the package set.
    let names: [String]
  }

  /// The result of reading a package set.
  struct Answer: Sendable {
    var facts: TreeFacts
    var top: [String]
    var rows: [PackageRow]
    /// The location, with the entry that was let in.
    var location: NixpkgsLocation
    var notes: [SnapshotNote]
  }

  let tool: NixTool
  let location: NixpkgsLocation
  let python: String
  let timeLimit: Duration?

  private func evaluation(
    of set: String, overlays: [String] = [], request: [[String]] = []
  ) -> NixEvaluation {
    var evaluation = NixEvaluation(
      NixProgram(PackageResources.nixpkgs_nix),
      [
        "python": .string(python), "overlays": .strings(overlays), "set": .string(set),
        "request": .list(request.map { .strings($0) }),
      ], tool: tool)
    evaluation.entries = location.entries
    evaluation.timeLimit = timeLimit
    return evaluation
  }

  /// Reads a package set.
  func index(
    of set: PackageSetKind, onRow: @escaping @Sendable (_ done: Int, _ count: Int) -> Void
  ) async throws(NixpkgsError) -> Answer {
    let outcome: NixOutcome<NixItems<Ready, [String]?>>
    do {
      outcome = try await evaluation(of: set.rawValue).items(
        Ready.self, [String]?.self, inGroupsOf: 2,
        onItem: { done, count in onRow(done / 2, count / 2) })
    } catch {
      throw NixpkgsError(error, path: location.path)
    }
    let (found, location) = try entered(outcome)
    let names = found.ready.names
    guard found.count == 2 * names.count else {
      throw .unreadableAnswer(path: location.path, reason: .incomplete)
    }
    var answer = Answer(
      facts: found.ready.facts, top: found.ready.top, rows: [], location: location,
      notes: location == self.location ? [] : [.enteredBelow])
    for (number, name) in names.enumerated() {
      guard let package = found.items[2 * number] else {
        answer.notes.append(.leftOut(attribute: name))
        continue
      }
      let inputs = found.items[2 * number + 1]
      if inputs == nil { answer.notes.append(.unknownInputs(attribute: name)) }
      if let package, let row = PackageRow(name, package, inputs: inputs ?? nil) {
        answer.rows.append(row)
      }
    }
    return answer
  }

  /// What is at attribute paths; `nil` if that is not a package, or does not evaluate.
  func packages(
    at paths: [[String]], overlays: [String]
  ) async throws(NixpkgsError) -> [FoundPackage.Answer?] {
    let outcome: NixOutcome<NixItems<Bool, FoundPackage.Answer?>>
    do {
      outcome = try await evaluation(of: "", overlays: overlays, request: paths).items(
        Bool.self, FoundPackage.Answer?.self)
    } catch {
      throw NixpkgsError(error, path: location.path)
    }
    let found = try entered(outcome).items
    guard found.count == paths.count else {
      throw .unreadableAnswer(path: location.path, reason: .incomplete)
    }
    return paths.indices.map { found.items[$0] ?? nil }
  }

  /// Which packages of a set nixpkgs allows by the configuration that it finds by itself.
  func allowed(_ attributes: [String], of set: String) async throws(NixpkgsError) -> [String] {
    var evaluation = NixEvaluation(
      NixProgram(PackageResources.allowed_nix),
      [
        "set": .strings(set.split(separator: ".").map(String.init)),
        "wanted": .strings(attributes),
      ], tool: tool)
    evaluation.entries = location.entries
    evaluation.timeLimit = timeLimit
    let outcome: NixOutcome<NixItems<Bool, Bool>>
    do {
      outcome = try await evaluation.items(Bool.self, Bool.self)
    } catch {
      throw NixpkgsError(error, path: location.path)
    }
    let found = try entered(outcome).items
    return attributes.indices.filter { found.items[$0] == true }.map { attributes[$0] }
  }

  private func entered<Value>(
    _ outcome: NixOutcome<Value>
  ) throws(NixpkgsError) -> (items: Value, location: NixpkgsLocation) {
    switch outcome {
    case .value(let value, let entry):
      var location = location
      if let entry { location.entry = entry }
      return (value, location)
    case .failure(let failure) where failure.isRefusal:
      throw .nixTooOld(path: location.path, message: failure.message)
    case .failure(let failure):
      throw .evaluation(path: location.path, message: failure.message)
    }
  }
}

/// The facts of a tree as `Programs/nixpkgs.nix` tells them; what is not known is empty.
struct TreeFacts: Codable, Hashable, Sendable {
  struct Python: Codable, Hashable, Sendable {
    let attribute: String
    let set: String
    let name: String
    let version: String
    let implementation: String
    let marker: String
  }

  let version: String
  let revision: String
  let nix: String
  let system: String
  let libc: String
  let r: String
  let bioconductor: String
  let python: Python?
  /// Attributes, each with a short version.
  let interpreters: [[String]]
  let licences: [String]
  /// What was tried of the tree; what was not is absent.
  let dialect: [String: Bool]

}

extension TreeFacts {
  /// The facts as JSON, with the members of objects in the order of their keys.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Those of no tree at all.
  static let none = TreeFacts(
    version: "", revision: "", nix: "", system: "", libc: "", r: "", bioconductor: "", python: nil,
    interpreters: [], licences: [], dialect: [:])

  init?(json: String) {
    guard let facts = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
      return nil
    }
    self = facts
  }
}
