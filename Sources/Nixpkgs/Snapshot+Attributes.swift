internal import FoundationEssentials
package import PackageMetadata

/// A package anywhere in a nixpkgs, found by its attribute.
package struct FoundPackage: Hashable, Sendable {
  /// The path, such as `awscli`, `xorg.libX11` or `python3Packages.numpy`.
  package let attribute: String
  package let pname: String
  package let versionText: String
  /// Derivation names of what it propagates, for packages of the Python and R sets; `nil` if
  /// that does not evaluate.
  package let propagated: [String]?
}

extension Snapshot {
  /// The packages at top-level attribute paths such as `awscli` or `xorg.libX11`, by path.
  ///
  /// Attributes that are missing, throw or are not packages are left out. Answers are cached with the snapshot.
  package func topLevel(
    _ attributes: [String], options: SnapshotOptions
  ) async throws(NixpkgsError) -> [String: FoundPackage] {
    let cache = SnapshotCache(folder: options.cacheDirectory)
    let wanted = Set(attributes).sorted().filter { attribute in
      attribute.split(separator: ".").first.map { hasTopLevelName(String($0)) } ?? false
    }
    var answers = cache.answers(cacheKey, identity: state)
    let unknown = wanted.filter { answers[$0] == nil }
    if !unknown.isEmpty {
      let found = try await options.evaluation(of: location).packages(
        at: unknown.map { path(of: $0) }, overlays: [])
      for (attribute, answer) in zip(unknown, found) {
        answers[attribute] = answer?.json ?? FoundPackage.Answer.nothing
      }
      cache.keep(answers: answers, cacheKey, identity: state)
    }
    var found: [String: FoundPackage] = [:]
    for attribute in wanted {
      found[attribute] = answers[attribute].flatMap { FoundPackage.Answer(json: $0) }.map {
        FoundPackage(attribute, $0)
      }
    }
    return found
  }

  /// The packages of a set as they are with overlays on top, by attribute.
  ///
  /// Not cached, since overlays change. `overlays` are absolute paths.
  package func packages(
    _ attributes: [String], of ecosystem: Ecosystem, overlays: [String], options: SnapshotOptions
  ) async throws(NixpkgsError) -> [String: FoundPackage] {
    let wanted = Set(attributes).sorted()
    guard !wanted.isEmpty else { return [:] }
    let set = ecosystem == .pypi ? "python" : "rPackages"
    let answers = try await options.evaluation(of: location).packages(
      at: wanted.map { [set, $0] }, overlays: overlays)
    var found: [String: FoundPackage] = [:]
    for (attribute, answer) in zip(wanted, answers) {
      found[attribute] = answer.map { FoundPackage(attribute, $0) }
    }
    return found
  }

  private func path(of attribute: String) -> [String] {
    attribute.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
  }
}

extension FoundPackage {
  /// What `Programs/nixpkgs.nix` says about an attribute.
  struct Answer: Codable, Sendable {
    let name: String
    let pname: String
    let version: String
    let inputs: [String]?

    /// How the cache writes that there is no package.
    static let nothing = "null"

    var json: String? {
      (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  init(_ attribute: String, _ answer: Answer) {
    self.init(
      attribute: attribute,
      pname: answer.pname.isEmpty
        ? String(DerivationName.withoutPrefix(answer.name).name) : answer.pname,
      versionText: answer.version, propagated: answer.inputs)
  }
}

extension FoundPackage.Answer {
  init?(json: String) {
    guard let answer = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
      return nil
    }
    self = answer
  }
}
